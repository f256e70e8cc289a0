// /admin: the accounts: a new one signs in, one is changed, gets another password, ends and is back.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { ADMIN, AdminPage } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

const AN = { user: "an", role: "clerk", name: "Nguyễn Văn An", title: "Công chức Tư pháp" };
const CHI = { user: "chi", role: "clerk", name: "Lê Thị Chi" };

let browser, server, page, admin;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN, AN, CHI], clerks: [], kiosks: [], catalogue: false });
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async (t) => {
	page = await open(browser);
	t.after(() => leave(page));
	admin = new AdminPage(page, server.url);
	await admin.signIn("accounts");
});

const row = (user) => `#section-accounts li[data-user='${user}']`;
const press = (user, name) => page.locator(row(user)).getByRole("button", { name: new RegExp(`^${name}`) }).click();
const done = () => page.click("#form-dialog .p");
const write = async (name, text) => {
	await page.fill(`#account-${name}`, text);
	await page.locator(`#account-${name}`).blur();
};
const wrong = (name) => page.innerText(`#account-${name}-wrong`);
const closed = () => page.waitForSelector("#form-dialog", { state: "hidden" });
const line = async (user) => (await page.innerText(row(user))).replaceAll(/\n+/g, " | ");

test("a new account with a suggested password signs in", async () => {
	await page.click("#account-add");
	await done();
	assert.equal(await admin.focused(), "account-name");
	await write("name", "Trần Thị Bình");
	await write("user", "bình");
	assert.match(await wrong("user"), /không dấu/);
	await write("user", "an");
	await write("password", "ngắn quá");
	assert.match(await wrong("password"), /từ 10 ký tự/);
	await page.getByRole("button", { name: "Gợi ý mật khẩu" }).click();
	assert.ok(await page.isHidden("#account-password-wrong"));
	const password = await page.inputValue("#account-password");
	assert.match(password, /^([a-z]{4}-){3}\d\d$/);
	assert.equal(await page.getAttribute("#account-password", "type"), "text");
	await done();
	await admin.shows("#account-user-wrong", "Tên đăng nhập này đã có người dùng.");
	await write("user", "binh");
	await done();
	await admin.shows("#note", "Đã tạo tài khoản binh cho Trần Thị Bình.");
	assert.equal(await line("binh"), "Trần Thị Bình | binh | Cán bộ quầy | Sửa | Mật khẩu | Ngừng");
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Sửa: Trần Thị Bình");
	const clerk = await Clerk.at(server.url, 2, "binh", password);
	await clerk.move("open");
	await admin.shows(`${row("binh")} .how`, /Đang mở quầy 2/);
	assertFaultless(page);
});

test("name, title and role are changed; a new password signs out", async () => {
	const an = await Clerk.at(server.url);
	await press("an", "Mật khẩu");
	await write("password", "  mật khẩu  có khoảng trắng ");
	await done();
	await admin.shows("#note", "Đã đặt mật khẩu mới cho Nguyễn Văn An.");
	await an.expect(401, "GET", "/api/v1/session");
	await Clerk.at(server.url, undefined, "an", "  mật khẩu  có khoảng trắng ");
	await press("an", "Sửa");
	assert.ok(await page.getByText("Đổi vai trò thì người này bị đăng xuất").isVisible());
	await write("name", "Nguyễn Thị An");
	await write("title", "");
	await page.selectOption("#account-role", "lead");
	await done();
	await closed();
	assert.equal(await line("an"), "Nguyễn Thị An | an | Phụ trách | Sửa | Mật khẩu | Ngừng");
	assertFaultless(page);
});

test("an account ends, and is opened again; one's own cannot", async () => {
	const chi = await Clerk.at(server.url, undefined, "chi");
	assert.equal(await line("quan"), "Lê Minh Quân | quan · Quản trị | Quản trị | Tài khoản của bạn | Sửa | Mật khẩu");
	await press("chi", "Ngừng");
	await page.getByRole("button", { name: "Giữ lại" }).click();
	await press("chi", "Ngừng");
	await page.click("#question .p");
	await admin.shows("#note", "Đã ngừng tài khoản của Lê Thị Chi.");
	await chi.expect(401, "GET", "/api/v1/session");
	await admin.shows(".past summary", "Đã ngừng (1)");
	await page.click(".past summary");
	await press("chi", "Mở lại");
	await page.waitForSelector(".past", { state: "hidden" });
	await Clerk.at(server.url, undefined, "chi");
	await press("quan", "Sửa");
	assert.deepEqual(await page.locator("#account-role option").allInnerTexts(), ["Quản trị"]);
	assertFaultless(page);
});

test("the accounts in every look", async () => {
	for (const { name, width, dark } of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		await assertAccessible(page, `accounts: ${name}`);
		await page.click("#account-add");
		await done();
		await assertAccessible(page, `a new account: ${name}`);
		await page.keyboard.press("Escape");
	}
	assertFaultless(page);
});

test("another administrator's work is shown; without the server it is said why nothing can be done", async () => {
	const other = await Clerk.at(server.url, undefined, "quan");
	await other.expect(200, "PUT", "/api/v1/admin/accounts/chi", { name: "Lê Đổi Tên" });
	await admin.shows(`${row("chi")} b`, "Lê Đổi Tên");
	await server.stop();
	await page.waitForSelector("#bar.lost");
	await page.locator(row("chi")).getByRole("button", { name: /^Sửa/ }).click({ force: true });
	await page.waitForSelector("#note.on.advise");
	assert.ok(await page.isHidden("#form-dialog"));
	await server.start();
});

test("one's own password needs the present one, and one stays signed in", async () => {
	await press("quan", "Mật khẩu");
	await write("old", "không phải thế");
	await write("new", "một hai ba bốn năm");
	await done();
	await admin.shows("#account-old-wrong", "Mật khẩu hiện tại chưa đúng.");
	await write("old", PASSWORD);
	await done();
	await admin.shows("#note", /^Đã đổi mật khẩu\./);
	await page.reload();
	await admin.shows("#person-name", "Lê Minh Quân");
	await Clerk.at(server.url, undefined, "quan", "một hai ba bốn năm");
});
