// The pictures for the boards on the lead's page: put, put in order, timed, removed; in clear words
// where one cannot be used.
import assert from "node:assert/strict";
import { test } from "node:test";
import { padded, png } from "../harness/slide.mjs";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { LEAD, LeadPage } from "./lead.mjs";
import { officePerTest } from "./office.mjs";

const MIB = 1 << 20;
const [RED, BLUE] = [[200, 30, 30], [20, 40, 200]];

let browser, server, kiosk, page, lead;

officePerTest({ people: [LEAD] }, async (office) => {
	({ browser, server, kiosk, page } = office);
	lead = new LeadPage(page, server.url);
	await lead.signIn();
	await page.click("a[href='#slides']");
});

const file = (name, buffer, mimeType = "image/png") => ({ name, mimeType, buffer });
const put = (...files) => page.setInputFiles("#slides-file", files);
const names = async () => (await kiosk.get("/api/v1/slides")).slides.map(({ name }) => name);
const trouble = (text) => lead.shows("#slides-trouble", text);
const slide = (name) => page.locator("#slide-list li").filter({ hasText: name });

async function shown(on, list) {
	await until(`the pictures to be ${list}`, async () => (await on.locator("#slide-list h3").allInnerTexts()).join() === list.join());
}

test("pictures are put by choosing or dropping them, and every lead sees them at once", async () => {
	const second = await open(browser);
	await new LeadPage(second, server.url).signIn();
	await second.click("a[href='#slides']");
	await put(file("10. Lịch nghỉ: lễ.PNG", png(320, 180, RED)), file("2. Giấy tờ.png", png(180, 320, BLUE)));
	await shown(page, ["2. Giấy tờ", "10. Lịch nghỉ lễ"]);
	await shown(second, ["2. Giấy tờ", "10. Lịch nghỉ lễ"]);
	assert.deepEqual(await names(), ["2. Giấy tờ.png", "10. Lịch nghỉ lễ.png"]);
	await lead.shows("#note", "Đã đưa “10. Lịch nghỉ lễ” lên bảng.");
	await lead.shows("#slides-sum", "2 hình, mỗi hình 15 giây");
	await until("the thumbnails", () => page.$$eval("#slide-list img", (all) => all.every(({ naturalWidth }) => naturalWidth > 0)));
	const bytes = [...png(60, 60, RED)];
	await page.evaluate((content) => {
		const dropped = new DataTransfer();
		dropped.items.add(new File([new Uint8Array(content)], "tha.png", { type: "image/png" }));
		document.getElementById("slides").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
	}, bytes);
	await shown(page, ["2. Giấy tờ", "10. Lịch nghỉ lễ", "tha"]);
	assertFaultless(page);
	await leave(second);
});

test("one that is too large is made smaller; what is no picture is said, and changes nothing", async () => {
	await put(file("to.png", padded(png(3000, 1500, BLUE), 5 * MIB)));
	await shown(page, ["to"]);
	const answer = await fetch(`${server.url}/slides/to.jpg`);
	assert.equal(answer.headers.get("content-type"), "image/jpeg");
	assert.ok((await answer.arrayBuffer()).byteLength < MIB);
	await put(file("thu.docx", Buffer.from("PK not a picture"), "application/msword"));
	await trouble("“thu.docx” không phải là hình dùng được. Xin chọn hình PNG hoặc JPEG.");
	await put(file("trang.png", Buffer.from("<!doctype html><script>")));
	await trouble("“trang”: Tệp này không phải là ảnh PNG hay JPEG.");
	assert.deepEqual(await names(), ["to.jpg"]);
	await put(file("anh.png", png(20, 20, RED)));
	await shown(page, ["to", "anh"]);
	assert.ok(await page.locator("#slides-trouble").isHidden(), "what was wrong is over");
	assertFaultless(page);
});

test("what is put while others are sent comes after them, and no trouble is passed over", async () => {
	let go;
	const held = new Promise((resolve) => (go = resolve));
	await page.route("**/api/v1/slides/a.png", async (route) => {
		await held;
		await route.continue();
	});
	await put(file("a.png", png(20, 20, RED)), file("b.txt", Buffer.from("b"), "text/plain"));
	await lead.shows("#note", "Đang gửi “a”…");
	await put(file("c.png", png(20, 20, BLUE)));
	go();
	await shown(page, ["a", "c"]);
	await trouble("“b.txt” không phải là hình dùng được. Xin chọn hình PNG hoặc JPEG.");
	assertFaultless(page);
});

test("order, time and removal, with the keyboard alone", async () => {
	await put(file("a.png", png(20, 20, RED)), file("b.png", png(20, 20, BLUE)));
	await shown(page, ["a", "b"]);
	await page.getByRole("button", { name: "Ra sau: a" }).press("Enter");
	await shown(page, ["b", "a"]);
	assert.deepEqual(await names(), ["b.png", "a.png"]);
	await lead.shows("#note", "Đã chuyển “a” đến vị trí thứ 2.");
	await page.fill("#slides-seconds", "4");
	await page.press("#slides-seconds", "Enter");
	await trouble("Xin nhập số giây là số nguyên từ 5 đến 300.");
	await page.fill("#slides-seconds", "20");
	await page.press("#slides-seconds", "Enter");
	await lead.shows("#slides-sum", "2 hình, mỗi hình 20 giây");
	await page.getByRole("button", { name: "Gỡ: b" }).press("Enter");
	assert.deepEqual(await names(), ["b.png", "a.png"], "it was only asked");
	await page.keyboard.press("Escape");
	await slide("b").getByRole("button", { name: "Gỡ: b" }).press("Enter");
	await page.keyboard.press("Enter");
	await shown(page, ["a"]);
	await lead.shows("#note", "Đã gỡ “b” khỏi bảng.");
	assert.equal(await page.evaluate(() => document.activeElement.id), "slides-add");
	assertFaultless(page);
});

test("nothing is changed while the server is away", async () => {
	await put(file("a.png", png(20, 20, RED)));
	await shown(page, ["a"]);
	await server.stop();
	await page.waitForSelector("#slides-add[aria-disabled]");
	await page.getByRole("button", { name: "Gỡ: a" }).press("Enter");
	assert.ok(await page.getByText("Gỡ hình này khỏi các bảng?").isHidden());
	await put(file("b.png", png(20, 20, BLUE)));
	await trouble(/^Mất kết nối/);
	await server.start();
	await page.waitForSelector("#slides-add:not([aria-disabled])");
});

for (const look of LOOKS) {
	test(`accessible: ${look.name}`, async () => {
		const mine = await open(browser, look);
		const other = new LeadPage(mine, server.url);
		await other.signIn();
		await mine.click("a[href='#slides']");
		await assertAccessible(mine, "no pictures");
		await mine.setInputFiles("#slides-file", [file("Lịch tiếp công dân và lịch nghỉ lễ.png", png(320, 180, RED)), file("b.png", png(180, 320, BLUE))]);
		await shown(mine, ["b", "Lịch tiếp công dân và lịch nghỉ lễ"]);
		await mine.getByRole("button", { name: "Gỡ: b" }).click();
		await mine.setInputFiles("#slides-file", [file("x.txt", Buffer.from("x"), "text/plain")]);
		await other.shows("#slides-trouble", /x\.txt/);
		await assertAccessible(mine, "pictures, a question and a trouble");
		if (process.env.SHOTS) await mine.locator("#slides").screenshot({ path: `${process.env.SHOTS}/slides-${look.width}-${look.dark ? "dark" : "light"}.png` });
		await mine.click("#person");
		await mine.click("#menu-language");
		await other.shows("#slides-title", "Pictures on the boards");
		await assertAccessible(mine, "in English");
		assertFaultless(mine);
		await leave(mine);
	});
}
