// No space left: who would write is told so, who reads is served, and it goes on by itself.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const TICKETS = "/api/v1/tickets";
const CHUNG_THUC = { service: "chung-thuc" };

class Disk {
	static async open(t) {
		const disk = new Disk();
		disk.server = await Server.start({ catalogue: false });
		t.after(() => disk.server.close());
		disk.kiosk = new Kiosk(disk.server.url, { key: disk.server.keys.cua });
		return disk;
	}

	// The server's files may grow to this size and no further.
	async limit(size) {
		await promisify(execFile)("prlimit", ["--pid", `${this.server.program.child.pid}`, `--fsize=${size}:unlimited`]);
	}

	async fill() {
		const { size } = await stat(join(this.server.data, "motcua.sqlite-wal"));
		await this.limit(size);
	}

	empty() {
		return this.limit("unlimited");
	}
}

test("storage-full: nobody is told of a number that the disk does not have, then it goes on", async (t) => {
	const disk = await Disk.open(t);
	const { kiosk, server } = disk;
	await kiosk.take("chung-thuc");
	const clerk = await Clerk.at(server.url, 2);
	const reader = await FeedReader.open(server.url);
	t.after(() => reader.close());
	const { seq } = await reader.next("snapshot");
	await disk.fill();
	const once = "the-same-press";
	const refused = await until("the disk to be full", async () => {
		const answer = await kiosk.ask("POST", TICKETS, CHUNG_THUC, { once });
		return answer.body.error === "storage_full" ? answer : null;
	});
	assert.equal(refused.status, 503);
	assert.ok(Number(refused.headers.get("retry-after")) >= 1);
	const open = await clerk.ask("POST", "/api/v1/counters/2/open", {});
	assert.equal(open.status, 503);
	assert.ok(["storage_full", "starting"].includes(open.body.error));
	for (let i = 0; i < 10; i++) await kiosk.ask("POST", TICKETS, CHUNG_THUC);
	assert.equal((await kiosk.get("/api/v1/board")).seq, seq);
	assert.deepEqual(reader.changes(), []);
	await disk.empty();
	const { status, body } = await kiosk.insist("POST", TICKETS, CHUNG_THUC, { once });
	assert.equal(status, 201);
	assert.equal(body.ticket.number, "A002", "the numbers that never were leave no gap");
	const again = await kiosk.ask("POST", TICKETS, CHUNG_THUC, { once });
	assert.deepEqual(again.body, body);
	assert.equal((await reader.next("change")).number, "A002");
	const lines = server.program.log.trim().split("\n");
	assert.equal(lines.length, 3, server.program.log);
	assert.match(lines[0], /could not write/);
	assert.match(lines[2], /takes what is done again/);
});

test("storage-full: it can be stopped while the disk is full, and the store is whole", async (t) => {
	const disk = await Disk.open(t);
	const { kiosk, server } = disk;
	await kiosk.take("chung-thuc");
	await disk.fill();
	const asked = Array.from({ length: 20 }, () => kiosk.ask("POST", TICKETS, CHUNG_THUC).catch(() => null));
	await Promise.race(asked);
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
	for (const answer of await Promise.all(asked)) assert.ok(!answer || answer.status === 503);
	await server.command(["check"]);
	await server.start();
	assert.equal((await kiosk.take("chung-thuc")).number, "A002");
});
