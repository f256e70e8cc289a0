// /admin: services, counters and zones, and the matrix of who serves what.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";

let browser, server, page, admin, other, kiosk;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], catalogue: false });
	other = await beside(server.url);
	kiosk = new Kiosk(server.url, { key: server.keys.cua });
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async () => {
	const ward = openAlways(await readOffice());
	await other.change((office) => Object.assign(office, { zones: [] }, ward));
});

async function show(t, look) {
	page = await open(browser, look);
	t.after(() => leave(page));
	admin = new AdminPage(page, server.url);
	await admin.signIn("services");
}

const cell = (counter, prefix) => page.locator(`.matrix [aria-label^="Quầy ${counter}, lĩnh vực ${prefix}:"]`);
const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const row = (name) => page.getByRole("button", { name: `Sửa lĩnh vực ${name}`, exact: true });
const done = () => page.click("#form-dialog .p");

test("the matrix is one stop for Tab; arrows move, figures set, Enter opens the choices", async (t) => {
	await show(t);
	await page.focus("#service-add");
	await press("Tab");
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Quầy 1, lĩnh vực A: +10 phút");
	await press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "3");
	await admin.says("1 thay đổi chưa lưu: quầy 5 giúp Chứng thực (+10 phút). Có hiệu lực ngay khi lưu.");
	assert.equal(await cell(5, "A").getAttribute("aria-label"), "Quầy 5, lĩnh vực A: +10 phút, chưa lưu");
	await press("ArrowDown", "Enter");
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "không nhận0");
	await press("ArrowUp", "Enter");
	assert.equal(await cell(5, "B").innerText(), "+10 phút");
	await press("Enter", "1");
	await admin.says(/; quầy 5 nhận chính Hộ tịch, nuôi con nuôi\. /);
	await press("Enter", "Escape", "Control+Home");
	assert.equal(await page.evaluate(() => document.activeElement.textContent.replaceAll("\u00A0", " ")), "Chứng thực");
	await press("End", "0", "ArrowUp", "7");
	await press("ArrowLeft", "Tab");
	assert.equal(await page.evaluate(() => document.activeElement.closest(".matrix")), null);
	await admin.save();
	const { counters } = await other.file();
	assert.deepEqual(counters.find(({ id }) => id === 5).services.slice(-2), [["chung-thuc", 3], ["ho-tich", 1]]);
	assertFaultless(page);
});

test("what was set and set back is no change", async (t) => {
	await show(t);
	await cell(2, "A").click();
	await page.getByRole("menuitemradio", { name: "không nhận" }).click();
	await admin.says(/: quầy 2 thôi nhận Chứng thực\. /);
	await admin.shows(".warnings", "Chỉ có quầy giúp, chưa có quầy chính: Chứng thực");
	await page.click(".warnings .way");
	assert.equal(await page.evaluate(() => document.activeElement.textContent.replaceAll("\u00A0", " ")), "Chứng thực");
	await cell(2, "A").focus();
	await press("1");
	await page.waitForSelector("#save", { state: "hidden" });
	assert.ok(await page.isHidden(".warnings"));
});

test("a new service is on the kiosk once it is saved, with who serves it", async (t) => {
	await show(t);
	await page.click("#service-add");
	for (const [letter, why] of [["-", "Chỉ gồm chữ cái và chữ số."], ["b", "Chữ B đã dùng cho Hộ tịch, nuôi con nuôi."]]) {
		await admin.fill("prefix", letter);
		assert.equal(await admin.wrongAt("prefix"), why);
	}
	await admin.fill("prefix", "w");
	await admin.shows("#form-dialog [role=status]", "Chữ W dễ đọc nhầm; nên chọn chữ khác.");
	await admin.fill("prefix", "m");
	await done();
	assert.equal(await admin.focused(), "service-name_vi");
	await admin.fill("name_vi", "Thuế, phí đất đai");
	await admin.fill("order", "2");
	await done();
	await admin.shows(".warnings", "Chưa có quầy nào nhận: Thuế, phí đất đai");
	await cell(4, "M").focus();
	await press("1");
	await admin.says("2 thay đổi chưa lưu: thêm lĩnh vực Thuế, phí đất đai (M); quầy 4 nhận chính Thuế, phí đất đai. Có hiệu lực ngay khi lưu.");
	await admin.save();
	const { services } = await other.file();
	assert.deepEqual([services[1].id, services[1].prefix, services[1].target_wait_minutes], ["thue-phi-dat-dai", "M", 15]);
	assert.equal((await kiosk.take("thue-phi-dat-dai")).number, "M001");
});

test("a service keeps what its form does not know, and says what is other", async (t) => {
	await show(t);
	const before = (await other.file()).services[0];
	await row("Chứng thực").click();
	await admin.fill("target_wait_minutes", "12");
	await admin.fill("name_en", "");
	await page.uncheck("#service-open_saturday");
	await done();
	await admin.says("3 thay đổi chưa lưu: Chứng thực: tên tiếng Anh: để trống; Chứng thực: mục tiêu chờ: 12 phút; Chứng thực: làm thứ Bảy: không. Có hiệu lực ngay khi lưu.");
	await row("Hộ tịch, nuôi con nuôi").click();
	await admin.fill("order", "9");
	await done();
	await admin.says(/; và .* khác|; đổi thứ tự lĩnh vực\. /);
	await admin.save();
	const { services } = await other.file();
	const { name_en: _, ...rest } = before;
	assert.deepEqual(services[0], { ...rest, target_wait_minutes: 12, open_saturday: false });
	assert.equal(services.at(-1).id, "ho-tich");
});

test("whoever removes a service or a counter hears who is there", async (t) => {
	await show(t);
	await kiosk.take("ho-tich");
	const waiting = page.waitForResponse("**/api/v1/office");
	await other.change((office) => (office.services[0].target_wait_minutes = 14));
	await waiting;
	await page.locator("#section-services").getByText("14", { exact: true }).first().waitFor();
	await row("Hộ tịch, nuôi con nuôi").click();
	await page.getByRole("button", { name: "Bỏ lĩnh vực" }).click();
	await admin.shows("#question p", /^Đang có 1 người chờ\. /);
	await page.getByRole("button", { name: "Giữ lại" }).click();
	assert.ok(await page.isVisible("#form-dialog"), "the form stays");
	await page.getByRole("button", { name: "Bỏ lĩnh vực" }).click();
	await page.locator("#question .p").click();
	await admin.says(/: bỏ lĩnh vực Hộ tịch, nuôi con nuôi\. /);
	assert.equal(await admin.focused(), "service-add");
	await page.getByRole("button", { name: "Sửa quầy 6" }).click();
	await page.getByRole("button", { name: "Bỏ quầy" }).click();
	await page.locator("#question .p").click();
	await admin.shows(".warnings", "Chưa có quầy nào nhận: Cư trú, căn cước, định danh");
	await row("Chứng thực").click();
	await page.getByRole("button", { name: "Bỏ lĩnh vực" }).click();
	await page.locator("#question .p").click();
	await admin.save();
	const { services, counters } = await other.file();
	assert.deepEqual([services.length, counters.length], [7, 5]);
	assert.ok(counters.every((counter) => counter.services.every(([id]) => id !== "ho-tich")));
	assert.deepEqual(counters.filter(({ may_help: help }) => help).map(({ may_help: help }) => help.includes("chung-thuc")), [false, false]);
});

test("a counter has names, Saturdays, hours of its own and zones", async (t) => {
	await show(t);
	await page.click("#zone-add");
	await admin.fill("name_vi", "Tầng 2");
	await done();
	assert.equal(await admin.focused(), "zone-in_1");
	await page.check("#zone-in_5");
	await done();
	await page.click("#counter-add");
	await admin.fill("id", "3");
	assert.equal(await admin.wrongAt("id"), "Đã có quầy 3.");
	await admin.fill("id", "7");
	await admin.fill("name_vi", "Quầy 7 – Tư pháp");
	await page.check("#counter-own");
	await page.getByRole("button", { name: "Bỏ khoảng 00:00–24:00 của Chủ nhật" }).click();
	await page.uncheck("#counter-open_saturday");
	await page.check("#counter-zones_0");
	await done();
	await admin.says("2 thay đổi chưa lưu: thêm quầy 7; thêm khu vực Tầng 2. Có hiệu lực ngay khi lưu.");
	await admin.shows(".warnings", "Chưa nhận lĩnh vực nào: Quầy 7");
	await admin.save();
	const { zones, counters, opening_hours: hours } = await other.file();
	assert.deepEqual(zones, [{ id: "tang-2", name_vi: "Tầng 2", counters: [5, 7] }]);
	const { opening_hours: own, ...seven } = counters.find(({ id }) => id === 7);
	assert.deepEqual(seven, { id: 7, name_vi: "Quầy 7 – Tư pháp", services: [], open_saturday: false });
	assert.deepEqual([own.mon, own.sun], [hours.mon, []]);
});

test("a refusal of the server stands at its cell, or opens the form that it is about", async (t) => {
	await show(t);
	let spoil;
	await page.route("**/api/v1/admin/**", async (route) => {
		const body = route.request().postDataJSON();
		if (body?.counters) spoil(body);
		await route.continue(body ? { postData: JSON.stringify(body) } : {});
	});
	await cell(5, "A").focus();
	await press("2");
	spoil = ({ counters }) => (counters[4].services.at(-1)[1] = 8);
	await press("Control+s");
	await admin.says("Chưa lưu được. Quầy 5: Mục này nói đến một mức hỗ trợ chưa được đặt số phút.");
	assert.match(await cell(5, "A").getAttribute("class"), /bad/);
	await page.focus("#service-add");
	await page.click("#save .way");
	assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Quầy 5, lĩnh vực A/);
	await press("3");
	assert.doesNotMatch(await cell(5, "A").getAttribute("class"), /bad/);
	spoil = ({ services }) => (services[0].prefix = "#");
	await press("Control+s");
	await page.waitForSelector("#form-dialog[open]");
	assert.equal(await admin.focused(), "service-prefix");
	assert.equal(await admin.wrongAt("prefix"), "Mục này chỉ được gồm chữ cái và chữ số.");
});

test("on a narrow screen one service at a time", async (t) => {
	await show(t, { width: 320 });
	assert.equal(await page.locator(".matrix").count(), 0);
	await page.selectOption("#services-one", "ho-tich");
	const group = page.locator(".narrow [data-counter='4']");
	assert.ok(await group.getByLabel("không nhận").isChecked());
	await group.getByLabel("+5 phút").check();
	await admin.says(/: quầy 4 giúp Hộ tịch, nuôi con nuôi \(\+5 phút\)\. /);
	await page.click("#services-edit");
	await admin.fill("target_wait_minutes", "18");
	await done();
	assert.equal(await page.inputValue("#services-one"), "ho-tich");
	await page.setViewportSize({ width: 1280, height: 800 });
	assert.equal(await cell(4, "B").innerText(), "+5 phút");
	await admin.save();
	assertFaultless(page);
});

test("28 counters and 50 services: names and heads stay, the rest scrolls, and the focus is never hidden", async (t) => {
	const province = await readOffice(PROVINCE);
	await other.change((office) => Object.assign(office, openAlways(province), { office: office.office }));
	await show(t);
	const box = (selector) => page.locator(selector).evaluate((node) => {
		const [{ left, top, width }, frame] = [node, node.closest(".matrix")].map((one) => one.getBoundingClientRect());
		return { x: left - frame.left, y: top - frame.top, width };
	});
	const [name, head] = [await box(".matrix tbody tr:first-child .nm"), await box(".matrix thead th:nth-child(5)")];
	await page.locator(".pf").first().focus();
	await press("Control+End");
	const at = await page.evaluate(() => {
		const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
		const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
		return { label: document.activeElement.getAttribute("aria-label"), seen: hit === document.activeElement };
	});
	assert.match(at.label, /^Quầy 28, lĩnh vực Q1/);
	assert.ok(at.seen);
	assert.equal((await box(".matrix tbody tr:last-child .nm")).x, name.x);
	assert.equal((await box(".matrix thead th:nth-child(32)")).y, head.y);
	await press("Home", "ArrowRight");
	const first = await page.evaluate(() => document.activeElement.getBoundingClientRect().left - document.querySelector(".matrix").getBoundingClientRect().left);
	assert.ok(first >= name.x + name.width - 1, `${first} is beside the names`);
});
