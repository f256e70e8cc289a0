// Who begins to wait while a counter is ready: shown on its clerk's page and in the tab's title,
// sounded once, gone when another counter calls.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless, openBeside } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { officePerTest } from "./office.mjs";

const CHIME = [660, 880];
const OFFERED = "A001 đang chờ";

let server, kiosk, page, desk, other;

afterEach(() => assertFaultless(page));
officePerTest({ clerks: [], people: PEOPLE }, async (office) => {
	({ server, kiosk, page } = office);
	await page.addInitScript(listen);
	desk = new DeskPage(page, server.url);
	other = await Clerk.at(server.url, 3, "binh");
});

// Runs in the page: what its loudspeaker would give goes into `heard`, and nothing but the feed makes
// it read the queue again.
function listen() {
	const silent = { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to };
	window.heard = [];
	window.AudioContext = class {
		currentTime = 0;
		createGain() {
			return silent;
		}
		createOscillator() {
			const frequency = {};
			return { frequency, connect: (to) => to, start: () => window.heard.push(frequency.value), stop() {} };
		}
	};
	const every = window.setInterval.bind(window);
	window.setInterval = (act, ms) => (ms < 10000 ? every(act, ms) : 0);
}

// Runs in the page: for the browser its driver's every look at a page is a touch.
function untouched() {
	Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive: false } });
}

function heard() {
	return page.evaluate(() => window.heard);
}

// The counter is open; nobody waits.
async function beReady(counter = 2) {
	await desk.signIn(counter);
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	await desk.settled();
}

// "" while nobody is offered.
async function offered() {
	const [text, title] = await Promise.all([desk.text("#offer b"), page.title()]);
	assert.equal(title.startsWith(text ? `${text} – Quầy` : "Quầy"), true, title);
	return text;
}

function untilOffered(text) {
	return until(`"${text}" to be offered`, async () => (await desk.text("#offer b")) === text && (await page.title()).includes(text));
}

test("is shown and sounded once, and the next step calls it", async () => {
	await beReady();
	assert.equal(await offered(), "");
	await kiosk.take("chung-thuc", { procedure: "2.000815" });
	await untilOffered(OFFERED);
	assert.equal(await offered(), OFFERED);
	assert.equal((await desk.text("#offer")).replace(/\s+/g, " "), "A001 đang chờ – bấm Space để gọi");
	assert.equal(await page.getAttribute("#offer", "role"), "status");
	assert.equal(await desk.text("#facts"), "Chứng thực bản sao từ bản chính");
	assert.deepEqual(await heard(), CHIME);
	await kiosk.take("chung-thuc");
	await desk.waitForQueue(["A001", "A002"]);
	assert.deepEqual(await heard(), CHIME, "read again, not sounded again");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
	assert.equal(await desk.text("#offer"), "");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ" });
	await desk.press("h");
	await untilOffered("A002 đang chờ");
	assert.deepEqual(await heard(), CHIME, "what a step of one's own brings is seen anyway");
});

test("is gone when another counter calls, and comes when another counter goes", async () => {
	await beReady();
	await other.move("open");
	await kiosk.take("chung-thuc");
	await untilOffered(OFFERED);
	await other.move("next");
	await until("nobody to be offered", async () => (await offered()) === "");
	await other.move("absent");
	await kiosk.take("ho-tich");
	await desk.waitForQueue(["B001"]);
	assert.equal(await offered(), "", "it is the other counter's own work");
	assert.deepEqual(await heard(), CHIME);
	await other.move("pause", {});
	await untilOffered("B001 đang chờ");
	assert.deepEqual(await heard(), [...CHIME, ...CHIME]);
	await other.move("open");
	await until("nobody to be offered", async () => (await offered()) === "");
});

// Counter 1 helps out with A and has nothing to do with B.
test("comes and goes with what counters do that have other work", async () => {
	await other.move("open");
	await beReady(1);
	await kiosk.take("chung-thuc");
	await desk.waitForQueue(["A001"]);
	assert.equal(await offered(), "", "counter 3 adds less to it");
	await kiosk.take("ho-tich", { priority: "elderly" });
	await untilOffered(OFFERED);
	await other.move("call", { number: "B001" });
	await other.move("start");
	await other.move("finish");
	await until("nobody to be offered", async () => (await offered()) === "");
});

test("says whom a press would call, while somebody before him is offered elsewhere", async () => {
	const busy = await Clerk.at(server.url, 2, "an");
	await busy.move("open");
	await kiosk.take("chung-thuc");
	await beReady(3);
	await desk.waitForQueue(["A001"]);
	assert.equal(await offered(), "");
	await kiosk.take("chung-thuc");
	await untilOffered(OFFERED);
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
});

test("is silent when the clerk wants it so, also another day", async () => {
	await beReady();
	const word = "#menu-chime";
	await page.click("#person");
	assert.equal(await desk.text(word), "Tắt tiếng báo có người chờ");
	await page.click(word);
	await kiosk.take("chung-thuc");
	await untilOffered(OFFERED);
	await page.reload();
	await page.waitForSelector("#desk:not([hidden])");
	await untilOffered(OFFERED);
	await page.keyboard.press("Shift");
	await other.move("open");
	await other.move("next");
	await until("nobody to be offered", async () => (await offered()) === "");
	await kiosk.take("chung-thuc");
	await untilOffered("A002 đang chờ");
	assert.deepEqual(await heard(), []);
	await page.click("#person");
	assert.equal(await desk.text(word), "Bật tiếng báo có người chờ");
	await page.click(word);
	assert.deepEqual(await heard(), CHIME, "who turns it on hears what it is");
});

test("is silent on a page that nobody has touched, and not late", async () => {
	await beReady();
	page = await openBeside(page);
	desk = new DeskPage(page, server.url);
	await page.addInitScript(listen);
	await page.addInitScript(untouched);
	await page.goto(`${server.url}/clerk`);
	await desk.waitFor({ state: "Sẵn sàng" });
	await kiosk.take("chung-thuc");
	await untilOffered(OFFERED);
	await page.keyboard.press("Shift");
	assert.deepEqual(await heard(), []);
	await other.move("open");
	await other.move("next");
	await until("nobody to be offered", async () => (await offered()) === "");
	await kiosk.take("chung-thuc");
	await untilOffered("A002 đang chờ");
	assert.deepEqual(await heard(), CHIME);
});
