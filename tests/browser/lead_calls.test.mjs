// The calls of today that were out of turn, on the lead's page: who, why, narrowed by reason and name.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

const PEOPLE = [LEAD, { user: "an", role: "clerk", name: "Nguyễn Thị An" }, { user: "binh", role: "clerk", name: "Trần Văn Bình" }];
let browser, server, kiosk, page, lead;

officePerTest({ clerks: [], people: PEOPLE, catalogue: false }, (office) => {
	({ browser, server, kiosk, page } = office);
	lead = new LeadPage(page, server.url);
});

async function clerkAt(counter, user) {
	const clerk = await Clerk.at(server.url, counter, user);
	await clerk.move("open");
	return clerk;
}

async function fill() {
	for (const priority of [undefined, "elderly", undefined, undefined]) await kiosk.take("chung-thuc", { priority });
	const an = await clerkAt(2, "an");
	await an.serve();
	await an.move("finish");
	await an.move("call", { number: "A004", reason: "Việc khẩn cấp" });
	const binh = await clerkAt(3, "binh");
	await binh.move("call", { number: "A003" });
	return { an, binh };
}

async function rows(want, on = page) {
	let seen;
	await until(`the calls to be ${want}`, async () => {
		seen = await on.locator("#call-list li").allInnerTexts();
		return seen.map((text) => /A\d{3}/.exec(text)[0]).join() === want.join();
	}).catch((error) => {
		error.message += `; they are ${seen}`;
		throw error;
	});
	return seen;
}

test("by keyboard: all of them, those that somebody chose, those of one clerk; it stays true", async () => {
	const { binh } = await fill();
	await lead.signIn();
	await page.focus("#calls-box summary");
	await page.keyboard.press("Enter");
	const texts = await rows(["A003", "A004", "A002"]);
	assert.match(texts[1], /^\d{1,2}:\d\d\s+A004\s+Quầy 2\s+Cán bộ chọn số\s+Việc khẩn cấp\s+Nguyễn Thị An$/);
	assert.match(texts[2], /Ưu tiên: người cao tuổi\s+Nguyễn Thị An$/);
	await page.focus("[data-reason=chosen]");
	await page.keyboard.press("Enter");
	await rows(["A003", "A004"]);
	await lead.shows("[data-reason=chosen]", "Cán bộ chọn số 2");
	await page.focus("#calls-find");
	await page.keyboard.type("bình");
	await rows(["A003"]);
	await page.fill("#calls-find", "a4");
	await rows(["A004"]);
	await page.fill("#calls-find", "B1");
	await lead.shows("#calls-none", "Không có lần gọi nào như vậy.");
	await page.fill("#calls-find", "");
	await binh.move("undo");
	await until("the taken back call to be told so", async () => /đã hoàn tác/.test((await page.locator("#call-list li").first().innerText())));
	const day = (await kiosk.get("/api/v1/office")).day;
	assert.equal(await page.getAttribute("#calls-report", "href"), `/reports?from=${day}&to=${day}`);
	assertFaultless(page);
});

for (const look of [LOOKS[0], LOOKS[3]]) {
	test(`accessible: ${look.name}`, async () => {
		const mine = await open(browser, look);
		const on = new LeadPage(mine, server.url);
		await on.signIn();
		await mine.click("a[href='#calls']");
		await on.shows("#calls-none", "Hôm nay chưa có số nào được gọi ngoài lượt.");
		await assertAccessible(mine, "no calls");
		await fill();
		await rows(["A003", "A004", "A002"], mine);
		await assertAccessible(mine, "the calls");
		assertFaultless(mine);
		await leave(mine);
	});
}
