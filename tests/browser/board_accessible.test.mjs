// The hall's board in a browser, for who cannot see it well or at all: no axe finding (WCAG 2.2 AA, target
// sizes, contrast 7:1) in any state and on any screen, parts and headings with names, English marked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { BoardPage } from "./board.mjs";
import { assertAccessible, assertFaultless, launch } from "./browser.mjs";

const SCREENS = [
	{ name: "full HD", width: 1920, height: 1080 },
	{ name: "upright", width: 1080, height: 1920 },
	{ name: "720p", width: 1280, height: 720 },
	{ name: "a phone of 320 px", width: 320, height: 640 },
	{ name: "enlarged to 200 %", width: 640, height: 360 },
];
let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

async function withServer(t, options) {
	const server = await Server.start({ catalogue: false, ...options });
	t.after(() => server.close());
	return server;
}

// The board in each look; `state` brings it into the state that is looked at.
async function everywhere(t, server, what, { query = "", state = () => {} } = {}) {
	for (const lang of ["vi", "en"]) {
		const board = await BoardPage.open(browser, server.url, `?lang=${lang}${query}`);
		t.after(() => board.close());
		await board.page.emulateMedia({ reducedMotion: "reduce" });
		await state(board);
		for (const { name, width, height } of SCREENS) {
			await board.page.setViewportSize({ width, height });
			const kind = width > 700 ? "fit" : "flow";
			await board.page.waitForSelector(`body.${kind}`);
			await assertAccessible(board.page, `${what}, ${name}, ${lang}`);
		}
		assertFaultless(board.page);
	}
}

test("empty, and with calls", async (t) => {
	const server = await withServer(t, { clerks: ["an", "binh"] });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	await everywhere(t, server, "empty");
	const [an, binh] = [await Clerk.at(server.url, 2, "an"), await Clerk.at(server.url, 3, "binh")];
	for (const clerk of [an, binh]) await clerk.move("open");
	for (let i = 0; i < 5; i++) await kiosk.take("chung-thuc", i % 2 ? { priority: "elderly" } : {});
	for (let i = 0; i < 2; i++) {
		await an.move("next");
		await an.move("absent");
	}
	await an.move("next");
	await binh.move("pause", { back_in_min: 5 });
	await everywhere(t, server, "calls", { state: (board) => board.says("#absent-list", /\d/) });
	await everywhere(t, server, "no sound", { query: "&quiet" });
});

test("lost, and with an office of long names", async (t) => {
	const long = "Trung tâm Phục vụ hành chính công và Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính phường Suối Hoa, thành phố Bắc Ninh";
	const change = (office) => ({
		...office,
		office: { ...office.office, name_vi: long, name_en: long },
		services: office.services.map((service) => ({ ...service, name_vi: `${service.name_vi}, và những lĩnh vực khác có tên rất dài` })),
	});
	const server = await withServer(t, { change });
	await everywhere(t, server, "lost", {
		state: async (board) => {
			await board.says("#office", /giải quyết thủ tục/);
			await server.kill();
			await board.page.waitForSelector("#lost:not([hidden])");
			await server.start();
			await board.page.route("**/feed", (route) => route.abort());
			await board.page.context().setOffline(true);
			await board.page.waitForSelector("#lost:not([hidden])");
		},
	});
});

test("closed", async (t) => {
	const server = await withServer(t, { hours: "own", at: "2026-11-29 09:00" });
	await everywhere(t, server, "closed", { state: (board) => board.says("#empty-title", /Ngoài giờ làm việc|Closed now/) });
});

test("the province, and a zone of it", async (t) => {
	const province = openAlways(await readOffice(PROVINCE));
	const names = Array.from({ length: 9 }, (_, i) => `nguoi-${i}`);
	const server = await withServer(t, { clerks: names, change: () => province });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const { counters } = await kiosk.get("/api/v1/office");
	for (const [i, name] of names.entries()) {
		const clerk = await Clerk.at(server.url, counters[i].id, name);
		await kiosk.take(counters[i].services[0]);
		await clerk.move("open");
		await clerk.move("next");
	}
	await everywhere(t, server, "province", { state: (board) => board.says("#number", /\d/) });
	await everywhere(t, server, "zone", { query: "&zone=B", state: (board) => board.says("#number", /\d/) });
});

test("what it is, for who hears it", async (t) => {
	const server = await withServer(t, { clerks: ["an"] });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await kiosk.take("chung-thuc");
	await clerk.move("next");
	const board = await BoardPage.open(browser, server.url, "?quiet&lang=en");
	t.after(() => board.close());
	await board.shows("A001", 2);
	const { page } = board;
	for (const [role, name] of [["banner"], ["main"], ["region", "Just called"], ["region", "Now serving"], ["region", "Waiting"]])
		assert.ok(await page.getByRole(role, name && { name }).count(), `${role} ${name ?? ""}`);
	assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
	assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
	await until("the row", async () => /Counter\s+2\s*A001/.test(await page.locator("#row-2").textContent()));
	assert.match(await page.locator("#wait-chung-thuc").textContent(), /Certification/);
});

test("a name that there is in Vietnamese alone is marked as such on the English page", async (t) => {
	const change = (office) => ({ ...office, services: office.services.map(({ name_en: en, ...service }) => service) });
	const server = await withServer(t, { change });
	const board = await BoardPage.open(browser, server.url, "?quiet&lang=en");
	t.after(() => board.close());
	await until("the mark", async () => (await board.page.locator("#wait-chung-thuc .name").getAttribute("lang")) === "vi");
});
