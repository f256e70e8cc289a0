// The rules of the queue, changed while the hall works, and what the promises were worth.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { assertFaultless, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

let browser, server, kiosk, page, lead;

officePerTest({ people: [LEAD] }, async (office) => {
	({ browser, server, kiosk, page } = office);
	lead = new LeadPage(page, server.url);
	await lead.signIn();
});

const HEAD = "[data-key=head_start_min]";

async function rules() {
	const reader = await Clerk.at(server.url, undefined, LEAD.user);
	return reader.get("/api/v1/rules");
}

test("shows the rules of the office file", async () => {
	assert.equal(await page.inputValue(HEAD), "60");
	assert.equal(await page.inputValue("[data-key='class:elderly']"), "60");
	assert.equal(await page.inputValue("[data-key=miss_penalty_min]"), "10");
	assert.equal(await page.inputValue("[data-key='helper:3']"), "10");
	assert.equal(await page.inputValue("[data-key='serves:1:chung-thuc']"), "3");
	assert.equal(await page.inputValue("[data-key='serves:5:chung-thuc']"), "0");
	assert.match(await lead.text("#rules-wall"), /60 phút/);
	assert.ok(await page.locator("#rules-save").isHidden());
});

test("changes them live: the common head start, one class, and who helps whom", async () => {
	await page.fill("[data-key='class:elderly']", "30");
	await page.fill(HEAD, "20");
	assert.equal(await page.inputValue("[data-key='class:infant']"), "20");
	assert.equal(await page.inputValue("[data-key='class:elderly']"), "30");
	await page.selectOption("[data-key='serves:5:chung-thuc']", "2");
	await page.click("#rules-do");
	await lead.shows("#note", "Quy tắc mới có hiệu lực từ bây giờ");
	assert.ok(await page.locator("#rules-save").isHidden());
	const { priority_rule: rule, priority_classes: classes, counters } = await rules();
	assert.equal(rule.head_start_min, 20);
	assert.equal(classes.find(({ id }) => id === "elderly").head_start_min, 30);
	assert.equal(classes.find(({ id }) => id === "infant").head_start_min, undefined);
	assert.deepEqual(counters.find(({ id }) => id === 5).services.at(-1), ["chung-thuc", 2]);

	const ticket = await kiosk.take("chung-thuc", { priority: "elderly" });
	const { queue_at: at, issued_at: issued } = await kiosk.get(`/api/v1/tickets/${ticket.token}`);
	assert.equal(Math.round((issued - at) / 60000), 30);
	const helper = await Clerk.at(server.url, 5);
	await helper.move("open");
	assert.equal((await helper.move("next")).ticket.number, "A001");
	assertFaultless(page);
});

test("says what does not hold, at the field, and changes nothing", async () => {
	await page.fill(HEAD, "-5");
	await page.click("#rules-do");
	await lead.shows("#rules-say", "Xin nhập số nguyên từ 0 đến 480.");
	assert.equal(await page.getAttribute(HEAD, "aria-invalid"), "true");
	assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "head_start_min");
	await page.click("#rules-undo");
	assert.equal(await page.inputValue(HEAD), "60");
	await page.selectOption("[data-key='serves:6:cu-tru']", "0");
	await page.click("#rules-do");
	await lead.shows("#rules-say", /^Chưa có quầy nào phục vụ /);
	assert.equal((await rules()).priority_rule.head_start_min, 60);
});

test("a refusal of the server is said at the field that it names", async () => {
	await page.route("**/api/v1/rules", async (route) => {
		const body = route.request().postDataJSON();
		if (body) body.priority_rule.miss_penalty_min = 1000;
		await route.continue(body ? { postData: JSON.stringify(body) } : {});
	});
	await page.fill("[data-key=miss_penalty_min]", "12");
	await page.click("#rules-do");
	await lead.shows("#rules-say", /^Máy chủ không nhận: Mục priority_rule\.miss_penalty_min phải là số nguyên từ 0 đến 480\.$/);
	assert.equal(await page.getAttribute("[data-key=miss_penalty_min]", "aria-invalid"), "true");
	assert.equal((await rules()).priority_rule.miss_penalty_min, 10);
});

test("another lead's change shows at once, and does not throw away what is unsaved here", async () => {
	const second = await open(browser);
	const other = new LeadPage(second, server.url);
	await other.signIn();
	await other.page.fill(HEAD, "50");
	await page.fill("[data-key=max_misses]", "1");
	await page.click("#rules-do");
	await lead.shows("#note", "Quy tắc mới có hiệu lực từ bây giờ");
	await second.waitForSelector("#rules-newer:not([hidden])");
	assert.equal(await second.inputValue(HEAD), "50");
	await second.click("#rules-reload");
	await second.waitForSelector("#rules-newer", { state: "hidden" });
	assert.equal(await second.inputValue("[data-key=max_misses]"), "1");
	assert.equal(await second.inputValue(HEAD), "60");
	await page.fill("[data-key=max_misses]", "3");
	await page.click("#rules-do");
	await second.waitForFunction(() => document.querySelector("[data-key=max_misses]").value === "3");
	await leave(second);
});

test("tells how many promises held, by service and in all", async () => {
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	for (let i = 0; i < 6; i++) await kiosk.take("chung-thuc");
	for (let i = 0; i < 6; i++) for (const step of ["next", "start", "finish"]) await clerk.move(step);
	const { day } = await kiosk.get("/api/v1/board");
	const reader = await Clerk.at(server.url, undefined, LEAD.user);
	const { rows, total } = await reader.get(`/api/v1/reports/waits?from=${day}&to=${day}&format=json`);
	assert.equal(total.called, 6);
	await page.click("[data-span='7']");
	await lead.shows("#score-body tbody tr:first-child td:nth-child(2)", "6");
	await lead.shows("#score-body tbody tr:nth-child(2) th", "Chứng thực");
	const [{ told, held }] = rows;
	const share = told < 5 ? "–" : `${Math.round((100 * held) / told)} %`;
	await lead.shows("#score-body tbody tr:nth-child(2) b", share);
	await page.click("[data-span='1']");
	await lead.shows("#score-body tbody tr:first-child td:nth-child(2)", "6");
	assertFaultless(page);
});
