// The lead's page in every state: no axe finding, no sideways scroll at 320 px, in light and dark.
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { assertAccessible, assertFaultless, launch, LOOKS, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";

let browser, server, kiosk;

before(async () => {
	browser = await launch();
	server = await Server.start({ clerks: ["an", "binh"], people: [LEAD] });
	kiosk = new Kiosk(server.url, { key: server.keys.cua });
});
after(async () => {
	await browser?.close();
	await server?.close();
});

// A number in each state, at counters 2 and 3.
async function fill() {
	for (const more of [{ procedure: "2.000815" }, { priority: "infant" }, {}, {}, {}]) await kiosk.take("chung-thuc", more);
	for (let i = 0; i < 2; i++) await kiosk.take("ho-tich", { procedure: "1.001193" });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const steps = [["next"], ["absent"], ["next"], ["start"], ["hold", { reason: "Đi bổ sung giấy tờ", until: Date.now() + 900000 }], ["next"], ["start"], ["finish"], ["next"]];
	for (const [step, body] of steps) await clerk.move(step, body);
	const other = await Clerk.at(server.url, 3, "binh");
	await other.move("open");
	await other.move("pause", { back_in_min: 10 });
	return clerk;
}

// Each question that can be asked of what the panel shows.
async function assertQuestions(page, moves) {
	for (const move of moves) {
		await page.click(`#do-${move}`);
		await assertAccessible(page, `the question of ${move}`);
		await page.keyboard.press("Escape");
	}
}

for (const look of LOOKS) {
	test(`the lead's page: ${look.name}`, async () => {
		const page = await open(browser, look);
		const lead = new LeadPage(page, server.url);
		await page.goto(`${server.url}/lead`);
		await page.waitForSelector("#signin:not([hidden])");
		await page.click("#signin-enter");
		await assertAccessible(page, "sign-in with an error");
		await lead.signIn();
		await assertAccessible(page, "an empty hall");
		const clerk = await fill();
		await page.waitForSelector(".counter.called");
		await page.waitForSelector(".counter.paused");
		await assertAccessible(page, "a full hall");
		await lead.openCounter(2);
		await assertAccessible(page, "a counter");
		await assertQuestions(page, ["transfer", "release", "priority"]);
		await lead.move("release");
		await lead.send();
		await assertAccessible(page, "a reason is missing");
		await page.keyboard.press("Escape");
		await page.keyboard.press("Escape");
		await clerk.move("absent");
		await page.waitForSelector(".counter.ready");
		await lead.openCounter(2);
		await assertQuestions(page, ["call", "pause"]);
		await page.keyboard.press("Escape");
		await page.locator("#ticket-list .held button").first().click();
		await assertAccessible(page, "a number that is held");
		await assertQuestions(page, ["leave"]);
		await page.keyboard.press("Escape");
		await page.click("#person");
		await assertAccessible(page, "the menu");
		await page.click("#person");
		await page.fill("[data-key=head_start_min]", "900");
		await page.click("#rules-do");
		await page.waitForSelector("#rules-say.wrong");
		await assertAccessible(page, "a rule that does not hold");
		await page.click("#rules-undo");
		await page.click("#person");
		await page.click("#menu-language");
		await lead.shows("#counters-title", "Counters");
		await assertAccessible(page, "in English");
		await lead.openCounter(3);
		await assertAccessible(page, "a counter, in English");
		assertFaultless(page);
		await clerk.move("close");
		await page.context().close();
	});
}
