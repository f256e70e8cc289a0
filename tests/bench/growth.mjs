// growth: what a server takes with a hundred thousand and a million numbers of past days in its store, beside one with
// none, turn by turn; the days are made through the product's own code (tests/bench/fill.c). The backup that is due after
// each day is made before; what it costs those who take numbers beside one is told apart.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Clerk } from "../harness/client.mjs";
import { manyNumbers, openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { BUILD } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { BACKUPS, backedUp } from "./backup.mjs";
import { figure, measured, median } from "./figures.mjs";

const DAYS = Number(process.env.DAYS ?? 1000);
const PAST = (process.env.PAST ?? "0,100000,1000000").split(",").map(Number); // numbers; the first are none
const TURNS = Number(process.env.TURNS ?? 5); // five at most
const [BEFORE, FIRST] = ["2026-01-04 06:00", 20260105];
const TODAY = ["2029-04-02", "2029-04-03", "2029-04-04", "2029-04-05", "2029-04-06"]; // of each turn
const [SECONDS, CALLS, SCREENS] = [1.5, 150, 10];
const SPANS = { month: [20290201, 20290228], year: [20280101, 20281231] };
const PATHS = { search: "/api/v1/procedures?q=khai%20sinh&limit=10", board: "/api/v1/board" };
const GOALS = { numbers: { atLeast: 0.9 }, call: { atMost: 1.1 } };
const UNITS = { numbers: "1/s", beside_backup: "1/s" };
const BESIDE = { beside_backup: "numbers" }; // what it is held beside, of the same store

const office = manyNumbers(openAlways(await readOffice(PROVINCE)));
const counter = office.counters[0];
const [[service]] = counter.services;

async function took(work) {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}

async function make(past) {
	const accounts = [{ user: "an", role: "clerk" }, { user: "truong", role: "lead" }, { user: "quan", role: "admin" }];
	const server = await Server.make({ at: BEFORE, change: () => office, accounts, devices: [{ name: "cua", role: "kiosk" }] });
	const args = [server.data, FIRST, DAYS, Math.ceil(past / DAYS)].map(String);
	const filled = past && (await took(() => spawnSync(join(BUILD, "test/fill"), args, { stdio: "inherit" })));
	console.log(`# ${past} numbers of past days, made in ${(filled / 1000).toFixed(0)} s`);
	return server;
}

async function enter(server) {
	const clerk = await Clerk.at(server.url, counter.id);
	await clerk.move("open");
	return { LOAD_KEY: server.keys.cua, LOAD_COOKIE: clerk.cookie, LOAD_CSRF: clerk.csrf };
}

// One turn, on a day of its own that has begun and has no numbers yet.
async function turn(server, today) {
	await server.clock.set(`${today} 08:00`);
	await server.start();
	const backup = await took(async () => backedUp(await Clerk.at(server.url, undefined, "quan")));
	await server.stop();
	const told = { start: await took(() => server.start()) };
	const env = await enter(server);
	const lead = await Clerk.at(server.url, undefined, "truong");
	const { port } = server;
	const load = (what, connections, of) => measured("load", [what, port, SECONDS, connections, of], { env });
	told.call = (await measured("load_feed", ["call", port, SCREENS, CALLS, counter.id, service], { env })).call_p50;
	for (const [name, path] of Object.entries(PATHS)) told[name] = (await load("get", 1, path)).get_p50;
	for (const [name, [from, to]] of Object.entries(SPANS)) told[name] = await took(() => lead.get(`/api/v1/reports/summary?from=${from}&to=${to}`));
	told.numbers = (await load("take", 8, service)).take_rate;
	const admin = await Clerk.at(server.url, undefined, "quan");
	await admin.expect(202, "POST", BACKUPS, {});
	told.beside_backup = (await load("take", 8, service)).take_rate;
	told.backup = backup;
	await server.stop();
	return told;
}

const servers = [];
try {
	for (const past of PAST) servers.push(await make(past));
	const turns = servers.map(() => []);
	for (let i = 0; i < TURNS; i++) for (const [at, server] of servers.entries()) turns[at].push(await turn(server, TODAY[i]));
	const of = (at, name) => median(turns[at].map((told) => told[name]));
	for (const name of Object.keys(turns[0][0])) {
		for (const [at, past] of PAST.entries()) {
			const unit = UNITS[name] ?? "ms";
			const floor = BESIDE[name] ? of(at, BESIDE[name]) : at ? of(0, name) : undefined;
			if (name === "start") figure(`start_${past}`, of(at, name), unit, { atMost: 1000 });
			else figure(`growth_${name}_${past}`, of(at, name), unit, { floor, ...(at && GOALS[name]) });
		}
	}
} finally {
	for (const server of servers) await server.close();
}
