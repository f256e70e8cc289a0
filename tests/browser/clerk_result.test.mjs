// What came of a visit, noted by its clerk: outcome and procedures, before or at the step that ends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { until } from "../harness/wait.mjs";
import { assertAccessible, assertFaultless, LOOKS } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { officePerTest } from "./office.mjs";

const ADMIN = { user: "quan-tri", role: "admin" };
const COPY = { procedure: "2.000815" };
let server, kiosk, page, desk;

officePerTest({ clerks: [], people: [...PEOPLE, ADMIN] }, (office) => {
	({ server, kiosk, page } = office);
	desk = new DeskPage(page, server.url);
});

// A number is being served at counter 2; what finish is sent with is gathered.
async function serving() {
	const sent = [];
	page.on("request", (request) => {
		if (request.url().endsWith("/finish")) sent.push(JSON.parse(request.postData()));
	});
	await kiosk.take("chung-thuc", COPY);
	await desk.signIn(2);
	await desk.open(["A001"]);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	return sent;
}

async function add(text) {
	await page.keyboard.type(text);
	await until("a procedure to be found", async () => (await page.locator("#result-found button").count()) > 0);
	await page.keyboard.press("Enter");
	await until("the field to be empty", async () => (await page.inputValue("#result-add")) === "");
}

test("an outcome and procedures are noted by keyboard alone, and sent with the end of the visit", async () => {
	const sent = await serving();
	await desk.press("r");
	await page.waitForSelector("#panel[data-kind=result]");
	await page.keyboard.press("Space");
	await page.keyboard.press("Tab");
	assert.equal(await page.locator(".dones small").innerText(), "2.000815");
	await page.keyboard.type("3");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Tab");
	await add("khai sinh");
	assert.equal(await page.locator(".dones li").count(), 2);
	const [, second] = await page.locator(".dones small").allInnerTexts();
	await page.keyboard.press("Enter");
	await page.waitForSelector("#panel", { state: "hidden" });
	assert.equal(await desk.text("#facts .result"), `Kết quả Đã nhận hồ sơ · 3 × 2.000815 · 1 × ${second}`);
	assert.deepEqual(sent, []);

	await page.reload();
	await page.waitForSelector("#facts .result");
	await desk.press("h");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã kết thúc A001" });
	assert.deepEqual(sent, [{ outcome: "nhan-ho-so", procedures: [{ code: "2.000815", quantity: 3 }, { code: second, quantity: 1 }] }]);
	assertFaultless(page);
});

test("what was not noted is not said; a procedure can be taken off again", async () => {
	const sent = await serving();
	await desk.press("r");
	await page.locator(".dones .drop").press("Enter");
	assert.equal(await page.locator(".dones li").count(), 0);
	assert.equal(await page.evaluate(() => document.activeElement.id), "result-add");
	await page.keyboard.type("zzzz");
	await until("nothing to be found", async () => (await page.locator("#result-found").innerText()) === "Không tìm thấy thủ tục này.");
	await page.keyboard.press("Escape");
	await desk.press("h");
	await desk.waitFor({ state: "Sẵn sàng" });
	assert.deepEqual(sent, [{}]);
});

test("where the office asks for an outcome, the step that ends the visit asks first", async () => {
	const admin = await Clerk.at(server.url, undefined, "quan-tri");
	const office = await admin.get("/api/v1/admin/office");
	await admin.expect(200, "PUT", "/api/v1/admin/office", { ...office, visit: { ...office.visit, ask_outcome: true } });
	const sent = await serving();
	await desk.press("Space");
	await page.waitForSelector("#panel[data-kind=result]");
	assert.equal(await desk.text("#panel h3"), "Kết quả của A001?");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng" });
	assert.deepEqual(sent, [{ outcome: "tra-ket-qua", procedures: [{ code: "2.000815", quantity: 1 }] }]);
	assertFaultless(page);
});

test("the question is accessible in every look", async () => {
	await serving();
	await desk.press("r");
	await page.focus("#result-add");
	await add("chứng thực chữ ký");
	await page.keyboard.type("kết hôn");
	await until("procedures to be found", async () => (await page.locator("#result-found button").count()) > 0);
	for (const { name, width, dark } of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		await assertAccessible(page, name);
		if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/result-${width}${dark ? "-dark" : ""}.png`, fullPage: width < 1000 });
	}
});
