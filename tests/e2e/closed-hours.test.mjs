// The ward's own hours: when numbers are given and when not, and how one day follows another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { FakeClock } from "../harness/fake_clock.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

process.env.TZ = "America/New_York"; // the office's zone counts, not the machine's
const TICKETS = "/api/v1/tickets";
const ALL = "chung-thuc"; // works on Saturdays
const WEEK = "xay-dung"; // does not

async function open(t, at, options = {}) {
	const server = await Server.start({ catalogue: false, hours: "own", at, ...options });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	return { server, kiosk, anyone: new Client(server.url) };
}

async function assertOpen(kiosk, at, service) {
	const { ticket } = await kiosk.expect(201, "POST", TICKETS, { service });
	assert.equal(ticket.state, "issuing", at);
}

async function assertClosed(kiosk, at, service, opens) {
	const answer = await kiosk.expect(409, "POST", TICKETS, { service });
	assert.equal(answer.error, "closed", at);
	assert.equal(answer.opens_at, FakeClock.at(opens), `${at}: opens at ${new Date(answer.opens_at).toISOString()}`);
	const [today, day, time] = [at.slice(0, 10), opens.slice(0, 10), opens.slice(11)];
	const [, month, date] = day.split("-");
	const when = day === today ? `lúc ${time}` : `lúc ${time} ngày ${date}/${month}`;
	assert.equal(answer.message, `Hiện chưa đến giờ nhận số. Mời ông, bà trở lại ${when}.`);
}

// Rows of [moment, service, when it opens (null: now)], in order of time.
async function walk({ server, kiosk, anyone }, rows) {
	for (const [at, service, opens] of rows) {
		await server.clock.set(at);
		await (opens ? assertClosed(kiosk, at, service, opens) : assertOpen(kiosk, at, service));
		const { services } = await anyone.get("/api/v1/office");
		assert.equal(services.find(({ id }) => id === service).open, !opens, at);
	}
}

test("closed-hours: a working day", async (t) => {
	await walk(await open(t, "2026-08-17 05:00"), [
		["2026-08-17 05:00", ALL, "2026-08-17 07:15"],
		["2026-08-17 07:14:50", ALL, "2026-08-17 07:15"],
		["2026-08-17 07:15", ALL, null],
		["2026-08-17 07:15", WEEK, null],
		["2026-08-17 11:14:50", ALL, null],
		["2026-08-17 11:15", ALL, "2026-08-17 13:15"],
		["2026-08-17 12:30", WEEK, "2026-08-17 13:15"],
		["2026-08-17 13:15", ALL, null],
		["2026-08-17 16:44:50", ALL, null],
		["2026-08-17 16:45", ALL, "2026-08-18 07:15"],
		["2026-08-17 23:59", WEEK, "2026-08-18 07:15"],
	]);
});

test("closed-hours: the week's end, a holiday, a day that makes up for another", async (t) => {
	await walk(await open(t, "2026-08-14 16:50"), [
		["2026-08-14 16:50", ALL, "2026-08-15 07:15"], // Friday
		["2026-08-14 16:50", WEEK, "2026-08-17 07:15"],
		["2026-08-15 08:00", ALL, null], // Saturday
		["2026-08-15 08:00", WEEK, "2026-08-17 07:15"],
		["2026-08-15 11:15", ALL, "2026-08-17 07:15"],
		["2026-08-16 09:00", ALL, "2026-08-17 07:15"], // Sunday
		["2026-08-21 17:30", WEEK, "2026-08-22 07:15"],
		["2026-08-22 08:00", WEEK, null], // a Saturday that works like the Monday it makes up for
		["2026-08-22 14:00", ALL, null],
		["2026-08-22 16:50", ALL, "2026-08-24 07:15"],
		["2026-08-29 12:00", ALL, "2026-09-03 07:15"], // National Day and the Monday before it
		["2026-08-31 09:00", ALL, "2026-09-03 07:15"],
		["2026-09-02 09:00", WEEK, "2026-09-03 07:15"],
		["2026-09-03 07:15", WEEK, null],
	]);
});

test("closed-hours: the office says when it opens and closes", async (t) => {
	const { server, anyone } = await open(t, "2026-08-17 06:00");
	const moments = [
		["2026-08-17 06:00", false, "2026-08-17 07:30", "2026-08-17 11:30", "2026-08-17 13:30"],
		["2026-08-17 07:20", false, "2026-08-17 07:30", "2026-08-17 11:30", "2026-08-17 13:30"],
		["2026-08-17 11:20", true, "2026-08-17 07:30", "2026-08-17 11:30", "2026-08-17 13:30"],
		["2026-08-17 12:00", false, "2026-08-17 13:30", "2026-08-17 17:00", "2026-08-18 07:30"],
		["2026-08-17 17:00", false, "2026-08-18 07:30", "2026-08-18 11:30", "2026-08-18 13:30"],
	];
	for (const [at, now, opens, closes, reopens] of moments) {
		await server.clock.set(at);
		const office = await anyone.get("/api/v1/office");
		assert.equal(office.open, now, at);
		assert.equal(office.opens_at, FakeClock.at(opens), at);
		assert.equal(office.closes_at, FakeClock.at(closes), at);
		assert.equal(office.reopens_at, FakeClock.at(reopens), at);
		assert.equal(office.time_zone, "Asia/Ho_Chi_Minh");
	}
});

test("closed-hours: who is in the hall is still served", async (t) => {
	const { server, kiosk } = await open(t, "2026-08-17 11:10");
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await kiosk.take(ALL);
	await kiosk.take(ALL);
	await server.clock.set("2026-08-17 11:40");
	assert.equal((await clerk.move("next")).ticket.number, "A001");
	await clerk.move("start");
	await clerk.move("finish");
	await server.clock.set("2026-08-17 13:40");
	assert.equal((await clerk.move("next")).ticket.number, "A002", "numbers of the morning hold in the afternoon");
});

// A ticket in each state, at the end of the day.
async function fill(kiosk, clerks) {
	const [two, three] = clerks;
	for (const clerk of clerks) await clerk.move("open");
	const tickets = {};
	tickets.served = await kiosk.take(ALL);
	await two.move("next");
	await two.move("start");
	await two.move("finish");
	tickets.absent = await kiosk.take(ALL);
	await two.move("next");
	await two.move("absent");
	tickets.called = await kiosk.take(ALL);
	await two.move("next");
	tickets.serving = await kiosk.take("ho-tich");
	await three.move("next");
	await three.move("start");
	tickets.waiting = await kiosk.take(ALL);
	tickets.issuing = await kiosk.take(ALL, {}, { print: false });
	tickets.void = await kiosk.take(ALL, {}, { print: false });
	await kiosk.post(`${TICKETS}/${tickets.void.id}/failed`, { why: "paper_out" });
	return tickets;
}

const dayIs = (anyone, day) => until(`day ${day}`, async () => (await anyone.get("/api/v1/board")).day === day);

test("closed-hours: at midnight a new day begins with nothing of the old", async (t) => {
	const { server, kiosk, anyone } = await open(t, "2026-08-17 23:58", { hours: "always", clerks: ["an", "binh"] });
	const clerks = [await Clerk.at(server.url, 2, "an"), await Clerk.at(server.url, 3, "binh")];
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	const tickets = await fill(kiosk, clerks);
	for (const [state, { token }] of Object.entries(tickets))
		assert.equal((await anyone.get(`${TICKETS}/${token}`)).state, state);
	await server.clock.set("2026-08-18 00:00");
	await dayIs(anyone, 20260818);

	const opened = await feed.next("change", ({ kind, day }) => kind === "day_opened" && day === 20260818);
	const closed = await feed.next("change", ({ kind }) => kind === "day_closed");
	assert.equal(closed.day, 20260817);
	assert.equal(closed.seq, opened.seq - 1);
	const expired = feed.changes().filter(({ kind }) => kind === "expired");
	const missed = feed.changes().filter(({ kind }) => kind === "no_show");
	assert.deepEqual(missed.map(({ number, from, state }) => [number, from, state]), [[tickets.absent.number, "absent", "no_show"]]);
	const open_ones = ["called", "serving", "waiting", "issuing"];
	assert.deepEqual(expired.map(({ number, from }) => `${number} ${from}`).sort(),
		open_ones.map((state) => `${tickets[state].number} ${state}`).sort());
	for (const { state, day, by } of expired) assert.deepEqual([state, day, by], ["expired", 20260817, "system"]);

	const board = await anyone.get("/api/v1/board");
	assert.deepEqual(board.services.filter(({ waiting }) => waiting > 0), []);
	assert.deepEqual(board.recent, []);
	assert.deepEqual(board.absent, []);
	for (const { state, number } of board.counters) assert.deepEqual([state, number], ["closed", null]);
	for (const { token } of Object.values(tickets)) await anyone.expect(404, "GET", `${TICKETS}/${token}`);
	assert.equal((await kiosk.take(ALL)).number, "A001", "each day begins at 001");
	assert.equal((await clerks[0].move("open")).ticket, null);
	assert.equal((await clerks[0].move("next")).ticket.number, "A001");
});

test("closed-hours: a clock set back does not bring yesterday again", async (t) => {
	const { server, kiosk, anyone } = await open(t, "2026-08-18 00:05", { hours: "always" });
	await dayIs(anyone, 20260818);
	const first = await kiosk.take(ALL);
	await server.clock.jump(-7500); // 22:00
	const second = await kiosk.take(ALL);
	assert.equal(second.number, "A002");
	assert.ok(second.issued_at >= first.issued_at, "time does not run backwards");
	assert.equal((await anyone.get("/api/v1/board")).day, 20260818);
	await server.stop();
	await server.start();
	assert.equal((await anyone.get("/api/v1/board")).day, 20260818);
	assert.equal((await kiosk.take(ALL)).number, "A003");
	assert.equal((await anyone.get(`${TICKETS}/${first.token}`)).ahead, 0);
	await server.clock.set("2026-08-18 09:00");
	assert.equal((await kiosk.take(ALL)).number, "A004");
});

test("closed-hours: a server that was off over the night begins a new day", async (t) => {
	const { server, kiosk, anyone } = await open(t, "2026-08-17 16:00", { hours: "always" });
	const ticket = await kiosk.take(ALL);
	await server.kill();
	await server.clock.set("2026-08-19 07:20");
	await server.start();
	await dayIs(anyone, 20260819);
	await anyone.expect(404, "GET", `${TICKETS}/${ticket.token}`);
	assert.equal((await kiosk.take(ALL)).number, "A001");
	await server.stop();
	await server.command(["check"]);
});
