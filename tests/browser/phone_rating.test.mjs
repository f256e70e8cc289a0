// The citizen's phone after the visit: five words, once, without a trace; by touch and by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client } from "../harness/client.mjs";
import { until } from "../harness/wait.mjs";
import { LOOKS, assertAccessible, assertFaultless, leave, open } from "./browser.mjs";
import { officePerTest } from "./office.mjs";

const WORDS = ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];
let browser, server, kiosk, page, clerk;

officePerTest({ people: [{ user: "hoa", role: "lead" }] }, async (office) => {
	({ browser, server, kiosk, page } = office);
	clerk = await Clerk.at(server.url, 3);
	await clerk.move("open");
}, { width: 390, height: 844 });

async function served(on = page) {
	const ticket = await kiosk.take("ho-tich");
	await on.goto(`${server.url}/t/${ticket.token}`);
	await clerk.serve();
	await clerk.move("finish");
	await on.waitForSelector("#rate:not([hidden])");
	return ticket;
}

const score = (n, on = page) => on.locator(`#rate button[value="${n}"]`);
const thanked = (on = page) => on.waitForSelector("#thanks:not([hidden])");
const canRate = async ({ token }) => (await new Client(server.url).get(`/api/v1/tickets/${token}`)).can_rate;

// What was sent for it, seen on the way.
function watchRating() {
	const sent = [];
	page.on("request", (request) => {
		if (request.url().endsWith("/rating")) sent.push(request.postDataJSON());
	});
	return sent;
}

test("five words, from the best to the worst, each large; one press, then thanks", async () => {
	const sent = watchRating();
	const ticket = await kiosk.take("ho-tich");
	await page.goto(`${server.url}/t/${ticket.token}`);
	await until("the number", async () => (await page.locator("#state").innerText()) === "Đang chờ");
	assert.ok(await page.locator("#rate").isHidden(), "not before it is over");
	await clerk.serve();
	await clerk.move("finish");
	await page.waitForSelector("#rate:not([hidden])");
	assert.deepEqual((await page.locator("#rate > button").allInnerTexts()).map((text) => text.trim()), WORDS);
	for (const button of await page.locator("#rate > button").all()) {
		const { width, height } = await button.boundingBox();
		assert.ok(width > 300 && height >= 64, `${width}×${height}`);
		assert.equal(await button.locator("svg").count(), 1, "a shape besides the words");
	}
	await score(4).click();
	await thanked();
	assert.ok(await page.locator("#rate").isHidden());
	assert.deepEqual(sent, [{ score: 4, reasons: [] }]);
	assert.equal(await canRate(ticket), false);
	await page.reload();
	await until("the page", async () => (await page.locator("#state").innerText()) === "Đã phục vụ");
	assert.ok(await page.locator("#rate").isHidden(), "asked once");
	assert.deepEqual(await page.context().cookies(), []);
	assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
	assertFaultless(page);
});

test("who was not satisfied may say what the matter was, by keyboard alone", async () => {
	const sent = watchRating();
	await served();
	await score(2).focus();
	await page.keyboard.press("Enter");
	await page.waitForSelector("#reasons:not([hidden])");
	assert.equal(sent.length, 0);
	await page.waitForSelector("#reasons input[value=wait]:focus");
	await page.keyboard.press("Space");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
	await page.waitForSelector("#send:focus");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#thanks:focus");
	assert.deepEqual(sent, [{ score: 2, reasons: ["wait", "attitude"] }]);
	assertFaultless(page);
});

test("what was pressed counts also when its holder goes away without a further word", async () => {
	const ticket = await served();
	await score(1).click();
	await page.waitForSelector("#reasons:not([hidden])");
	assert.equal(await canRate(ticket), true);
	await page.evaluate(() => {
		Object.defineProperty(document, "hidden", { value: true });
		document.dispatchEvent(new Event("visibilitychange"));
	});
	await until("the rating", async () => !(await canRate(ticket)));
	await thanked();
});

test("said elsewhere before: thanks all the same; while the server is away: said, and pressed again", async () => {
	const ticket = await served();
	await page.route("**/rating", (route) => route.abort());
	await score(5).click();
	await page.waitForSelector("#failed:not([hidden])");
	assert.match(await page.locator("#failed").innerText(), /^Mất kết nối lúc/);
	await page.unroute("**/rating");
	await new Client(server.url).post(`/api/v1/tickets/${ticket.token}/rating`, { score: 3 });
	await page.evaluate(() => document.querySelector('#rate button[value="5"]').click());
	await thanked();
	assertFaultless(page);
});

test("a visit that goes on is asked about anew; what could not be loaded is loaded later", async () => {
	await page.route("**/phone_rating.js*", (route) => route.abort());
	const ticket = await kiosk.take("ho-tich");
	const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("phone_rating.js"));
	await page.goto(`${server.url}/t/${ticket.token}`);
	await clerk.serve();
	await clerk.move("finish");
	await failed;
	await page.unroute("**/phone_rating.js*");
	const lead = await Clerk.at(server.url, undefined, "hoa");
	const reopen = () => lead.expect(200, "POST", `/api/v1/tickets/${ticket.id}/reopen`, { reason: "còn thiếu chữ ký" });
	await reopen();
	await clerk.serve();
	await clerk.move("finish");
	await page.waitForSelector("#rate:not([hidden])");
	await score(2).click();
	await page.check("#reasons input[value=wait]");
	await page.click("#send");
	await thanked();
	await reopen();
	await page.waitForSelector("#thanks", { state: "hidden" });
	await until("no score", async () => (await page.locator("#rate button[aria-pressed=true], #reasons :checked").count()) === 0);
	assertFaultless(page);
});

for (const look of LOOKS) {
	test(`no finding: ${look.name}`, async () => {
		const other = await open(browser, look);
		for (const query of ["", "?lang=en"]) {
			const ticket = await served(other);
			if (query) await other.goto(`${server.url}/t/${ticket.token}${query}`);
			await other.waitForSelector("#rate:not([hidden])");
			await assertAccessible(other, "the question");
			await score(1, other).click();
			await other.waitForSelector("#reasons:not([hidden])");
			await assertAccessible(other, "the reasons");
			await other.click("#send");
			await thanked(other);
			await assertAccessible(other, "thanks");
		}
		assertFaultless(other);
		await leave(other);
	});
}
