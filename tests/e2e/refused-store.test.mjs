// What is in the way of a store: said in words, with its own status, and nothing is changed; a disk that is full to
// the last byte holds up what would write, and goes on by itself.
import assert from "node:assert/strict";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { Mounts, NO_MOUNTS } from "../harness/mounts.mjs";
import { run } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const STORE = "motcua.sqlite";
const SERVE = ["--listen", "127.0.0.1:0"];
const [FAILED, IN_USE, DAMAGED] = [1, 3, 4];

async function begin(t) {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	return { server, kiosk: new Kiosk(server.url, { key: server.keys.cua }), file: join(server.data, STORE) };
}

const take = async (kiosk) => (await kiosk.take("chung-thuc")).number;

const numberAfter = (count) => `A${`${count + 1}`.padStart(3, "0")}`;

// A start, and a command, end with this status and say so; the folder is as it was.
async function refused(server, status, words, { through = [], commands = [SERVE, ["check"]] } = {}) {
	const file = join(server.data, STORE);
	const before = await readFile(file);
	for (const args of commands) {
		const { code, log } = await run("motcua-server", ["--data", server.data, ...args], { through, env: { ...process.env, ...server.clock.env } });
		assert.equal(code, status, log);
		assert.match(log, words);
	}
	assert.deepEqual(await readFile(file), before);
	const names = (await readdir(server.data)).filter((name) => !name.startsWith("backups") && !name.endsWith("-wal"));
	assert.deepEqual(names, [STORE]);
}

// An empty database of another program, as SQLite would make it: one page without a table.
function foreign() {
	const page = Buffer.alloc(512);
	page.write("SQLite format 3\0", 0, "latin1");
	page.set([2, 0, 1, 1, 0, 64, 32, 32], 16);
	for (const [at, number] of [[24, 1], [28, 1], [44, 4], [56, 1], [68, 0x12345678], [92, 1], [96, 3040001]]) page.writeUInt32BE(number, at);
	page.set([13, 0, 0, 0, 0, 2, 0], 100);
	return page;
}

test("refused: what is no store of ours, whole", async (t) => {
	const { server, kiosk, file } = await begin(t);
	await take(kiosk);
	await server.stop();
	const whole = await readFile(file);
	await writeFile(file, "a letter to somebody\n");
	await refused(server, DAMAGED, /file is not a database/);
	await writeFile(file, whole.subarray(0, whole.length - 4096));
	await refused(server, DAMAGED, /database disk image is malformed/);
	await writeFile(file, foreign());
	await refused(server, DAMAGED, /belongs to another program/);
	await truncate(file, 0);
	await writeFile(`${file}-wal`, whole.subarray(0, 4152));
	await refused(server, DAMAGED, /the file is empty, its journal is not/, { commands: [SERVE] });
	const newer = Buffer.from(whole);
	newer.writeUInt32BE(200, 60);
	await writeFile(file, newer);
	await refused(server, FAILED, /is of version 200, this program knows \d+ at most/);
});

test("refused: another server has it", async (t) => {
	const { server, kiosk } = await begin(t);
	await take(kiosk);
	await refused(server, IN_USE, /is in use by another process/);
	assert.equal(await take(kiosk), "A002", "the first one goes on");
});

test("refused: a folder or a file that is read-only", { skip: NO_MOUNTS }, async (t) => {
	const { server, kiosk, file } = await begin(t);
	await take(kiosk);
	await server.stop();
	for (const path of [server.data, file]) {
		const { through } = await Mounts.readOnly(t, path);
		await refused(server, FAILED, /cannot be written: the file or its disk is read-only/, { through });
	}
	const { through } = await Mounts.readOnly(t, server.dir);
	const { code, log } = await run("motcua-server", ["--data", join(server.dir, "new"), ...SERVE], { through });
	assert.equal(code, FAILED);
	assert.match(log, /could not make .*new\/motcua\.sqlite: Read-only file system/);
	await server.start();
	assert.equal(await take(kiosk), "A002");
});

test("refused: a disk that is full holds up what would write, and is no harm", { skip: NO_MOUNTS }, async (t) => {
	const server = await Server.make({ catalogue: false, devices: [{ name: "cua", role: "kiosk" }] });
	t.after(() => server.close());
	const disk = await Mounts.small(t, server.data, "2m");
	const filler = join(server.data, "filler");
	server.through = disk.through;
	await server.start();
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	assert.equal(await take(kiosk), "A001");
	let told = 1;
	const full = () => until("the disk to be full", async () => {
		const { status, body } = await kiosk.ask("POST", "/api/v1/tickets", { service: "chung-thuc" });
		told += status === 201;
		return status === 503 && body.error === "storage_full";
	});
	const free = async () => {
		await disk.free(filler);
		const { body } = await kiosk.insist("POST", "/api/v1/tickets", { service: "chung-thuc" });
		assert.equal(body.ticket.number, numberAfter(told++));
	};
	await disk.fill(filler);
	await full();
	await free();
	await disk.fill(filler);
	await full();
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
	await disk.fill(filler); // its journal took room, too
	await server.start();
	await full();
	await free();
	await server.stop();
	await server.command(["check"]);
	await server.start();
	assert.equal(await take(kiosk), numberAfter(told), "as many are on the disk as were told");
	await server.stop();
});
