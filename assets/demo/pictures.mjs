// pictures: the pages of the office on a ward's Monday morning, reports of two months (made by build/test/fill),
// and the set-up of a new office; in build/demo.
import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ADMIN, AdminPage } from "../../tests/browser/admin.mjs";
import { launch, open } from "../../tests/browser/browser.mjs";
import { LEAD, LeadPage } from "../../tests/browser/lead.mjs";
import { ReportsPage } from "../../tests/browser/reports.mjs";
import { Clerk, Kiosk } from "../../tests/harness/client.mjs";
import { BUILD } from "../../tests/harness/program.mjs";
import { PASSWORD, Server } from "../../tests/harness/server.mjs";

const OUT = join(BUILD, "demo");
const BEHIND = { from: 20260928, days: 48, tickets: 290 };
const MORNING = "2026-11-23 08:05";
const CLERKS = ["an", "binh", "chi", "dung", "giang", "hanh"];
const WANTED = ["chung-thuc", "ho-tich", "cu-tru", "chung-thuc", "dat-dai", "ho-tich", "chinh-sach"];
const SIZE = { width: 1440, height: 900 };

async function keep(page, name, options = {}) {
	const path = join(OUT, `${name}.png`);
	await page.screenshot({ path, ...options });
	console.log(path);
}

// The office's clock and no longer this machine's.
async function morningShown(page) {
	await page.waitForFunction(() => document.querySelector("#clock").textContent.startsWith("8:"));
}

async function filled() {
	const server = await Server.make({ at: "2026-09-27 06:00" });
	const { user, role, ...person } = LEAD;
	await server.addUser(user, role, PASSWORD, person);
	const { from, days, tickets } = BEHIND;
	const { status } = spawnSync(join(BUILD, "test/fill"), [server.data, from, days, tickets].map(String), { stdio: "inherit", env: { ...process.env, LOOK: "60" } });
	if (status !== 0) throw new Error(`fill ended with ${status}`);
	await server.clock.set(MORNING);
	await server.start();
	return server;
}

async function reports(browser) {
	const server = await filled();
	const page = await open(browser, SIZE);
	await new ReportsPage(page, { server }).open("?from=20261101&to=20261122", LEAD.user);
	await morningShown(page);
	await keep(page, "reports");
	await page.context().close();
	await server.close();
}

// Four counters serve, two call, and others wait.
async function morning(server) {
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerks = [];
	for (const [i, user] of CLERKS.entries()) {
		const clerk = await Clerk.at(server.url, i + 1, user);
		await clerk.move("open");
		clerks.push(clerk);
	}
	for (let i = 0; i < 21; i++) {
		await kiosk.take(WANTED[i % WANTED.length], i % 9 === 4 ? { priority: "elderly" } : {});
		await server.clock.advance(40);
	}
	for (const clerk of clerks) {
		await clerk.move("next");
		await server.clock.advance(25);
	}
	for (const clerk of clerks.slice(0, 4)) await clerk.move("start");
	await server.clock.advance(100);
	for (const clerk of clerks) await clerk.get("/api/v1/session");
}

async function office(browser) {
	const server = await Server.start({ at: MORNING, clerks: CLERKS, people: [LEAD, ADMIN] });
	await morning(server);
	const page = await open(browser, SIZE);
	await new LeadPage(page, server.url).signIn();
	await keep(page, "lead");
	await page.context().close();
	const desk = await open(browser, SIZE);
	await new AdminPage(desk, server.url).signIn("services");
	await morningShown(desk);
	await keep(desk, "admin");
	await desk.context().close();
	await server.close();
}

async function newOffice(browser) {
	const server = await Server.start({ office: false, catalogue: false, clerks: [], kiosks: [], at: MORNING });
	const page = await open(browser, SIZE);
	await page.goto(`${server.url}/admin#setup=${await server.token()}`);
	await page.waitForSelector("#first-name");
	await keep(page, "wizard");
	await page.context().close();
	await server.close();
}

await mkdir(OUT, { recursive: true });
const browser = await launch();
await office(browser);
await reports(browser);
await newOffice(browser);
await browser.close();
