// /admin: opening hours, holidays and make-up days, when numbers are given.
import assert from "node:assert/strict";
import { before, after, beforeEach, test } from "node:test";
import { Server } from "../harness/server.mjs";
import { readOffice } from "../harness/office.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";

let browser, server, page, admin, other;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: [], catalogue: false, hours: "own", at: "2026-11-23 09:24" });
	other = await beside(server.url);
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async (t) => {
	const ward = await readOffice();
	await other.change((office) => Object.assign(office, ward));
	page = await open(browser);
	t.after(() => leave(page));
	admin = new AdminPage(page, server.url);
	await admin.signIn("calendar");
});

const rows = () => page.locator(".days li").allInnerTexts();
const cell = (day) => page.locator(`.months td[title='${day}']`);

test("hours are typed as people write them, and kept in order of the day", async () => {
	const [from, to] = ["opening_hours.mon.0.0", "opening_hours.mon.0.1"];
	await admin.fill(from, "7h");
	await admin.fill(to, "1130");
	assert.equal(await admin.field(from).inputValue(), "07:00");
	assert.equal(await admin.field(to).inputValue(), "11:30");
	await admin.says("1 thay đổi chưa lưu: Thứ Hai: 07:00–11:30, 13:30–17:00. Có hiệu lực ngay khi lưu.");
	await admin.shows("#section-calendar [role=status].hint >> nth=0", "Thứ Hai: phát số 06:45–11:15, 13:15–16:45.");
	await admin.fill(to, "6:30");
	assert.equal(await admin.wrongAt(to), "Phải sau 07:00.");
	await admin.fill("opening_hours.mon.1.0", "6:00");
	assert.equal(await admin.wrongAt("opening_hours.mon.1.0"), "Phải từ 06:30 trở đi.");
	await page.click("[data-add=mon]");
	await admin.fill(to, "11:00");
	await admin.fill("opening_hours.mon.1.0", "13:00");
	await page.locator(".week li").first().getByRole("button", { name: "Bỏ khoảng 18:00–22:00 của Thứ Hai" }).click();
	await page.click("[data-copy=mon]");
	await admin.says(/^5 thay đổi chưa lưu: Thứ Hai: 07:00–11:00, 13:00–17:00; .*; và 2 thay đổi khác\. /);
	await admin.save();
	const { opening_hours: hours } = await other.file();
	assert.deepEqual([hours.mon, hours.fri, hours.sat], [hours.tue, [["07:00", "11:00"], ["13:00", "17:00"]], [["07:30", "11:30"]]]);
	assertFaultless(page);
});

test("a day can be closed, and opened again, by keyboard alone", async () => {
	await page.focus("[data-add=sun]");
	await page.keyboard.press("Enter");
	assert.equal(await admin.focused(), "calendar-opening_hours_sun_0_0");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("8");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("10");
	await page.keyboard.press("Control+s");
	await admin.saved();
	assert.deepEqual((await other.file()).opening_hours.sun, [["08:00", "10:00"]]);
	await page.getByRole("button", { name: "Bỏ khoảng 08:00–10:00 của Chủ nhật" }).press("Enter");
	await admin.says(/: Chủ nhật: đóng cửa\. /);
	await admin.save();
	assert.deepEqual((await other.file()).opening_hours.sun, []);
});

test("shows what of the year is closed", async () => {
	await admin.shows("#calendar-year", "Ngày nghỉ và làm bù năm 2026");
	assert.equal((await rows()).length, 17);
	await admin.shows(".special .hint", "Cả năm mở cửa 299 ngày; nghỉ 15 ngày, làm bù 2 ngày.");
	const kinds = async (days) => Promise.all(days.map(async (day) => (await cell(day).getAttribute("class")).split(" ")[1]));
	assert.deepEqual(await kinds(["24/11/2026", "23/11/2026", "22/11/2026", "22/08/2026"]), ["holiday", "open", "closed", "makeup"]);
	assert.equal(await cell("23/11/2026").getAttribute("aria-current"), "date");
	assert.equal(await cell("24/11/2026").textContent(), "24 Nghỉ");
	await page.click("#calendar-after");
	await page.click("#calendar-after");
	await admin.shows(".days .none", "Năm 2028 chưa có ngày nghỉ hay ngày làm bù nào. Thêm khi có thông báo của Nhà nước.");
});

test("adds several days off at once, and a day worked in place of one", async () => {
	await page.click("#calendar-add");
	await admin.fill("date", "24/11/2026");
	assert.equal(await admin.wrongAt("date"), "Ngày 24/11/2026 đã có trong danh sách.");
	await admin.fill("date", "21.12.26");
	await admin.shows("#day-date-unit", "Thứ Hai");
	await admin.fill("until", "20/12/2026");
	assert.equal(await admin.wrongAt("until"), "Ngày cuối phải sau ngày đầu.");
	await page.click("#form-dialog .p");
	assert.equal(await admin.focused(), "day-until");
	await admin.fill("until", "22/12/2026");
	await admin.fill("name_vi", "Nghỉ tập huấn");
	await admin.field("name_vi").press("Enter");
	await admin.says(/^2 thay đổi chưa lưu: thêm ngày nghỉ 21\/12\/2026; thêm ngày nghỉ 22\/12\/2026\. /);
	assert.match(await cell("22/12/2026").getAttribute("class"), /holiday/);
	await page.click("#calendar-add");
	await page.check("#day-makeup");
	await admin.fill("date", "26/12/2026");
	await admin.fill("for_date", "26/12/2026");
	assert.equal(await admin.wrongAt("for_date"), "Phải khác ngày đi làm.");
	await admin.fill("for_date", "21/12/2026");
	await page.click("#form-dialog .p");
	await admin.says(/; thêm ngày làm bù 26\/12\/2026\. /);
	await admin.save();
	const { holidays, make_up_workdays: makeUps } = await other.file();
	assert.deepEqual(holidays.filter(({ date }) => date > "2026-12").slice(0, 2), [{ date: "2026-12-21", name_vi: "Nghỉ tập huấn" }, { date: "2026-12-22", name_vi: "Nghỉ tập huấn" }]);
	assert.deepEqual(makeUps.at(-1), { date: "2026-12-26", for_date: "2026-12-21" });
	assertFaultless(page);
});

test("changes and removes a day; what the form does not know of it stays", async () => {
	const before = (await other.file()).holidays.find(({ date }) => date === "2026-11-24");
	await page.getByRole("button", { name: "Sửa Thứ Ba, 24/11/2026" }).click();
	await admin.fill("name_en", "Culture Day");
	await admin.field("name_en").press("Enter");
	await admin.says(/: sửa ngày nghỉ 24\/11\/2026\. /);
	await page.getByRole("button", { name: "Bỏ Thứ Tư, 02/09/2026" }).click();
	await admin.says(/^2 thay đổi chưa lưu: bỏ ngày nghỉ 02\/09\/2026; /);
	await admin.save();
	const { holidays } = await other.file();
	assert.deepEqual(holidays.find(({ date }) => date === "2026-11-24"), { ...before, name_en: "Culture Day" });
	assert.equal(holidays.find(({ date }) => date === "2026-09-02"), undefined);
});

test("the hours of today count at once", async () => {
	const { open: wasOpen } = await other.client.get("/api/v1/office");
	assert.equal(wasOpen, true);
	await page.getByRole("button", { name: "Bỏ khoảng 07:30–11:30 của Thứ Hai" }).click();
	await admin.save();
	assert.equal((await other.client.get("/api/v1/office")).open, false);
});
