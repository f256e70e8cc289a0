// What the lead is advised on the page: taken up and taken back with one press each, by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";
import { assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";
import { LeadPage } from "./lead.mjs";

let browser;
before(async () => {
	browser = await launch();
});
after(() => browser?.close());

// Chứng thực has waited for 20 minutes, its target is 15; at counter 2 one visit does not end.
async function openHall(t, look) {
	const hall = await Hall.open(t, { hours: "own" });
	const an = await hall.sit("an", 2);
	await hall.sit("binh", 4);
	for (let i = 0; i < 8; i++) await hall.take("chung-thuc");
	await an.serve();
	await hall.pass(20 * 60);
	const page = await open(browser, look);
	t.after(() => leave(page));
	const lead = new LeadPage(page, hall.server.url);
	await lead.signIn("truong");
	return { hall, page, lead };
}

const focused = (page) => page.evaluate(() => document.activeElement.id);

test("a service waits too long: the alert, the advice, taken up and taken back by keyboard", async (t) => {
	const { hall, page, lead } = await openHall(t);
	await lead.shows("#alert-list li b", /^Chứng thực.* quá mục tiêu \d+ phút$/);
	await lead.shows("#advice-list .advice > b", /^Quầy 4 nhận thêm Chứng thực/);
	await lead.shows("#advice-list .advice", /Từ bây giờ đến 10:30\s+Đang quá mục tiêu: Chứng thực.*\s+Chứng thực.*: .+ → .+\sphút/);
	for (const wait of await page.locator("#advice-list .gain :is(s, b)").all()) {
		assert.equal(await wait.evaluate((node) => getComputedStyle(node).whiteSpace), "nowrap", "from–to is not broken over lines");
	}
	await assertAccessible(page, "an advice");
	await page.focus("#advice-apply");
	await page.keyboard.press("Enter");
	await lead.shows("#note", /^Đã áp dụng: Quầy 4 nhận thêm Chứng thực/);
	await lead.shows("#advice-list .applied", /Đang áp dụng đến 10:30, Lê Thu Hà quyết định\s+Thôi áp dụng$/);
	const served = async () => (await hall.anyone.get("/api/v1/office")).counters.find(({ id }) => id === 4).services.includes("chung-thuc");
	assert.equal(await served(), true);
	await until("the focus to be at the way back", async () => /^advice-back-/.test(await focused(page)));
	await assertAccessible(page, "what is in force");
	await page.keyboard.press("Enter");
	await lead.shows("#note", /^Đã thôi áp dụng: Quầy 4/);
	assert.equal(await served(), false);
	await lead.shows("#advice-rests", /^Tạm ngừng gợi ý đến \d{1,2}:\d\d\.$/);
	assertFaultless(page);
});

test("later: nothing is advised for a quarter of an hour; narrow and dark", async (t) => {
	const { hall, page, lead } = await openHall(t, { width: 320, dark: true });
	await page.waitForSelector("#advice-later");
	await assertAccessible(page, "an advice");
	await page.focus("#advice-later");
	await page.route("**/api/v1/advice", async (route) => {
		const answer = await route.fetch();
		const told = await answer.json();
		for (const one of told.advice) one.until_at += 3600000;
		await route.fulfill({ json: told });
	});
	// Later, so that it is asked anew as soon as something happens.
	await page.evaluate(() => {
		const before = Date.now;
		Date.now = () => before() + 10000;
	});
	await hall.take("van-xa");
	await lead.shows("#advice-list .advice", /Từ bây giờ đến 11:30/);
	assert.equal(await focused(page), "advice-later", "what is said anew leaves the focus where it was");
	await page.unrouteAll();
	await page.keyboard.press("Enter");
	await lead.shows("#note", "Tạm ngừng gợi ý 15 phút");
	await lead.shows("#advice-rests", /^Tạm ngừng gợi ý đến/);
	assert.equal(await page.locator("#advice-list li").count(), 0);
	assertFaultless(page);
});
