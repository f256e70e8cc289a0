// A clerk's day without a mouse, on a real server: what the page shows is what the server knows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { officePerTest } from "./office.mjs";

const NAMESAKE = { user: "an-2", role: "clerk", name: "Nguyễn Văn An" };
let server, kiosk, page, desk;

officePerTest({ clerks: [], people: [...PEOPLE, NAMESAKE] }, (office) => {
	({ server, kiosk, page } = office);
	desk = new DeskPage(page, server.url);
});

const COPY = { procedure: "2.000815" };

async function stateAt(counter) {
	const { counters } = await kiosk.get("/api/v1/board");
	const { state, number, state_of_ticket: ticket } = counters.find(({ id }) => id === counter);
	return [state, number, ticket].filter(Boolean).join(" ");
}

test("signs in with the keyboard alone and works through the queue", async () => {
	await kiosk.take("chung-thuc", COPY);
	await page.goto(`${server.url}/clerk`);
	await page.waitForSelector("#signin:not([hidden])");
	await page.keyboard.type("an");
	await page.keyboard.press("Tab");
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Quầy đang đóng", primary: "Mở quầy" });
	assert.match(await desk.text("#counter-name"), /^Quầy 2 – /);

	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng", primary: "Gọi số tiếp theo", note: "Đã mở quầy" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001", primary: "Bắt đầu phục vụ" });
	assert.equal(await stateAt(2), "open A001 called");
	assert.match(await desk.text("#what"), /^Chứng thực bản sao từ bản chính\s*2\.000815$/);

	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ", number: "A001", primary: "Xong, gọi số tiếp theo" });
	await kiosk.take("chung-thuc", COPY);
	await desk.waitForQueue(["A002"]);
	assert.equal(await desk.text("#primary-hint"), "Kết thúc A001 và gọi A002");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A002", note: "Đã kết thúc A001, đã gọi A002" });
	assert.equal(await stateAt(2), "open A002 called");

	await desk.press("k");
	await desk.waitFor({ state: "Sẵn sàng", number: "–", note: "Đã ghi A002 không có mặt" });
	await until("the absent number", async () => (await desk.text("#tab-absent span")) === "Không có mặt 1");
	assertFaultless(page);
});

test("what is known of the procedure is read whole above the next step", async () => {
	await kiosk.take("ho-tich", { procedure: "1.001193" });
	await page.setViewportSize({ width: 1280, height: 800 });
	await desk.signIn(3);
	await desk.open(["B001"]);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "B001" });
	await page.waitForSelector("#facts:not(:empty)");
	const cut = await page.evaluate(() => {
		const step = document.getElementById("primary").getBoundingClientRect().top;
		const facts = document.querySelectorAll("#facts > span");
		return [...facts].filter((fact) => fact.scrollHeight > fact.clientHeight || fact.getBoundingClientRect().bottom > step).map((fact) => fact.textContent);
	});
	assert.deepEqual(cut, []);
	assert.match(await desk.text("#facts"), /Miễn lệ phí[^]*ngày làm việc tiếp theo/);
});

test("calls a chosen number, finishes only, pauses and comes back", async () => {
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001", "A002", "A003"]);

	await desk.press("s");
	await page.keyboard.type("a9");
	await page.keyboard.press("Enter");
	assert.match(await desk.text("#panel"), /Số A9 không có trong hàng chờ/);
	await page.locator("#call-number").fill("a2");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#panel[data-kind=number]");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Đang gọi", number: "A002" });
	assert.match(await desk.text("#reason"), /Cán bộ chọn số/);
	await desk.waitForQueue(["A001", "A003"]);

	await desk.press("n");
	await desk.waitFor({ note: "Đang gọi A002, chưa gọi số khác được" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	await desk.press("h");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã kết thúc A002" });

	await desk.press("n");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Tạm nghỉ", primary: "Mở lại quầy", note: "Quầy tạm nghỉ" });
	assert.match(await desk.text("#figure"), /^\d{1,2}:\d\d$/);
	assert.equal(await stateAt(2), "paused");
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	assertFaultless(page);
});

test("calls again after eight seconds, three times at most", async () => {
	const recall = "#move-recall";
	await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001"]);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi" });
	assert.match(await desk.text(recall), /^Gọi lại sau \d giây/);
	assert.ok(await desk.blocked(recall));
	await desk.press("l");
	assert.match((await desk.shows()).note, /^Gọi lại sau \d giây$/);
	await until("the recall to be offered", async () => !(await desk.blocked(recall)), 12000);
	assert.match(await desk.text(recall), /^Gọi lại \(còn 3\)/);
	await desk.press("l");
	await desk.waitFor({ note: "Đã gọi lại A001" });
	assert.ok(await desk.blocked(recall));
});

test("a second press right after a step does not make the next step", async () => {
	await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001"]);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi" });
	await page.keyboard.press("Space");
	assert.equal(await stateAt(2), "open A001 called");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
});

test("an answer that was lost on the way is asked for again with the same key", async () => {
	for (let i = 0; i < 2; i++) await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001", "A002"]);
	const keys = [];
	await page.route("**/counters/2/next", async (route) => {
		keys.push(route.request().headers()["idempotency-key"]);
		const answer = await route.fetch();
		if (keys.length === 1) await route.abort();
		else await route.fulfill({ response: answer });
	});
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
	assert.equal(keys.length, 2);
	assert.equal(keys[0], keys[1]);
	await desk.waitForQueue(["A002"]);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A002" });
	assert.notEqual(keys[2], keys[1]);
});

test("says in words that the counter has a number already", async () => {
	for (let i = 0; i < 2; i++) await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001", "A002"]);
	let first = true;
	await page.route("**/counters/2/next", async (route) => {
		if (first) await route.fetch({ headers: { ...route.request().headers(), "idempotency-key": "another" } });
		first = false;
		await route.continue();
	});
	await desk.press("Space");
	await desk.waitFor({ number: "A001", note: "Quầy đang có số A001. Trang đã cập nhật." });
});

test("a reload keeps the session and the number at the counter", async () => {
	await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001"]);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi" });
	await page.reload();
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
});

for (const [who, user] of [["another", "binh"], ["one of the same name", NAMESAKE.user], ["the same person", "an"]]) {
	test(`a counter taken over by ${who} leaves a page that can only be read`, async () => {
		// It hears of it, and is not to find out when it asks again in a while.
		await page.addInitScript((alive) => {
			const { setInterval } = window;
			window.setInterval = (call, ms) => (ms >= alive ? 0 : setInterval(call, ms));
		}, 10000);
		await kiosk.take("chung-thuc");
		await desk.signIn(2);
		await desk.open(["A001"]);
		await Clerk.at(server.url, 2, user);
		await page.waitForSelector("#band:not([hidden])");
		assert.match(await desk.text("#band"), /Quầy này đang mở ở máy khác/);
		assert.ok(await desk.blocked("#primary"));
		await desk.press("Space");
		assert.equal(await stateAt(2), "open");
	});
}

test("a lost link is said, nothing is done meanwhile, and it comes back by itself", async () => {
	await kiosk.take("chung-thuc");
	await desk.signIn(2);
	await desk.open(["A001"]);
	await server.kill();
	await page.waitForSelector("#bar.lost");
	assert.match(await desk.text("#link"), /^Mất kết nối lúc \d{1,2}:\d\d$/);
	assert.equal(await desk.text("#primary-hint"), "Mất kết nối: chưa thao tác được");
	await page.keyboard.press("Space");
	await desk.waitFor({ note: "Mất kết nối: chưa thao tác được" });
	await server.start();
	await page.waitForSelector("#bar:not(.lost)");
	await desk.waitFor({ state: "Sẵn sàng", number: "–" });
	assert.equal(await stateAt(2), "open");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
});

test("says what is wrong with a sign-in and keeps what was typed", async () => {
	await page.goto(`${server.url}/clerk`);
	await page.waitForSelector("#signin:not([hidden])");
	await page.click("#signin-enter");
	assert.equal((await desk.text("#signin-error")).trim(), "Xin nhập tên đăng nhập và mật khẩu.");
	await page.fill("#user", "an");
	await page.fill("#password", "khong-phai");
	await page.check("#counter-2");
	await page.click("#signin-enter");
	const error = page.locator("#signin-error");
	await until("the words", async () => (await error.innerText()).trim() === "Tên hoặc mật khẩu chưa đúng.");
	assert.equal(await page.inputValue("#user"), "an");
});

test("letters work only outside fields and can be switched off", async () => {
	await desk.signIn(2);
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	await desk.press("?");
	await page.waitForSelector("#keys[open]");
	await page.uncheck("#keys-use");
	await page.keyboard.press("Escape");
	await desk.press("n");
	assert.ok(await page.locator("#panel").isHidden());
});
