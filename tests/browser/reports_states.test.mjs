// The reports while figures are on their way, cannot be had, are none, or are no longer one's own.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { until } from "../harness/wait.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";
import { MONDAY, ReportsPage, TUESDAY, workedHall } from "./reports.mjs";

const REPORTS = "**/api/v1/reports/*";

let browser, hall, page, reports;

before(async () => {
	[browser, hall] = await Promise.all([launch(), workedHall()]);
	hall.feed.close();
});
after(async () => {
	await browser?.close();
	await hall?.server.close();
});
beforeEach(async () => {
	page = await open(browser);
	reports = new ReportsPage(page, hall);
});
afterEach(() => leave(page));

test("while figures are computed the old ones stay, and it is said", async () => {
	await reports.open(`?from=${MONDAY}&to=${TUESDAY}`);
	let free;
	const held = new Promise((resolve) => (free = resolve));
	await page.route(REPORTS, async (route) => {
		await held;
		await route.continue();
	});
	await page.click("[data-span=day]");
	await reports.shows("#state", "Đang tính");
	await reports.shows(".five .issued b", "20");
	await reports.shows("#span", "18/08/2026");
	free();
	await reports.settled();
	await reports.shows("#state", "");
	await reports.shows(".five .issued b", "6");
	assertFaultless(page);
});

test("where the office has no target, the share says so", async () => {
	await page.route("**/api/v1/reports/summary?*", async (route) => {
		const answer = await route.fetch();
		const summary = await answer.json();
		await route.fulfill({ json: { ...summary, wait: { ...summary.wait, of_target: 0, within_target: 0 } } });
	});
	await reports.open(`?from=${TUESDAY}&to=${TUESDAY}`);
	await reports.shows(".five .within", "Trong mục tiêu chờ – Chưa đặt mục tiêu chờ");
	assertFaultless(page);
});

test("in a narrow window no choice of days leaves the page's margin", async () => {
	const narrow = await open(browser, { width: 320, lang: "en" });
	await new ReportsPage(narrow, hall).open();
	const ends = await narrow.locator("#spans .b").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
	for (const end of ends) assert.ok(end <= 320 - 16, `up to ${end}`);
	await leave(narrow);
});

test("an answer that comes too late does not take the place of a newer one", async () => {
	await reports.open(`?from=${MONDAY}&to=${TUESDAY}`);
	let free;
	const held = new Promise((resolve) => (free = resolve));
	const late = page.waitForResponse(/summary\?from=20260817&to=20260817/);
	await page.route(REPORTS, async (route) => {
		if (route.request().url().includes(`to=${MONDAY}`)) await held;
		await route.continue();
	});
	await page.click("[data-span=yesterday]");
	await page.click("[data-span=day]");
	await reports.shows(".five .issued b", "6");
	free();
	await late;
	await page.evaluate(() => new Promise(requestAnimationFrame));
	await reports.shows(".five .issued b", "6");
	assertFaultless(page);
});

test("what cannot be computed is said, the old figures with their days stay, and it can be tried again", async () => {
	await reports.open(`?from=${MONDAY}&to=${TUESDAY}`);
	await page.route(REPORTS, (route) => route.fulfill({ status: 503, json: { error: "starting", message: "Máy chủ đang khởi động." } }));
	await page.click("[data-span=day]");
	await reports.shows("#failure", "Máy chủ đang khởi động. Số liệu bên dưới vẫn là của 17/08 – 18/08/2026.");
	await reports.shows(".five .issued b", "20");
	await page.unroute(REPORTS);
	await page.click("#retry");
	await reports.shows(".five .issued b", "6");
	assert.ok(await page.locator("#failed").isHidden());
	assertFaultless(page);
});

test("days without a number say so", async () => {
	await reports.open("?from=20260801&to=20260815");
	await reports.shows("#none", "Chưa có số liệu cho những ngày này.");
	assert.ok(await page.locator("#charts").isHidden());
	await reports.choose("week");
	await reports.shows(".five .issued b", "20");
	assertFaultless(page);
});

test("an address that makes no sense shows this month", async () => {
	await reports.open("?from=20260899&to=x&view=3d&heat=__proto__");
	assert.match(page.url(), /\?from=20260801&to=20260818$/);
	await reports.shows(".five .issued b", "20");
	await reports.open("?span=week");
	await reports.shows("#span", "17/08 – 18/08/2026");
	assertFaultless(page);
});

test("a lost link is said, the figures stay, and what was asked meanwhile comes when it is back", async () => {
	await reports.open(`?from=${MONDAY}&to=${TUESDAY}`);
	await hall.server.stop();
	await page.waitForSelector("#bar.lost");
	await reports.shows("#link", /^Mất kết nối lúc \d+:\d\d$/);
	await page.click("[data-span=day]");
	await page.waitForSelector("#failed:not([hidden])");
	await reports.shows(".five .issued b", "20");
	await hall.server.start();
	await page.waitForSelector("#bar:not(.lost)");
	await reports.shows(".five .issued b", "6");
	assert.ok(await page.locator("#failed").isHidden());
	assertFaultless(page);
});

test("after the session has ended the figures can still be read", async () => {
	await reports.open(`?from=${MONDAY}&to=${TUESDAY}`);
	await page.evaluate(async () => {
		const { csrf } = await (await fetch("/api/v1/session")).json();
		await fetch("/api/v1/session", { method: "DELETE", headers: { "X-CSRF-Token": csrf } });
	});
	await page.click("[data-span=day]");
	await reports.shows("#ended span", "Phiên làm việc đã hết. Số liệu đang xem không cập nhật nữa.");
	await reports.shows(".five .issued b", "20");
	for (const gone of ["#csv", "#waits .foot a"]) assert.ok(await page.locator(gone).isHidden(), gone);
	await page.click("#again");
	await page.waitForSelector("#signin:not([hidden])");
	assertFaultless(page);
});

test("a page that nobody sees leaves its connection to others, and is true again when it is seen", async () => {
	await reports.open(`?from=${TUESDAY}&to=${TUESDAY}`);
	const see = (hidden) => page.evaluate((is) => {
		Object.defineProperty(document, "hidden", { value: is, configurable: true });
		document.dispatchEvent(new Event("visibilitychange"));
	}, hidden);
	const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/feed"));
	await see(true);
	await ended;
	const asked = page.waitForRequest(/\/api\/v1\/feed/);
	await see(false);
	await asked;
	await until("the link to be there", async () => (await reports.text("#link")) === "Trực tuyến");
	assertFaultless(page);
});
