// /admin: what is printed on slips and told by the boards, with a look at both before it is so.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openAlways, readOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";

let browser, server, page, admin, other;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: [], catalogue: false });
	other = await beside(server.url);
});
after(async () => {
	await browser?.close();
	await server?.close();
});
beforeEach(async (t) => {
	const ward = openAlways(await readOffice());
	await other.change((office) => Object.assign(office, { slip: null, notices: [] }, ward));
	page = await open(browser);
	t.after(() => leave(page));
	admin = new AdminPage(page, server.url);
	await admin.signIn("texts");
	await page.waitForSelector(".paper");
});

const HEAD = "slip.header.vi";
const LONG = "Sáng thứ Bảy bộ phận chỉ nhận hồ sơ cư trú, căn cước và chứng thực; các lĩnh vực khác xin ông, bà quay lại vào thứ Hai. Trân trọng cảm ơn.";
const paper = (part) => page.locator(`.paper ${part}`);

async function write(text) {
	await page.click("#notice-add");
	await page.fill("#notice-vi", text);
	await page.click("#notice-do");
	await page.waitForSelector("#notice", { state: "hidden" });
}

test("the slip is drawn as it will be printed, in both languages", async () => {
	assert.equal(await paper(".figure").innerText(), "A012");
	assert.equal(await paper(".paragraph").count(), 0);
	await admin.fill(HEAD, "Đường dây nóng: 0222 3 822 555");
	await admin.fill("slip.footer.vi", "Cảm ơn ông, bà.");
	await admin.fill("slip.footer.en", "Thank you.");
	await admin.shows(".paper .head", "Đường dây nóng: 0222 3 822 555");
	await admin.shows(".paper .foot", "Cảm ơn ông, bà.");
	await page.getByRole("button", { name: "English", exact: true }).first().click();
	await admin.shows(".paper .foot", "Thank you.");
	await admin.shows(".paper .head", "Đường dây nóng: 0222 3 822 555");
	await admin.shows(".paper .service", "Certification");
	await admin.says(/^3 thay đổi chưa lưu: đầu phiếu, tiếng Việt: “Đường dây nóng: 0222 3 822 555”; /);
	await admin.save();
	assert.deepEqual((await other.file()).slip, { header: { vi: "Đường dây nóng: 0222 3 822 555" }, footer: { vi: "Cảm ơn ông, bà.", en: "Thank you." } });
	await admin.fill("slip.footer.vi", "");
	assert.equal(await admin.wrongAt("slip.footer.vi"), "Có tiếng Anh thì cần cả tiếng Việt.");
	await admin.fill("slip.footer.en", "");
	await admin.fill(HEAD, "");
	await admin.save();
	assert.deepEqual((await other.file()).slip ?? {}, {});
	assertFaultless(page);
});

test("the board shows a notice page by page, as wide as its lines are", async () => {
	const line = () => page.getAttribute(".board-picture", "aria-label");
	await admin.shows(".turns .mut", "Chưa có thông báo: bảng hiện ngày tháng.");
	await write(LONG);
	await admin.says(/^1 thay đổi chưa lưu: thêm thông báo “Sáng thứ Bảy bộ phận chỉ nhận hồ sơ cư t…”\. /);
	await admin.shows(".turns .mut", /^Trang 1 trên [2-4]$/);
	const pages = Number((await admin.text(".turns .mut")).at(-1));
	let whole = "";
	for (let n = 0; n < pages; n++) {
		whole += ` ${(await line()).replace(/^Bảng gọi số với dòng: /, "")}`;
		await page.click("#board-after");
	}
	assert.equal(whole.trim(), LONG);
	await admin.shows(".turns .mut", `Trang 1 trên ${pages}`);
	await admin.save();
	assert.deepEqual((await other.client.get("/api/v1/board")).notices.map(({ vi }) => vi), [LONG]);
	assertFaultless(page);
});

test("a notice is changed, removed, and what the server says of one opens its form", async () => {
	await write("Mai nghỉ");
	await admin.save();
	await page.click("#notice-edit-0");
	assert.equal(await page.innerText("#notice-do"), "Xong");
	await page.fill("#notice-vi", "Mai làm việc bình thường");
	await page.click("#notice-do");
	await admin.says("2 thay đổi chưa lưu: thêm thông báo “Mai làm việc bình thường”; bỏ thông báo “Mai nghỉ”. Có hiệu lực ngay khi lưu.");
	assert.equal(await admin.focused(), "notice-edit-0");
	await page.route("**/api/v1/admin/texts", async (route) => {
		const body = route.request().postDataJSON();
		if (body) body.notices[0].vi = "x".repeat(301);
		await route.continue(body ? { postData: JSON.stringify(body) } : {});
	});
	await page.keyboard.press("Control+s");
	await page.waitForSelector("#notice[open]");
	assert.equal(await page.innerText("#notice-vi-wrong"), "Mục này không được dài quá 300 ký tự.");
	await page.keyboard.press("Escape");
	await page.unroute("**/api/v1/admin/texts");
	await page.click("#notice-remove-0");
	await admin.says("1 thay đổi chưa lưu: bỏ thông báo “Mai nghỉ”. Có hiệu lực ngay khi lưu.");
	await admin.save();
	assert.deepEqual((await other.file()).notices, []);
});

test("a lead's notice of meanwhile is there at once", async () => {
	await other.client.expect(200, "PUT", "/api/v1/notices", { notices: [{ vi: "Do người phụ trách viết" }] });
	await admin.shows(".notices .text", "Do người phụ trách viết");
});

test("the letters of a narrow bar and of a long text keep clear of the edge", async () => {
	await page.setViewportSize({ width: 320, height: 800 });
	const [tall, box, edge] = await page.evaluate(() => {
		const name = document.getElementById("office-name");
		return [name.scrollHeight, name.clientHeight, getComputedStyle(document.querySelector("#section-texts textarea")).paddingTop];
	});
	assert.ok(tall <= box, `${tall} px of letters in ${box}`);
	assert.equal(edge, "10px");
});
