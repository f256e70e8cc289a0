// The machine's clock is wrong or jumps: the office's time goes on, and its day never goes back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const TICKETS = "/api/v1/tickets";
const SERVICE = "chung-thuc";
const HOUR = 3600;
const DAY = 24 * HOUR;

async function open(t, at) {
	const server = await Server.start({ catalogue: false, at });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	return { server, kiosk, anyone: new Client(server.url) };
}

// No longer one that has only just begun, which takes the time from the network at once.
async function openLong(t, at) {
	const office = await open(t, at);
	await office.server.clock.advance(61);
	return office;
}

const lines = (server, pattern) => server.program.log.split("\n").filter((line) => pattern.test(line));

async function logged(server, pattern, count = 1) {
	await until(`${count} lines like ${pattern}`, () => lines(server, pattern).length >= count);
	assert.equal(lines(server, pattern).length, count, server.program.log);
}

test("clock: set back by two hours, everything goes on", async (t) => {
	const { server, kiosk, anyone } = await openLong(t, "2026-08-17 09:00");
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const first = await kiosk.take(SERVICE);
	const stuck = await kiosk.take(SERVICE, {}, { print: false });
	await clerk.move("next");
	await server.clock.jump(-2 * HOUR);
	await logged(server, /7200 s behind/);
	assert.equal((await clerk.ask("POST", "/api/v1/counters/2/recall", {})).status, 429);
	await server.clock.advance(8);
	await clerk.move("recall");
	await server.clock.advance(53);
	await until("the number that was never printed to be void", async () =>
		(await anyone.get(`${TICKETS}/${stuck.token}`)).state === "void");
	const next = await kiosk.take(SERVICE);
	assert.equal(next.number, "A003");
	assert.ok(next.issued_at >= first.issued_at + 61000, "the time that passed is seen");
	await clerk.move("start");
	assert.equal((await clerk.move("finish")).counter.state, "open");
	await server.clock.advance(HOUR);
	await logged(server, /7200 s behind/, 2);
	await server.clock.jump(2 * HOUR);
	await logged(server, /agrees with the office's time again/);
	assert.equal(lines(server, /7200 s behind/).length, 2, "one line when it begins, one each hour");
});

test("clock: a day forward for half a minute and back", async (t) => {
	const { server, kiosk, anyone } = await openLong(t, "2026-08-17 09:00");
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	await kiosk.take(SERVICE);
	await server.clock.jump(DAY);
	await logged(server, /86400 s ahead/);
	await server.clock.advance(30);
	assert.equal((await kiosk.take(SERVICE)).number, "A002");
	await server.clock.jump(-DAY);
	await logged(server, /agrees/);
	await server.clock.advance(600);
	assert.equal((await kiosk.take(SERVICE)).number, "A003");
	assert.equal((await anyone.get("/api/v1/board")).day, 20260817);
	await feed.next("change", ({ number, kind }) => number === "A003" && kind === "printed");
	assert.deepEqual(feed.changes().filter(({ kind }) => kind === "clock_set" || kind === "day_opened"), []);
});

test("clock: set forward for good, it is believed after a minute", async (t) => {
	const { server, kiosk, anyone } = await openLong(t, "2026-08-17 09:00");
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	const seen = feed.lastEventId;
	await kiosk.take(SERVICE);
	await server.clock.jump(DAY);
	await logged(server, /86400 s ahead of/);
	await server.clock.advance(60);
	await until("the next day", async () => (await anyone.get("/api/v1/board")).day === 20260818);
	const set = await feed.next("change", ({ kind }) => kind === "clock_set");
	assert.deepEqual([set.by, set.day], ["system", 20260817]);
	await logged(server, /ahead and believed/);
	const told = await feed.next("snapshot", ({ seq }) => seq === set.seq);
	assert.ok(told.now >= set.at, "who counts the time on hears it anew");
	const late = await FeedReader.open(server.url, { lastEventId: seen });
	t.after(() => late.close());
	await late.next("snapshot");
	assert.equal((await kiosk.take(SERVICE)).number, "A001");
	await server.stop();
	await server.start();
	assert.equal((await kiosk.take(SERVICE)).number, "A002");
	await server.stop();
	await server.command(["check"]);
});

test("clock: a start with the clock behind, and the time from the network", async (t) => {
	const { server, kiosk, anyone } = await open(t, "2026-08-17 09:00");
	const first = await kiosk.take(SERVICE);
	await server.stop();
	await server.clock.jump(-40 * DAY);
	await server.start();
	await logged(server, /s behind the office's time/);
	const second = await kiosk.take(SERVICE);
	assert.equal(second.number, "A002");
	assert.ok(second.issued_at >= first.issued_at);
	await server.clock.jump(40 * DAY + HOUR);
	await logged(server, /ahead and believed/);
	const third = await kiosk.take(SERVICE);
	assert.equal(third.number, "A003");
	assert.ok(third.issued_at >= second.issued_at + HOUR * 1000);
	assert.equal((await anyone.get("/api/v1/board")).day, 20260817);
});
