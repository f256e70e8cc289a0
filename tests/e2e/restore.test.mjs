// A backup as a file, and back: the day goes on, no number is given out twice, what is no backup is refused.
import assert from "node:assert/strict";
import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { run } from "../harness/program.mjs";

const SERVICE = "chung-thuc"; // A
const OTHER = "ho-tich"; // B
const STORE = "motcua.sqlite";

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, ...options });
	t.after(() => server.close());
	return { server, kiosk: new Kiosk(server.url, { key: server.keys.cua }), file: join(server.dir, "backup.sqlite") };
}

async function backup(server, file) {
	await server.stop();
	return server.command(["backup", file]);
}

// { code, out, log } of a command.
function tell(server, args) {
	return run("motcua-server", ["--data", server.data, ...args], { env: { ...process.env, ...server.clock.env } });
}

async function restore(server, file) {
	const { code, out, log } = await tell(server, ["restore", file]);
	assert.equal(code, 0, out + log);
	await server.command(["check"]);
	return out + log;
}

const take = async (kiosk, service = SERVICE) => (await kiosk.take(service)).number;

test("restore: numbers go on behind the highest of both stores", async (t) => {
	const { server, kiosk, file } = await open(t);
	assert.deepEqual([await take(kiosk), await take(kiosk), await take(kiosk, OTHER)], ["A001", "A002", "B001"]);
	const told = await backup(server, file);
	assert.match(told, /3 numbers; whole, the chain holds/);
	await server.start();
	for (let i = 0; i < 5; i++) await take(kiosk);
	const clerk = await Clerk.at(server.url, 2);
	const { epoch, seq } = await kiosk.get("/api/v1/board");
	await server.stop();
	assert.match(await restore(server, file), /numbers go on behind those given out since: 1 series/);
	await server.start();
	const board = await kiosk.get("/api/v1/board");
	assert.notEqual(board.epoch, epoch);
	assert.equal(board.services.find(({ id }) => id === SERVICE).waiting, 2, "as it was when the backup was made");
	assert.deepEqual([await take(kiosk), await take(kiosk, OTHER)], ["A008", "B002"]);
	const reader = await FeedReader.open(server.url, { lastEventId: `${epoch}-${seq}` });
	t.after(() => reader.close());
	assert.equal((await reader.next("snapshot")).epoch, board.epoch, "who followed the other store begins anew");
	assert.equal((await clerk.ask("GET", "/api/v1/session")).status, 401, "everybody signs in again");
	const kept = (await readdir(server.data)).filter((name) => name.startsWith(`${STORE}.replaced-`));
	assert.equal(kept.length, 1, "the store that was there is kept aside");
	await server.stop();
	assert.deepEqual((await readdir(server.data)).filter((name) => !name.startsWith("backups")).sort(), [STORE, kept[0]]);
});

test("restore: a backup of yesterday does not make today's numbers begin anew", async (t) => {
	const { server, kiosk, file } = await open(t, { at: "2026-08-17 09:00" });
	await take(kiosk);
	await backup(server, file);
	await server.clock.set("2026-08-18 09:00");
	await server.start();
	assert.deepEqual([await take(kiosk), await take(kiosk), await take(kiosk)], ["A001", "A002", "A003"]);
	await server.stop();
	await restore(server, file);
	await server.start();
	assert.equal((await kiosk.get("/api/v1/board")).day, 20260818);
	assert.equal(await take(kiosk), "A004");
});

test("restore: blocks that kiosks had stay theirs, and what they gave out joins", async (t) => {
	const { server, kiosk, file } = await open(t);
	await backup(server, file);
	await server.start();
	const lease = async () => (await kiosk.ask("POST", "/api/v1/kiosk/lease", { holder: "disk" })).body.lease;
	const old = await lease();
	await server.stop();
	assert.match(await restore(server, file), /1 blocks of kiosks/);
	await server.start();
	const fresh = await lease();
	assert.ok(fresh.last < old.first, `${fresh.first}–${fresh.last} after ${old.first}–${old.last}`);
	const given = { number: `A${old.first}`, service: SERVICE, token: "A".repeat(22), issued_at: 1, how: "paper" };
	const body = { lease: old.id, day: old.day, tickets: [given], close: false };
	const { tickets, refused } = await kiosk.post("/api/v1/kiosk/lease/return", body);
	assert.deepEqual([tickets[0].state, refused], ["waiting", []]);
});

test("restore: into a place that has no store yet", async (t) => {
	const { server, kiosk, file } = await open(t);
	await take(kiosk);
	await backup(server, file);
	server.data = join(server.dir, "elsewhere");
	await restore(server, file);
	await server.start();
	assert.equal(await take(kiosk), "A002");
});

test("restore: what is no whole backup is refused, and nothing is changed", async (t) => {
	const { server, kiosk, file } = await open(t);
	await take(kiosk);
	await backup(server, file);
	const bytes = await readFile(file);
	const before = await readFile(join(server.data, STORE));
	const refused = async (code, words, change) => {
		const bad = join(server.dir, "bad.sqlite");
		await writeFile(bad, bytes);
		await change(bad);
		const ended = await tell(server, ["restore", bad]);
		assert.equal(ended.code, code, `${words}: ${ended.out}${ended.log}`);
		assert.match(ended.log, words);
		assert.match(ended.log, /Nothing was changed/);
		assert.deepEqual(await readFile(join(server.data, STORE)), before);
		assert.deepEqual((await readdir(server.data)).filter((name) => !name.startsWith("backups")), [STORE]);
	};
	const put = (at, byte) => async (bad) => {
		const altered = Buffer.from(bytes);
		altered[at] = byte;
		await writeFile(bad, altered);
	};
	const flip = bytes.indexOf("A001");
	assert.ok(flip > 0);
	await refused(4, /damaged/, put(flip + 3, "7".charCodeAt()));
	await refused(4, /damaged/, (bad) => truncate(bad, bytes.length - 4096));
	await refused(4, /no backup/, (bad) => writeFile(bad, "no store at all"));
	await refused(4, /no backup/, (bad) => writeFile(bad, ""));
	await refused(1, /newer version/, put(63, 200));
	const { code, log } = await tell(server, ["restore", join(server.dir, "nowhere")]);
	assert.equal(code, 1);
	assert.match(log, /nowhere: cannot be read/);
	assert.equal((await tell(server, ["restore"])).code, 2);
});

test("restore: a store that is damaged gives way, and what cannot be known is said", async (t) => {
	const { server, kiosk, file } = await open(t);
	await take(kiosk);
	await backup(server, file);
	await writeFile(join(server.data, STORE), "damaged beyond words");
	assert.match(await restore(server, file), /look at the last slips/);
	const kept = (await readdir(server.data)).find((name) => name.startsWith(`${STORE}.replaced-`));
	assert.equal(await readFile(join(server.data, kept), "utf8"), "damaged beyond words");
	await server.start();
	assert.equal(await take(kiosk), "A002");
});

test("backup, restore: not while a server has the store, nor over another file", async (t) => {
	const { server, file } = await open(t);
	for (const name of ["backup", "restore"]) {
		await writeFile(join(server.dir, "some"), "x");
		const target = name === "backup" ? file : join(server.dir, "some");
		assert.equal((await tell(server, [name, target])).code, 3, name);
	}
	await new Client(server.url).get("/healthz");
	await backup(server, file);
	const { mode } = await stat(file);
	assert.equal(mode & 0o777, 0o600);
	const again = await tell(server, ["backup", file]);
	assert.equal(again.code, 1);
	assert.match(again.log, /is there already/);
	assert.equal((await tell(server, ["backup", join(server.dir, "no/such/folder")])).code, 1);
	assert.equal((await tell(server, ["backup"])).code, 2);
	assert.deepEqual((await readdir(server.dir)).filter((name) => name.endsWith(".part")), []);
});
