// /admin: the log of changes: who changed what, filtered, with what was and is, and taken back.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

const LEAD = { user: "lan", role: "lead", name: "Trần Thị Lan" };

let browser, server, page, admin, other;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN, LEAD], clerks: ["an"], kiosks: [], catalogue: false });
	other = await beside(server.url);
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async (t) => {
	page = await open(browser);
	t.after(() => leave(page));
	admin = new AdminPage(page, server.url);
});

const newest = async (kind) => (await other.client.get(`/api/v1/admin/audit?limit=1&object=${kind}`)).entries[0].seq;
const rename = async (id, to) => {
	await other.change((file) => { file.counters.find((one) => one.id === id).name_vi = to; });
	return newest("office");
};
const row = (seq) => `#section-audit li[data-seq='${seq}']`;
const press = (seq, name) => page.locator(`${row(seq)} .does`).getByRole("button", { name: new RegExp(`^${name}`) }).click();
const acts = () => page.locator(".acts > li .what > b").allInnerTexts();
const undo = async (seq) => {
	await press(seq, "Hoàn tác");
	await page.click("#question .p");
};

test("who changed what, with what was and is, in words", async () => {
	const { counters } = await other.file();
	const was = counters.find(({ id }) => id === 3).name_vi;
	const seq = await rename(3, "Quầy 3 – Hộ tịch");
	await admin.signIn("audit");
	await admin.shows(`${row(seq)} .what`, /^Đổi thiết lập cơ quan\nQuầy 3: tên tiếng Việt\nLê Minh Quân \(quản trị\)$/);
	assert.ok((await acts()).includes("Thêm tài khoản lan"));
	await press(seq, "Xem thay đổi");
	await admin.shows(`${row(seq)} dt`, "Quầy 3: tên tiếng Việt");
	assert.deepEqual((await page.locator(`${row(seq)} dd`).allInnerTexts()).map((text) => text.split("\n")), [["Trước", `“${was}”`], ["Nay", "“Quầy 3 – Hộ tịch”"]]);
	await other.change((file) => {
		file.counters.find(({ id }) => id === 5).services.push(["chung-thuc", 2]);
		file.opening_hours.sat = [["08:00", "11:00"]];
	});
	const more = await newest("office");
	await admin.shows(`${row(more)} .what small:not(.mut)`, "Giờ mở cửa, Thứ Bảy; Quầy 5: lĩnh vực");
	await press(more, "Xem thay đổi");
	await admin.shows(`${row(more)} dl > div:nth-child(1) > .is`, /08:00–11:00/);
	assert.match(await page.innerText(`${row(more)} dl > div:nth-child(2) > .is`), /, Chứng thực \(giúp, mức 2\)/);
	await other.change((file) => { file.slip = { header: { vi: "Tầng 1" }, footer: { vi: "Cảm ơn", en: "Thank you" } }; });
	const slip = await newest("office");
	await page.waitForSelector(row(slip));
	await press(slip, "Xem thay đổi");
	await admin.shows(`${row(slip)} .is span:last-child`, "đầu phiếu “Tầng 1”; cuối phiếu “Cảm ơn”; tiếng Anh “Thank you”");
	await other.change((file) => file.holidays.push({ date: "2026-12-25", name_vi: "Họp toàn thể" }));
	const day = await newest("office");
	await page.waitForSelector(row(day));
	await press(day, "Xem thay đổi");
	await admin.shows(`${row(day)} .was span:last-child`, "không có");
	await admin.shows(`${row(day)} .is span:last-child`, "“Họp toàn thể”; ngày 25/12/2026");
	assert.equal((await acts()).at(-1), "Nhập tệp thiết lập cơ quan");
	assertFaultless(page);
});

test("what comes while others are still asked for is told as well", async () => {
	const first = await rename(4, "Quầy bốn");
	const answers = [];
	await page.route(`**/api/v1/admin/audit/${first}`, (route) => new Promise((resolve) => answers.push(() => resolve(route.continue()))));
	await admin.signIn("audit");
	await until("the first to be asked for", () => answers.length > 0);
	const second = await rename(5, "Quầy năm");
	await page.waitForSelector(row(second));
	answers.forEach((go) => go());
	for (const [seq, n] of [[first, 4], [second, 5]]) await admin.shows(`${row(seq)} .what small:not(.mut)`, `Quầy ${n}: tên tiếng Việt`);
	assertFaultless(page);
});

test("one is taken back, and it says who took it back; undoing is undone as well", async () => {
	const seq = await rename(2, "Quầy hai");
	await admin.signIn("audit");
	await undo(seq);
	await admin.shows("#note", "Đã hoàn tác.");
	assert.notEqual((await other.file()).counters[1].name_vi, "Quầy hai");
	const back = await newest("office");
	await admin.shows(`${row(seq)} .mark`, /^Đã được hoàn tác: Hoàn tác trên thiết lập cơ quan, Lê Minh Quân \(quản trị\), \d+:\d\d, /);
	await admin.shows(`${row(back)} .mark`, /^Hoàn tác cho: Đổi thiết lập cơ quan, /);
	assert.ok(await page.locator(`${row(seq)} .does`).getByRole("button", { name: /^Hoàn tác/ }).isHidden());
	await undo(back);
	await admin.shows(`${row(back)} .mark`, /^Đã được hoàn tác/);
	assert.equal((await other.file()).counters[1].name_vi, "Quầy hai");
	assertFaultless(page);
});

test("what is in the way is said in words, with the way to it", async () => {
	const first = await rename(4, "Một");
	const second = await rename(4, "Hai");
	await admin.signIn("audit");
	await page.waitForSelector(row(first));
	await undo(first);
	await admin.shows(`${row(first)} .trouble p`, /vui lòng hoàn tác thay đổi sau trước\. Chỗ bị đổi tiếp: Quầy 4: tên tiếng Việt\.$/);
	await assertAccessible(page, "what is in the way");
	await page.locator(row(first)).getByRole("button", { name: "Xem thay đổi đó" }).click();
	await admin.shows(`${row(second)} .is`, /“Hai”/);
	assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Xem thay đổi/);
	await other.client.expect(200, "PUT", "/api/v1/admin/accounts/an", { password: "một mật khẩu mới khác" });
	const secret = await newest("user");
	await admin.shows(`${row(secret)} .what small:not(.mut)`, "Mật khẩu");
	await undo(secret);
	await admin.shows(`${row(secret)} .trouble p`, /Không thể hoàn tác/);
	assertFaultless(page);
});

test("filtered by who, what kind and which day; older ones; one by its address", async () => {
	const lead = await Clerk.at(server.url, undefined, "lan");
	await lead.expect(200, "PUT", "/api/v1/rules", { limits: { undo_seconds: 20 } });
	const rules = await newest("office");
	await admin.signIn("audit");
	await page.selectOption("#audit-by", "lead:lan");
	await page.waitForFunction(() => document.querySelectorAll(".acts > li").length === 1);
	await admin.shows(".acts .what small:not(.mut)", "Giới hạn: hoàn tác được trong");
	await page.selectOption("#audit-object", "user");
	await admin.shows("#section-audit .none", "Không có thay đổi nào như vậy.");
	await page.click("#audit-drop");
	await page.waitForSelector(row(rules));
	await page.selectOption("#audit-object", "user");
	await page.waitForSelector(row(rules), { state: "detached" });
	assert.ok((await acts()).every((text) => /tài khoản/.test(text)));
	await page.fill("#audit-day", "01/01/2020");
	await admin.shows("#section-audit .none", "Không có thay đổi nào như vậy.");
	await page.click("#audit-drop");
	for (let n = 0; n < 51; n++) await other.client.expect(200, "PUT", "/api/v1/admin/accounts/an", { title: `Công chức ${n}` });
	await page.goto(`${server.url}/admin#audit/${rules}`);
	await page.reload();
	await admin.shows(`${row(rules)} .is`, /20/);
	const shown = (await acts()).length;
	await page.click(".older button");
	await page.waitForFunction((n) => document.querySelectorAll(".acts > li").length > n, shown);
	await page.waitForSelector(".older button", { state: "hidden" });
	assertFaultless(page);
});

test("the log in every look", async () => {
	const seq = await newest("office");
	await admin.signIn(`audit/${seq}`);
	await page.waitForSelector(`${row(seq)} .is`);
	for (const { name, width, dark } of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		await assertAccessible(page, `the log: ${name}`);
	}
	await page.click("#person");
	await page.click("#menu-language");
	await admin.shows(`${row(seq)} .what b`, "Changed the office’s settings");
	assertFaultless(page);
});
