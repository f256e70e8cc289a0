// Backups while the server runs: made beside the day's work and proven, by itself when a day is over,
// tried out, taken elsewhere; and all that can be in the way.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Description } from "../harness/description.mjs";
import { Metrics } from "../harness/metrics.mjs";
import { ROOT } from "../harness/program.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const BACKUPS = "/api/v1/admin/backups";
const SERVICE = "chung-thuc";
const PEOPLE = [{ user: "quan", role: "admin" }, { user: "mai", role: "admin" }, { user: "lan", role: "lead" }];
const DAY = 24 * 3600;

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, clerks: [], people: PEOPLE, ...options });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const admin = await Clerk.at(server.url, undefined, "quan");
	return { server, kiosk, admin, folder: join(server.data, "backups") };
}

const described = new Description(await readFile(join(ROOT, "server/openapi.yaml"), "utf8"));

// What is told, which is as it is described.
async function list(admin) {
	const told = await admin.get(BACKUPS);
	described.holds(described.answer("GET", BACKUPS, 200), told, "backups");
	return told;
}

const begin = (admin) => admin.expect(202, "POST", BACKUPS, {});

// What is told once nothing is under way and `fits`.
function settled(admin, what, fits) {
	return until(what, async () => {
		const told = await list(admin);
		return !told.under_way && fits(told) ? told : null;
	});
}

async function make(admin) {
	const before = (await list(admin)).backups.length;
	await begin(admin);
	return settled(admin, "a backup", ({ last, backups }) => last && (last.fault || backups.length > before));
}

// { told, drill } of one that was tried out.
async function drill(admin, name) {
	await admin.expect(202, "POST", `${BACKUPS}/${name}/drill`, {});
	return settled(admin, "a drill", (told) => told.drill?.name === name);
}

const files = async (folder) => (await readdir(folder)).filter((name) => !name.startsWith("."));

test("backups: one made now is proven, tried out, taken elsewhere, and a day goes on from it", async (t) => {
	const { server, kiosk, admin, folder } = await open(t);
	for (let i = 0; i < 3; i++) await kiosk.take(SERVICE);
	const none = await list(admin);
	assert.deepEqual([none.backups, none.proven_at, none.under_way, none.last, none.fault], [[], null, null, null, null]);
	const told = await make(admin);
	const [one] = told.backups;
	assert.equal(told.last.fault, null);
	assert.deepEqual([one.kind, one.numbers, one.proven_at, told.proven_at, told.late], ["now", 3, one.at, one.at, false]);
	assert.equal(told.last.by, "admin:quan");
	assert.match(one.name, /^motcua-\d{8}-\d{6}-now\.sqlite$/);
	const { mode, size } = await stat(join(folder, one.name));
	assert.deepEqual([mode & 0o777, size], [0o600, one.size]);
	assert.equal((await Metrics.of(server.url)).value("motcua_backup_proven_timestamp_seconds"), one.at / 1000);
	const { drill: tried } = await drill(admin, one.name);
	assert.deepEqual([tried.fault, tried.day, tried.numbers], [null, (await kiosk.get("/api/v1/board")).day, 3]);
	assert.ok(tried.ms >= 0 && tried.changes >= 6);
	const headers = { Cookie: admin.cookie };
	const answer = await fetch(`${server.url}${BACKUPS}/${one.name}`, { headers });
	assert.equal(answer.headers.get("content-disposition"), `attachment; filename="${one.name}"`);
	const bytes = Buffer.from(await answer.arrayBuffer());
	assert.ok(bytes.equals(await readFile(join(folder, one.name))));
	assert.equal((await kiosk.take(SERVICE)).number, "A004", "the drill gave no number of the office's");
	const { entries } = await admin.get("/api/v1/admin/audit");
	assert.deepEqual(entries.slice(0, 2).map(({ act, object, by, can_undo: can }) => [act, object.kind, object.id, by, can]),
		[["drill", "backup", one.name, "admin:quan", false], ["make", "backup", null, "admin:quan", false]]);
	await server.stop();
	assert.deepEqual(await files(folder), [one.name]);
	await writeFile(join(server.dir, "taken.sqlite"), bytes);
	await server.command(["restore", join(server.dir, "taken.sqlite")]);
	await server.start();
	assert.equal((await kiosk.take(SERVICE)).number, "A005", "behind those of both");
});

test("backups: two administrators at once, and a press that is sent again, make one", async (t) => {
	const { server, kiosk, admin, folder } = await open(t);
	const other = await Clerk.at(server.url, undefined, "mai");
	await kiosk.take(SERVICE);
	const once = crypto.randomUUID();
	const answers = await Promise.all([admin.ask("POST", BACKUPS, {}, { once }), other.ask("POST", BACKUPS, {})]);
	assert.deepEqual(answers.map(({ status }) => status), [202, 202]);
	const told = await settled(admin, "a backup", ({ backups }) => backups.length > 0);
	assert.equal(told.backups.length, 1);
	assert.equal((await admin.ask("POST", BACKUPS, {}, { once })).status, 202);
	assert.equal((await settled(admin, "quiet", () => true)).backups.length, 1);
	assert.equal((await files(folder)).length, 1);
	assert.equal((await admin.ask("POST", BACKUPS, {}, { once: null })).body.error, "key_missing");
	assert.equal((await admin.ask("POST", `${BACKUPS}/none.sqlite/drill`, {})).status, 404);
	for (const name of ["none.sqlite", "..%2fmotcua.sqlite", "%2e%2e", ".motcua-backups", "motcua.txt"])
		assert.equal((await admin.ask("GET", `${BACKUPS}/${name}`)).status, 404, name);
});

test("backups: of two things that are asked for at once, one is begun and the other refused", async (t) => {
	const { kiosk, admin } = await open(t);
	await kiosk.take(SERVICE);
	const { backups: [one] } = await make(admin);
	const answers = await Promise.all([admin.ask("POST", BACKUPS, {}), admin.ask("POST", `${BACKUPS}/${one.name}/drill`, {})]);
	assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 409]);
	assert.equal(answers.find(({ status }) => status === 409).body.error, "backup_busy");
	await settled(admin, "what was begun", ({ drill: tried, backups }) => tried || backups.length === 2);
	assert.equal((await drill(admin, one.name)).drill.fault, null, "and then it can be tried out");
});

const dailyName = (day) => `motcua-202607${String(day).padStart(2, "0")}-171500-day.sqlite`;

// As many days' backups as this server made before.
async function earlier(folder, count) {
	let known = "";
	for (let day = 1; day <= count; day++) {
		const path = join(folder, dailyName(day));
		await writeFile(path, "a day's");
		const { mtimeNs: at } = await stat(path, { bigint: true });
		const made = Date.parse(`2026-07-${String(day).padStart(2, "0")}T17:15:00+07:00`);
		known += `${dailyName(day)} 7 ${at} ${made} ${made} 5 1 1 1\n`;
	}
	await writeFile(join(folder, ".motcua-backups"), known);
}

test("backups: by itself when the day is over; the newest stay, and what is another's", async (t) => {
	const { server, kiosk, admin, folder } = await open(t, { at: "2026-08-17 09:00", hours: "own" });
	await kiosk.take(SERVICE);
	const others = ["from-elsewhere.sqlite", "motcua-20200101-170000-day.sqlite", "notes.txt"];
	await mkdir(folder);
	for (const name of others) await writeFile(join(folder, name), "another's");
	await earlier(folder, 14);
	assert.equal(new Date((await list(admin)).next_at).toISOString(), "2026-08-17T10:15:00.000Z");
	await server.clock.set("2026-08-17 17:20");
	const made = (day) => settled(admin, `the backup of ${day}`, ({ backups }) => backups.some(({ name, kind }) => name.startsWith(`motcua-${day}`) && kind === "day"));
	const first = await made(20260817);
	assert.deepEqual([first.last.task, first.last.by, first.late], ["day", null, false]);
	assert.deepEqual(first.backups.filter(({ kind }) => kind === "other").map(({ name, proven_at: at }) => [name, at]).sort(), [[others[0], null], [others[1], null]]);
	assert.equal((await drill(admin, others[0])).drill.fault, "damaged");
	const days = (await files(folder)).filter((name) => name.startsWith("motcua-2026"));
	assert.deepEqual(days.sort(), [...Array.from({ length: 13 }, (_, i) => dailyName(i + 2)), first.last.name], "the oldest is gone");
	const { backups } = await list(admin);
	for (const name of others) assert.equal(await readFile(join(folder, name), "utf8"), "another's");
	await server.stop();
	await server.start();
	assert.deepEqual((await settled(admin, "the list", () => true)).backups, backups, "what is known outlives the server");
});

test("backups: after two days without one the lead is told, and who watches over the machine", async (t) => {
	const { server, kiosk, admin, folder } = await open(t, { at: "2026-08-17 09:00", args: [] });
	await kiosk.take(SERVICE);
	await writeFile(folder, "no folder");
	assert.equal((await list(admin)).fault, "folder");
	await begin(admin);
	const told = await settled(admin, "a refusal", ({ last }) => last);
	assert.equal(told.last.fault, "folder");
	await server.clock.set("2026-08-19 09:30");
	const lead = await Clerk.at(server.url, undefined, "lan");
	const warned = () => until("the warning", async () => (await lead.get("/api/v1/hall")).warnings.find(({ kind }) => kind === "backup"));
	assert.deepEqual(await warned(), { kind: "backup", at: null });
	assert.equal((await Metrics.of(server.url)).value("motcua_backup_late"), 1);
	await rm(folder);
	await Clerk.at(server.url, undefined, "quan").then(make);
	assert.deepEqual((await lead.get("/api/v1/hall")).warnings, []);
	assert.equal((await Metrics.of(server.url)).value("motcua_backup_late"), 0);
});

test("backups: no space left is told, leaves nothing behind, and the office goes on", async (t) => {
	const { server, kiosk, admin, folder } = await open(t, { catalogue: true });
	const limit = (size) => promisify(execFile)("prlimit", ["--pid", `${server.program.child.pid}`, `--fsize=${size}:unlimited`]);
	await kiosk.take(SERVICE);
	const { backups: [good] } = await make(admin);
	await server.stop();
	await server.start();
	await limit(good.size >> 1);
	const { last, backups } = await make(admin);
	assert.deepEqual([last.fault, backups.map(({ name }) => name)], ["no_space", [good.name]]);
	assert.deepEqual(await files(folder), [good.name]);
	await kiosk.take(SERVICE);
	await limit("unlimited");
	const again = await make(admin);
	assert.deepEqual([again.last.fault, again.backups.length, again.backups[0].numbers], [null, 2, 2]);
});

test("backups: one that was altered or cut off is told by its drill, and not proven any more", async (t) => {
	const { kiosk, admin, folder } = await open(t);
	await kiosk.take(SERVICE);
	const { backups: [one] } = await make(admin);
	const path = join(folder, one.name);
	await appendFile(path, Buffer.alloc(4096));
	assert.equal((await list(admin)).backups[0].proven_at, null, "it is another file");
	assert.equal((await list(admin)).proven_at, null);
	await truncate(path, one.size - 4096);
	assert.equal((await drill(admin, one.name)).drill.fault, "damaged");
	await rm(path);
	assert.deepEqual((await list(admin)).backups, []);
});

test("backups: ended in the middle nothing half is left, and it is made anew", async (t) => {
	const { server, kiosk, admin, folder } = await open(t);
	await kiosk.take(SERVICE);
	await make(admin);
	const part = join(folder, "motcua-20260101-000000-now.sqlite.part");
	await writeFile(part, "left by a server that was killed");
	await begin(admin);
	await server.kill();
	await server.start();
	const again = await Clerk.at(server.url, undefined, "quan", PASSWORD);
	await make(again);
	assert.deepEqual((await files(folder)).filter((name) => name.endsWith(".part")), []);
	await begin(again);
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
	await server.command(["check"]);
	assert.deepEqual((await files(folder)).filter((name) => name.endsWith(".part")), []);
});

test("backups: two servers do not share a folder at one time, and another folder can be named", async (t) => {
	const { server, kiosk, admin } = await open(t, { args: ["--backups", "/nonexistent"] });
	assert.equal((await list(admin)).folder, "/nonexistent");
	await server.stop();
	const folder = join(server.dir, "elsewhere");
	await mkdir(folder);
	server.args = ["--backups", folder];
	await server.start();
	await kiosk.take(SERVICE);
	const again = await Clerk.at(server.url, undefined, "quan");
	await writeFile(join(folder, ".motcua-lock"), "");
	const holder = execFile("flock", [join(folder, ".motcua-lock"), "cat"]);
	await until("the lock to be held", async () => {
		const { code } = await promisify(execFile)("flock", ["-n", join(folder, ".motcua-lock"), "true"]).catch((error) => error);
		return code === 1;
	});
	await begin(again);
	assert.equal((await settled(again, "a refusal", ({ last }) => last)).last.fault, "taken");
	holder.stdin.end();
	await until("the lock to be free", async () => (await make(again)).last.fault === null);
	assert.equal((await files(folder)).length, 1);
});

test("backups: who takes one slowly holds nobody up, and who goes away leaves nothing", async (t) => {
	const { server, kiosk, admin } = await open(t);
	for (let i = 0; i < 40; i++) await kiosk.take(SERVICE);
	const { backups: [one] } = await make(admin);
	const slow = [];
	for (let i = 0; i < 4; i++) {
		const asked = request(`${server.url}${BACKUPS}/${one.name}`, { headers: { Cookie: admin.cookie } });
		asked.on("error", () => {});
		asked.end();
		const answer = await new Promise((resolve) => asked.once("response", resolve));
		assert.equal(Number(answer.headers["content-length"]), one.size);
		answer.pause();
		slow.push({ asked, answer });
	}
	await kiosk.take(SERVICE);
	await slow[0].answer.resume();
	let got = 0;
	slow[0].answer.on("data", (bytes) => (got += bytes.length));
	await new Promise((resolve) => slow[0].answer.once("end", resolve));
	assert.equal(got, one.size);
	for (const { asked } of slow.slice(1)) asked.destroy();
	await until("there to be room again", async () => (await fetch(`${server.url}${BACKUPS}/${one.name}`, { method: "HEAD", headers: { Cookie: admin.cookie } })).status === 200);
	await server.clock.advance(DAY / 24);
	await kiosk.take(SERVICE);
});
