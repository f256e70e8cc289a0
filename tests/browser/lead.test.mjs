// The lead's page on a real server: the hall live, and moves on counters and numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

let server, kiosk, page, lead;

officePerTest({ people: [LEAD] }, (office) => {
	({ server, kiosk, page } = office);
	lead = new LeadPage(page, server.url);
});

async function clerkAt(counter) {
	const clerk = await Clerk.at(server.url, counter);
	await clerk.move("open");
	return clerk;
}

// The state of a number as its holder sees it.
async function stateOf({ token }) {
	return (await kiosk.get(`/api/v1/tickets/${token}`)).state;
}

test("shows counters, services and numbers live", async () => {
	await lead.signIn();
	await lead.waitForCounter(2, "Đang đóng –");
	await lead.shows("#counters-sum", "0 đang mở, 0 tạm nghỉ, 6 đang đóng");
	await lead.shows("#tickets-none", "Chưa có số nào. Số đang mở sẽ hiện ở đây.");
	const clerk = await clerkAt(2);
	await lead.waitForCounter(2, "Sẵn sàng –");
	await kiosk.take("chung-thuc", { procedure: "2.000815" });
	await kiosk.take("chung-thuc", { priority: "elderly" });
	await lead.waitForNumbers(["A002", "A001"]);
	await lead.shows("#services-sum", "2 số đang chờ");
	await lead.shows("#service-list tr:first-child .big", "2");
	await lead.shows("#service-list tr:first-child .open", "2");
	await lead.shows("#service-list tr:first-child .old", /^0\/15 phút$/);
	await clerk.move("next");
	await lead.waitForCounter(2, "Đang gọi A002");
	await lead.shows("#ticket-list li:first-child .tag", "Ưu tiên: người cao tuổi");
	await clerk.move("start");
	await lead.waitForCounter(2, "Đang phục vụ A002");
	await clerk.move("finish");
	await clerk.move("pause", { back_in_min: 10 });
	await lead.waitForCounter(2, "Tạm nghỉ –");
	await lead.shows("#counter-card-2 .p", /^Trở lại lúc \d{1,2}:\d\d\. Đang chờ quầy này: 1 số$/);
	await lead.waitForNumbers(["A001", "A002"]);
	assertFaultless(page);
});

test("says which numbers are set aside for a kiosk that is cut off", async () => {
	await lead.signIn();
	assert.equal(await page.locator("#lease-list").isHidden(), true);
	const { lease } = await kiosk.expect(201, "POST", "/api/v1/kiosk/lease", { holder: "disk" });
	const [name] = Object.keys(server.keys);
	await lead.shows("#lease-list", `Số 950–999 để dành cho máy lấy số ${name} khi mất kết nối; đã cấp 0.`);
	const tickets = [{ number: "A950", service: "chung-thuc", token: "A".repeat(22), issued_at: 1, how: "paper" }];
	const back = { lease: lease.id, day: lease.day, tickets };
	await kiosk.post("/api/v1/kiosk/lease/return", back);
	await lead.shows("#lease-list", /đã cấp 1\.$/);
	await lead.waitForNumbers(["A950"]);
	await kiosk.post("/api/v1/kiosk/lease/return", { ...back, tickets: [], close: true });
	await lead.shows("#lease-list", `Số 950–999 máy lấy số ${name} đã trả lại; đã cấp 1, số còn lại hôm nay không cấp nữa.`);
	assertFaultless(page);
});

test("finds a number however it is typed, and narrows by state", async () => {
	for (let i = 0; i < 12; i++) await kiosk.take("chung-thuc");
	await kiosk.take("ho-tich");
	const clerk = await clerkAt(3);
	await clerk.move("next");
	await clerk.move("absent");
	await lead.signIn();
	await page.fill("#find", "a12");
	await lead.waitForNumbers(["A012"]);
	await page.fill("#find", "12");
	await lead.waitForNumbers(["A012"]);
	await page.fill("#find", "B9");
	await lead.shows("#tickets-none", "Không có số B9 trong các số đang mở.");
	await page.fill("#find", "");
	await page.click("[data-kind=absent]");
	assert.equal((await lead.numbers()).length, 1);
	await page.click("[data-kind=held]");
	assert.equal((await lead.numbers()).length, 0);
});

test("a clerk's account is told that it is none of a lead's", async () => {
	await page.goto(`${server.url}/lead`);
	await page.fill("#user", "an");
	await page.fill("#password", PASSWORD);
	await page.click("#signin-enter");
	await lead.shows("#signin-error", "Tài khoản này không phải của người phụ trách.");
	await lead.signIn();
	await lead.shows("#person-name", LEAD.name);
});

test("a number at a counter that was left goes back to the queue, with a reason", async () => {
	const ticket = await kiosk.take("chung-thuc");
	const clerk = await clerkAt(2);
	await clerk.move("next");
	await clerk.move("start");
	await lead.signIn();
	await lead.openCounter(2);
	await lead.move("release");
	await lead.send();
	await lead.shows("#question-say", "Xin chọn hoặc ghi lý do.");
	await lead.choose("Máy ở quầy hỏng");
	await lead.send();
	await lead.done("A001 đã về hàng chờ");
	assert.equal(await stateOf(ticket), "waiting");
	await lead.openTicket("A001");
	await lead.shows("#panel dl", /Lý do đã ghi\s+Máy ở quầy hỏng/);
	assertFaultless(page);
});

test("a finished number is opened again", async () => {
	const ticket = await kiosk.take("chung-thuc");
	const clerk = await clerkAt(2);
	for (const step of ["next", "start", "finish"]) await clerk.move(step);
	await lead.signIn();
	await lead.openTicket("A001");
	await lead.move("reopen", "Kết thúc nhầm");
	await lead.done("A001 đã mở lại, đang chờ");
	assert.equal(await stateOf(ticket), "waiting");
});

test("a waiting number gets another class, is given up or made void", async () => {
	const [first, second] = [await kiosk.take("chung-thuc"), await kiosk.take("chung-thuc")];
	await lead.signIn();
	await lead.waitForNumbers(["A001", "A002"]);
	await lead.openTicket("A002");
	await lead.move("priority", "Người cao tuổi");
	await lead.done("Đã đổi đối tượng của A002");
	await lead.waitForNumbers(["A002", "A001"]);
	await lead.openTicket("A002");
	await lead.move("leave");
	await page.waitForSelector("#panel form .p");
	await page.keyboard.press("Escape");
	await page.waitForSelector("#panel form .p", { state: "hidden" });
	assert.equal(await stateOf(second), "waiting");
	await lead.move("leave");
	await lead.send();
	await lead.done("Đã bỏ A002");
	assert.equal(await stateOf(second), "cancelled");
	await lead.openTicket("A001");
	await lead.move("void", "Lấy thừa số");
	await lead.done("Đã hủy A001");
	assert.equal(await stateOf(first), "void");
	assertFaultless(page);
});

test("who was absent or held comes back", async () => {
	const [absent, held] = [await kiosk.take("chung-thuc"), await kiosk.take("chung-thuc")];
	const clerk = await clerkAt(2);
	await clerk.move("next");
	await clerk.move("absent");
	await clerk.move("next");
	await clerk.move("start");
	await clerk.move("hold", { reason: "Đi bổ sung giấy tờ" });
	await lead.signIn();
	await lead.openTicket("A001");
	await lead.move("back");
	await lead.done("A001 đã quay lại hàng chờ");
	await lead.openTicket("A002");
	await lead.shows("#panel dl", /Lý do đã ghi\s+Đi bổ sung giấy tờ/);
	await lead.move("back");
	await lead.done("A002 đã quay lại hàng chờ");
	assert.deepEqual([await stateOf(absent), await stateOf(held)], ["waiting", "waiting"]);
});

test("works a counter for a clerk who is away", async () => {
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await lead.signIn();
	await lead.openCounter(2);
	await lead.move("open");
	await lead.done("Đã mở quầy 2");
	await lead.openCounter(2);
	await lead.move("next");
	await lead.done("Quầy 2 đã gọi A001");
	await lead.openCounter(2);
	await lead.move("start");
	await lead.waitForCounter(2, "Đang phục vụ A001");
	await lead.openCounter(2);
	await lead.move("finish");
	await lead.done("Đã kết thúc A001");
	await lead.openCounter(2);
	await lead.move("call");
	await page.keyboard.type("a9");
	await page.keyboard.press("Enter");
	await lead.shows("#question-say", "Số A9 không đang chờ.");
	await page.fill("#question-number", "a3");
	await page.keyboard.press("Enter");
	await lead.done("Quầy 2 đã gọi A003");
	await lead.openCounter(1);
	await lead.move("open");
	await lead.done("Đã mở quầy 1");
	await lead.openCounter(2);
	await lead.move("transfer");
	await page.selectOption("#question-target", "counter 1");
	await lead.send();
	await lead.done("Đã chuyển A003, giữ nguyên thứ tự chờ");
	await lead.openCounter(2);
	await lead.move("pause", "15 phút");
	await lead.done("Quầy 2 tạm nghỉ");
	await lead.openCounter(2);
	await lead.move("close");
	await lead.waitForCounter(2, "Đang đóng –");
	assertFaultless(page);
});

test("the keyboard alone reaches a counter, its moves, and comes back", async () => {
	await kiosk.take("chung-thuc");
	await clerkAt(2);
	await page.goto(`${server.url}/lead`);
	await page.waitForSelector("#signin:not([hidden])");
	await page.keyboard.type(LEAD.user);
	await page.keyboard.press("Tab");
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Enter");
	await lead.waitForCounter(2, "Sẵn sàng –");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	for (let i = 0; i < 2; i++) await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#panel[open]");
	await lead.shows("#panel-title", /^Quầy 2 – /);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await lead.done("Quầy 2 đã gọi A001");
	assert.equal(await page.evaluate(() => document.activeElement.id), "counter-card-2");
});

test("what changed meanwhile is said, and the panel shows how it is now", async () => {
	const ticket = await kiosk.take("chung-thuc");
	const clerk = await clerkAt(2);
	await lead.signIn();
	await lead.openTicket("A001");
	let first = true;
	await page.route(`**/tickets/${ticket.id}/leave`, async (route) => {
		if (first) await clerk.move("next");
		first = false;
		await route.continue();
	});
	await lead.move("leave");
	await lead.send();
	await lead.shows("#panel .trouble", /A001/);
	await page.waitForSelector("#do-release");
	assert.equal(await stateOf(ticket), "called");
});

test("an answer that comes late changes nothing: neither the hall nor a question that is asked", async () => {
	await lead.signIn();
	let held;
	await page.route("**/api/v1/hall", async (route) => {
		held = { route, response: await route.fetch() };
	}, { times: 1 });
	await kiosk.take("chung-thuc");
	await until("the hall to be read", () => held);
	await lead.openCounter(2);
	await lead.move("open");
	await lead.done("Đã mở quầy 2");
	await lead.openCounter(2);
	await lead.move("pause");
	await page.waitForSelector("#panel form");
	const late = page.waitForResponse("**/api/v1/hall");
	await held.route.fulfill({ response: held.response });
	await (await late).finished();
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
	assert.equal(await lead.counter(2), "Sẵn sàng –");
	assert.equal(await page.locator("#panel form").count(), 1);
	await lead.send();
	await lead.done("Quầy 2 tạm nghỉ");
	assertFaultless(page);
});

test("a panel that is opened again as it closes is whole", async () => {
	await lead.signIn();
	await lead.openCounter(3);
	await page.evaluate(() => {
		document.getElementById("panel").close();
		document.getElementById("counter-card-2").click();
	});
	await lead.move("open");
	await lead.done("Đã mở quầy 2");
	assertFaultless(page);
});

test("a lost link is said, nothing can be done meanwhile, and it comes back by itself", async () => {
	await clerkAt(2);
	await lead.signIn();
	await lead.waitForCounter(2, "Sẵn sàng –");
	await server.kill();
	await page.waitForSelector("#bar.lost");
	assert.match(await lead.text("#link"), /^Mất kết nối lúc \d{1,2}:\d\d$/);
	await page.setViewportSize({ width: 320, height: 800 });
	const { x, width } = await page.locator("#person").boundingBox();
	assert.ok(x >= 0 && x + width <= 320, `the person's menu from ${x} to ${x + width}`);
	await lead.openCounter(2);
	await lead.shows("#panel .trouble", "Mất kết nối: chưa thao tác được");
	await server.start();
	await page.waitForSelector("#bar:not(.lost)");
	await page.waitForSelector("#panel .trouble", { state: "hidden" });
	await lead.move("close");
	await lead.waitForCounter(2, "Đang đóng –");
});
