// A store that is damaged when the server starts: the newest proven backup takes its place, no number is given out
// twice, and what is lost is said; what is no damage, or has no backup, stays refused as it is.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, open, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const BACKUPS = "/api/v1/admin/backups";
const PEOPLE = [{ user: "quan", role: "admin" }, { user: "lan", role: "lead" }];
const STORE = "motcua.sqlite";
const DAMAGED = 4;
const PATIENCE_MS = 5000;

async function begin(t) {
	const server = await Server.start({ catalogue: false, clerks: [], people: PEOPLE });
	t.after(() => server.close());
	return { server, kiosk: new Kiosk(server.url, { key: server.keys.cua }), file: join(server.data, STORE) };
}

async function backUp(server) {
	const admin = await Clerk.at(server.url, undefined, "quan");
	const { backups: before } = await admin.get(BACKUPS);
	await admin.expect(202, "POST", BACKUPS, {});
	const { backups, last } = await until("a backup", async () => {
		const told = await admin.get(BACKUPS);
		return !told.under_way && told.backups.length > before.length && told;
	});
	assert.equal(last.fault, null);
	return backups[0].name;
}

const take = async (kiosk, service = "chung-thuc") => (await kiosk.take(service)).number;

async function write(file, at, bytes) {
	const handle = await open(file, "r+");
	await handle.write(bytes, 0, bytes.length, at);
	await handle.close();
}

// One wrong bit wherever these bytes are.
async function flip(file, text) {
	const bytes = await readFile(file);
	let places = 0;
	for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1), places++) bytes[at] ^= 1;
	assert.ok(places > 0, text);
	await writeFile(file, bytes);
}

// What the disk does to a file by itself: neither its size nor its time change.
async function unseen(file, change) {
	const time = `${file}.time`;
	const as = (from, to) => promisify(execFile)("touch", ["-r", from, to]);
	await as(file, await writeFile(time, "").then(() => time));
	await change();
	await as(time, file);
}

// The log of a start that ends.
async function refused(server) {
	const before = await readFile(join(server.data, STORE));
	await assert.rejects(server.start(), /ended before it said/);
	assert.equal(server.program.end.code, DAMAGED);
	assert.deepEqual(await readFile(join(server.data, STORE)), before, "it is as it was");
	const { log } = server.program;
	server.program = null;
	return log;
}

const corrupt = async (server) => (await readdir(server.data)).filter((name) => /^motcua\.sqlite\.corrupt-\d{8}-\d{6}(\.\d)?$/.test(name));

// Starts on the damaged store: what it says, in one line.
async function restored(server) {
	const begun = performance.now();
	await server.start();
	assert.ok(performance.now() - begun < PATIENCE_MS);
	const lines = server.program.log.split("\n").filter((line) => line.includes("has taken its place"));
	assert.equal(lines.length, 1, server.program.log);
	return lines[0];
}

test("damaged: a wrong bit in what the office did gives way to the backup, and numbers go on", async (t) => {
	const { server, kiosk, file } = await begin(t);
	for (let i = 0; i < 2; i++) await take(kiosk);
	const { epoch } = await kiosk.get("/api/v1/board");
	const name = await backUp(server);
	for (let i = 0; i < 3; i++) await take(kiosk);
	const lead = await Clerk.at(server.url, undefined, "lan");
	await server.stop();
	await flip(file, "A004chung-thuc");
	const damaged = await readFile(file);
	const said = await restored(server);
	assert.match(server.program.log, /^error: store: damaged: the chain breaks/m);
	assert.match(said, new RegExp(`backup ${name} of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d has taken its place`));
	assert.match(said, /What was done since then \(6 changes\) is lost; numbers go on behind those given out today\./);
	const board = await kiosk.get("/api/v1/board");
	assert.notEqual(board.epoch, epoch);
	assert.equal(board.services.find(({ id }) => id === "chung-thuc").waiting, 2);
	assert.deepEqual([await take(kiosk), await take(kiosk, "ho-tich")], ["A006", "B001"]);
	assert.equal((await lead.ask("GET", "/api/v1/session")).status, 401, "everybody signs in again");
	await lead.signIn("lan");
	const { warnings } = await lead.get("/api/v1/hall");
	assert.deepEqual(warnings.map(({ kind }) => kind), ["restored"]);
	const [kept] = await corrupt(server);
	assert.ok(said.includes(kept));
	assert.deepEqual(await readFile(join(server.data, kept)), damaged);
	await server.stop();
	await server.command(["check"]);
	await server.start();
	assert.equal(await take(kiosk), "A007");
	assert.doesNotMatch(server.program.log, /damaged/);
});

test("damaged: where SQLite reads nothing, the bytes tell how far the numbers went", async (t) => {
	const { server, kiosk, file } = await begin(t);
	await take(kiosk);
	await backUp(server);
	for (let i = 0; i < 8; i++) await take(kiosk);
	await take(kiosk, "ho-tich");
	await server.kill(); // what came last is in the journal alone
	for (const path of [file, `${file}-wal`]) await write(path, 0, Buffer.alloc(32));
	assert.match(await restored(server), /is lost; .* as far as they could be found: look at the last slips/);
	assert.deepEqual([await take(kiosk), await take(kiosk, "ho-tich")], ["A010", "B002"]);
	await server.stop();
	await truncate(file, 0);
	assert.match(await restored(server), /look at the last slips/);
	assert.match(server.program.log, /there is nothing in/);
	assert.equal((await corrupt(server)).length, 2);
});

test("damaged: a backup that is damaged too leaves it to the one before", async (t) => {
	const { server, kiosk, file } = await begin(t);
	await take(kiosk);
	const good = await backUp(server);
	await take(kiosk);
	const bad = join(server.data, "backups", await backUp(server));
	await server.stop();
	const { length } = await readFile(file);
	await truncate(file, length - 4096);
	await unseen(bad, () => flip(bad, "A002chung-thuc"));
	const said = await restored(server);
	assert.ok(said.includes(good), said);
	assert.equal(await take(kiosk), "A003");
});

test("damaged: without a proven backup, or for the fourth time a day, it stays refused", async (t) => {
	const { server, kiosk, file } = await begin(t);
	await take(kiosk);
	await server.stop();
	const whole = await readFile(file);
	await flip(file, "A001chung-thuc");
	const log = await refused(server);
	assert.match(log, /the store is damaged, and no proven backup in .*backups can take its place\. Nothing was changed/);
	await writeFile(file, whole);
	await server.start();
	await backUp(server);
	const { day } = await kiosk.get("/api/v1/board");
	await server.stop();
	for (let i = 1; i <= 3; i++) await copyFile(file, `${file}.corrupt-${day}-00000${i}`);
	await flip(file, "A001chung-thuc");
	assert.match(await refused(server), /damaged for the 4th time today: look at the disk/);
});
