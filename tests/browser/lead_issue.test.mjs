// The lead takes a number for somebody: found by its procedure, printed or read out, refused in plain
// words; by keyboard, in every look.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

let browser, server, kiosk, page, lead;

officePerTest({ clerks: [], people: [LEAD] }, async (office) => {
	({ browser, server, kiosk, page } = office);
	await printsInto(page);
	lead = new LeadPage(page, server.url);
});

// What would be printed is kept in place of that.
function printsInto(on) {
	return on.addInitScript(() => {
		window.print = () => {
			const image = document.querySelector("#slip img");
			window.printed = { text: document.getElementById("slip").innerText, code: image?.naturalWidth, media: document.getElementById("slip-style").media };
			dispatchEvent(new Event("afterprint"));
		};
	});
}

async function openIssue(on = page) {
	await on.locator("#issue-open").focus();
	await on.keyboard.press("Enter");
	await on.waitForSelector("#issue[open]");
}

const focused = (on = page) => on.evaluate(() => document.activeElement.id);
const stateOf = async (number) => (await page.evaluate(async () => (await fetch("/api/v1/hall")).json())).tickets.find((one) => one.number === number)?.state;

test("by keyboard: the procedure found, its number large, its slip printed", async () => {
	await kiosk.take("ho-tich");
	await lead.signIn();
	await openIssue();
	assert.equal(await focused(), "issue-find");
	await page.keyboard.type("khai sinh");
	await page.waitForSelector("#issue-found button");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await lead.shows("#issue .chosen", /^Thủ tục đăng ký khai sinh 1\.001193$/);
	assert.equal(await page.inputValue("#issue-service"), "ho-tich");
	await lead.shows("#issue .field p", /^1 số đang chờ, dự báo chờ: /);
	await page.locator("#issue").getByLabel("Phụ nữ mang thai").focus();
	await page.keyboard.press("Space");
	await page.keyboard.press("Enter");
	await lead.shows("#issue .door", "B002");
	await lead.shows("#issue dl", /Quầy phục vụ\s+\d.*\s+Số chờ phía trước\s+0\s+Dự báo chờ\s+.+\s+Đối tượng\s+Phụ nữ mang thai/);
	await until("its code to be drawn", () => page.locator("#issue figure img").evaluate((image) => image.complete && image.naturalWidth > 0));
	assert.equal(await stateOf("B002"), "issuing");
	await page.keyboard.press("Escape");
	await lead.shows("#issue .trouble", "B002 chưa được giao. Xin in phiếu, đọc số hoặc hủy số này.");
	assert.equal(await focused(), "issue-print");
	await page.keyboard.press("Enter");
	const printed = await (await page.waitForFunction(() => window.printed)).jsonValue();
	assert.match(printed.text, /Số thứ tự\s+B002/);
	assert.match(printed.text, /Ưu tiên\s+Phụ nữ mang thai/);
	assert.ok(printed.code > 0, "its code was there when it was printed");
	assert.equal(printed.media, "print");
	assert.equal(await page.locator("#slip").isVisible(), false);
	await lead.shows("#issue .say", "B002 đang chờ đến lượt.");
	await lead.shows("#issue-print", "In lại phiếu");
	const taken = (await page.evaluate(async () => (await fetch("/api/v1/hall")).json())).tickets.find(({ number }) => number === "B002");
	assert.deepEqual([taken.state, taken.priority, taken.procedure.code], ["waiting", "pregnant", "1.001193"]);
	await page.keyboard.press("Escape");
	await lead.waitForNumbers(["B002", "B001"]);
	assert.equal(await focused(), "issue-open");
	assertFaultless(page);
});

test("read out, given back, or left alone for a minute", async () => {
	await lead.signIn();
	await openIssue();
	await page.selectOption("#issue-service", "chung-thuc");
	await page.click("#issue-take");
	await page.click("#issue-screen");
	await lead.shows("#issue .say", "A001 đang chờ đến lượt.");
	assert.equal(await stateOf("A001"), "waiting");
	assert.equal(await focused(), "issue-next");
	await page.keyboard.press("Enter");
	await page.selectOption("#issue-service", "chung-thuc");
	await page.click("#issue-take");
	await lead.shows("#issue .door", "A002");
	await page.click("#issue-void");
	await lead.shows("#issue .say", "A002 đã hủy, không dùng được nữa.");
	await page.click("#issue-next");
	await page.selectOption("#issue-service", "chung-thuc");
	await page.click("#issue-take");
	await lead.shows("#issue .door", "A003");
	await lead.shows("#issue .say", /^Số vào hàng chờ sau khi .*\. Còn \d+ giây\.$/);
	await server.clock.advance(61);
	await lead.shows("#issue .say", "A003 đã hủy, không dùng được nữa.");
	await until("it to be void", async () => (await stateOf("A003")) === undefined);
	await page.click("#issue-close");
	await lead.waitForNumbers(["A001"]);
	assertFaultless(page);
});

for (const lang of ["vi", "en"]) {
	test(`the button that takes the number stays in sight while one searches: ${lang}`, async (t) => {
		const small = await open(browser, { width: 1366, height: 850, lang });
		t.after(() => leave(small));
		await new LeadPage(small, server.url).signIn();
		await openIssue(small);
		await small.keyboard.type("đăng ký");
		await until("four to be found", async () => (await small.locator("#issue-found button").count()) === 4);
		const seen = await small.locator("#issue-take").evaluate((button) => {
			const { left, right, top, bottom } = button.getBoundingClientRect();
			return [top + 2, bottom - 2].every((y) => button.contains(document.elementFromPoint((left + right) / 2, y)));
		});
		assert.ok(seen, "it is in sight");
		assertFaultless(small);
	});
}

test("the next number is printed for the first time", async () => {
	await lead.signIn();
	await openIssue();
	await page.click("#issue-take");
	await lead.shows("#issue-print", "In phiếu");
	await page.click("#issue-print");
	await lead.shows("#issue-print", "In lại phiếu");
	await page.click("#issue-next");
	await page.click("#issue-take");
	await lead.shows("#issue-print", "In phiếu");
	assertFaultless(page);
});

test("another service than the procedure's is another matter", async () => {
	await lead.signIn();
	await openIssue();
	await page.keyboard.type("1.001193");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".chosen:not([hidden])");
	await page.selectOption("#issue-service", "chung-thuc");
	await page.waitForSelector(".chosen", { state: "hidden" });
	await page.click("#issue-take");
	await page.click("#issue-screen");
	await lead.shows("#issue .say", /^A001/);
	assert.equal((await page.evaluate(async () => (await fetch("/api/v1/hall")).json())).tickets[0].procedure, null);
});

for (const look of [LOOKS[0], LOOKS[3]]) {
	test(`accessible: ${look.name}`, async () => {
		const mine = await open(browser, look);
		const on = new LeadPage(mine, server.url);
		await printsInto(mine);
		await on.signIn();
		if (look.dark) {
			await mine.click("#person");
			await mine.click("#menu-language");
			await on.shows("#issue-open", "Take a number for someone");
		}
		await openIssue(mine);
		await assertAccessible(mine, "what it is for");
		await mine.keyboard.type("khai sinh");
		await mine.waitForSelector("#issue-found button");
		await assertAccessible(mine, "what was found");
		await mine.keyboard.press("Enter");
		await mine.waitForSelector(".chosen:not([hidden])");
		await assertAccessible(mine, "what was chosen");
		await mine.click("#issue-take");
		await mine.waitForSelector("#issue-print");
		await assertAccessible(mine, "the number");
		assertFaultless(mine);
		await leave(mine);
	});
}
