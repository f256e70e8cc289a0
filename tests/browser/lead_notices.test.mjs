// What the boards tell everyone: written by keyboard, with the lines that a board makes of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";

const NOTICES = "/api/v1/notices";
const LONG = `Chiều nay bộ phận nghỉ họp từ 15:00, mời ông, bà thu xếp đến sớm hơn hoặc sáng mai. ${"Xin cảm ơn ông, bà đã thông cảm. ".repeat(4)}`.trim();

let browser, server;

before(async () => {
	browser = await launch();
	server = await Server.start({ at: "2026-11-23 09:00", catalogue: false, people: [LEAD] });
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function enter(t, look) {
	const page = await open(browser, look);
	t.after(() => leave(page));
	const lead = new LeadPage(page, server.url);
	await lead.signIn();
	await page.waitForSelector("#notices-add:not([aria-disabled])");
	return { page, lead };
}

const person = () => Clerk.at(server.url, undefined, LEAD.user);
const kept = async () => (await (await person()).get(NOTICES)).notices;
const keep = async (notices) => (await person()).expect(200, "PUT", NOTICES, { notices });
const press = async (page, ...keys) => {
	for (const key of keys) await page.keyboard.press(key);
};
const focused = (page) => page.evaluate(() => document.activeElement.id);

test("a notice is written, changed and removed by keyboard", async (t) => {
	await keep([]);
	const { page, lead } = await enter(t);
	await lead.shows("#notices-none", "Chưa có thông báo nào. Bảng hiện ngày tháng ở dòng này.");
	await page.focus("#notices-add");
	await press(page, "Enter");
	assert.equal(await focused(page), "notice-vi");
	await page.keyboard.type(LONG);
	const lines = await page.locator(".lines-shown li").allInnerTexts();
	assert.equal(lines.join(" "), LONG);
	assert.ok(lines.length > 2 && lines.every((line) => line.length < 100), `${lines.length} lines`);
	await press(page, "Tab");
	await page.keyboard.type("Closed for a meeting this afternoon.");
	await press(page, "Tab");
	assert.equal(await focused(page), "notice-from-day");
	await page.fill("#notice-from-day", "2026-11-23"); // whose parts are in the browser's order
	await page.fill("#notice-from-time", "07:30");
	await page.fill("#notice-to-day", "2026-11-24");
	await press(page, "Enter");
	await lead.shows("#note", "Đã lưu thông báo.");
	assert.deepEqual(await kept(), [{ vi: LONG, en: "Closed for a meeting this afternoon.", from: "2026-11-23T07:30", to: "2026-11-24" }]);
	await lead.shows("#notices-sum", "1 đang hiện, 0 sắp hiện");
	await lead.shows("#notice-list .state", /Đang hiện\s*Từ 23\/11\/2026 7:30 · Đến hết 24\/11\/2026/);
	assert.equal(await focused(page), "notice-edit-0");

	await press(page, "Enter");
	assert.equal(await page.inputValue("#notice-from-time"), "07:30");
	await press(page, "Control+A");
	await page.keyboard.type("Mời ông, bà xếp hàng theo số.");
	await page.fill("#notice-from-day", "2026-11-25");
	await page.fill("#notice-to-day", "");
	await page.focus("#notice-do");
	await press(page, "Enter");
	await lead.shows("#notices-sum", "0 đang hiện, 1 sắp hiện");
	const [{ vi, from, to }] = await kept();
	assert.deepEqual([vi, from, to], ["Mời ông, bà xếp hàng theo số.", "2026-11-25T07:30", null]);

	await press(page, "Tab");
	assert.equal(await focused(page), "notice-remove-0");
	await press(page, "Enter");
	await lead.shows("#notice .text", vi);
	await press(page, "Enter");
	await page.waitForSelector("#notice:not([open])", { state: "attached" });
	assert.equal((await kept()).length, 1, "to keep it is what Enter does");
	assert.equal(await focused(page), "notice-remove-0");
	await press(page, "Enter", "Shift+Tab", "Enter");
	await lead.shows("#note", "Đã xóa thông báo");
	assert.deepEqual(await kept(), []);
	assert.equal(await focused(page), "notices-add");
	assertFaultless(page);
});

test("what does not hold is said at its field, and nothing is kept", async (t) => {
	await keep([]);
	const { page, lead } = await enter(t);
	const wrong = async (field, text) => {
		await page.click("#notice-do");
		await lead.shows(`#notice-${field}-wrong`, text);
		assert.equal(await page.getAttribute(`#notice-${field}`, "aria-invalid"), "true");
		assert.equal(await focused(page), `notice-${field}`);
	};
	await page.click("#notices-add");
	await wrong("vi", "Xin nhập nội dung thông báo.");
	await page.fill("#notice-vi", "Chúc mừng 🎉 năm mới");
	await wrong("vi", "Bảng không hiển thị được ký hiệu “🎉”, xin bỏ ký hiệu này.");
	await page.fill("#notice-vi", "Chúc mừng\n  năm mới");
	assert.equal(await page.locator(".lines-shown").innerText(), "Chúc mừng năm mới");
	await page.fill("#notice-to-time", "09:00");
	await wrong("to-day", "Xin chọn ngày.");
	await page.fill("#notice-from-day", "2026-11-24");
	await page.fill("#notice-to-day", "2026-11-23");
	await wrong("to-day", "Thời điểm kết thúc phải sau thời điểm bắt đầu.");
	await page.fill("#notice-to-day", "2026-11-24");
	await page.fill("#notice-to-time", "");
	await page.fill("#notice-vi", "Chúc \u0007 mừng");
	await page.click("#notice-do");
	await lead.shows("#notice-vi-wrong", /^Máy chủ không nhận: Mục notices\[0\]\.vi có dấu xuống dòng hoặc ký tự điều khiển/);
	assert.deepEqual(await kept(), []);
	await page.keyboard.press("Escape");
	await page.waitForSelector("#notice:not([open])", { state: "attached" });
	assertFaultless(page);
});

test("text stays text: marks of right-to-left and of HTML change nothing around it", async (t) => {
	const odd = ["<b>x</b> &amp; “;--", "שלום 123, ‮abc", "x".repeat(300)];
	await keep(odd.map((vi) => ({ vi })));
	const { page } = await enter(t, { width: 320 });
	await page.waitForSelector("#notice-edit-2");
	const shown = await page.locator("#notice-list .text").allInnerTexts();
	assert.deepEqual(shown.map((text) => text.trim()), odd);
	await assertAccessible(page, "odd texts");
	await page.click("#notice-edit-2");
	await assertAccessible(page, "a word of 300 letters");
	assertFaultless(page);
});

test("another lead's notices show at once; one that is being written goes on top of them", async (t) => {
	await keep([{ vi: "Thông báo một" }]);
	const { page, lead } = await enter(t);
	await page.click("#notice-edit-0");
	await page.fill("#notice-vi", "Thông báo một, đã sửa");
	await keep([{ vi: "Thông báo hai" }, { vi: "Thông báo một" }]);
	await page.waitForSelector("#notice-edit-1", { state: "attached" });
	await page.click("#notice-do");
	await lead.shows("#note", "Đã lưu thông báo.");
	assert.deepEqual((await kept()).map(({ vi }) => vi), ["Thông báo hai", "Thông báo một, đã sửa"]);
	await keep(Array.from({ length: 8 }, (_, i) => ({ vi: `Thông báo ${i}` })));
	await lead.shows("#notices-full", "Đã đủ 8 thông báo, xin xóa bớt.");
	assert.equal(await page.getAttribute("#notices-add", "aria-disabled"), "true");
	assertFaultless(page);
});

test("times pass: what was to come is shown, and then over", async (t) => {
	await keep([{ vi: "Sắp đến", from: "2026-11-23T09:30", to: "2026-11-23T10:00" }]);
	const { page, lead } = await enter(t);
	await lead.shows("#notice-list .tag", "Sắp hiện");
	await server.clock.set("2026-11-23 09:31");
	await page.reload();
	await lead.shows("#notice-list .tag", "Đang hiện");
	await server.clock.set("2026-11-23 10:01");
	await page.reload();
	await lead.shows("#notice-list .tag", "Đã hết hạn");
});

for (const look of LOOKS) {
	test(`the notices: ${look.name}`, async (t) => {
		await keep([{ vi: LONG, en: "Closed for a meeting.", from: "2026-11-23", to: "2026-12-01T17:00" }, { vi: "Sắp đến", from: "2026-12-01" }, { vi: "Đã qua", to: "2026-11-01" }]);
		const { page, lead } = await enter(t, look);
		await page.waitForSelector("#notice-edit-2");
		await assertAccessible(page, "three notices");
		await page.click("#notice-edit-0");
		await assertAccessible(page, "a notice is written");
		await page.fill("#notice-vi", "");
		await page.click("#notice-do");
		await assertAccessible(page, "one that does not hold");
		await page.keyboard.press("Escape");
		await page.click("#notice-remove-1");
		await assertAccessible(page, "one is to be removed");
		await page.keyboard.press("Escape");
		await page.click("#person");
		await page.click("#menu-language");
		await lead.shows("#notices-title", "Notices on the boards");
		await page.click("#notices-add");
		await assertAccessible(page, "in English");
		assertFaultless(page);
	});
}
