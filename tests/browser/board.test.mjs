// The hall's board in a browser: what is called is there at once, one call after the other; lost and
// back; the letters are as high as the distance asks for; each call is heard whole and once.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { png, putSlide } from "../harness/slide.mjs";
import { until } from "../harness/wait.mjs";
import { BoardPage } from "./board.mjs";
import { assertAccessible, assertFaultless, launch } from "./browser.mjs";

const NAMES = ["an", "binh", "chi", "dung"];
const RATE = 8000;
let browser, server, kiosk, clerks, board;

before(async () => {
	browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
});
after(() => browser?.close());

async function begin(options = {}) {
	server = await Server.start({ catalogue: false, clerks: NAMES, people: [{ user: "hoa", role: "lead" }], ...options });
	kiosk = new Kiosk(server.url, { key: server.keys.cua });
	clerks = [];
	for (const [i, name] of NAMES.entries()) {
		clerks.push(await Clerk.at(server.url, i + 2, name));
		await clerks[i].move("open");
	}
}

beforeEach(() => begin());
afterEach(async () => {
	if (board) assertFaultless(board.page);
	await board?.close();
	board = null;
	await server.close();
});

// What each of the clerks' counters does.
const SERVES = { 2: "chung-thuc", 3: "chung-thuc", 4: "dat-dai", 5: "van-xa" };

async function call(clerk, more = {}) {
	await kiosk.take(SERVES[clerk.counter], more);
	return (await clerk.move("next")).ticket.number;
}

// A recording of each clip that the call needs, of a length of its own; their names in order.
async function record(number, counter, lang = "vi", leftOut = null) {
	const { clips } = await new Client(server.url).get(`/api/v1/voice?number=${number}&counter=${counter}&lang=${lang}`);
	const dir = join(server.data, "voice", lang);
	await mkdir(dir, { recursive: true });
	for (const [i, clip] of [...new Set(clips)].entries()) if (clip !== leftOut) await writeFile(join(dir, `${clip}.wav`), wav(0.12 + i * 0.02));
	return clips;
}

function wav(seconds) {
	const count = Math.round(seconds * RATE);
	const bytes = Buffer.alloc(44 + 2 * count);
	bytes.write("RIFF");
	bytes.writeUInt32LE(bytes.length - 8, 4);
	bytes.write("WAVEfmt ", 8);
	[[16, 4], [1, 2], [1, 2], [RATE, 4], [RATE * 2, 4], [2, 2], [16, 2]].reduce((at, [n, size]) => bytes.writeUIntLE(n, at, size), 16);
	bytes.write("data", 36);
	bytes.writeUInt32LE(2 * count, 40);
	for (let i = 0; i < count; i++) bytes.writeInt16LE(Math.round(9000 * Math.sin(i)), 44 + 2 * i);
	return bytes;
}

const names = (fetched) => fetched.map((path) => path.split("/").pop().replace(".wav", ""));

test("a call is there within a second, with its counter, its row, in the title, and said once", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await board.says("#empty-title", "Chưa có số nào được gọi");
	await kiosk.take("chung-thuc");
	const asked = Date.now();
	const shown = board.shows("A001", 2).then(() => Date.now() - asked);
	await clerks[0].move("next");
	const took = await shown;
	assert.ok(took < 1000, `${took} ms`);
	await board.says("#row-2 .number", "A001");
	assert.equal(await board.page.locator("#row-2.lit").count() + await board.page.locator("#call.now").count() > 0, true);
	assert.equal(await board.page.title(), "A001: mời đến quầy 2 – Motcua");
	assert.equal((await board.page.locator("#said").textContent()).trim(), "Mời công dân có số A 0 0 1, đến quầy số 2.");
	await clerks[0].move("start");
	await clerks[0].move("finish");
	await board.says("#call-head", "Gọi gần nhất");
	await board.says("#row-2 .state", "Sẵn sàng");
	await clerks[0].move("pause", { back_in_min: 5 });
	await board.says("#row-2 .state", "Tạm nghỉ");
	await clerks[0].move("close");
	await until("the row to go", async () => (await board.page.locator("#row-2").count()) === 0);
});

test("two calls at once follow one another; the second row is lit at once; a reason is said", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await call(clerks[0]);
	await call(clerks[1], { priority: "elderly" });
	await board.shows("A001", 2);
	await until("the row of the second", async () => (await board.page.locator("#row-3.lit").count()) === 1);
	await board.says("#row-3 .why", "Ưu tiên");
	assert.equal(await board.text("#number"), "A001");
	const second = until("the second call", async () => (await board.text("#number")) === "A002", 15000);
	await second;
	await board.says("#reason", "Ưu tiên");
	await board.says("#calls li:first-child .number", "A001");
});

test("a recall is said again, a reload says nothing old", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await call(clerks[0]);
	await board.shows("A001", 2);
	await board.page.evaluate(() => { document.getElementById("said").textContent = ""; });
	await server.clock.advance(10);
	await clerks[0].move("recall");
	await until("it to be said again", async () => (await board.page.locator("#said").textContent()).includes("A 0 0 1"));
	await board.page.reload();
	await board.shows("A001", 2);
	await board.says("#call-head", "Gọi gần nhất");
	assert.equal(await board.page.locator("#said").textContent(), "");
	assert.equal(await board.isLit(), 0);
	await call(clerks[1]);
	await board.shows("A002", 3);
	await board.says("#call-head", "Mời số");
});

test("the link lost: the mark, no yellow, outlines; back at once, and calls go on", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await call(clerks[0]);
	await board.shows("A001", 2);
	await server.kill();
	await board.page.waitForSelector("#lost:not([hidden])");
	assert.match(await board.text("#lost"), /^Mất kết nối lúc \d\d:\d\d\s+Số dưới đây có thể đã cũ\.$/);
	assert.equal(await board.isLit(), 0);
	assert.equal(await board.page.locator(".lit").count(), 0);
	assert.equal(await board.text("#call-head"), "Gọi gần nhất");
	const look = (selector) => board.page.locator(selector).evaluate((node) => getComputedStyle(node).backgroundColor);
	assert.equal(await look("#called .door"), "rgb(255, 255, 255)");
	assert.equal(await look("#head"), "rgb(122, 32, 22)");
	await server.start();
	const back = Date.now();
	await board.page.waitForSelector("#lost", { state: "hidden" });
	assert.ok(Date.now() - back < 2000, `${Date.now() - back} ms`);
	await call(clerks[1]);
	await board.shows("A002", 3);
});

test("refused by a proxy while the server starts: the mark at once, and the calls again by itself", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await call(clerks[0]);
	await board.shows("A001", 2);
	let refused = 0;
	await board.page.route("**/api/v1/feed", (route) => {
		refused++;
		return route.fulfill({ status: 404, body: "" });
	});
	await server.kill();
	await server.start();
	await until("it to be refused", () => refused > 0);
	await board.page.waitForSelector("#lost:not([hidden])");
	await board.page.unroute("**/api/v1/feed");
	await call(clerks[1]);
	await board.shows("A002", 3);
	await board.page.waitForSelector("#lost", { state: "hidden" });
});

test("another program behind the same address: the page is loaded anew", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await board.page.evaluate(() => { window.stays = true; });
	await server.kill();
	await server.start();
	await call(clerks[0]);
	await board.shows("A001", 2);
	assert.equal(await board.page.evaluate(() => window.stays), true, "the same program: nothing happens");
	await board.page.route("**/board", async (route) => {
		const answer = await route.fetch();
		await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-build="\w+"/, 'data-build="0123456789abcdef"') });
	});
	await server.kill();
	await server.start();
	await until("a page of its own", async () => (await board.page.evaluate(() => window.stays)) === undefined);
});

// How high the capitals of an element really are, on the screen's glass.
function capsOf(page, selector, diagonal) {
	return page.locator(selector).first().evaluate((node, inches) => {
		const { fontFamily, fontSize, fontWeight } = getComputedStyle(node);
		const pen = document.createElement("canvas").getContext("2d");
		pen.font = `${fontWeight} 1000px ${fontFamily}`;
		const { left, right, top, bottom } = node.getBoundingClientRect();
		const whole = left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
		return { mm: pen.measureText("H").actualBoundingBoxAscent * parseFloat(fontSize) / 1000 * inches * 25.4 / Math.hypot(innerWidth, innerHeight), whole };
	}, diagonal);
}

test("letters are as high as their distance asks for, on every screen", async () => {
	for (const clerk of clerks) await call(clerk, { priority: "elderly" });
	board = await BoardPage.open(browser, server.url, "?quiet");
	for (const [width, height, diagonal, distance, list] of [
		[1920, 1080, 55, 10, 4], [1280, 720, 43, 8, 3], [3840, 2160, 65, 12, 4], [1080, 1920, 55, 10, 4], [1920, 1080, 32, 6, 2], [960, 540, 85, 15, 5],
	]) {
		await board.page.setViewportSize({ width, height });
		await board.page.goto(`${server.url}/board?quiet&diagonal=${diagonal}&distance=${distance}&list=${list}`);
		await board.page.waitForSelector("body.fit #row-2 .number");
		const what = `${width}×${height}, ${diagonal}", ${distance} m, ${list} m`;
		const least = { "#number": distance / 82, "#to": distance / 82, "#rows .number": list / 82, "#rows .door": list / 82 };
		for (const selector of ["#call-head", "#to-word", "#office", "#clock", "#waiting-head", "#minutes", ".count b", ".count .door", "#waits .minutes", "#notice-page", "#recent-head"]) least[selector] = list / 172;
		for (const [selector, metres] of Object.entries(least)) {
			if (!(await board.page.locator(selector).first().isVisible())) continue;
			const { mm, whole } = await capsOf(board.page, selector, diagonal);
			assert.ok(mm >= metres * 1000 - 0.01, `${selector} is ${mm} mm high, not ${metres * 1000} (${what})`);
			assert.ok(whole, `${selector} is on the screen (${what})`);
		}
		const [height_px, wide] = await board.page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
		assert.ok(height_px <= height && wide <= width, `nothing to scroll (${what})`);
	}
});

test("nothing lies over anything else, in the ward and in the province", async () => {
	const overlaps = () => board.page.evaluate(() => {
		const parts = [...document.querySelectorAll("#head, #call, #recent, .row, #waiting:not(.away), #foot:not(.away) > *")].filter((node) => node.getClientRects().length);
		const boxes = parts.map((node) => [node.id || node.className, node.getBoundingClientRect()]);
		const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
		const nested = (i, j) => parts[i].contains(parts[j]) || parts[j].contains(parts[i]);
		return boxes.flatMap(([name, box], i) => boxes.slice(i + 1).filter(([, other], k) => !nested(i, i + 1 + k) && over(box, other)).map(([other]) => `${name} over ${other}`));
	});
	const tight = () => board.page.evaluate(() => [...document.querySelectorAll(".number, #number, #to, .row .door, .state, #waits li")].filter((node) => node.scrollWidth > node.clientWidth + 2 && getComputedStyle(node).overflow === "hidden").map((node) => node.textContent));
	const cut = () => board.page.evaluate(() => {
		const { bottom } = document.getElementById("serving").getBoundingClientRect();
		return [...document.querySelectorAll("#rows .row")].filter((row) => row.getBoundingClientRect().bottom > bottom + 1).map(({ id }) => id);
	});
	for (const clerk of clerks) await call(clerk, { priority: "elderly" });
	board = await BoardPage.open(browser, server.url, "?quiet");
	for (const [width, height] of [[1920, 1080], [1080, 1920], [1280, 720]]) {
		await board.page.setViewportSize({ width, height });
		await until("no overlap", async () => (await overlaps()).length === 0);
		assert.deepEqual(await cut(), [], `${width}×${height}`);
		assert.deepEqual(await tight(), []);
	}
	await board.close();
	await server.close();
	const province = openAlways(await readOffice(PROVINCE));
	await begin({ change: () => province });
	const { counters } = await new Client(server.url).get("/api/v1/office");
	for (const clerk of clerks) {
		await kiosk.take(counters.find(({ id }) => id === clerk.counter).services[0]);
		await clerk.move("next");
	}
	board = await BoardPage.open(browser, server.url, "?quiet");
	for (const [width, height] of [[1920, 1080], [1080, 1920]]) {
		await board.page.setViewportSize({ width, height });
		await until("no overlap", async () => (await overlaps()).length === 0);
	}
});

test("a call is heard: the chime, then its words in order, none over another, none cut off, none twice", async () => {
	const clips = await record("A001", 2);
	await record("A002", 3);
	board = await BoardPage.open(browser, server.url);
	await until("sound to be allowed", () => board.page.locator("#sound").isHidden());
	await call(clerks[0]);
	await call(clerks[1]);
	const count = 2 * (2 + clips.length);
	const heard = await until("both calls to be heard", async () => {
		const all = await board.heard();
		return all.length >= count ? all : null;
	}, 40000);
	assert.equal(heard.length, count);
	let at = 0;
	for (const [i, { what, from, until: end }] of heard.entries()) {
		assert.notEqual(what, "cut off");
		const isTone = i % (2 + clips.length) < 2;
		assert.equal(what === "tone", isTone, `sound ${i}`);
		if (isTone) {
			assert.ok(end > at, "the chime is after all that was before");
		} else {
			assert.ok(from >= at, `sound ${i} begins when the one before has ended`);
			at = end;
		}
	}
	const first = heard.slice(2, 2 + clips.length).map(({ what }) => what);
	const length = new Map(clips.map((clip, i) => [clip, first[i]]));
	assert.deepEqual(first, clips.map((clip) => length.get(clip)), "the same word is as long each time");
	assert.deepEqual([...new Set(names(board.fetched))].sort(), [...new Set([...clips, "so-3"])].sort());
	assert.equal(new Set(board.fetched).size, board.fetched.length, "each recording is fetched once");
});

test("in two languages, one after the other; softer as asked", async () => {
	const vi = await record("A001", 2, "vi");
	const en = await record("A001", 2, "en");
	board = await BoardPage.open(browser, server.url, "?lang=en,vi&volume=30");
	await board.says("#empty-title", "No number called yet");
	await call(clerks[0]);
	await until("all of it", async () => (await board.heard()).length >= 2 + vi.length + en.length, 20000);
	const order = await board.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/api/v1/voice")));
	assert.match(order[0], /lang=en/);
	assert.match(order[1], /lang=vi/);
});

test("a word that is missing: the chime alone, and the next call goes on", async () => {
	const clips = await record("A001", 2, "vi", "so-0");
	assert.ok(clips.includes("so-0"));
	board = await BoardPage.open(browser, server.url);
	await call(clerks[0]);
	await board.shows("A001", 2);
	await until("the chime", async () => (await board.heard()).length >= 2);
	await call(clerks[1]);
	await until("the next chime", async () => (await board.heard()).length >= 4, 25000);
	assert.ok((await board.heard()).every(({ what }) => what === "tone"));
	await board.shows("A002", 3);
});

test("sound is asked for where a browser forbids it, and remembered", async () => {
	const strict = await launch(["--autoplay-policy=document-user-activation-required"]);
	try {
		const page = await BoardPage.open(strict, server.url);
		await page.says("#sound", "Bật tiếng");
		await call(clerks[0]);
		await page.shows("A001", 2);
		assert.deepEqual(await page.heard(), [], "nothing is kept for later");
		await page.page.click("#sound");
		await until("the button to go", () => page.page.locator("#sound").isHidden());
		await call(clerks[1]);
		await until("the chime", async () => (await page.heard()).length >= 2, 25000);
		assert.equal(await page.page.evaluate(() => localStorage.getItem("motcua.board.sound")), "on");
		await page.page.reload();
		await page.says("#sound", "Bật tiếng");
		await page.page.keyboard.press("ArrowRight");
		await until("any key to do", () => page.page.locator("#sound").isHidden());
		assertFaultless(page.page);
	} finally {
		await strict.close();
	}
});

test("a hundred calls in a second: the last state is right, and nothing grows", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	const size = () => board.page.evaluate(() => [document.querySelectorAll("*").length, window.heard.length]);
	const moveOn = async (clerk) => {
		await kiosk.take(SERVES[clerk.counter]);
		await clerk.move("next");
		await clerk.move("start");
		await clerk.move("finish");
	};
	const rows = () => board.page.locator("#rows .row").evaluateAll((all) => all.map((row) => `${row.id} ${row.querySelector(".what").firstChild.textContent}`));
	await Promise.all(clerks.map(moveOn));
	const before = await size();
	for (let round = 0; round < 7; round++) await Promise.all(clerks.map(moveOn));
	for (const clerk of clerks) await call(clerk);
	const { counters, recent } = await new Client(server.url).get("/api/v1/board");
	const wanted = counters.filter(({ state }) => state !== "closed").map(({ id, number }) => `row-${id} ${number}`);
	await until("the last state", async () => String(await rows()) === String(wanted));
	const said = await board.text("#calls");
	assert.ok(recent.slice(0, 4).some(({ number }) => said.includes(number)), said);
	const [nodes] = await size();
	assert.ok(nodes <= before[0] + 20, `${before[0]} elements before, ${nodes} after`);
});

test("notices are shown a page of one line at a time; without any the date", async () => {
	const lead = await Clerk.at(server.url, undefined, "hoa");
	board = await BoardPage.open(browser, server.url, "?quiet");
	await board.says("#notice-page", /^(Thứ .*|Chủ Nhật), \d\d\/\d\d\/\d{4}$/);
	const long = "Buổi sáng ngừng cấp số lúc 11:15, buổi chiều cấp số từ 13:15, xin mang theo căn cước công dân và các giấy tờ liên quan.";
	let told = 0;
	const tell = () => lead.expect(200, "PUT", "/api/v1/notices", { notices: [{ vi: "Chiều nay nghỉ họp." }, { vi: long, en: `Told ${++told} times.` }] });
	await tell();
	await board.says("#notice-page", /^(Chiều nay nghỉ họp\.|Buổi sáng ngừng cấp số lúc 11:15,.*)$/);
	assert.equal((await board.page.locator("#notice-all").textContent()).trim(), `Chiều nay nghỉ họp. ${long}`);
	const pages = new Set();
	const wanted = `Chiều nay nghỉ họp. ${long}`;
	await until("all pages", async () => {
		const page = board.page.locator("#notice-page");
		pages.add(await page.innerText());
		assert.ok(await page.evaluate((node) => node.offsetWidth <= node.parentElement.clientWidth), "no page is cut");
		await server.clock.advance(10);
		await tell(); // and with it what time it is
		return [...pages].every((text) => wanted.includes(text)) && [...pages].join("").length >= wanted.length - pages.size;
	});
	await board.page.goto(`${server.url}/board?quiet&lang=en`);
	await until("the Vietnamese one to be marked", async () => (await board.page.locator('#notice-all [lang="vi"]').innerText()).trim() === "Chiều nay nghỉ họp.");
	assert.equal(await board.page.locator("#notice-all [lang]").count(), 1);
});

test("a zone's board shows and says what is called there, and nothing else", async () => {
	await server.close();
	const zones = [{ id: "a", name_vi: "Khu A", name_en: "Area A", counters: [2] }, { id: "b", name_vi: "Khu B", name_en: "Area B", counters: [4, 5] }];
	await begin({ change: (office) => ({ ...office, zones }) });
	board = await BoardPage.open(browser, server.url, "?quiet&zone=b");
	await board.says("#office", /^Bộ phận .* · Khu B$/);
	await call(clerks[0]);
	await call(clerks[2]);
	await board.shows("D001", 4);
	assert.deepEqual(await board.page.locator("#rows .row").evaluateAll((rows) => rows.map(({ id }) => id)), ["row-4", "row-5"]);
	assert.equal(await board.page.locator("#wait-chung-thuc").count(), 0);
	assert.equal((await board.page.locator("#said").textContent()).includes("A 0 0 1"), false);
	await board.page.goto(`${server.url}/board?quiet&zone=nowhere`);
	await board.says("#start-title", "Chưa có khu này");
});

test("the office's pictures stand beside the calls, still while one is lit, and go when they are taken off", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	const lead = await Clerk.at(server.url, undefined, "hoa");
	const { page } = board;
	const slide = () => page.locator("#slide").evaluate((image) => (image.complete && image.naturalWidth && image.getClientRects().length ? image.alt : ""));
	await putSlide(lead, "lịch nghỉ.png", png(400, 300, [200, 30, 30]));
	await until("the picture", async () => (await slide()) === "lịch nghỉ");
	for (const [width, height] of [[1920, 1080], [1080, 1920]]) {
		await page.setViewportSize({ width, height });
		await until("a third of the screen beside the call", () => page.evaluate(() => {
			const [a, b] = ["slide", "call"].map((id) => document.getElementById(id).getBoundingClientRect());
			const apart = a.left >= b.right || a.top >= b.bottom;
			return apart && a.width * a.height >= innerWidth * innerHeight / 3 - innerHeight;
		}));
		await assertAccessible(page, `with a picture, ${width}×${height}`);
	}
	await call(clerks[0]);
	await board.shows("A001", 2);
	assert.equal(await slide(), "lịch nghỉ");
	const headers = { Cookie: lead.cookie, "X-CSRF-Token": lead.csrf };
	await fetch(`${server.url}/api/v1/slides/${encodeURIComponent("lịch nghỉ.png")}`, { method: "DELETE", headers });
	assert.ok(await board.isLit());
	assert.equal(await slide(), "lịch nghỉ");
	await until("the picture to go", async () => (await slide()) === "", 15000);
	assertFaultless(page);
});

test("the home page leads here", async () => {
	board = await BoardPage.open(browser, server.url, "?quiet");
	await board.page.goto(`${server.url}/`);
	await board.page.click('a[href="/board"]');
	await board.page.waitForURL("**/board");
	await board.page.waitForSelector("#board:not([hidden])");
});
