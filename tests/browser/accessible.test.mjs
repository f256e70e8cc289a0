// Every page in every state: no axe finding, no sideways scroll at 320 px, in light and dark.
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { assertAccessible, assertFaultless, launch, LOOKS, open } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";

let browser, server, kiosk;

before(async () => {
	browser = await launch();
	server = await Server.start({ clerks: [], people: PEOPLE });
	kiosk = new Kiosk(server.url, { key: server.keys.cua });
});
after(async () => {
	await browser?.close();
	await server?.close();
});

for (const look of LOOKS) {
	test(`home and sign-in: ${look.name}`, async () => {
		const page = await open(browser, look);
		await page.goto(`${server.url}/`);
		await page.waitForSelector("#services li");
		await assertAccessible(page, "home");
		await page.goto(`${server.url}/?lang=en`);
		await page.waitForSelector("#services li");
		await assertAccessible(page, "home in English");
		await page.goto(`${server.url}/clerk`);
		await page.waitForSelector("#signin:not([hidden])");
		await page.click("#signin-enter");
		await assertAccessible(page, "sign-in with an error");
		assertFaultless(page);
		await page.context().close();
	});

	test(`the desk: ${look.name}`, async () => {
		const page = await open(browser, look);
		const desk = new DeskPage(page, server.url);
		const priority = { priority: "elderly", procedure: "2.000815" };
		await desk.signIn(2);
		await assertAccessible(page, "closed");
		await desk.press("Space");
		await desk.waitFor({ state: "Sẵn sàng" });
		await assertAccessible(page, "nobody waits");
		for (const more of [{}, priority, {}]) await kiosk.take("chung-thuc", more);
		await page.waitForSelector("#offer.on");
		await assertAccessible(page, "somebody is offered");
		for (const key of ["n", "s", "?"]) {
			await desk.press(key);
			await assertAccessible(page, `the panel of ${key}`);
			await page.keyboard.press("Escape");
		}
		await page.locator("#waiting-list button").first().click();
		await assertAccessible(page, "what to do with a number");
		await page.keyboard.press("b");
		await assertAccessible(page, "whether to give it up");
		await page.keyboard.press("Escape");
		await page.click("#person");
		await assertAccessible(page, "the menu");
		await page.keyboard.press("Escape");
		await page.focus("#primary");
		await desk.press("Space");
		await desk.waitFor({ state: "Đang gọi" });
		await page.waitForSelector("#undo:not([hidden])");
		await assertAccessible(page, "called");
		await desk.press("c");
		await assertAccessible(page, "where to send it");
		await page.keyboard.press("Enter");
		await assertAccessible(page, "nowhere to send it");
		await page.keyboard.press("Escape");
		await desk.press("k");
		await desk.waitFor({ state: "Sẵn sàng" });
		await page.click("#tab-absent");
		await page.locator("#absent-list button").first().waitFor();
		await assertAccessible(page, "absent numbers");
		await page.focus("#primary");
		await desk.press("Space");
		await desk.waitFor({ state: "Đang gọi" });
		await desk.press("Space");
		await desk.waitFor({ state: "Đang phục vụ" });
		await assertAccessible(page, "serving");
		await desk.press("g");
		await assertAccessible(page, "why to hold it");
		await page.keyboard.press("Enter");
		await desk.waitFor({ state: "Sẵn sàng" });
		await page.waitForSelector("#print:not([hidden])");
		await page.click("#tab-held");
		await assertAccessible(page, "held numbers");
		await page.locator("#held-list button").first().click();
		await assertAccessible(page, "a held number");
		await page.keyboard.press("t");
		await desk.waitFor({ state: "Đang phục vụ" });
		await desk.press("h");
		await desk.waitFor({ state: "Sẵn sàng" });
		const other = await Clerk.at(server.url, 2, "binh");
		await page.waitForSelector("#band:not([hidden])");
		await assertAccessible(page, "taken over");
		await other.move("close");
		assertFaultless(page);
		await page.context().close();
	});

	test(`the phone: ${look.name}`, async () => {
		const page = await open(browser, look);
		const clerk = await Clerk.at(server.url, 3);
		await clerk.move("open");
		const { token, number } = await kiosk.take("ho-tich", { procedure: "1.001193" });
		await page.goto(`${server.url}/t/${token}`);
		await page.waitForSelector("#facts:not([hidden])");
		await assertAccessible(page, "waiting");
		await page.click("#leave");
		await page.waitForSelector("#sure:not([hidden])");
		await assertAccessible(page, "whether to give it up");
		await clerk.move("call", { number });
		await clerk.move("absent");
		await page.waitForSelector("#back:not([hidden])");
		await assertAccessible(page, "absent");
		await page.click("#back");
		await page.waitForSelector("#facts:not([hidden])");
		await clerk.move("call", { number });
		await page.waitForSelector("#papers:not([hidden])");
		await assertAccessible(page, "called");
		await clerk.move("start");
		await page.waitForSelector("#line:not([hidden])");
		await assertAccessible(page, "serving");
		await clerk.move("finish");
		await page.getByText("Cảm ơn ông, bà.").waitFor();
		await assertAccessible(page, "served");
		await page.goto(`${server.url}/t/AAAAAAAAAAAAAAAAAAAAAA?lang=en`);
		await page.waitForSelector("#ticket.over");
		await assertAccessible(page, "not found, in English");
		assertFaultless(page);
		await page.context().close();
	});
}
