// /admin: priority classes, the rules of the queue, outcomes, slips, and what a change would do.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openAlways, readOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";

let browser, server, page, admin, other;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: [], catalogue: false });
	other = await beside(server.url);
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async () => {
	const ward = openAlways(await readOffice());
	await other.change((office) => Object.assign(office, { appointment_slips: null }, ward));
});

async function show(t, routes = async () => {}) {
	page = await open(browser);
	t.after(() => leave(page));
	await routes(page);
	admin = new AdminPage(page, server.url);
	await admin.signIn("rules");
}

const edit = (name) => page.getByRole("button", { name: `Sửa ${name}`, exact: true }).click();
const facts = (name) => page.locator(".cards li", { hasText: name }).locator("small").innerText();
const done = () => page.click("#form-dialog .p");

test("every rule says what it is usually, and what they mean together", async (t) => {
	await show(t);
	await admin.shows("#section-rules .advice >> nth=1", "Số lấy sau quá 60 phút không bao giờ được gọi trước.");
	const hints = await page.locator("#section-rules .fld.n .hint:visible").allInnerTexts();
	assert.deepEqual(hints.filter((text) => !/Mặc định \d+\.$/.test(text)), []);
	await admin.fill("priority_rule.head_start_min", "90");
	await admin.fill("limits.undo_seconds", "45");
	await admin.shows("#section-rules .advice >> nth=1", "Số lấy sau quá 90 phút không bao giờ được gọi trước.");
	await admin.fill("call.recall_max", "100");
	assert.equal(await admin.wrongAt("call.recall_max"), "Xin nhập số nguyên từ 0 đến 99.");
	await admin.fill("call.recall_max", "3");
	await admin.says("2 thay đổi chưa lưu: ưu tiên: xếp như đến trước: 90 phút; hoàn tác được trong: 45 giây. Có hiệu lực ngay khi lưu.");
	await admin.save();
	const { priority_rule: rule, limits, call } = await other.file();
	assert.deepEqual([rule.head_start_min, rule.helper_handicap_min, limits.undo_seconds, call.recall_max], [90, { 1: 0, 2: 5, 3: 10 }, 45, 3]);
	assertFaultless(page);
});

test("a class has a head start of its own or that of all", async (t) => {
	await show(t);
	const before = (await other.file()).priority_classes;
	assert.equal(await facts("Người cao tuổi"), "Xếp như đến trước 60 phút (mức chung). Từ 75 tuổi");
	assert.equal(await facts("Công dân đặt lịch hẹn trước"), "Theo giờ đã hẹn");
	await edit("Người cao tuổi");
	await admin.fill("head_start_min", "30");
	await admin.fill("min_age", "80");
	await admin.fill("proof_vi", "");
	await admin.fill("proof_en", "Card");
	await done();
	assert.equal(await admin.focused(), "class-proof_vi");
	await admin.fill("proof_vi", "Căn cước");
	await done();
	assert.equal(await facts("Người cao tuổi"), "Xếp như đến trước 30 phút (mức riêng). Từ 80 tuổi");
	await page.click("#class-add");
	await admin.fill("name_vi", "Cựu chiến binh");
	await done();
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Sửa Cựu chiến binh");
	await admin.says(/^2 thay đổi chưa lưu: thêm đối tượng Cựu chiến binh; Người cao tuổi: Xếp như đến trước 30 phút/);
	await edit("Thường");
	assert.equal(await page.getByRole("button", { name: "Bỏ đối tượng" }).count(), 0);
	await page.keyboard.press("Escape");
	await admin.save();
	const { priority_classes: classes } = await other.file();
	const elderly = classes.findIndex(({ id }) => id === "elderly");
	assert.deepEqual(classes[elderly], { ...before[elderly], head_start_min: 30, min_age: 80, proof_vi: "Căn cước", proof_en: "Card" });
	assert.deepEqual(classes.at(-2), { id: "cuu-chien-binh", name_vi: "Cựu chiến binh", rank: 1, basis_kind: "office-rule" });
	assert.deepEqual(classes.at(-1), before.at(-1), "the ordinary class stays last");
	await edit("Cựu chiến binh");
	await page.getByRole("button", { name: "Bỏ đối tượng" }).click();
	await admin.says(/: bỏ đối tượng Cựu chiến binh\. /);
});

test("outcomes to choose from, and codes of slips", async (t) => {
	await show(t);
	for (const name of (await other.file()).visit.outcomes.map(({ name_vi: vi }) => vi)) {
		await edit(`kết quả ${name}`);
		await page.getByRole("button", { name: "Bỏ kết quả" }).click();
	}
	await page.check("#rules-visit_ask_outcome");
	await page.keyboard.press("Control+s");
	await admin.says(/^Chưa lưu được\. .*: Thêm ít nhất một kết quả để cán bộ chọn\.$/);
	await page.click("#outcome-add");
	await admin.fill("name_vi", "Đã trả kết quả");
	await done();
	await admin.fill("appointment_slips.code_patterns", "h05-####\nh05/1");
	assert.equal(await admin.wrongAt("appointment_slips.code_patterns"), "Mẫu H05/1 có ký tự không dùng được.");
	await admin.fill("appointment_slips.code_patterns", "h05-####  *.*-######");
	await admin.save();
	const { visit, appointment_slips: slips } = await other.file();
	assert.deepEqual(visit, { ask_outcome: true, outcomes: [{ id: "da-tra-ket-qua", name_vi: "Đã trả kết quả" }] });
	assert.deepEqual(slips, { code_patterns: ["H05-####", "*.*-######"] });
});

test("a refusal of the server opens the class that it is about", async (t) => {
	await show(t, (one) => one.route("**/api/v1/admin/**", async (route) => {
		const body = route.request().postDataJSON();
		if (body?.priority_classes) body.priority_classes[1].min_age = 500;
		await route.continue(body ? { postData: JSON.stringify(body) } : {});
	}));
	await admin.fill("priority_rule.miss_penalty_min", "12");
	await page.keyboard.press("Control+s");
	await page.waitForSelector("#form-dialog[open]");
	assert.equal(await admin.focused(), "class-min_age");
	assert.equal(await admin.wrongAt("min_age"), "Mục này phải là số nguyên từ 0 đến 120.");
	await page.keyboard.press("Escape");
	await admin.says(/^Chưa lưu được\. Người cao tuổi: /);
});

const figures = (count, mean, p90, within) => ({ count, mean_s: mean * 60, median_s: mean * 60, p90_s: p90 * 60, max_s: p90 * 60, within_target: within, of_target: count });
const nothing = { count: 0, mean_s: null, median_s: null, p90_s: null, max_s: null, within_target: 0, of_target: 0 };
const PREVIEW = {
	before: figures(100, 18, 35, 60), after: figures(100, 15, 40, 70),
	services: [{ id: "chung-thuc", before: figures(60, 12, 20, 50), after: figures(60, 12, 20, 50) }, { id: "xay-dung", before: nothing, after: nothing }],
	priorities: [{ id: "", before: figures(90, 19, 35, 50), after: figures(90, 16, 36, 60) }, { id: "elderly", before: figures(10, 9, 12, 10), after: figures(10, 12, 15, 10) }],
};

// What the server computes is its own test's; here is what becomes of it.
test("a past day is played again with the rules as they are typed", async (t) => {
	let asked;
	await show(t, (one) => one.route("**/api/v1/admin/preview", async (route) => {
		asked = route.request().postDataJSON();
		await route.fulfill({ json: asked ? { day: asked.day, ...PREVIEW } : { days: [20261119, 20261120] } });
	}));
	await admin.fill("priority_rule.head_start_min", "30");
	await until("the days to be there", async () => (await page.locator("#preview-day option").allInnerTexts()).join() === "20/11/2026,19/11/2026");
	await page.click("#preview-do");
	await admin.shows("#preview-said", "Ngày 20/11/2026, 100 lượt: chờ trung bình 18 phút thành 15 phút; chín phần mười chờ không quá 35 phút thành 40 phút.");
	assert.deepEqual([asked.day, asked.rules.priority_rule.head_start_min], [20261120, 30]);
	const row = async (name) => (await page.locator(".preview tbody tr", { hasText: name }).first().locator("td").allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());
	assert.deepEqual(await row("Tất cả"), ["100", "18 thành→ 15 phút (nhanh hơn)", "35 thành→ 40 phút (lâu hơn)", "60 % → 70 %"]);
	assert.deepEqual(await row("Chứng thực"), ["60", "12 phút", "20 phút", "83 %"]);
	assert.deepEqual(await row("Xây dựng"), ["0", "–", "–", "–"]);
	assert.deepEqual((await row("Người cao tuổi"))[1], "9 thành→ 12 phút (lâu hơn)");
	await admin.fill("priority_rule.head_start_min", "40");
	await admin.shows("#preview-said", /^Quy tắc đã khác/);
	assertFaultless(page);
});
