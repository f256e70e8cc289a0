// What the staff see of the kiosks' printers: on the lead's page and on a clerk's, at once and in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { DeskPage } from "./desk.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

const AN = { user: "an", role: "clerk", name: "Nguyễn Văn An" };
const WORDS = {
	paper_low: "Ki-ốt cua: sắp hết giấy",
	paper_out: "Ki-ốt cua: hết giấy",
	cover_open: "Ki-ốt cua: nắp máy in đang mở",
	cutter: "Ki-ốt cua: dao cắt giấy bị kẹt",
	offline: "Ki-ốt cua: không in được, máy in không trả lời",
};

let browser, server, kiosk, page;

officePerTest({ clerks: [], people: [LEAD, AN] }, (office) => {
	({ browser, server, kiosk, page } = office);
});

function tell(printer) {
	return kiosk.post("/api/v1/kiosk/status", { printer });
}

test("the lead's page: each state as an alert, and how all are", async () => {
	const lead = new LeadPage(page, server.url);
	await lead.signIn();
	assert.equal(await page.isVisible("#kiosks"), false, "no kiosk has said anything");
	for (const [printer, text] of Object.entries(WORDS)) {
		await tell(printer);
		await lead.shows("#alert-list li b", text);
		assert.equal(await page.isVisible("#kiosks"), false, "it is said once");
	}
	await lead.shows("#alert-list li span", /^Từ \d{1,2}:\d\d\. Người dân vẫn lấy được số, xem trên màn hình\.$/);
	await assertAccessible(page, "a printer that stopped");
	await tell("ok");
	await lead.shows("#kiosks", "Ki-ốt cua: máy in bình thường");
	await lead.shows("#alerts-none", "Không có cảnh báo.");
	assertFaultless(page);
});

for (const look of LOOKS) {
	test(`a clerk's page: ${look.name}`, async () => {
		const mine = await open(browser, look);
		const desk = new DeskPage(mine, server.url);
		await desk.signIn(2);
		assert.equal(await desk.text("#kiosks"), "");
		for (const [printer, text] of Object.entries(WORDS)) {
			await tell(printer);
			await until(`the desk to say ${text}`, async () => (await desk.text("#kiosks")) === text);
		}
		await assertAccessible(mine, "a printer that stopped");
		await tell("ok");
		await until("the desk to say nothing", async () => (await desk.text("#kiosks")) === "");
		assertFaultless(mine);
		await leave(mine);
	});
}

test("a kiosk that was heard of and is silent now", async () => {
	await tell("paper_low");
	const lead = new LeadPage(page, server.url);
	await page.route("**/api/v1/hall", async (route) => {
		const answer = await route.fetch();
		const hall = await answer.json();
		hall.kiosks[0].seen_at -= 60000;
		await route.fulfill({ json: hall });
	});
	await lead.signIn();
	await lead.shows("#alert-list li b", "Ki-ốt cua: mất liên lạc");
});
