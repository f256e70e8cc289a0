// The page / and the sign-in of each page of the office, in every state, language, width and theme.
import { after, before, test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { assertEverywhere, assertFaultless, launch, leave, open } from "./browser.mjs";
import { PEOPLE } from "./desk.mjs";
import { longNames } from "./long_names.mjs";

let browser, server, long;

before(async () => {
	[browser, server, long] = await Promise.all([launch(), Server.start({ clerks: [], people: PEOPLE }), Server.start({ change: longNames, at: "2026-11-29 03:00", hours: "own" })]);
	await new Kiosk(server.url, { key: server.keys.cua }).take("chung-thuc");
});
after(async () => {
	await browser?.close();
	await server?.close();
	await long?.close();
});

for (const lang of ["vi", "en"]) {
	test(`home: ${lang}`, async (t) => {
		const page = await open(browser);
		t.after(() => leave(page));
		const ok = (where) => assertEverywhere(page, `home: ${where}`);
		await page.goto(`${server.url}/?lang=${lang}`);
		await page.waitForSelector("#services li");
		await ok("open");
		await page.route("**/api/**", (route) => route.fulfill({ status: 503, json: { error: "starting", message: "…" } }));
		await page.goto(`${server.url}/?lang=${lang}`);
		await page.waitForSelector("#lost:not([hidden])");
		await ok("no answer");
		await page.unroute("**/api/**");
		await page.goto(`${long.url}/?lang=${lang}`);
		await page.waitForSelector("#services li");
		await ok("closed, long names");
		assertFaultless(page);
	});

	test(`sign-in: ${lang}`, async (t) => {
		const page = await open(browser, { lang });
		t.after(() => leave(page));
		const ok = (where) => assertEverywhere(page, `sign-in: ${where}`);
		const at = async ({ url }, path) => {
			await page.goto(`${url}/${path}`);
			await page.waitForSelector("#signin:not([hidden])");
		};
		for (const path of ["clerk", "lead", "admin", "reports"]) {
			await at(server, path);
			await page.click("#signin-enter");
			await page.waitForSelector("#signin-error:not([hidden])");
			await ok(`${path}: something is missing`);
		}
		await at(long, "clerk");
		await ok("closed, long names");
		await page.route("**/api/v1/session", (route) => route.fulfill({ status: 429, headers: { "Retry-After": "3000" }, json: { error: "slow_down", message: "Xin đợi một lát rồi thử lại." } }));
		await at(server, "lead");
		await page.fill("#user", "an");
		await page.fill("#password", "sai");
		await page.click("#signin-enter");
		await page.waitForSelector("#signin-enter[aria-disabled=true]");
		await ok("too often");
		await page.unroute("**/api/v1/session");
		await page.route("**/api/v1/office", (route) => route.abort());
		await page.goto(`${server.url}/lead`);
		await page.waitForSelector("#starting:not([hidden])");
		await ok("no server");
		assertFaultless(page);
	});
}
