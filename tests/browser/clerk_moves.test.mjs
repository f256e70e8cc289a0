// What a clerk does beside calling and serving: holds, sends on, takes back, gives up; and what the
// page says when the server would not.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { officePerTest } from "./office.mjs";

const PAPERS = "bản chính sổ hộ khẩu, giấy khai sinh của hai con, giấy ủy quyền"; // about the longest
const MM = 72 / 25.4; // in points
let server, kiosk, page, desk;

afterEach(() => assertFaultless(page));
officePerTest({ clerks: [], people: PEOPLE }, (office) => {
	({ server, kiosk, page } = office);
	desk = new DeskPage(page, server.url);
});

// The desk of counter 2, open, with these numbers waiting.
async function openDesk(numbers, priority = {}) {
	for (const number of numbers) await kiosk.take("chung-thuc", priority[number] ? { priority: priority[number] } : {});
	await desk.signIn(2);
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	await until("the numbers", async () => (await desk.waiting()).length === numbers.length);
}

async function call(number) {
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number });
}

async function serve(number) {
	await call(number);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ", number });
}

// The panel's title, once it is open.
async function asked() {
	await page.waitForSelector("#panel:not([hidden])");
	return desk.text("#panel h3");
}

function seen(selector, text) {
	return until(`${selector} to say ${text}`, async () => (await desk.text(selector)).trim().replaceAll("\u00a0", " ") === text);
}

// The words beside a number of the queue that say why its turn is when it is.
function tag(number) {
	return page.locator(`#waiting-list [data-number=${number}] .tag`).innerText();
}

test("holds a number, prints its return slip, and goes on with it", async () => {
	await page.addInitScript(() => {
		window.print = () => {
			window.printed = document.getElementById("slip").innerText;
			window.code = document.getElementById("slip-code").naturalWidth;
		};
	});
	await openDesk(["A001", "A002"]);
	await serve("A001");
	await desk.press("g");
	assert.equal(await asked(), "Tạm giữ A001");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Tab");
	await page.keyboard.type(PAPERS);
	await page.locator("#hold-until").selectOption({ index: 2 });
	await page.locator("#reason-own").press("Enter");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã tạm giữ A001" });
	await seen("#tab-held span", "Tạm giữ 1");

	await page.waitForSelector("#print:not([hidden])");
	await page.keyboard.press("p");
	const paper = await page.waitForFunction(() => window.printed).then((printed) => printed.jsonValue());
	for (const text of ["A001", "Quầy 2", "Hẹn quay lại trước", `Nộp phí, lệ phí: ${PAPERS}`, "Không cần lấy số mới"]) {
		assert.ok(paper.includes(text), `${text} in ${paper}`);
	}
	assert.ok((await page.evaluate(() => window.code)) > 0, "its code was there when it was printed");
	await page.emulateMedia({ media: "print" });
	const { width: side, height } = await page.locator("#slip-code").boundingBox();
	assert.deepEqual([side, height].map((px) => Math.round((px * 0.75) / MM)), [30, 30]);
	await page.emulateMedia({ media: null });
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
	const [, width] = /MediaBox\s*\[0 0 ([\d.]+)/.exec(pdf);
	assert.equal(Math.round(width / MM), 80);
	assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
	assert.ok(await page.locator("#slip").isHidden());

	await desk.press("t");
	assert.match(await asked(), /^A001 – /);
	assert.match(await desk.text("#panel"), new RegExp(`Nộp phí, lệ phí: ${PAPERS} · hẹn \\d+:\\d\\d`));
	await page.keyboard.press("t");
	await desk.waitFor({ state: "Đang phục vụ", number: "A001", note: "Tiếp tục phục vụ A001" });
	await seen("#tab-held span", "Tạm giữ 0");
});

test("takes each step back within its time, and says which", async () => {
	await openDesk(["A001", "A002"]);
	await call("A001");
	await page.waitForSelector("#undo:not([hidden])");
	assert.match(await desk.text("#undo-left"), /^Còn \d+ giây để hoàn tác$/);
	await desk.press("z");
	await desk.waitFor({ state: "Sẵn sàng", number: "–", note: "Đã hoàn tác “Đã gọi A001”" });
	await desk.waitForQueue(["A001", "A002"]);

	await serve("A001");
	await desk.press("z");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
	await desk.press("k");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã ghi A001 không có mặt" });
	await page.click("#undo");
	await desk.waitFor({ state: "Đang gọi", number: "A001", note: "Đã hoàn tác “Đã ghi A001 không có mặt”" });

	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	await desk.press("Space");
	await desk.waitFor({ number: "A002", note: "Đã kết thúc A001, đã gọi A002" });
	await until("the step it can take back", async () => /“Đã gọi A002”$/.test(await desk.text("#undo-left")));
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	await desk.press("h");
	await desk.waitFor({ note: "Đã kết thúc A002" });
	await page.waitForSelector("#undo", { state: "hidden" });
});

test("the offer to take a step back ends with its time", async (t) => {
	const change = (office) => ({ ...office, limits: { ...office.limits, undo_seconds: 3 } });
	const brief = await Server.start({ clerks: [], people: PEOPLE, change });
	t.after(() => brief.close());
	kiosk = new Kiosk(brief.url, { key: brief.keys.cua });
	desk = new DeskPage(page, brief.url);
	await openDesk(["A001"]);
	await call("A001");
	await page.waitForSelector("#undo:not([hidden])");
	await page.waitForSelector("#undo", { state: "hidden" });
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
});

test("sends a number to a counter or a service, and says where one came from", async () => {
	const there = await Clerk.at(server.url, 3, "binh");
	await there.move("open");
	await openDesk(["A001", "A002"]);
	await serve("A001");
	await desk.press("c");
	assert.equal(await asked(), "Chuyển A001 đến đâu?");
	await page.keyboard.press("Enter");
	assert.match(await desk.text("#panel"), /Xin chọn quầy hoặc lĩnh vực/);
	await page.keyboard.type("3");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã chuyển A001 đến quầy 3" });
	assert.equal((await there.move("next")).ticket.number, "A001");
	await there.move("transfer", { counter: 2 });
	await desk.waitForQueue(["A001", "A002"]);
	assert.equal(await tag("A001"), "Chuyển từ quầy 3");

	await call("A001");
	assert.match(await desk.text("#reason"), /^Chuyển từ quầy 3, đã chờ/);
	await desk.press("c");
	await asked();
	await page.keyboard.type("ho tich");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã chuyển A001 đến lĩnh vực Hộ tịch, nuôi con nuôi" });
	await desk.waitForQueue(["A002", "A001"]);
});

test("takes someone who was absent back into the queue", async () => {
	await openDesk(["A001"]);
	await call("A001");
	await desk.press("k");
	await desk.waitFor({ state: "Sẵn sàng" });
	await seen("#tab-absent span", "Không có mặt 1");
	await desk.press("q");
	assert.match(await desk.text("#panel"), /Gọi lúc \d+:\d\d, vắng 1 lần/);
	await page.keyboard.press("q");
	await desk.waitFor({ note: "A001 đã quay lại hàng chờ" });
	await page.click("#tab-waiting");
	await desk.waitForQueue(["A001"]);
	assert.equal(await tag("A001"), "Quay lại");
});

test("gives a number up only when asked twice", async () => {
	await openDesk(["A001", "A002"]);
	await page.click("#waiting-list [data-number=A001]");
	await page.keyboard.press("b");
	assert.equal(await asked(), "Bỏ số A001?");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#panel", { state: "hidden" });
	await desk.waitForQueue(["A001", "A002"]);
	await page.click("#waiting-list [data-number=A001]");
	await page.keyboard.press("b");
	await page.click("#panel .row button:first-child");
	await desk.waitFor({ note: "Đã bỏ số A001" });
	await desk.waitForQueue(["A002"]);
});

test("makes a number ordinary that has no right to priority", async () => {
	await openDesk(["A001", "A002"], { A002: "elderly" });
	await desk.waitForQueue(["A002", "A001"]);
	assert.equal(await tag("A002"), "Ưu tiên: người cao tuổi");
	await call("A002");
	await seen("#claim p", "Ưu tiên: Người cao tuổi · từ đủ 75 tuổi · Căn cước (ngày sinh)");
	await desk.press("u");
	assert.equal(await asked(), "A002 không đúng đối tượng ưu tiên?");
	await page.click("#panel .row button:first-child");
	await desk.waitFor({ state: "Sẵn sàng", note: "A002 đã chuyển thành số thường" });
	await desk.waitForQueue(["A001", "A002"]);
	assert.equal(await tag("A002"), "Theo lượt");
	await call("A001");
	assert.equal(await page.isHidden("#claim"), true);
});

test("shows the clerk what the office says of a class, in its words and in the page's language", async () => {
	await openDesk(["A001", "A002"], { A001: "infant", A002: "elderly" });
	await call("A001");
	await seen("#claim p", "Ưu tiên: Người nuôi con nhỏ dưới 36 tháng tuổi đi cùng · Không cần giấy tờ");
	await desk.press("k");
	await call("A002");
	await page.click("#person");
	await page.click("#menu-language");
	await seen("#claim p", "Priority: Elderly person · from age 75 · Identity card (date of birth)");
});

test("calls a chosen number for a reason", async () => {
	await openDesk(["A001", "A002"]);
	await desk.press("s");
	await page.keyboard.type("a2");
	await page.keyboard.press("Enter");
	assert.match(await asked(), /^A002 – /);
	await page.check("#reason-0");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Đang gọi", number: "A002" });
	assert.match(await desk.text("#reason"), /^Cán bộ chọn số/);
	const { ticket } = await kiosk.get("/api/v1/board").then(() => page.evaluate(() => fetch("/api/v1/counters/2/queue").then((r) => r.json())));
	assert.equal(ticket.note, "Có việc gấp");
});

test("whoever signs in at a counter is told which number is there since when", async () => {
	const before = await Clerk.at(server.url, 2, "binh");
	await before.move("open");
	await kiosk.take("chung-thuc");
	await before.move("next");
	await desk.signIn(2);
	await until("what is there", async () => /^Quầy 2 đang gọi A001 từ \d+:\d\d$/.test((await desk.shows()).note));
	const edge = (selector) => page.locator(selector).evaluate((node) => getComputedStyle(node).boxShadow);
	assert.deepEqual([await edge("#note"), (await edge("#done")) === "none"], ["none", false], "one edge, not another inside it");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	await page.reload();
	await until("what is there", async () => /^Quầy 2 đang phục vụ A001 từ \d+:\d\d$/.test((await desk.shows()).note));
});

test("says in words how things are when a step is no longer possible", async () => {
	const there = await Clerk.at(server.url, 3, "binh");
	await there.move("open");
	await openDesk(["A001", "A002"]);
	const meanwhile = (path, does) => page.route(path, async (route) => {
		await does();
		await route.continue();
	}, { times: 1 });
	await meanwhile("**/counters/2/call", () => there.move("call", { number: "A002" }));
	await page.click("#waiting-list [data-number=A002]");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng", note: "A002 vừa được quầy 3 gọi." });

	await there.move("absent");
	await seen("#tab-absent span", "Không có mặt 1");
	const { id } = (await there.queue()).absent[0];
	await meanwhile("**/tickets/*/back", () => there.post(`/api/v1/tickets/${id}/leave`));
	await desk.press("q");
	await page.keyboard.press("q");
	await desk.waitFor({ note: "A002 vừa đổi sang “Đã hủy”. Trang đã cập nhật." });

	await call("A001");
	await page.waitForSelector("#undo:not([hidden])");
	await meanwhile("**/counters/2/undo", () => page.evaluate(async () => {
		const { csrf } = await (await fetch("/api/v1/session")).json();
		const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf, "Idempotency-Key": "another" };
		await fetch("/api/v1/counters/2/undo", { method: "POST", headers, body: "{}" });
	}));
	await desk.press("z");
	await desk.waitFor({ note: "Bước này không còn hoàn tác được. Trang đã cập nhật." });
});

test("the earlier of two pages at a counter offers no move any more", async () => {
	await openDesk(["A001", "A002"]);
	await serve("A001");
	await page.waitForSelector("#undo:not([hidden])");
	await Clerk.at(server.url, 2, "binh");
	await page.waitForSelector("#band:not([hidden])");
	for (const button of ["#primary", "#move-finish", "#move-hold", "#move-transfer", "#other"]) {
		assert.ok(await desk.blocked(button), button);
	}
	assert.ok(await page.locator("#undo").isHidden());
	for (const key of ["g", "c", "z", "s"]) await page.keyboard.press(key);
	assert.ok(await page.locator("#panel").isHidden());
	await desk.waitFor({ state: "Đang phục vụ", number: "A001" });
});
