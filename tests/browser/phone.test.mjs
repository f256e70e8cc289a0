// A citizen's phone: the number, its place and the call, live, small, without a trace.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless, launch, open } from "./browser.mjs";

const WEIGHT_MAX = 30 * 1024;
let browser, server, kiosk, clerk, page;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
	server = await Server.start();
	kiosk = new Kiosk(server.url, { key: server.keys.cua });
	clerk = await Clerk.at(server.url, 3);
	await clerk.move("open");
	page = await open(browser, { width: 390, height: 844 });
});
afterEach(async () => {
	await page.context().close();
	await server.close();
});

function shows(id, text) {
	return until(`#${id} to say ${text}`, async () => (await page.locator(`#${id}`).innerText()) === text);
}

test("follows a number from the queue to the end", async () => {
	await kiosk.take("ho-tich");
	const { token } = await kiosk.take("ho-tich", { procedure: "1.001193" });
	await page.goto(`${server.url}/t/${token}`);
	await shows("state", "Đang chờ");
	await shows("door", "B002");
	await shows("ahead", "1");
	assert.match(await page.locator("#matter").innerText(), /Hộ tịch[^]*Đăng ký khai sinh/);

	await clerk.move("next");
	await shows("ahead", "0");
	await clerk.move("start");
	await clerk.move("finish");
	await clerk.move("next");
	await shows("state", "Đang gọi");
	await shows("which", "B002");
	await shows("door", "3");
	assert.equal(await page.title(), "Mời đến quầy 3 – Motcua");
	assert.equal(await page.locator("#ticket").getAttribute("role"), "alert");
	await until("the papers", async () => (await page.locator("#papers li").count()) > 0);

	await clerk.move("start");
	await shows("state", "Đang phục vụ");
	await shows("line", "Ông, bà đang được phục vụ tại quầy 3.");
	await clerk.move("finish");
	await shows("state", "Đã phục vụ");
	assertFaultless(page);
});

test("weighs little and leaves nothing behind", async () => {
	const { token } = await kiosk.take("ho-tich");
	let weight = 0;
	page.on("response", async (answer) => {
		const { pathname } = new URL(answer.url());
		if (pathname.startsWith("/api/")) return;
		weight += (await answer.body()).length;
	});
	await page.goto(`${server.url}/t/${token}`);
	await shows("ahead", "0");
	await page.waitForLoadState("load");
	assert.ok(weight > 0 && weight <= WEIGHT_MAX, `${weight} bytes`);
	assert.deepEqual(await page.context().cookies(), []);
	assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
});

test("can be read without JavaScript, in both languages", async () => {
	await kiosk.take("ho-tich");
	const { token } = await kiosk.take("ho-tich");
	const plain = await open(browser, { width: 390, height: 844, script: false });
	await plain.goto(`${server.url}/t/${token}`);
	const vi = await plain.locator("body").innerText();
	for (const text of ["Đang chờ", "B002", "Còn 1 số trước ông, bà.", "Cập nhật"]) assert.ok(vi.includes(text), `${text} in ${vi}`);
	await plain.click("#language");
	const en = await plain.locator("body").innerText();
	for (const text of ["Waiting", "B002", "1 numbers ahead of you.", "Refresh"]) assert.ok(en.includes(text), `${text} in ${en}`);
	await plain.context().close();
});

test("an unknown number is said in words", async () => {
	const answer = await page.goto(`${server.url}/t/AAAAAAAAAAAAAAAAAAAAAA`);
	assert.equal(answer.status(), 404);
	await shows("state", "Không tìm thấy số này");
	await shows("line", "Xin xem lại phiếu, hoặc hỏi cán bộ hướng dẫn.");
	assertFaultless(page);
});

test("keeps the last facts when the link is lost and comes back by itself", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await shows("ahead", "0");
	await server.kill();
	await page.waitForSelector("#lost:not([hidden])");
	assert.match(await page.locator("#lost").innerText(), /^Mất kết nối lúc \d{1,2}:\d\d\. Xin nhìn bảng gọi số\.$/);
	await shows("door", "B001");
	await server.start();
	await page.waitForSelector("#lost", { state: "hidden" });
	await shows("state", "Đang chờ");
});

test("rings only for who turned the bell on", async () => {
	const { token } = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${token}`);
	await shows("sound-on", "Tắt");
	await page.click("#sound");
	await shows("sound-on", "Bật");
	await clerk.move("next");
	await page.waitForSelector("#mute:not([hidden])");
	await page.click("#mute");
	await page.waitForSelector("#mute", { state: "hidden" });
	assertFaultless(page);
});
