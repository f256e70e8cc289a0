// The reports in every state, language, width and theme: no finding of axe, nothing beside the window; also
// with a province's 50 services and 28 counters.
import { after, before, test } from "node:test";
import { PROVINCE, openAlways, readOffice } from "../harness/office.mjs";
import { assertAccessible, assertEverywhere, assertFaultless, launch, leave, open } from "./browser.mjs";
import { MONDAY, ReportsPage, TUESDAY, workedHall } from "./reports.mjs";

const BOTH = `?from=${MONDAY}&to=${TUESDAY}`;
const REPORTS = "**/api/v1/reports/*";

let browser, hall;

before(async () => {
	[browser, hall] = await Promise.all([launch(), workedHall()]);
});
after(async () => {
	hall?.feed.close();
	await browser?.close();
	await hall?.server.close();
});

async function assertFailing(page, ok) {
	await page.route(REPORTS, (route) => route.fulfill({ status: 503, json: { error: "starting", message: "Máy chủ đang khởi động." } }));
	await page.click("[data-span=day]");
	await page.waitForSelector("#failed:not([hidden])");
	await ok("an error");
	await page.unroute(REPORTS);
	await page.click("#retry");
	await page.waitForSelector("#failed", { state: "hidden" });
}

async function assertLoading(page, ok) {
	let free;
	const held = new Promise((resolve) => (free = resolve));
	await page.route(REPORTS, async (route) => {
		await held;
		await route.continue();
	});
	await page.click("[data-span=yesterday]");
	await page.waitForSelector("#report[aria-busy=true]");
	await ok("while figures are computed");
	free();
	await page.waitForSelector("#report[aria-busy=false]");
	await page.unroute(REPORTS);
}

async function assertFigures(page, ok) {
	for (const button of await page.locator(".foot button:visible").all()) await button.click();
	await ok("figures behind");
	for (const button of await page.locator(".foot button:visible").all()) await button.click();
}

async function assertGrid(page, ok) {
	for (const measure of ["wait", "busy"]) {
		await page.click(`[data-measure=${measure}]`);
		await ok(`the grid's ${measure}`);
	}
}

for (const lang of ["vi", "en"]) {
	test(`the reports: ${lang}`, async (t) => {
		const page = await open(browser, { lang, width: 1440, height: 900 });
		t.after(() => leave(page));
		const reports = new ReportsPage(page, hall);
		const ok = (where) => assertEverywhere(page, `reports: ${where}`);
		await reports.open(BOTH);
		await ok("figures");
		await assertFigures(page, ok);
		await assertGrid(page, ok);
		await page.click("#csv");
		await ok("the parts that there are as CSV");
		await page.keyboard.press("Escape");
		await page.click("[data-span=own]");
		await page.fill("[name=from]", "");
		await page.click("#own .b");
		await ok("days of one's own that are wrong");
		await assertFailing(page, ok);
		await assertLoading(page, ok);
		await page.click("#earlier");
		await page.waitForSelector("#none:not([hidden])");
		await ok("no figures");
		await reports.open(BOTH);
		await page.click("[data-view=quarter]");
		await reports.settled();
		await ok("the quarter");
		assertFaultless(page);
	});
}

test("the reports of a province", async () => {
	const province = openAlways(await readOffice(PROVINCE));
	const { id: counter, services } = province.counters.find((one) => one.services.length > 1);
	const large = await workedHall({ change: () => province, counter, services: services.map(([id]) => id) });
	try {
		const page = await open(browser, { width: 1920 });
		await new ReportsPage(page, large).open(BOTH);
		await page.waitForSelector("#services tbody tr:nth-child(50)");
		await assertAccessible(page, "very wide");
		await assertEverywhere(page, "reports: a province");
		assertFaultless(page);
		await leave(page);
	} finally {
		large.feed.close();
		await large.server.close();
	}
});
