// The lead's page in every state, language, width and theme: no finding of axe, nothing beside the window.
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { assertEverywhere, assertFaultless, launch, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { longNames } from "./long_names.mjs";

let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

async function begin(t, lang, options) {
	const server = await Server.start({ clerks: ["an", "binh"], people: [LEAD], ...options });
	t.after(() => server.close());
	const page = await open(browser, { lang, width: 1440, height: 900 });
	t.after(() => leave(page));
	const lead = new LeadPage(page, server.url);
	await lead.signIn();
	return { server, page, lead, ok: (where) => assertEverywhere(page, `lead: ${where}`) };
}

// A number in each state, at counters 2 and 3.
async function fill({ server }) {
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	for (const more of [{ procedure: "2.000815" }, { priority: "infant" }, {}, {}, {}]) await kiosk.take("chung-thuc", more);
	for (let i = 0; i < 2; i++) await kiosk.take("ho-tich", { procedure: "1.001193" });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const steps = [["next"], ["absent"], ["next"], ["start"], ["hold", { reason: "Đi bổ sung giấy tờ", until: server.clock.now() + 900000 }], ["next"], ["start"], ["finish"], ["next"]];
	for (const [step, body] of steps) await clerk.move(step, body);
	const other = await Clerk.at(server.url, 3, "binh");
	await other.move("open");
	await other.move("pause", { back_in_min: 10 });
	return clerk;
}

// Each question that can be asked of what the panel shows.
async function questions({ page, ok }, moves) {
	for (const move of moves) {
		await page.click(`#do-${move}`);
		await ok(`the question of ${move}`);
		await page.keyboard.press("Escape");
	}
}

async function counters(hall, clerk) {
	const { page, lead, ok } = hall;
	await lead.openCounter(2);
	await ok("a counter");
	await questions(hall, ["transfer", "priority"]);
	await lead.move("release");
	await lead.send();
	await ok("a reason is missing");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await clerk.move("absent");
	await page.waitForSelector(".counter.ready");
	await lead.openCounter(2);
	await questions(hall, ["call", "pause"]);
	await page.keyboard.press("Escape");
}

for (const lang of ["vi", "en"]) {
	test(`the hall: ${lang}`, async (t) => {
		const hall = await begin(t, lang);
		const { page, ok } = hall;
		await ok("an empty hall");
		const clerk = await fill(hall);
		await page.waitForSelector(".counter.called");
		await page.waitForSelector(".counter.paused");
		await ok("a full hall");
		await counters(hall, clerk);
		await page.locator("#ticket-list .held button").first().click();
		await ok("a number that is held");
		await questions(hall, ["leave"]);
		await page.keyboard.press("Escape");
		await page.click("#person");
		await ok("the menu");
		await page.click("#person");
		await page.fill("[data-key=head_start_min]", "900");
		await page.click("#rules-do");
		await page.waitForSelector("#rules-say.wrong");
		await ok("a rule that does not hold");
		assertFaultless(page);
	});

	test(`a hall of long names, and without a server: ${lang}`, async (t) => {
		const hall = await begin(t, lang, { change: longNames });
		const { server, page, lead, ok } = hall;
		await fill(hall);
		await page.waitForSelector(".counter.called");
		await page.waitForSelector(".counter.paused");
		await ok("long names");
		await lead.openCounter(2);
		await ok("a counter, long names");
		await page.keyboard.press("Escape");
		await server.kill();
		await page.waitForSelector("#bar.lost");
		await ok("no server");
		assertFaultless(page);
	});
}
