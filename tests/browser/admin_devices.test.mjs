// /admin: the devices: a code for a new one, which the machine itself comes in with; a new code; revoked.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { Client } from "../harness/client.mjs";
import { Device } from "../harness/device.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

const QUARTER_S = 15 * 60;

let browser, server, page, admin;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: ["cua"], displays: ["sanh"], catalogue: false });
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async (t) => {
	page = await open(browser);
	t.after(() => leave(page));
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	admin = new AdminPage(page, server.url);
	await admin.signIn("devices");
});

const row = (name) => `#section-devices li[data-device='${name}']`;
const press = (name, does) => page.locator(row(name)).getByRole("button", { name: new RegExp(`^${does}`) }).click();
const line = async (name) => (await page.innerText(row(name))).replaceAll(/\n+/g, " | ");
const code = () => page.innerText(".code-large");
const command = () => page.locator("#code > .typed").innerText();
const enrol = (body, status = 201) => new Client(server.url).expect(status, "POST", "/api/v1/enrol", body, { once: null });

async function add(choose = async () => {}) {
	await page.click("#device-add");
	await choose();
	await page.click("#form-dialog .p");
	await page.waitForSelector("#code[open]");
}

test("a new kiosk: its code, large and copied, and the line that brings the machine in", async (t) => {
	await add(async () => {
		assert.equal(await page.inputValue("#device-name"), "kiosk-1");
		await page.fill("#device-name", "cua");
		await page.click("#form-dialog .p");
		await admin.shows("#device-name-wrong", "Đã có thiết bị mang tên này.");
		await page.fill("#device-name", "kiosk-1");
	});
	assert.match(await code(), /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
	assert.match(await page.innerText("#code > p"), /^Mã còn hiệu lực (15:00|14:\d\d)$/);
	assert.equal(await command(), `motcua-kiosk --server ${server.url} --key-file kiosk-1.key --enrol ${await code()}`);
	await page.locator("#code .copy").nth(1).click();
	await admin.shows("#code > span .copy >> nth=0", "Đã chép");
	const [program, ...args] = (await page.evaluate(() => navigator.clipboard.readText())).split(" ");
	assert.match(await line("kiosk-1"), /Chờ kết nối, mã còn đến \d+:\d\d/);
	const at = args.indexOf("--key-file") + 1;
	args[at] = join(server.dir, args[at]);
	const machine = await Screen.open(program, [...args, "--size", "1080x1920", "--mute"]);
	t.after(() => machine.close());
	await admin.shows("#code .code-state", "kiosk-1 đã kết nối.");
	await page.keyboard.press("Escape");
	await admin.shows(`${row("kiosk-1")} .tag`, "Đang hoạt động");
	await press("kiosk-1", "Thu hồi");
	await page.click("#question .p");
	await admin.shows("#note", /^Đã thu hồi kiosk-1\./);
	await admin.shows("#section-devices .past summary", "Đã thu hồi (1)");
	const key = (await readFile(join(server.dir, "kiosk-1.key"), "utf8")).trim();
	await new Client(server.url, { key }).expect(401, "POST", "/api/v1/kiosk/status", { printer: "ok" });
	assertFaultless(page);
});

test("a screen of a counter, a kiosk with a printer: what stands on their lines", async () => {
	await add(async () => {
		await page.selectOption("#device-role", "display");
		assert.equal(await page.inputValue("#device-name"), "sanh-1");
		await page.selectOption("#device-view", "3");
	});
	assert.match(await command(), /^motcua-display .* --key-file quay-3\.key --enrol [\w-]+ --view counter --counter 3$/);
	await page.click("#code summary");
	assert.equal(await page.locator("#code .past .typed").first().innerText(), `server = ${server.url}\nenrol = ${await code()}\nview = counter\ncounter = 3`);
	assert.match(await page.innerText("#code .past"), /\/etc\/motcua\/display-quay-3\.conf/);
	await page.keyboard.press("Escape");
	await add(async () => {
		await page.selectOption("#device-printer", "net");
		await page.fill("#device-address", "10 0 0 7");
		await page.click("#form-dialog .p");
		assert.ok(await page.isVisible("#device-address-wrong"));
		await page.fill("#device-address", "10.0.0.7");
	});
	assert.match(await command(), / --printer tcp:10\.0\.0\.7:9100$/);
});

test("a new code takes the place of the one before; one that is over is renewed", async () => {
	await press("cua", "Cấp mã mới");
	await page.click("#question .p");
	await page.waitForSelector("#code[open]");
	const first = await code();
	await page.keyboard.press("Escape");
	await until("the new code to be told", async () => /Mã mới còn đến/.test(await line("cua")));
	await press("cua", "Cấp mã mới");
	await page.click("#question .p");
	await page.waitForFunction((was) => document.querySelector(".code-large").textContent !== was, first);
	await enrol({ code: first }, 403);
	await server.clock.advance(QUARTER_S + 1);
	await page.reload();
	await admin.at("devices");
	await until("the code to be over", async () => !/Mã mới/.test(await line("cua")));
	await press("quay-3", "Cấp mã mới");
	await page.waitForSelector("#code[open]");
	await page.clock.install();
	await page.clock.fastForward((QUARTER_S + 1) * 1000);
	await admin.shows("#code .code-state", "Mã đã hết hạn.");
	const late = await code();
	await page.locator("#code .row").getByRole("button", { name: "Cấp mã mới" }).click();
	await page.waitForFunction((was) => document.querySelector(".code-large").textContent !== was, late);
});

test("how each is, as it says itself; every look", async () => {
	await new Device(server.url, server.keys.sanh).say({ version: "0.9", showing: { screen: "hall", number: "A012" } });
	await admin.shows(`${row("sanh")} .tag`, "Đang hoạt động");
	assert.match(await line("sanh"), /Bảng gọi số chung, số mới gọi A012 \| Khác phiên bản máy chủ: 0\.9 · 127\.0\.0\.1/);
	for (const { name, width, dark } of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		await assertAccessible(page, `devices: ${name}`);
		await add();
		await page.click("#code summary");
		await assertAccessible(page, `a code: ${name}`);
		await page.keyboard.press("Escape");
	}
	assertFaultless(page);
});
