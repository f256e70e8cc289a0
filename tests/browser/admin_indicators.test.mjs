// /admin: what the office reports of each quarter, as the office's own data.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../harness/server.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { assertAccessible, assertFaultless, launch, LOOKS, open } from "./browser.mjs";

const WAIT = "Thời gian chờ trung bình một lượt";

let browser, server, page, admin, other;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: [], catalogue: false });
	other = await beside(server.url);
	page = await open(browser);
	admin = new AdminPage(page, server.url);
	await admin.signIn("indicators");
});
after(async () => {
	await browser?.close();
	await server?.close();
});

const facts = (n) => page.locator("#section-indicators .cards small").nth(n).innerText();
const edit = (name, n = 0) => page.getByRole("button", { name: `Sửa chỉ số ${name}`, exact: true }).nth(n).click();
const done = () => page.click("#form-dialog .p");

test("each says what is measured, the target and its days", async () => {
	assert.equal(await facts(0), "Thời gian chờ trung bình, nhiều nhất 30 phút, từ 27/03/2021 đến 31/12/2024");
	assert.equal(await facts(1), "Thời gian chờ trung bình, nhiều nhất 15 phút, từ 01/01/2025");
	for (const { name, width, dark } of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		await assertAccessible(page, name);
	}
	await page.setViewportSize({ width: 1280, height: 800 });
});

test("a new rule: the old one ends, the new one is added", async () => {
	await edit(WAIT, 1);
	await admin.fill("until", "31/12/2024");
	await done();
	assert.equal(await admin.wrongAt("until"), "Ngày kết thúc phải sau ngày bắt đầu.");
	await admin.fill("until", "31/12/2026");
	await done();
	assert.equal(await facts(1), "Thời gian chờ trung bình, nhiều nhất 15 phút, từ 01/01/2025 đến 31/12/2026");
	await page.click("#indicator-add");
	await admin.fill("name_vi", "Chờ không quá");
	await admin.field("measure").selectOption("wait_p90");
	await admin.field("bound").selectOption("at_most");
	await admin.fill("source_vi", "Quyết định của tỉnh");
	await done();
	assert.equal(await admin.wrongAt("target"), "Xin nhập mức cần đạt.");
	await admin.fill("target", "20");
	await admin.fill("from", "01/01/2027");
	await done();
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Sửa chỉ số Chờ không quá");
	await admin.says(/^2 thay đổi chưa lưu: thêm chỉ số Chờ không quá; chỉ số Thời gian chờ trung bình một lượt: .*31\/12\/2026\. Có hiệu lực ngay khi lưu\.$/);
	await admin.save();
	const { indicators } = await other.file();
	assert.equal(indicators[1].until, "2026-12-31");
	assert.deepEqual(indicators.at(-1), { id: "cho-khong-qua", name_vi: "Chờ không quá", measure: "wait_p90", source_vi: "Quyết định của tỉnh", at_most: 20, from: "2027-01-01" });
});

test("one is removed", async () => {
	await edit("Chờ không quá");
	await page.getByRole("button", { name: "Bỏ chỉ số", exact: true }).click();
	await admin.says("1 thay đổi chưa lưu: bỏ chỉ số Chờ không quá. Có hiệu lực ngay khi lưu.");
	await admin.save();
	assert.ok(!(await other.file()).indicators.some(({ id }) => id === "cho-khong-qua"));
	assertFaultless(page);
});
