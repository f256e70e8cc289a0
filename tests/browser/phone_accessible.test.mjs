// A citizen's phone in every state, language, width and theme: no finding of axe, nothing beside the window.
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { assertEverywhere, assertFaultless, launch, leave, open } from "./browser.mjs";
import { longNames } from "./long_names.mjs";

let browser, server, kiosk;

before(async () => {
	[browser, server] = await Promise.all([launch(), Server.start({ change: longNames })]);
	kiosk = new Kiosk(server.url, { key: server.keys.cua });
});
after(async () => {
	await browser?.close();
	await server?.close();
});

for (const lang of ["vi", "en"]) {
	test(`the phone: ${lang}`, async (t) => {
		const page = await open(browser);
		t.after(() => leave(page));
		const ok = (where) => assertEverywhere(page, `phone: ${where}`);
		const clerk = await Clerk.at(server.url, 3);
		await clerk.move("open");
		const { token, number } = await kiosk.take("ho-tich", { procedure: "1.001193", priority: "elderly" });
		await page.goto(`${server.url}/t/${token}?lang=${lang}`);
		await page.waitForSelector("#facts:not([hidden])");
		await page.click("#sound");
		await page.waitForSelector("#sound[aria-checked=true]");
		await ok("waiting");
		await page.click("#leave");
		await page.waitForSelector("#sure:not([hidden])");
		await ok("whether to give it up");
		await clerk.move("call", { number });
		await clerk.move("absent");
		await page.waitForSelector("#back:not([hidden])");
		await ok("absent");
		await page.click("#back");
		await page.waitForSelector("#facts:not([hidden])");
		await clerk.move("call", { number });
		await page.waitForSelector("#papers:not([hidden])");
		await ok("called");
		await clerk.move("start");
		await page.waitForSelector("#line:not([hidden])");
		await ok("serving");
		await clerk.move("hold", { reason: "Đi bổ sung giấy tờ", until: server.clock.now() + 900000 });
		await page.waitForSelector("#back:not([hidden])");
		await ok("held");
		await page.click("#back");
		await page.waitForSelector("#facts:not([hidden])");
		await clerk.move("call", { number });
		await clerk.move("start");
		await clerk.move("finish");
		await page.waitForSelector("#rate:not([hidden])");
		await page.click("#rate button[value='1']");
		await page.waitForSelector("#reasons:not([hidden])");
		await ok("how it was, and what the matter was");
		await page.click("#send");
		await page.waitForSelector("#thanks:not([hidden])");
		await ok("thanks");
		await page.goto(`${server.url}/t/AAAAAAAAAAAAAAAAAAAAAA?lang=${lang}`);
		await page.waitForSelector("#ticket.over");
		await ok("not found");
		await clerk.move("close");
		assertFaultless(page);
	});

	test(`the phone without a server: ${lang}`, async (t) => {
		const page = await open(browser);
		t.after(() => leave(page));
		const { token } = await kiosk.take("chung-thuc");
		await page.goto(`${server.url}/t/${token}?lang=${lang}`);
		await page.waitForSelector("#facts:not([hidden])");
		await page.context().setOffline(true);
		await server.kill();
		await page.waitForSelector("#lost:not([hidden])");
		await assertEverywhere(page, "phone: no server");
		await page.context().setOffline(false);
		await server.start();
		await page.waitForSelector("#lost", { state: "hidden" });
		await page.click("#leave");
		await page.click("#give-up");
		await page.waitForSelector("#ticket.over");
		await assertEverywhere(page, "phone: given up");
		assertFaultless(page);
	});
}
