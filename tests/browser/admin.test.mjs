// The page /admin: who may, the menu, what is unsaved, what is refused, what others changed meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { assertFaultless } from "./browser.mjs";
import { officePerTest } from "./office.mjs";

const NAME = "office.name_vi";
const LEAD = { user: "lan", role: "lead", name: "Trần Thị Lan" };

let server, page, admin;

officePerTest({ people: [ADMIN, LEAD], catalogue: false }, (office) => {
	({ server, page } = office);
	admin = new AdminPage(page, server.url);
});

test("lets administrators in and nobody else", async () => {
	await page.goto(`${server.url}/admin`);
	await page.fill("#user", "lan");
	await page.fill("#password", PASSWORD);
	await page.click("#signin-enter");
	await admin.shows("#signin-error", "Tài khoản này không phải của quản trị.");
	await admin.signIn();
	await admin.shows("#section-office h1", "Cơ quan");
	await page.reload();
	await admin.shows("#person-name", "Lê Minh Quân");
	assertFaultless(page);
});

test("says what is unsaved in a sentence, and saves it with Ctrl+S", async () => {
	await admin.signIn("office");
	assert.ok(await page.isHidden("#save"));
	await admin.fill(NAME, "  Bộ phận Một cửa   phường Suối Hoa ");
	await admin.says("1 thay đổi chưa lưu: tên tiếng Việt: “Bộ phận Một cửa phường Suối Hoa”. Có hiệu lực ngay khi lưu.");
	await admin.fill("ticket_number.max", "500");
	await admin.says(/^2 thay đổi chưa lưu: .*; số cuối: 500\. /);
	assert.equal(await admin.field(NAME).getAttribute("class"), "changed");
	await admin.save();
	const { office, ticket_number: number, services } = await (await beside(server.url)).file();
	assert.deepEqual([office.name_vi, office.id, number.max, services.length], ["Bộ phận Một cửa phường Suối Hoa", "suoi-hoa", 500, 9]);
	await admin.shows("#office-name", "Bộ phận Một cửa phường Suối Hoa");
	assertFaultless(page);
});

test("gives up what is unsaved", async () => {
	await admin.signIn("office");
	const before = await admin.field(NAME).inputValue();
	await admin.fill(NAME, "Khác");
	await page.click("#save-drop");
	await page.waitForSelector("#save", { state: "hidden" });
	assert.equal(await admin.field(NAME).inputValue(), before);
	assert.equal(await admin.focused(), "title-office");
});

test("what does not hold is said on leaving the field, and leads back to it at saving", async () => {
	await admin.signIn("office");
	await admin.fill(NAME, "");
	assert.equal(await admin.wrongAt(NAME), "Xin điền mục này.");
	await admin.fill("ticket_number.start", "0");
	assert.equal(await admin.wrongAt("ticket_number.start"), "Xin nhập số nguyên từ 1 đến 999999.");
	await page.keyboard.press("Control+s");
	await admin.says("Chưa lưu được. Tên tiếng Việt: Xin điền mục này. Còn 1 chỗ khác cần sửa.");
	assert.equal(await admin.focused(), "office-office_name_vi");
	await page.focus("#save-drop");
	await page.click("#save .way");
	assert.equal(await admin.focused(), "office-office_name_vi");
	await admin.field(NAME).fill("M");
	assert.equal(await admin.field(NAME).getAttribute("aria-invalid"), null);
	const described = await admin.field("ticket_number.start").getAttribute("aria-describedby");
	assert.ok(described.includes("office-ticket_number_start-wrong"), described);
});

test("a refusal of the server stands at the field that it names", async () => {
	await page.route("**/api/v1/admin/texts", async (route) => {
		const body = route.request().postDataJSON();
		if (body) body.ticket_number.max = 0;
		await route.continue(body ? { postData: JSON.stringify(body) } : {});
	});
	await admin.signIn("office");
	await admin.fill("ticket_number.max", "900");
	await page.click("#save-do");
	await admin.says("Chưa lưu được. Số cuối: Mục này phải là số nguyên từ 1 đến 999999.");
	assert.equal(await admin.focused(), "office-ticket_number_max");
	assert.equal(await admin.wrongAt("ticket_number.max"), "Mục này phải là số nguyên từ 1 đến 999999.");
});

test("another's change is shown at once, and never throws away what is unsaved here", async () => {
	await admin.signIn("office");
	const other = await beside(server.url);
	await other.change(({ office }) => (office.name_en = "Suối Hoa"));
	await until("the name to be the new one", async () => (await admin.field("office.name_en").inputValue()) === "Suối Hoa");
	await admin.fill(NAME, "Của tôi");
	await other.change(({ ticket_number: number }) => (number.max = 700));
	await page.waitForSelector("#section-office .newer:not([hidden])");
	assert.match(await admin.text("#section-office .newer"), /^Mục này vừa được người khác đổi và lưu:\s+số cuối: 700/);
	assert.equal(await admin.field(NAME).inputValue(), "Của tôi");
	await page.click("#save-do");
	await admin.says(/^Chưa lưu được\. Mục này vừa được người khác đổi/);
	await page.click("#section-office .newer button");
	assert.equal(await admin.field("ticket_number.max").inputValue(), "700");
	assert.notEqual(await admin.field(NAME).inputValue(), "Của tôi");
	assert.ok(await page.isHidden("#save"));
});

test("another's change waits for the end of a form over the page, and what was typed there stays", async () => {
	await admin.signIn("services");
	const other = await beside(server.url);
	const rename = (id, name) => other.change(({ counters }) => (counters.find((one) => one.id === id).name_vi = name));
	const type = async (name) => {
		await page.getByRole("button", { name: "Sửa quầy 5" }).click();
		await admin.fill("name_vi", name);
	};
	const heard = () => page.waitForSelector("#section-services .newer:not([hidden])", { state: "attached" });
	await type("Không dùng");
	await rename(1, "Hướng dẫn");
	await heard();
	await page.keyboard.press("Escape");
	await page.waitForSelector("#section-services .newer", { state: "hidden" });
	await page.locator("#section-services .cards").getByText("Hướng dẫn", { exact: true }).waitFor();
	await type("Của tôi");
	await rename(1, "Tiếp đón");
	await heard();
	await page.click("#form-dialog .p");
	await admin.says(/quầy 5.*Của tôi/);
	assert.match(await admin.text("#section-services .newer"), /Tiếp đón/);
	assertFaultless(page);
});

test("another's change elsewhere in the file is no obstacle", async () => {
	await admin.signIn("office");
	await admin.fill(NAME, "Của tôi");
	const other = await beside(server.url);
	const answer = page.waitForResponse("**/api/v1/admin/texts");
	await other.change((office) => (office.services[0].target_wait_minutes = 7));
	await answer;
	await admin.save();
	const { office, services } = await other.file();
	assert.deepEqual([office.name_vi, services[0].target_wait_minutes], ["Của tôi", 7]);
});

test("signing out asks first where something is unsaved", async () => {
	await admin.signIn("office");
	await admin.fill(NAME, "Một cửa");
	const signOut = async () => {
		await page.click("#person");
		await page.click("#menu-signout");
		await page.waitForSelector("#question[open]");
	};
	await signOut();
	assert.match(await admin.text("#question"), /tên tiếng Việt: “Một cửa”/);
	await page.keyboard.press("Escape");
	assert.equal(await admin.field(NAME).inputValue(), "Một cửa");
	await signOut();
	await page.getByRole("button", { name: "Lưu rồi đi" }).click();
	await page.waitForSelector("#signin:not([hidden])");
	assert.equal((await (await beside(server.url)).file()).office.name_vi, "Một cửa");
});

test("without the link nothing is sent, and nothing is lost", async () => {
	await admin.signIn("office");
	await admin.fill(NAME, "Một cửa");
	await server.stop();
	await page.waitForSelector("#bar.lost");
	await admin.says(/Mất kết nối: chưa thao tác được$/);
	await page.keyboard.press("Control+s");
	await server.start();
	await page.waitForSelector("#bar:not(.lost)");
	await admin.save();
	assertFaultless(page);
});
