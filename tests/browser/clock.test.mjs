// The clock of the machine that shows a page is set meanwhile: the page goes on by the server's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";
import { DeskPage } from "./desk.mjs";

const HOUR_MS = 3600000;
let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

// Sets the machine's clock; the page asks for what the server's time is.
async function jump(page, ms) {
	const asked = page.waitForRequest(/\/api\/v1\/feed/);
	await page.evaluate((off) => {
		const before = Date.now;
		Date.now = () => before() + off;
	}, ms);
	await asked;
}

test("a clerk's page tells how long ago a call was, whatever the machine's clock does", async (t) => {
	const server = await Server.start();
	t.after(() => server.close());
	const page = await open(browser);
	t.after(() => leave(page));
	const desk = new DeskPage(page, server.url);
	await new Kiosk(server.url, { key: server.keys.cua }).take("chung-thuc");
	await desk.signIn(2);
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
	for (let minutes = 0; minutes < 10; minutes += 2) {
		await server.clock.advance(120);
		await page.evaluate(() => fetch("/api/v1/session")); // the page is there
	}
	await page.reload();
	const right = () => until("ten minutes to have passed", async () => /^10:\d\d$/.test(await desk.text("#figure")));
	await right();
	await jump(page, 2 * HOUR_MS);
	await right();
	await jump(page, -4 * HOUR_MS);
	await right();
	assert.equal(await page.locator("#link").getAttribute("class"), "link");
	assertFaultless(page);
});
