// The lead enters the numbers that were handed out on paper, and takes a wrong entry back; by keyboard,
// in every look.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

let browser, server, kiosk, page, lead;

officePerTest({ people: [LEAD], catalogue: false }, (office) => {
	({ browser, server, kiosk, page } = office);
	lead = new LeadPage(page, server.url);
});

async function openPaper(on = page) {
	await on.locator("#paper-open").focus();
	await on.keyboard.press("Enter");
	await on.waitForSelector("#form-dialog[open]");
}

const focused = (on = page) => on.evaluate(() => document.activeElement.id);
const wrong = (field, text) => lead.shows(`#${field}-wrong`, text);

async function done(text) {
	await lead.shows("#note", text);
	await page.waitForSelector("#form-dialog:not([open])", { state: "attached" });
}

test("by keyboard: up to a number, and the kiosk goes on behind it", async () => {
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await lead.signIn();
	await openPaper();
	assert.equal(await focused(), "paper-service");
	await lead.shows("#form-dialog .mut[role=status]", "Hệ thống đã cấp đến A003. Số trên giấy bắt đầu từ A004.");
	await page.keyboard.press("ArrowDown");
	await lead.shows("#form-dialog .mut[role=status]", "Hôm nay hệ thống chưa cấp số nào. Số trên giấy bắt đầu từ B001.");
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await wrong("paper-upto", "Xin ghi số cuối cùng đã phát.");
	await page.keyboard.type("3");
	await page.keyboard.press("Enter");
	await wrong("paper-upto", "A003 đã được cấp. Số tiếp theo của lĩnh vực này là A004.");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("b9");
	await page.keyboard.press("Enter");
	await wrong("paper-upto", "Xin ghi đúng số của lĩnh vực này, ví dụ A004.");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("a500");
	await page.keyboard.press("Enter");
	await wrong("paper-upto", /^Từ A004 đến A500 là quá 200 số\./);
	await page.keyboard.press("Control+a");
	await page.keyboard.type("7");
	await lead.shows("#form-dialog .sum", "A004–A007 (4 số)");
	await page.keyboard.press("Enter");
	await done("A004–A007 (4 số) đã vào hàng chờ");
	assert.equal(await focused(), "paper-open");
	await lead.waitForNumbers(["A001", "A002", "A003", "A004", "A005", "A006", "A007"]);
	await lead.shows("#paper-list", /^Phát trên giấy: A004–A007 \(4 số\), từ \d{1,2}:\d\d, Trần Thị Lan ghi\s+Rút lại$/);
	assert.equal((await kiosk.take("chung-thuc")).number, "A008");
	assertFaultless(page);
});

test("a wrong entry is taken back in part or whole, until one of it is called", async () => {
	await lead.signIn();
	await openPaper();
	await page.fill("#paper-upto", "5");
	await page.keyboard.press("Enter");
	await done("A001–A005 (5 số) đã vào hàng chờ");
	await page.locator("#paper-void-chung-thuc-A001").focus();
	await page.keyboard.press("Enter");
	await lead.shows("#form-dialog-title", "Rút lại A001–A005?");
	assert.equal(await focused(), "paper-void-keep");
	await page.keyboard.type("a3");
	await page.keyboard.press("Enter");
	await done("Đã giữ lại đến A003, các số sau đã hủy");
	await lead.waitForNumbers(["A001", "A002", "A003"]);
	await lead.shows("#paper-list", /A001–A005, còn 3 số, từ/);
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await clerk.move("next");
	await page.click("#paper-void-chung-thuc-A001");
	await page.click("#form-dialog .p");
	await lead.shows("#form-dialog .trouble", "Không rút lại được vì A001 đã được gọi.");
	await page.keyboard.press("Escape");
	await openPaper();
	await page.selectOption("#paper-service", "ho-tich");
	await page.fill("#paper-upto", "B1");
	await page.keyboard.press("Enter");
	await done("B001 (1 số) đã vào hàng chờ");
	await page.click("#paper-void-ho-tich-B001");
	await page.click("#form-dialog .p");
	await done("Đã rút lại các số ghi nhầm");
	await until("only the others to be left", async () => (await page.locator("#paper-list li").count()) === 1);
	assertFaultless(page);
});

for (const look of [LOOKS[1], LOOKS[2]]) {
	test(`accessible: ${look.name}`, async () => {
		const mine = await open(browser, look);
		const on = new LeadPage(mine, server.url);
		await on.signIn();
		await openPaper(mine);
		await mine.click("#form-dialog .p");
		await on.shows("#paper-upto-wrong", "Xin ghi số cuối cùng đã phát.");
		await assertAccessible(mine, "a number is missing");
		await mine.fill("#paper-upto", "4");
		await mine.keyboard.press("Enter");
		await on.shows("#paper-list", /Rút lại/);
		await assertAccessible(mine, "what was entered");
		await mine.click("#paper-void-chung-thuc-A001");
		await assertAccessible(mine, "what is taken back");
		assertFaultless(mine);
		await leave(mine);
	});
}
