// The set-up of a new office in the browser: from the one-time link, with nothing there, to the first
// number of a real kiosk called at a counter.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { take } from "../harness/kiosk_box.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { AdminPage } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

const BOSS = { name: "Trần Thị Quản Trị", user: "quantri", password: "bốn từ không liên quan" };
const NAME = "Bộ phận Tiếp nhận và Trả kết quả phường Vũ Ninh";
const SCREENS_MS = 30000;
const QUARTER_MS = 15 * 60 * 1000;

let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

// A server that knows nobody, on a Monday morning, and whoever opens its link.
async function begin(t) {
	const server = await Server.start({ office: false, catalogue: false, clerks: [], kiosks: [], at: "2026-11-23 09:10" });
	t.after(() => server.close());
	const page = await open(browser);
	t.after(() => leave(page));
	await page.goto(`${server.url}/admin#setup=${await server.token()}`);
	await page.waitForSelector("#first-name");
	return { server, page, admin: new AdminPage(page, server.url) };
}

async function makeAccount(page) {
	for (const [field, text] of Object.entries({ ...BOSS, again: BOSS.password })) await page.fill(`#first-${field}`, text);
	await page.click("#setup .enter");
	await page.waitForSelector("#section-office .samples");
}

async function next(page, id) {
	await page.click(".step-foot .enter");
	await page.waitForSelector(`#section-${id}:not([hidden]) h1`);
}

async function inEveryLook(page, where) {
	for (const { name, width, dark } of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		await assertAccessible(page, `${where}: ${name}`);
	}
	await page.setViewportSize({ width: 1280, height: 800 });
}

test("from nothing to the first number called", async (t) => {
	const { server, page, admin } = await begin(t);
	assert.match(await page.innerText("#setup-left"), /^Liên kết còn hiệu lực\s+1[45]:\d\d$/);
	for (const [field, text] of Object.entries({ ...BOSS, user: "quản trị", again: "khác" })) await page.fill(`#first-${field}`, text);
	await page.click("#setup .enter");
	assert.equal(await admin.focused(), "first-user");
	assert.match(await page.innerText("#first-again-wrong"), /Hai mật khẩu chưa giống nhau/);
	await inEveryLook(page, "the account");
	await makeAccount(page);

	assert.equal(await page.innerText("#nav-list [aria-current] b.door"), "2");
	await page.click(".step-foot .enter");
	assert.equal(await admin.focused(), "first-name_vi");
	await page.fill("#first-name_vi", NAME);
	await inEveryLook(page, "the office");
	await next(page, "services");
	await admin.shows("#office-name", NAME);
	await page.waitForSelector(".matrix");
	await page.getByRole("button", { name: "Sửa quầy 6" }).click();
	await page.click("#form-dialog .row .quiet");
	await page.click("#question .p");
	await admin.says(/bỏ quầy 6/);
	await next(page, "calendar");
	await next(page, "devices");

	await page.click("#device-add");
	await page.click("#form-dialog .p");
	const [program, ...args] = (await page.locator("#code > .typed").innerText()).split(" ");
	args[args.indexOf("--key-file") + 1] = join(server.dir, "kiosk-1.key");
	const script = join(server.dir, "citizen.script");
	await writeFile(script, take("chung-thuc"));
	const kiosk = await Screen.open(program, [...args, "--size", "1080x1920", "--mute", "--script", script, "--printer", `file:${join(server.dir, "slips")}`]);
	t.after(() => kiosk.close());
	await admin.shows("#code .code-state", "kiosk-1 đã kết nối.");
	await page.keyboard.press("Escape");
	await next(page, "ready");

	await page.getByText("Ki-ốt đang hoạt động: 1").waitFor();
	await kiosk.shows("a number", (text) => text("number"), SCREENS_MS);
	await admin.shows(".door.large", "A001");
	await admin.shows(".first-says b", "Chứng thực: đang chờ");
	await page.click("#ready-account");
	for (const [field, text] of Object.entries({ name: "Nguyễn Văn An", user: "an", password: BOSS.password })) await page.fill(`#account-${field}`, text);
	await page.click("#form-dialog .p");
	await page.getByText("Tài khoản của cán bộ và phụ trách: 1").waitFor();
	const an = await Clerk.at(server.url, 2, "an", BOSS.password);
	await an.move("open");
	await an.move("next");
	await admin.shows(".first-says b", "Chứng thực: đang gọi, quầy 2");
	await inEveryLook(page, "the first number");
	await page.click(".step-foot .enter");
	await page.waitForURL(/\/admin(#office)?$/);
	await page.waitForSelector("#admin:not(.wizard):not([hidden])");
	assert.equal(await page.locator("#nav-list .again").count(), 0);
	const { office, counters } = await (await page.request.get(`${server.url}/api/v1/admin/office`)).json();
	assert.deepEqual([office.name_vi, office.id, counters.length], [NAME, "bo-phan-tiep-nhan-va-tra-ket-qua", 5]);
	assertFaultless(page);
});

test("it is left and taken up where it was; a number without a kiosk; another sample", async (t) => {
	const { server, page, admin } = await begin(t);
	await makeAccount(page);
	await page.fill("#first-name_vi", NAME);
	await next(page, "services");
	await page.reload();
	await admin.at("services");
	assert.equal(await page.innerText("#nav-list [aria-current] b.door"), "3");
	await page.goto(`${server.url}/admin#ready`);
	await page.reload();
	await admin.at("services");
	await page.getByRole("button", { name: "Để sau" }).click();
	await page.waitForSelector("#admin:not(.wizard):not([hidden]) #nav-list a[href='#accounts']");
	await page.getByRole("button", { name: "Tiếp tục thiết lập lần đầu" }).click();
	await page.waitForSelector("#admin.wizard .step.now");
	await admin.at("services");
	await page.click("#nav-list a[href='#office']");
	assert.ok(await page.isChecked("#sample-keep"));
	assert.equal(await page.inputValue("#first-name_vi"), NAME);
	for (const step of ["services", "calendar", "devices", "ready"]) await next(page, step);
	await page.getByText("Chưa có ki-ốt nào kết nối").waitFor();
	await page.click(".first-number summary");
	await page.selectOption("#trial-service", "ho-tich");
	await page.getByRole("button", { name: "Lấy số thử" }).click();
	await admin.shows(".door.large", "B001");
	await admin.shows(".first-says b", "Hộ tịch, nuôi con nuôi: đang chờ");
	await page.click("#nav-list a[href='#office']");
	await page.check("#sample-blank");
	await page.click(".step-foot .enter");
	await page.click("#question .p");
	await admin.at("services");
	await page.click("#nav-list a[href='#ready']");
	await admin.shows(".checks li:nth-child(2) span", "Lĩnh vực: 1, quầy: 1");
	await admin.shows(".checks li:nth-child(3) span", "Chưa có giờ mở cửa nào: ki-ốt không phát số.");
	assertFaultless(page);
});

test("a link that is over, none, and one that was used are told apart", async (t) => {
	const { server, page, admin } = await begin(t);
	await page.clock.install();
	await page.clock.fastForward(QUARTER_MS - 100000);
	await admin.shows("#setup-told", "Liên kết chỉ còn hiệu lực hai phút.");
	await page.clock.fastForward(110000);
	await admin.shows("#setup-main .trouble", "Liên kết đã hết hạn.");
	await assertAccessible(page, "a link that is over");
	await page.goto(`${server.url}/admin`);
	await admin.shows("#setup-main .trouble", /chưa có tài khoản nào/);
	await page.click("#setup-language");
	await admin.shows("#setup-main h1", "Administrator’s account");
	const other = await open(browser);
	t.after(() => leave(other));
	await other.goto(`${server.url}/admin#setup=${await server.token()}`);
	await other.waitForSelector("#first-name");
	await makeAccount(other);
	await page.goto(`${server.url}/admin#setup=${await server.token()}`);
	await page.reload();
	await page.waitForSelector("#signin:not([hidden])");
	assert.equal(new URL(page.url()).hash, "");
	assertFaultless(page);
});
