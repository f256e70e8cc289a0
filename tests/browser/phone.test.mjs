// A citizen's phone: the number, its place and the call, live, small, without a trace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { until } from "../harness/wait.mjs";
import { answersTo, assertFaultless, leave, open } from "./browser.mjs";
import { PEOPLE } from "./desk.mjs";
import { LEAD } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

const WEIGHT_MAX = 30 * 1024;
let browser, server, kiosk, page, clerk;

officePerTest({ clerks: [], people: [...PEOPLE, LEAD] }, async (office) => {
	({ browser, server, kiosk, page } = office);
	clerk = await Clerk.at(server.url, 3);
	await clerk.move("open");
}, { width: 390, height: 844 });

function shows(id, text) {
	return until(`#${id} to say ${text}`, async () => (await page.locator(`#${id}`).innerText()) === text);
}

test("follows a number from the queue to the end", async () => {
	await kiosk.take("ho-tich");
	const { token } = await kiosk.take("ho-tich", { procedure: "1.001193" });
	await page.goto(`${server.url}/t/${token}`);
	await shows("state", "Đang chờ");
	await shows("door", "B002");
	await shows("ahead", "1");
	assert.match(await page.locator("#matter").innerText(), /Hộ tịch[^]*Đăng ký khai sinh/);

	await clerk.move("next");
	await shows("ahead", "0");
	await clerk.move("start");
	await clerk.move("finish");
	await clerk.move("next");
	await shows("state", "Đang gọi");
	await shows("which", "B002");
	await shows("door", "3");
	assert.equal(await page.title(), "Mời đến quầy 3 – Motcua");
	assert.equal(await page.locator("#ticket").getAttribute("role"), "alert");
	await until("the papers", async () => (await page.locator("#papers li").count()) > 0);

	await clerk.move("start");
	await shows("state", "Đang phục vụ");
	await shows("line", "Ông, bà đang được phục vụ tại quầy 3.");
	await clerk.move("finish");
	await shows("state", "Đã phục vụ");
	assertFaultless(page);
});

test("weighs little and leaves nothing behind", async () => {
	const { token } = await kiosk.take("ho-tich");
	const bodies = answersTo(page, (path) => !path.startsWith("/api/"));
	await page.goto(`${server.url}/t/${token}`);
	await shows("ahead", "0");
	await page.waitForLoadState("load");
	const weight = (await Promise.all(bodies)).reduce((sum, { length }) => sum + length, 0);
	assert.ok(bodies.length > 8 && weight <= WEIGHT_MAX, `${weight} bytes`);
	assert.deepEqual(await page.context().cookies(), []);
	assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
});

test("tells of nobody: neither who serves nor who else waits nor why", async (t) => {
	const other = await kiosk.take("ho-tich", { priority: "disabled" });
	const { token, number } = await kiosk.take("ho-tich", { procedure: "1.001193" });
	const told = answersTo(page, (path) => /\/tickets\/|\/t\//.test(path));
	const feed = await FeedReader.open(server.url, { query: `?ticket=${token}` });
	t.after(() => feed.close());
	await page.goto(`${server.url}/t/${token}`);
	await shows("ahead", "1");
	await clerk.move("call", { number, reason: "Người nhà đưa đi cấp cứu" });
	await shows("state", "Đang gọi");
	await clerk.move("start");
	await shows("state", "Đang phục vụ");
	await until("what it was told", () => told.length >= 2);
	await feed.next("change", ({ kind }) => kind === "started");
	const all = [...(await Promise.all(told)), await page.content()].join(" ");
	for (const secret of [...PEOPLE.map(({ name }) => name), other.number, other.token, "cấp cứu"]) assert.ok(!all.includes(secret), secret);
	const streamed = JSON.stringify(feed.frames); // who sits at a counter stands on its screen
	for (const secret of [other.number, other.token, "cấp cứu", "disabled"]) assert.ok(!streamed.includes(secret), secret);
});

test("can be read without JavaScript, in both languages", async () => {
	await kiosk.take("ho-tich");
	const { token } = await kiosk.take("ho-tich");
	const plain = await open(browser, { width: 390, height: 844, script: false });
	await plain.goto(`${server.url}/t/${token}`);
	const vi = await plain.locator("body").innerText();
	for (const text of ["Đang chờ", "B002", "Còn 1 số trước ông, bà.", "Cập nhật"]) assert.ok(vi.includes(text), `${text} in ${vi}`);
	await plain.click("#language");
	const en = await plain.locator("body").innerText();
	for (const text of ["Waiting", "B002", "1 numbers ahead of you.", "Refresh"]) assert.ok(en.includes(text), `${text} in ${en}`);
	await leave(plain);
});

test("an unknown number is said in words", async () => {
	const answer = await page.goto(`${server.url}/t/AAAAAAAAAAAAAAAAAAAAAA`);
	assert.equal(answer.status(), 404);
	await shows("state", "Không tìm thấy số này");
	await shows("line", "Xin xem lại phiếu, hoặc hỏi cán bộ hướng dẫn.");
	assertFaultless(page);
});

test("keeps the last facts when the link is lost and comes back by itself", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await shows("ahead", "0");
	await server.kill();
	await page.waitForSelector("#lost:not([hidden])");
	assert.match(await page.locator("#lost").innerText(), /^Mất kết nối lúc \d{1,2}:\d\d\s+Xin nhìn bảng gọi số\.$/);
	await shows("door", "B001");
	await server.start();
	await page.waitForSelector("#lost", { state: "hidden" });
	await shows("state", "Đang chờ");
});

async function says(id, pattern) {
	await until(`#${id} to say ${pattern}`, async () => pattern.test(await page.locator(`#${id}`).innerText()));
}

test("tells the window by the clock, the queue time and what it comes from", async () => {
	for (let i = 0; i < 8; i++) await kiosk.take("ho-tich");
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await says("expected", /^khoảng \d{1,2}:\d\d–\d{1,2}:\d\d$/);
	await says("why", /^Theo lượt\s+Giờ xếp hàng \d{1,2}:\d\d$/);
	const first = await kiosk.take("ho-tich", { priority: "elderly" });
	await page.goto(`${server.url}/t/${first.token}`);
	await says("why", /^Ưu tiên: tính như đến trước 60 phút\s+Giờ xếp hàng \d{1,2}:\d\d$/);
	await says("ahead", /^0$/);
	await clerk.move("next");
	await shows("state", "Đang gọi");
	await says("why", /^Ưu tiên: tính như đến trước 60 phút/);
});

test("says that nothing can be said once no counter serves it", async () => {
	const lead = await Clerk.at(server.url, undefined, LEAD.user);
	const { token } = await kiosk.take("van-xa");
	const { counters } = await lead.get("/api/v1/rules");
	const without = ({ services, ...counter }) => ({ ...counter, services: services.filter(([id]) => id !== "van-xa") });
	await page.goto(`${server.url}/t/${token}`);
	await says("expected", /./);
	await lead.expect(200, "PUT", "/api/v1/rules", { counters: counters.map(without) });
	await shows("expected", "Chưa có quầy mở");
});

test("says why there are more ahead than before", async () => {
	await kiosk.take("ho-tich");
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await shows("ahead", "1");
	assert.ok(await page.locator("#more").isHidden());
	await kiosk.take("ho-tich", { priority: "infant" });
	await shows("ahead", "2");
	await says("more", /^\d{1,2}:\d\d: thêm 1 số trước ông, bà, do người ưu tiên/);
});

test("gives a number up, and asks once before", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await page.click("#leave");
	await page.waitForSelector("#keep:focus");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#leave:not([hidden])");
	await page.click("#leave");
	await page.click("#give-up");
	await shows("state", "Đã hủy");
	await shows("line", "Số này đã được bỏ. Cần làm thủ tục, xin lấy số mới.");
	assert.ok(await page.locator("#leave").isHidden());
	assertFaultless(page);
});

test("a number called while its holder thinks of leaving is not given up", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await page.click("#leave");
	await page.waitForSelector("#sure:not([hidden])");
	await clerk.move("next");
	await page.waitForSelector("#sure", { state: "hidden" });
	await shows("state", "Đang gọi");
});

test("who was away says so and waits again, ten minutes behind", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await clerk.move("next");
	await clerk.move("absent");
	await shows("state", "Không có mặt");
	await says("line", /^Đã gọi lúc \d{1,2}:\d\d mà chưa thấy ông, bà\. .*10 phút.* Chậm nhất \d{1,2}:\d\d\.$/);
	await page.click("#back");
	await shows("state", "Đang chờ");
	await says("why", /^Quay lại: xếp sau 10 phút/);
	assert.ok(await page.locator("#back").isHidden());
	assertFaultless(page);
});

test("who was called in vain too often is told to take a new number", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	for (let i = 0; i < 2; i++) {
		await clerk.move("next");
		await clerk.move("absent");
		await page.click("#back");
		await shows("state", "Đang chờ");
	}
	await clerk.move("next");
	await clerk.move("absent");
	await says("line", /xin lấy số mới/);
	assert.ok(await page.locator("#back").isHidden());
});

test("a number that is held tells until when, and comes back", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await clerk.move("next");
	await clerk.move("start");
	const until_ms = server.clock.now() + 30 * 60000;
	await clerk.move("hold", { reason: "Đi bổ sung giấy tờ", until: until_ms });
	await shows("state", "Tạm giữ");
	await says("line", /^Tạm giữ chỗ đến \d{1,2}:\d\d\./);
	assert.doesNotMatch(await page.locator("body").innerText(), /giấy tờ/);
	await page.click("#back");
	await shows("state", "Đang chờ");
	assertFaultless(page);
});

test("says from which counter a number was sent on", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await clerk.move("next");
	const other = await Clerk.at(server.url, 2, "binh");
	await other.move("open");
	await clerk.move("transfer", { counter: 2 });
	await other.move("next");
	await shows("state", "Đang gọi");
	await shows("door", "2");
	await says("why", /^Chuyển từ quầy 3/);
});

/* In the page: what is sounded and shaken. */
function feel() {
	window.felt = [];
	navigator.vibrate = (pattern) => pattern && window.felt.push("shake");
	const { stop } = OscillatorNode.prototype;
	OscillatorNode.prototype.stop = function end(at) {
		window.felt.push("tone");
		return stop.call(this, at);
	};
}

test("sounds and shakes once when the turn is near, and again when it is called", async () => {
	for (let i = 0; i < 8; i++) await kiosk.take("ho-tich");
	const { token, number } = await kiosk.take("ho-tich");
	await page.addInitScript(feel);
	await page.goto(`${server.url}/t/${token}`);
	await says("expected", /^khoảng /);
	await page.click("#sound");
	await shows("sound-on", "Bật");
	const felt = () => page.evaluate(() => window.felt.join(" "));
	assert.equal(await felt(), "");
	const next = async () => {
		await clerk.move("next");
		await clerk.move("start");
		await clerk.move("finish");
	};
	while ((await page.locator("#expected").innerText()) !== "Sắp đến lượt") {
		const ahead = Number(await page.locator("#ahead").innerText());
		assert.ok(ahead > 0, "near before its turn");
		await next();
		await until("one less", async () => Number(await page.locator("#ahead").innerText()) < ahead);
	}
	assert.equal(await felt(), "tone tone shake");
	await clerk.move("call", { number });
	await page.waitForSelector("#mute:not([hidden])");
	assert.match(await felt(), /^tone tone shake tone tone shake/);
	await page.click("#mute");
	assertFaultless(page);
});

test("rings only for who turned the bell on", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await shows("sound-on", "Tắt");
	await page.click("#sound");
	await shows("sound-on", "Bật");
	await clerk.move("next");
	await page.waitForSelector("#mute:not([hidden])");
	await page.click("#mute");
	await page.waitForSelector("#mute", { state: "hidden" });
	assertFaultless(page);
});
