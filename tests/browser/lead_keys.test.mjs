// The lead by keyboard alone: every move on a number or a counter that asks something, and the alerts
// about a counter that fell silent and a clock that is off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

const TABS_MAX = 24;
let server, kiosk, page, lead;

officePerTest({ people: [LEAD], catalogue: false }, (office) => {
	({ server, kiosk, page } = office);
	lead = new LeadPage(page, server.url);
});

const focused = () => page.evaluate(() => document.activeElement.id);
const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const stateOf = async ({ token }) => (await kiosk.get(`/api/v1/tickets/${token}`)).state;

async function tabTo(id) {
	for (let i = 0; i < TABS_MAX; i++) {
		if ((await focused()) === id) return;
		await page.keyboard.press("Tab");
	}
	assert.fail(`no way by Tab to ${id}; the focus is at ${await focused()}`);
}

// Finds the number, opens it and presses one of its moves.
async function moveOf(number, move) {
	await page.evaluate(() => document.activeElement.blur());
	await press("/");
	assert.equal(await focused(), "find");
	await page.keyboard.type(number);
	await lead.waitForNumbers([number]);
	await press("Enter");
	await page.waitForSelector("#panel[open]");
	await tabTo(`do-${move}`);
	await press("Enter");
}

// The first choice that is offered, then Enter.
async function first() {
	await page.waitForSelector("#panel form");
	await press("Space", "Enter");
}

// Opens a counter's panel by its number and presses one of its moves.
async function moveAt(counter, move) {
	await page.evaluate(() => document.activeElement.blur());
	await press(String(counter));
	await page.waitForSelector("#panel[open]");
	await tabTo(`do-${move}`);
	await press("Enter");
}

async function clerkAt(counter) {
	const clerk = await Clerk.at(server.url, counter);
	await clerk.move("open");
	return clerk;
}

test("by keyboard: another class, void, release, reopen", async () => {
	const [one, two, three] = [await kiosk.take("chung-thuc"), await kiosk.take("chung-thuc"), await kiosk.take("chung-thuc")];
	const clerk = await clerkAt(2);
	await lead.signIn();
	await lead.waitForNumbers(["A001", "A002", "A003"]);
	await moveOf("A003", "priority");
	await page.waitForSelector("#panel form");
	await press("ArrowDown", "Enter");
	await lead.done("Đã đổi đối tượng của A003");
	await lead.waitForNumbers(["A003", "A001", "A002"]);
	await moveOf("A002", "void");
	await first();
	await lead.done("Đã hủy A002");
	assert.equal(await stateOf(two), "void");
	await clerk.serve();
	await lead.waitForCounter(2, "Đang phục vụ A003");
	await moveOf("A003", "release");
	await first();
	await lead.done("A003 đã về hàng chờ");
	assert.equal(await stateOf(three), "waiting");
	await clerk.serve();
	await clerk.move("finish");
	await until("A003 to be served", async () => (await page.locator("#ticket-list .served").count()) === 1);
	await moveOf("A003", "reopen");
	await first();
	await lead.done("A003 đã mở lại, đang chờ");
	assert.equal(await stateOf(three), "waiting");
	assert.equal(await stateOf(one), "waiting");
	assertFaultless(page);
});

test("by keyboard: a counter by its digit: recall, transfer to a counter and to a service", async () => {
	const ticket = await kiosk.take("chung-thuc");
	const clerk = await clerkAt(2);
	await lead.signIn();
	await clerk.move("next");
	await lead.waitForCounter(2, "Đang gọi A001");
	await moveAt(2, "recall");
	await lead.shows("#panel .trouble", "Thao tác quá nhanh, vui lòng đợi một lát.");
	await press("Escape");
	await server.clock.advance(9);
	await moveAt(2, "recall");
	await lead.done("Đã gọi lại A001");
	await moveAt(3, "open");
	await lead.done("Đã mở quầy 3");
	await moveAt(2, "transfer");
	await page.waitForSelector("#question-target");
	assert.equal(await focused(), "question-target");
	while ((await page.inputValue("#question-target")) !== "counter 3") await press("ArrowDown");
	await tabTo(await page.locator("#panel form .p").evaluate((node) => (node.id = "transfer-do")));
	await press("Enter");
	await lead.done("Đã chuyển A001, giữ nguyên thứ tự chờ");
	await moveAt(3, "next");
	await lead.done("Quầy 3 đã gọi A001");
	await moveAt(3, "transfer");
	await page.waitForSelector("#question-target");
	while ((await page.inputValue("#question-target")) !== "service ho-tich") await press("ArrowDown");
	await tabTo(await page.locator("#panel form .p").evaluate((node) => (node.id = "transfer-do")));
	await press("Enter");
	await lead.done("Đã chuyển A001, giữ nguyên thứ tự chờ");
	assert.equal((await kiosk.get(`/api/v1/tickets/${ticket.token}`)).service, "ho-tich");
	assertFaultless(page);
});

test("single keys do nothing in a field, and can be switched off", async () => {
	await lead.signIn();
	await lead.waitForCounter(2, "Đang đóng –");
	await page.focus("#find");
	await page.keyboard.type("2l/");
	assert.equal(await page.inputValue("#find"), "2l/");
	assert.equal(await page.locator("dialog[open]").count(), 0);
	await page.fill("#find", "");
	await page.evaluate(() => document.activeElement.blur());
	await press("l");
	await page.waitForSelector("#issue[open]");
	await press("Escape");
	await page.click("#person");
	await page.click("#menu-keys");
	await press("2");
	assert.equal(await page.locator("dialog[open]").count(), 0);
	assert.equal(await page.locator("#keys-hint").innerText(), "");
	await page.click("#person");
	await lead.shows("#menu-keys", "Bật phím tắt");
});

test("alerts: a counter that fell silent, with the way to its panel, and a clock that is off", async () => {
	await kiosk.take("chung-thuc");
	const clerk = await clerkAt(2);
	await clerk.move("next");
	await lead.signIn();
	await lead.shows("#alerts-none", "Không có cảnh báo.");
	await server.clock.advance(130);
	await kiosk.take("chung-thuc");
	await lead.shows("#alert-list li b", /^Quầy 2 mất liên lạc từ \d{1,2}:\d\d$/);
	await lead.shows("#alert-list li span", "A001 vẫn ở quầy này.");
	await lead.waitForCounter(2, "Mất liên lạc A001");
	await page.focus("#alert-list button");
	await press("Enter");
	await page.waitForSelector("#panel[open]");
	await tabTo("do-release");
	await press("Enter");
	await first();
	await lead.done("A001 đã về hàng chờ");
	await server.clock.jump(-3600);
	await until("the clock to be an alert", async () => {
		await kiosk.take("ho-tich");
		return (await page.locator("#alert-list li b").allInnerTexts()).some((text) => /^Đồng hồ máy chủ lệch \d+ giây$/.test(text));
	});
	assertFaultless(page);
});
