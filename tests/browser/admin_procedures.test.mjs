// /admin: the catalogue: found in, imported after a look, one procedure changed and replaced.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BIRTH, COPY, readCatalogue, rowOf } from "../harness/catalogue.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

const NEW = "9.000001";
let browser, server, page, admin, other;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: [], at: "2026-08-17 09:00" });
	other = await beside(server.url);
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function show(t, look) {
	page = await open(browser, look);
	t.after(() => leave(page));
	admin = new AdminPage(page, server.url);
	await admin.signIn("procedures");
	await page.waitForSelector("#procedures-count:not(:empty)");
}

const row = (code) => page.locator(`.procedures-list [data-code='${code}']`);
const find = (text) => page.fill("#procedures-text", text);
const counted = (text) => admin.shows("#procedures-count", text);
const done = () => page.click("#form-dialog .p");
const closed = () => page.waitForSelector("#form-dialog", { state: "hidden" });
const shown = (code) => other.client.get(`/api/v1/procedures/${code}`);

async function edit(code) {
	await find(code);
	await row(code).getByRole("button").click();
	await page.waitForSelector("#form-dialog[open]");
}

async function choose(name, catalogue) {
	const path = join(server.dir, name);
	await writeFile(path, typeof catalogue === "string" ? catalogue : JSON.stringify(catalogue));
	await page.setInputFiles("#procedures-file", path);
}

test("513 procedures: found by name without marks, by code, by service; a part of them is drawn", async (t) => {
	await show(t);
	await counted("513 thủ tục, đang hiện 50");
	await page.click("#procedures-more");
	await counted("513 thủ tục, đang hiện 100");
	assert.equal(await page.locator(".procedures-list li").count(), 100);
	assert.ok(await page.evaluate(() => document.activeElement.closest("li") === document.querySelector(".procedures-list").children[50]));
	await find("dang ky khai sinh");
	await row(BIRTH).waitFor();
	await find("chung thuc");
	await admin.shows(".procedures-list li:first-child b", /^Chứng thực /);
	await find(COPY);
	await counted("1 thủ tục");
	await find("");
	await page.selectOption("#procedures-service", "chung-thuc");
	await row(COPY).waitFor();
	await page.selectOption("#procedures-state", "over");
	await counted("0 thủ tục");
	assertFaultless(page);
});

test("an import is looked at, moved to another day, and done", async (t) => {
	await show(t);
	await choose("no.json", "{}");
	await admin.shows("#note", "Tệp này không phải danh mục thủ tục.");
	const catalogue = await readCatalogue();
	await choose("same.json", catalogue);
	await admin.shows("#form-dialog p[role=status]", "Không có gì khác: 513 thủ tục giữ nguyên.");
	await page.keyboard.press("Escape");
	rowOf(catalogue, BIRTH).fee_vnd = 8000;
	catalogue.procedures = catalogue.procedures.filter(({ code }) => code !== "2.000884");
	catalogue.procedures.push({ code: NEW, name_vi: "Khai sinh điện tử", field: "ho-tich" });
	await choose("next.json", catalogue);
	await admin.shows("#form-dialog p[role=status]", "1 thủ tục mới, 1 có thay đổi, 1 hết hiệu lực, 511 giữ nguyên.");
	await page.getByText("Có thay đổi (1)").click();
	await admin.shows("#form-dialog details[open] .said li", "Lệ phí: 8.000 (trước: 0)");
	await page.fill("#import-from", "16/8/2026");
	await done();
	assert.equal(await admin.wrongAt("from"), "Chọn từ ngày 17/08/2026 trở đi.");
	await page.fill("#import-from", "18/8/2026");
	await done();
	await closed();
	await admin.shows("#note", "Đã lưu. Áp dụng từ 18/08/2026.");
	await page.selectOption("#procedures-state", "later");
	await admin.shows(".procedures-list", /Khai sinh điện tử[^]*Từ 18\/08\/2026/);
	await page.selectOption("#procedures-state", "now");
	await edit(BIRTH);
	await admin.shows("#form-dialog .advice", "Từ 18/08/2026: Lệ phí: 8.000 (trước: 0)");
	await page.getByRole("button", { name: "Bỏ thay đổi sắp tới" }).click();
	await closed();
	await until("nothing to come", async () => !/Sẽ đổi/.test(await row(BIRTH).innerText()));
});

test("one procedure is changed at once, and another day replaced", async (t) => {
	await show(t);
	await edit(COPY);
	await page.fill("#procedure-documents_vi", "Bản chính\n\n  Bản sao cần chứng thực ");
	await page.fill("#procedure-fee_vnd", "3000");
	await page.fill("#procedure-replaced_by", "0.0");
	await done();
	assert.equal(await admin.wrongAt("replaced_by"), "Không có thủ tục nào mang mã này.");
	await page.fill("#procedure-replaced_by", "");
	await done();
	await closed();
	await admin.shows("#note", "Đã lưu. Có hiệu lực từ bây giờ.");
	const copy = await shown(COPY);
	assert.deepEqual([copy.fee_vnd, copy.documents.map(({ vi }) => vi)], [3000, ["Bản chính", "Bản sao cần chứng thực"]]);
	await edit(COPY);
	await page.getByText(/^Lịch sử thay đổi/).click();
	await admin.shows("#form-dialog details .differ", /Lê Minh Quân\s+Lệ phí: 3.000 \(trước: 2.000\)\s+Giấy tờ cần nộp: thêm “Bản chính”; thêm “Bản sao cần chứng thực”; bỏ “/);
	await page.keyboard.press("Escape");
	await page.click("#procedure-add");
	await page.fill("#procedure-code", COPY);
	await page.fill("#procedure-name_vi", "Chứng thực bản sao điện tử");
	await done();
	assert.equal(await admin.wrongAt("code"), "Mã này đã có trong danh mục.");
	await page.fill("#procedure-code", "9.000002");
	await done();
	await closed();
	await edit(COPY);
	await page.fill("#procedure-replaced_by", "9.000002");
	await done();
	assert.equal(await admin.wrongAt("replaced_by"), "Thủ tục bị thay thế cần có ngày cuối.");
	await page.fill("#procedure-valid_until", "16/8/2026");
	await done();
	await closed();
	await page.selectOption("#procedures-state", "over");
	await admin.shows(".procedures-list", /Đến hết 16\/08\/2026\s*Thay bằng 9\.000002/);
	assert.equal((await shown(COPY)).successor.code, "9.000002");
	const { procedures } = await other.client.get(`/api/v1/procedures?q=${COPY}`);
	assert.deepEqual(procedures.map(({ code }) => code), ["9.000002"]);
	assertFaultless(page);
});

for (const look of LOOKS) {
	test(`the catalogue: ${look.name}`, async (t) => {
		await show(t, look);
		await find("chung thuc");
		await assertAccessible(page, "found", ["target-size"]);
		await page.locator(".procedures-list button").first().click();
		await page.waitForSelector("#form-dialog[open]");
		await assertAccessible(page, "form", ["target-size"]);
		await page.keyboard.press("Escape");
		const catalogue = await readCatalogue();
		catalogue.procedures[3].fee_vnd = 99;
		await choose("look.json", catalogue);
		await page.waitForSelector("#import-from");
		await page.locator("#form-dialog summary").first().click();
		await assertAccessible(page, "import", ["target-size"]);
		assertFaultless(page);
	});
}
