// The desk in every state, language, width and theme: no finding of axe, nothing beside the window.
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { assertEverywhere, assertFaultless, launch, leave, open } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { longNames } from "./long_names.mjs";

let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

async function begin(t, lang, options) {
	const server = await Server.start({ clerks: [], people: PEOPLE, ...options });
	t.after(() => server.close());
	const page = await open(browser, { lang, width: 1440, height: 900 });
	t.after(() => leave(page));
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	return { server, page, kiosk, desk: new DeskPage(page, server.url), ok: (where) => assertEverywhere(page, `desk: ${where}`) };
}

// The card of that state is shown and takes presses again.
async function stands({ page, desk }, state) {
	await page.waitForSelector(`#now.${state}`);
	await desk.settled();
}

async function panels({ page, desk, ok }) {
	for (const key of ["n", "s", "?"]) {
		await desk.press(key);
		await ok(`the panel of ${key}`);
		await page.keyboard.press("Escape");
	}
	await page.locator("#waiting-list button").first().click();
	await ok("what to do with a number");
	await page.keyboard.press("b");
	await ok("whether to give it up");
	await page.keyboard.press("Escape");
	await page.click("#person");
	await ok("the menu");
	await page.keyboard.press("Escape");
}

async function absent({ page, desk, ok }) {
	await desk.press("c");
	await ok("where to send it");
	await page.keyboard.press("Enter");
	await ok("nowhere to send it");
	await page.keyboard.press("Escape");
	await desk.press("k");
	await page.click("#tab-absent");
	await page.locator("#absent-list button").first().waitFor();
	await ok("absent numbers");
	await page.focus("#primary");
}

async function held({ page, desk, ok }) {
	await desk.press("g");
	await ok("why to hold it");
	await page.keyboard.press("Enter");
	await page.click("#tab-held");
	await page.locator("#held-list button").first().click();
	await ok("a held number");
	await page.keyboard.press("t");
}

for (const lang of ["vi", "en"]) {
	test(`the desk: ${lang}`, async (t) => {
		const office = await begin(t, lang);
		const { server, page, kiosk, desk, ok } = office;
		await desk.signIn(2);
		await ok("closed");
		await desk.press("Space");
		await stands(office, "empty");
		await ok("nobody waits");
		for (const more of [{}, { priority: "elderly", procedure: "2.000815" }, {}]) await kiosk.take("chung-thuc", more);
		await page.waitForSelector("#offer.on");
		await ok("somebody is offered");
		await panels(office);
		await page.focus("#primary");
		await desk.press("Space");
		await page.waitForSelector("#undo:not([hidden])");
		await ok("called");
		await absent(office);
		await desk.press("Space");
		await desk.press("Space");
		await page.waitForSelector("#now.serving");
		await ok("serving");
		await held(office);
		await page.waitForSelector("#now.serving");
		const other = await Clerk.at(server.url, 2, "binh");
		await page.waitForSelector("#band:not([hidden])");
		await ok("taken over");
		await other.move("close").catch(() => {});
		assertFaultless(page);
	});

	test(`the desk of an office of long names, and without a server: ${lang}`, async (t) => {
		const { server, page, kiosk, desk, ok } = await begin(t, lang, { change: longNames });
		await desk.signIn(2);
		await desk.press("Space");
		for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc", { priority: "elderly", procedure: "2.000815" });
		await page.waitForSelector("#offer.on");
		await page.focus("#primary");
		await desk.press("Space");
		await page.waitForSelector("#undo:not([hidden])");
		await ok("called, long names");
		await server.kill();
		await page.waitForSelector("#bar.lost");
		await ok("no server");
		assertFaultless(page);
	});
}
