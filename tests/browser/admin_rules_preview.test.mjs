// /admin: a day that the office had is played again with the rules as they are typed; what is shown
// without a server behind it is in admin_rules.test.mjs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage } from "./admin.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";

const SERVICE = "chung-thuc";
const OF_EACH = 5;
let browser, server;

// All come at nine, five ordinary and then five elderly ones; each is ten minutes at the counter.
before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], catalogue: false, at: "2026-08-17 09:00" });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2);
	for (let i = 0; i < OF_EACH; i++) await kiosk.take(SERVICE);
	for (let i = 0; i < OF_EACH; i++) await kiosk.take(SERVICE, { priority: "elderly" });
	await server.clock.advance(60);
	await clerk.move("open");
	for (let i = 0; i < 2 * OF_EACH; i++) {
		await clerk.serve();
		await server.clock.advance(600);
		await clerk.move("finish");
	}
	await server.clock.set("2026-08-18 08:00");
	await until("the next day", async () => (await kiosk.get("/api/v1/board")).day === 20260818);
});
after(async () => {
	await browser?.close();
	await server?.close();
});

test("the office's own day is played again, and nothing is changed by it", async (t) => {
	const page = await open(browser);
	t.after(() => leave(page));
	const admin = new AdminPage(page, server.url);
	await admin.signIn("rules");
	await until("the days to be there", async () => (await page.locator("#preview-day option").allInnerTexts()).join() === "17/08/2026");
	const row = async (name) => (await page.locator(".preview tbody tr", { hasText: name }).first().locator("td").allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());
	await page.click("#preview-do");
	await admin.shows("#preview-said", /^Ngày 17\/08\/2026, 10 lượt: chờ trung bình (4\d) phút thành \1 phút; chín phần mười chờ không quá (8\d) phút thành \2 phút\.$/);
	assert.match((await row("Người cao tuổi")).join(" | "), /^5 \| 2\d phút/);
	await admin.fill("priority_rule.head_start_min", "0");
	await admin.shows("#preview-said", /^Quy tắc đã khác/);
	await page.click("#preview-do");
	await admin.shows("#preview-said", /^Ngày 17\/08\/2026, 10 lượt/);
	assert.match((await row("Người cao tuổi"))[1], /^2\d thành→ 7\d phút \(lâu hơn\)$/);
	assert.match((await row("Thường"))[1], /^7\d thành→ 2\d phút \(nhanh hơn\)$/);
	await page.click("#save-drop");
	assertFaultless(page);
});
