// A number for somebody that is not given out: in plain words, and what was filled in stays.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../harness/server.mjs";
import { assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";

let browser;
before(async () => {
	browser = await launch();
});
after(() => browser?.close());

async function openAt(t, options) {
	const server = await Server.start({ clerks: [], people: [LEAD], catalogue: false, ...options });
	t.after(() => server.close());
	const page = await open(browser);
	t.after(() => leave(page));
	const lead = new LeadPage(page, server.url);
	await lead.signIn();
	await page.click("#issue-open");
	await page.waitForSelector("#issue[open]");
	return { server, page, lead };
}

test("when the office is closed: it says so before and after, and when it opens", async (t) => {
	const { page, lead } = await openAt(t, { hours: "own", at: "2026-08-17 06:10" });
	assert.match(await page.locator("#issue-service option").first().innerText(), /^A – .* \(chưa đến giờ nhận số\)$/);
	await page.locator("#issue").getByLabel("Người cao tuổi").check();
	await page.click("#issue-take");
	await lead.shows("#issue .trouble", /^.+: Hiện chưa đến giờ nhận số\. Mời ông, bà trở lại lúc \d{1,2}:\d\d\.$/);
	assert.equal(await page.locator("#issue").getByLabel("Người cao tuổi").isChecked(), true, "what was filled in stays");
	await assertAccessible(page, "refused");
	assertFaultless(page);
});

test("when the day's numbers are used up", async (t) => {
	const change = (office) => ({ ...office, ticket_number: { ...office.ticket_number, max: 1 } });
	const { page, lead } = await openAt(t, { change });
	await page.click("#issue-take");
	await page.click("#issue-screen");
	await page.click("#issue-next");
	await page.click("#issue-take");
	await lead.shows("#issue .trouble", /^.+: Hôm nay đã hết số của lĩnh vực này\.$/);
	await page.keyboard.press("Escape");
	await page.waitForSelector("#issue:not([open])", { state: "attached" });
	assertFaultless(page);
});
