// Each section that the administrator's menu has, in every state, language, width and theme: no finding of
// axe, nothing beside the window.
import { after, before, test } from "node:test";
import { Server } from "../harness/server.mjs";
import { ADMIN, AdminPage } from "./admin.mjs";
import { assertEverywhere, assertFaultless, launch, leave, open } from "./browser.mjs";
import { longNames } from "./long_names.mjs";

let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

for (const lang of ["vi", "en"]) {
	test(`the sections, with long names and without a server: ${lang}`, async (t) => {
		const server = await Server.start({ people: [ADMIN], change: longNames, displays: ["bang-treo-truoc-cua-phong-cho"] });
		t.after(() => server.close());
		const page = await open(browser, { lang, width: 1440, height: 900 });
		t.after(() => leave(page));
		const ok = (where) => assertEverywhere(page, `admin: ${where}`);
		const admin = new AdminPage(page, server.url);
		await admin.signIn();
		const sections = await page.locator("#nav-list a").evaluateAll((links) => links.map(({ hash }) => hash.slice(1)));
		for (const id of sections) {
			await admin.go(id);
			await admin.at(id);
			await ok(id);
		}
		await admin.go("office");
		await page.setViewportSize({ width: 640, height: 900 });
		await page.click("#nav-open");
		await ok("the menu");
		await page.keyboard.press("Escape");
		await admin.fill("office.name_vi", "");
		await page.waitForSelector("#save:not([hidden])");
		await ok("unsaved");
		await page.click("#save-do");
		await page.waitForSelector("[aria-invalid=true]");
		await ok("refused");
		await page.click("#save-drop");
		await server.kill();
		await page.waitForSelector("#bar.lost");
		await ok("no server");
		await admin.go("texts");
		await page.waitForSelector("#section-texts:not([hidden])");
		await ok("a section that cannot be read");
		assertFaultless(page);
	});
}
