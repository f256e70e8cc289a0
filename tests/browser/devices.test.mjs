// The devices on the lead's page: how each is, in words; a picture of a screen; a display is told what
// to show; and all of it in every look, by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Device } from "../harness/device.mjs";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

const LONG = "man-hinh-tang-2.khu-tiep-nhan.A1";

let browser, server, page, lead, hall, kiosk;

const zones = [{ id: "tang-2", name_vi: "Khu tầng 2", counters: [3, 4] }];
officePerTest({ clerks: [], people: [LEAD], displays: ["sanh", LONG], catalogue: false, change: (office) => ({ ...office, zones }) }, async (office) => {
	({ browser, server, page } = office);
	hall = new Device(server.url, server.keys.sanh);
	kiosk = new Device(server.url, server.keys.cua, "kiosk");
	lead = new LeadPage(page, server.url);
});

const row = (name, on = page) => on.locator("#device-list li").filter({ has: on.getByRole("heading", { name, exact: true }) });

async function says(name, pattern, on = page) {
	let text;
	await until(`${name} to say ${pattern}`, async () => pattern.test((text = (await row(name, on).innerText()).replaceAll(/\n+/g, " | ")))).catch((error) => {
		error.message += `; it says ${text}`;
		throw error;
	});
}

async function openDevices(on = page) {
	await on.click("a[href='#devices']");
	await on.waitForSelector("#device-list li");
}

// Presses the row's button and lets the device answer.
async function look(name, device, on = page) {
	await row(name, on).getByRole("button", { name: /Xem màn hình/ }).click();
	await until("it to be asked", () => device.obey());
}

test("each device: what it is, how it is, what it shows, of which version", async () => {
	await hall.say({ version: "0.9", screen: "1920x1080", showing: { screen: "hall", number: "A012" } });
	await kiosk.say({ showing: { screen: "in_use" } });
	await lead.signIn();
	await lead.shows("#devices-sum", "2 đang hoạt động, 0 mất liên lạc, 1 chưa kết nối");
	assert.equal(await page.isVisible("#device-list"), false, "folded");
	await openDevices();
	await says("sanh", /Màn hình \| Đang hoạt động \| Bảng gọi số chung, số mới gọi A012 \| Âm lượng 80% · Khác phiên bản máy chủ: 0\.9 · 1920 × 1080 · 127\.0\.0\.1/);
	await says("cua", /Ki-ốt lấy số \| Đang hoạt động \| Đang có người dùng/);
	await says(LONG, /Màn hình \| Chưa kết nối từ khi máy chủ khởi động/);
	assert.equal(await row("cua").getByRole("button", { name: /Cài đặt/ }).count(), 0, "a kiosk is not told what to show");
	await hall.say({ mute: true, run: "a", showing: { screen: "counter" }, view: "counter", counter: 3 });
	await says("sanh", /Màn hình quầy 3 \| Tắt tiếng/);
	for (const run of ["b", "a"]) await hall.say({ run });
	await lead.shows("#alert-list li b", "Hai máy dùng chung khóa “sanh”");
	await says("sanh", /Hai máy dùng chung khóa này/);
	assertFaultless(page);
});

test("a display that fell silent is an alert while the office is open, and no other", async () => {
	await hall.say();
	await page.route("**/api/v1/devices", async (route) => {
		const answer = await route.fetch();
		const list = await answer.json();
		const { devices } = list;
		Object.assign(devices.find(({ name }) => name === "sanh"), { state: "silent" });
		await route.fulfill({ json: { ...list, open: page.officeOpen ?? true } });
	});
	await lead.signIn();
	await lead.shows("#alert-list li b", "Màn hình sanh: mất liên lạc");
	await openDevices();
	await says("sanh", /Mất liên lạc từ \d/);
	assert.equal(await row("sanh").getByRole("button", { name: /Xem/ }).count(), 0, "there is nothing to look at");
	page.officeOpen = false;
	await kiosk.say({ version: "other" });
	await lead.shows("#alerts-none", "Không có cảnh báo.");
});

test("a picture of the screen; of a kiosk only while nobody uses it", async () => {
	await hall.say({ showing: { screen: "hall", number: "B007" } });
	await kiosk.say();
	await lead.signIn();
	await openDevices();
	await look("sanh", hall);
	const image = page.locator("#device img");
	await image.waitFor();
	assert.equal(await image.getAttribute("alt"), "Màn hình của sanh: Bảng gọi số chung, số mới gọi B007");
	await until("it to be drawn", () => image.evaluate((node) => node.complete && node.naturalWidth === 96));
	await page.keyboard.press("Escape");
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "Xem màn hình", "focus is where it was");
	await kiosk.say({ showing: { screen: "in_use" } });
	await row("cua").getByRole("button", { name: /Xem/ }).click();
	await until("the refusal", async () => {
		await kiosk.say();
		return (await lead.text("#device")).includes("Đang có người dùng ki-ốt này.");
	});
	assert.equal(await image.count(), 0);
	assertFaultless(page);
});

test("a display is told its view, counter and volume; what is refused is said", async () => {
	await hall.say();
	await lead.signIn();
	await openDevices();
	await row("sanh").getByRole("button", { name: /Cài đặt/ }).focus();
	await page.keyboard.press("Enter");
	assert.equal(await page.isVisible("#device-counter"), false);
	await page.selectOption("#device-view", "counter");
	await page.selectOption("#device-counter", "3");
	await page.selectOption("#device-volume", "40");
	await page.focus("#device-volume");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await lead.shows("#note", "Đã lưu cài đặt của màn hình sanh");
	assert.deepEqual((await hall.say()).settings, { view: "counter", counter: 3, zone: null, volume: 40 });
	await row("sanh").getByRole("button", { name: /Cài đặt/ }).click();
	assert.deepEqual(await Promise.all(["view", "counter", "volume"].map((name) => page.inputValue(`#device-${name}`))), ["counter", "3", "40"]);
	await page.route("**/api/v1/devices/sanh", (route) => route.fulfill({ status: 422, json: { error: "invalid", message: "Nội dung chưa hợp lệ." } }));
	await page.selectOption("#device-view", "");
	await page.click("#device form .p");
	await lead.shows("#device .trouble", "Nội dung chưa hợp lệ.");
	await page.unroute("**/api/v1/devices/sanh");
	await page.selectOption("#device-volume", "");
	await page.click("#device form .p");
	await until("it to be as its command line says", async () => (await hall.say()).settings === null);
	await row(LONG).getByRole("button", { name: /Cài đặt/ }).click();
	await page.selectOption("#device-view", "hall");
	await page.selectOption("#device-zone", { label: "Khu tầng 2" });
	await page.click("#device form .p");
	await lead.shows("#note", `Đã lưu. Màn hình ${LONG} sẽ áp dụng cài đặt này khi kết nối lại.`);
	assert.equal((await new Device(server.url, server.keys[LONG]).say()).settings.zone, "tang-2");
	assertFaultless(page);
});

for (const look of LOOKS) {
	test(`accessible: ${look.name}`, async () => {
		await hall.say({ showing: { screen: "hall", number: "A012" }, version: "0.9" });
		await new Device(server.url, server.keys[LONG]).say({ sound: "none", screen: "1080x1920" });
		const mine = await open(browser, look);
		await new LeadPage(mine, server.url).signIn();
		await assertAccessible(mine, "folded");
		await openDevices(mine);
		await assertAccessible(mine, "the devices");
		await row(LONG, mine).getByRole("button", { name: /Cài đặt/ }).click();
		await mine.selectOption("#device-view", "counter");
		await assertAccessible(mine, "the form");
		await mine.keyboard.press("Escape");
		await row("sanh", mine).getByRole("button", { name: /Xem/ }).click();
		await assertAccessible(mine, "waiting for a picture");
		await until("it to be asked", () => hall.obey());
		await mine.waitForSelector("#device img");
		await assertAccessible(mine, "a picture");
		await mine.keyboard.press("Escape");
		assertFaultless(mine);
		await leave(mine);
	});
}
