// Many tabs of one browser: a browser gives a server six connections, and no tab may take them from
// another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../harness/wait.mjs";
import { assertFaultless, openBeside } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { officePerTest } from "./office.mjs";

const TABS = 9;
let server, kiosk, page;

officePerTest({ clerks: [], people: PEOPLE }, (office) => {
	({ server, kiosk, page } = office);
});

// As if another tab stood before it, or not any more.
function turn(tab, hidden) {
	return tab.evaluate((value) => {
		Object.defineProperty(document, "hidden", { value, configurable: true });
		document.dispatchEvent(new Event("visibilitychange"));
	}, hidden);
}

async function followers() {
	const text = await (await fetch(`${server.url}/metrics`)).text();
	return Number(/^motcua_feed_readers (\d+)$/m.exec(text)[1]);
}

const waitForFollowers = (count) => until(`${count} to follow the feed`, async () => (await followers()) === count);

async function openTabs() {
	const tabs = [page];
	await new DeskPage(page, server.url).signIn(2);
	while (tabs.length < TABS) {
		await turn(tabs.at(-1), true);
		const tab = await openBeside(page);
		await tab.goto(`${server.url}/clerk`);
		await tab.waitForSelector("#desk:not([hidden])");
		tabs.push(tab);
	}
	return tabs;
}

test("nine tabs of a clerk work, and one of them follows the hall", async () => {
	const tabs = await openTabs();
	await waitForFollowers(1);
	const last = new DeskPage(tabs.at(-1), server.url);
	await last.press("Space");
	await last.waitFor({ state: "Sẵn sàng" });
	await kiosk.take("chung-thuc");
	await last.waitForQueue(["A001"]);

	await turn(tabs.at(-1), true);
	await turn(tabs[3], false);
	const shown = new DeskPage(tabs[3], server.url);
	await shown.waitForQueue(["A001"]);
	await kiosk.take("chung-thuc");
	await shown.waitForQueue(["A001", "A002"]);
	await waitForFollowers(1);
	await shown.press("Space");
	await shown.waitFor({ state: "Đang gọi", number: "A001" });
	for (const tab of tabs) {
		assert.equal(await tab.locator("#link").innerText(), "Trực tuyến");
		assertFaultless(tab);
	}
});

test("where the tab that follows goes away, one of the hidden ones does so in its place", async () => {
	const tabs = await openTabs();
	await waitForFollowers(1);
	await tabs.pop().close({ runBeforeUnload: false });
	await waitForFollowers(1);
	await kiosk.take("chung-thuc");
	await until("one hidden tab to know", async () => {
		const known = await Promise.all(tabs.map((tab) => tab.locator("#tab-waiting span").first().innerText()));
		return known.some((text) => text === "Đang chờ 1");
	});
});

test("who signs out in one tab is signed out in all", async () => {
	const desk = new DeskPage(page, server.url);
	await desk.signIn(2);
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	await kiosk.take("chung-thuc");
	const beside = await openBeside(page);
	await beside.goto(`${server.url}/clerk`);
	await beside.waitForSelector("#desk:not([hidden])");
	await new DeskPage(beside, server.url).waitForQueue(["A001"]);
	await page.click("#person");
	await page.click("#menu-signout");
	await page.waitForSelector("#signin:not([hidden])");
	await new DeskPage(beside, server.url).press("Space");
	await beside.getByText("Phiên làm việc đã hết. Trang chỉ còn để xem.").waitFor();
	const { counters } = await kiosk.get("/api/v1/board");
	const { state, number } = counters.find(({ id }) => id === 2);
	assert.deepEqual([state, number], ["closed", null], "nothing was done there");
});
