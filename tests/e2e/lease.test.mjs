// Numbers that a kiosk keeps for when it is cut off: set aside once, joined once, in time order.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { Board } from "../harness/board.mjs";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const LEASE = "/api/v1/kiosk/lease";
const RETURN = `${LEASE}/return`;
const SERVICE = "chung-thuc"; // A, at counter 2 and, helping out, at 3

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, kiosks: ["cua-1", "cua-2"], ...options });
	t.after(() => server.close());
	const [kiosk, other] = Object.values(server.keys).map((key) => new Kiosk(server.url, { key }));
	return { server, kiosk, other, anyone: new Client(server.url) };
}

const numbers = (max) => (office) => ({ ...office, ticket_number: { ...office.ticket_number, max } });
const token = () => randomBytes(16).toString("base64url");
const ask = (kiosk, holder = "disk-1") => kiosk.ask("POST", LEASE, { holder });

// A new block.
async function lease(kiosk, holder) {
	const { status, body } = await ask(kiosk, holder);
	assert.equal(status, 201, JSON.stringify(body));
	return body.lease;
}

const given = (number, at, more = {}) => ({
	number, service: SERVICE, priority: null, procedure: null, lang: "vi", token: token(),
	issued_at: at, how: "paper", void: null, ...more,
});

const back = ({ id, day }, tickets, more = {}) => ({ lease: id, day, tickets, ...more });
const giveBack = (kiosk, block, tickets, more) => kiosk.post(RETURN, back(block, tickets, more));
const states = ({ tickets }) => tickets.map(({ number, state }) => `${number} ${state}`);

// The numbers that a counter calls until nobody waits.
async function calledBy(clerk) {
	const called = [];
	for (;;) {
		const { ticket } = await clerk.move("next");
		if (!ticket) return called;
		called.push(ticket.number);
		await clerk.move("start");
		await clerk.move("finish");
	}
}

test("lease: a block from the top of the series, the same again, another for another disk or kiosk", async (t) => {
	const { server, kiosk, other } = await open(t);
	const block = await lease(kiosk);
	assert.deepEqual([block.first, block.last, block.digits, block.dash], [950, 999, 3, false]);
	assert.equal(block.url, `${server.url}/t/`);
	assert.equal(block.tickets_per_minute, 0);
	const service = block.services.find(({ id }) => id === SERVICE);
	assert.equal(service.prefix, "A");
	const [[from, to]] = service.issue;
	assert.ok(from <= server.clock.now() && server.clock.now() < to && to - from === 24 * 3600000);
	const again = await ask(kiosk);
	assert.equal(again.status, 200);
	assert.deepEqual(again.body.lease, block);
	assert.deepEqual([await lease(other)].map(({ first, last }) => [first, last]), [[900, 949]]);
	assert.deepEqual([await lease(kiosk, "disk-2")].map(({ first, last }) => [first, last]), [[850, 899]]);
	assert.equal((await kiosk.take(SERVICE)).number, "A001");
	for (const holder of ["", "a b", "x".repeat(65), 7, null]) {
		const { body } = await ask(kiosk, holder);
		assert.deepEqual([body.error, body.field], ["invalid", "holder"]);
	}
});

test("lease: for kiosks alone", async (t) => {
	const { server, anyone } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	assert.equal((await anyone.ask("POST", LEASE, { holder: "x" })).status, 401);
	assert.equal((await clerk.ask("POST", LEASE, { holder: "x" })).status, 403);
	assert.equal((await clerk.ask("POST", RETURN, back({ id: 1, day: 1 }, []))).status, 403);
});

test("lease: what was given out joins by when that was, once", async (t) => {
	const { server, kiosk, anyone } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const block = await lease(kiosk);
	const start = server.clock.now();
	const before = await kiosk.take(SERVICE);
	await server.clock.advance(600);
	const late = await kiosk.take(SERVICE);
	const tickets = [
		given("A952", start + 300000), given("A950", start + 60000), given("A951", start + 120000, { how: "screen" }),
		given("A953", start + 200000, { priority: "elderly" }),
		given("A954", start + 210000, { how: null, void: "paper_out" }),
	];
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	const answer = await giveBack(kiosk, block, tickets);
	assert.deepEqual(answer.refused, []);
	assert.deepEqual(states(answer), ["A952 waiting", "A950 waiting", "A951 waiting", "A953 waiting", "A954 void"]);
	await feed.next("change", ({ number, kind }) => number === "A952" && kind === "printed");
	const issued = feed.changes().filter(({ kind }) => kind === "issued");
	assert.deepEqual(issued.map(({ number }) => number), ["A950", "A951", "A953", "A954", "A952"]);
	assert.deepEqual(issued.map(({ lease: of }) => of), Array(5).fill(block.id));
	assert.equal(issued[0].taken_at, start + 60000);
	assert.deepEqual(await giveBack(kiosk, block, tickets), answer, "told again, under another key");
	const seen = await anyone.get(`/api/v1/tickets/${tickets[1].token}`);
	assert.deepEqual([seen.number, seen.state, seen.issued_at], ["A950", "waiting", start + 60000]);
	assert.deepEqual(await calledBy(clerk), ["A953", before.number, "A950", "A951", "A952", late.number]);
	assert.deepEqual(states(await giveBack(kiosk, block, tickets.slice(1, 2))), ["A950 served"]);
});

test("lease: boards know how many are open, by the changes and by the snapshot", async (t) => {
	const { server, kiosk, other, anyone } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	const alone = async () => {
		const { seq, alone: shown } = await anyone.get("/api/v1/board");
		await until("the changes so far", () => Board.of(feed.frames)?.seq >= seq);
		assert.deepEqual(Board.of(feed.frames).alone, shown);
		return shown;
	};
	assert.equal(await alone(), null);
	const blocks = [await lease(kiosk), await lease(other)];
	assert.equal(await alone(), null);
	await giveBack(kiosk, blocks[0], [given("A950", 1), given("A951", 1, { void: "offline" })]);
	assert.deepEqual(await alone(), { open: 1, first: 950 });
	await giveBack(other, blocks[1], [given("A900", 1)]);
	assert.deepEqual(await alone(), { open: 2, first: 900 });
	await server.kill();
	await server.start();
	assert.deepEqual((await anyone.get("/api/v1/board")).alone, { open: 2, first: 900 });
	assert.equal((await calledBy(await Clerk.at(server.url, 2))).length, 2);
	assert.deepEqual((await anyone.get("/api/v1/board")).alone, { open: 0, first: 900 });
});

test("lease: returned in parallel and by halves, nobody joins twice", async (t) => {
	const { server, kiosk } = await open(t);
	const block = await lease(kiosk);
	const now = server.clock.now();
	const tickets = Array.from({ length: 50 }, (_, i) => given(`A${950 + i}`, now + i));
	const half = tickets.slice(0, 25);
	await Promise.all([half, tickets, tickets, tickets.slice(25)].map((some) => giveBack(kiosk, block, some)));
	const { tickets: all, refused } = await giveBack(kiosk, block, tickets);
	assert.deepEqual([new Set(all.map(({ id }) => id)).size, refused.length], [50, 0]);
	const office = await kiosk.get("/api/v1/office");
	assert.equal(office.services.find(({ id }) => id === SERVICE).waiting, 50);
	await server.kill();
	await server.start();
	assert.deepEqual((await giveBack(kiosk, block, tickets)).tickets, all, "the same after a kill -9");
	await server.stop();
	await server.command(["check"]);
});

test("lease: what cannot join is refused by itself", async (t) => {
	const { server, kiosk, other } = await open(t);
	const block = await lease(kiosk);
	const now = server.clock.now();
	const good = given("A950", now);
	assert.deepEqual(states(await giveBack(kiosk, block, [good])), ["A950 waiting"]);
	const wrong = [
		[given("A950", now), "taken"], [given("A951", now, { token: good.token }), "taken"],
		[given("A949", now), "range"], [given("A1000", now), "range"], [given("A0950", now), "range"],
		[given("B950", now), "range"], [given("A001", now), "range"], [given("A950 ", now), "range"],
		[given("A952", now, { service: "thue" }), "service"], [given("A952", now, { token: "short" }), "token"],
		[given("A952", now, { token: `${"x".repeat(21)}+` }), "token"], [given("A952", "soon"), "issued_at"],
		[given("A952", now, { how: 7 }), "how"], [given(7, now), "number"],
	];
	const last = given("A999", now);
	const { tickets, refused } = await giveBack(kiosk, block, [...wrong.map(([one]) => one), last]);
	assert.deepEqual(refused.map(({ why }) => why), wrong.map(([, why]) => why));
	assert.deepEqual(tickets.map(({ number }) => number), ["A999"]);
	assert.equal((await other.ask("POST", RETURN, back(block, [last]))).status, 404, "another's block");
	const bad = [{}, back(block, {}), back(block, Array(51).fill(last)), back({ id: "1", day: 1 }, []), { ...back(block, []), close: 1 }];
	for (const body of bad) assert.equal((await kiosk.ask("POST", RETURN, body)).status, 422, JSON.stringify(body));
});

test("lease: a moment outside the lease counts as its edge", async (t) => {
	const { server, kiosk, anyone } = await open(t);
	await server.clock.advance(60);
	const block = await lease(kiosk);
	const tickets = [given("A950", 1), given("A951", server.clock.now() + 3600000)];
	await giveBack(kiosk, block, tickets);
	const at = await Promise.all(tickets.map(async (one) => (await anyone.get(`/api/v1/tickets/${one.token}`)).issued_at));
	const now = server.clock.now();
	assert.ok(at.every((ms) => ms > now - 60000 && ms <= now), `${at} ${now}`);
});

test("lease: closed, its rest is nobody's, and the kiosk may have another", async (t) => {
	const { kiosk } = await open(t);
	const block = await lease(kiosk);
	assert.deepEqual(states(await giveBack(kiosk, block, [given("A950", 1)], { close: true })), ["A950 waiting"]);
	assert.deepEqual(await giveBack(kiosk, block, [], { close: true }), { tickets: [], refused: [] });
	const next = await lease(kiosk);
	assert.deepEqual([next.first, next.last], [900, 949]);
});

test("lease: next to the quota", async (t) => {
	const { server, kiosk, other } = await open(t, { change: numbers(20) });
	const block = await lease(kiosk);
	assert.deepEqual([block.first, block.last], [19, 20]);
	for (let i = 1; i <= 18; i++) assert.equal((await kiosk.take(SERVICE)).number, `A0${String(i).padStart(2, "0")}`);
	assert.equal((await kiosk.expect(409, "POST", "/api/v1/tickets", { service: SERVICE })).error, "quota_reached");
	assert.equal((await kiosk.take("ho-tich")).number, "B001");
	const { status, body } = await ask(other);
	assert.deepEqual([status, body.error], [409, "quota_reached"], "nothing left to set aside");
	assert.deepEqual(states(await giveBack(kiosk, block, [given("A019", server.clock.now())])), ["A019 waiting"]);
});

test("lease: none in too small a series, nor where the office wants none, half of it at most", async (t) => {
	const small = await open(t, { change: numbers(9) });
	assert.equal((await ask(small.kiosk)).body.error, "quota_reached");
	const none = await open(t, { change: (office) => ({ ...office, limits: { ...office.limits, kiosk_lease_numbers: 0 } }) });
	assert.equal((await ask(none.kiosk)).body.error, "quota_reached");
	const { kiosk } = await open(t, { change: numbers(99) });
	for (let i = 0; i < 6; i++) await lease(kiosk, `disk-${i}`);
	assert.equal((await ask(kiosk, "one-more")).body.error, "quota_reached");
});

test("lease: numbers in the office's own form", async (t) => {
	const change = (office) => ({ ...office, ticket_number: { format: "{prefix}-{n:04d}", start: 1, max: 9999 } });
	const { server, kiosk, anyone } = await open(t, { change });
	const block = await lease(kiosk);
	assert.deepEqual([block.first, block.last, block.digits, block.dash], [9950, 9999, 4, true]);
	const now = server.clock.now();
	const { tickets, refused } = await giveBack(kiosk, block, ["A-9950", "A9951", "A-09952"].map((number) => given(number, now)));
	assert.deepEqual([tickets.map(({ number }) => number), refused.map(({ why }) => why)], [["A-9950"], ["range", "range"]]);
	assert.deepEqual((await anyone.get("/api/v1/board")).alone, { open: 1, first: 9950 });
	assert.equal((await kiosk.take(SERVICE)).number, "A-0001");
});

test("lease: kept over a restart", async (t) => {
	const { server, kiosk, other } = await open(t);
	const block = await lease(kiosk);
	await server.kill();
	await server.start();
	const again = await ask(kiosk);
	assert.deepEqual([again.status, again.body.lease], [200, block]);
	assert.equal((await lease(other)).last, 949);
});

test("lease: a day that is over takes its numbers with it", async (t) => {
	const { server, kiosk, anyone } = await open(t, { at: "2026-08-17 23:50" });
	const block = await lease(kiosk);
	await server.clock.set("2026-08-18 00:05");
	await until("the next day", async () => (await anyone.get("/api/v1/board")).day === 20260818);
	const answer = await giveBack(kiosk, block, [given("A950", server.clock.now() - 900000)]);
	assert.deepEqual(answer, { tickets: [{ number: "A950", id: null, state: "expired" }], refused: [] });
	const said = () => server.program.log.match(/numbers given out on 20260817 came .*: 1$/gm);
	assert.equal((await until("a line in the log", said)).length, 1);
	const next = await lease(kiosk);
	assert.deepEqual([next.day, next.first], [20260818, 950]);
	assert.equal((await kiosk.ask("POST", RETURN, { ...back(next, []), day: 20260819 })).status, 404);
});

test("lease: neither the quota, the pace nor the hours refuse what citizens hold", async (t) => {
	const change = (office) => ({ ...office, limits: { ...office.limits, kiosk_tickets_per_minute: 1 } });
	const { server, kiosk } = await open(t, { at: "2026-08-17 16:30", hours: "own", change });
	const block = await lease(kiosk);
	await server.clock.set("2026-08-17 16:45");
	const given16 = [given("A950", server.clock.now()), given("A951", server.clock.now())];
	await server.clock.set("2026-08-17 18:30");
	assert.deepEqual(states(await giveBack(kiosk, block, given16)), ["A950 waiting", "A951 waiting"]);
	assert.equal((await kiosk.expect(409, "POST", "/api/v1/tickets", { service: SERVICE })).error, "closed");
});

test("lease: ten minutes without the server", async (t) => {
	const { server, kiosk, other } = await open(t, { at: "2026-08-17 09:00" });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const blocks = [await lease(kiosk), await lease(other)];
	const first = await kiosk.take(SERVICE);
	await server.kill();
	const gone = server.clock.now();
	const one = [given("A950", gone + 60000), given("A951", gone + 180000), given("B950", gone + 200000, { service: "ho-tich" })];
	const two = [given("A900", gone + 120000), given("A901", gone + 500000)];
	await server.clock.advance(600);
	await server.start();
	const after = await other.take(SERVICE);
	assert.equal(after.number, "A002", "no gap in the ordinary numbers");
	await giveBack(other, blocks[1], two);
	await giveBack(kiosk, blocks[0], one);
	assert.deepEqual(await calledBy(clerk), [first.number, "A950", "A900", "A951", "A901", after.number, "B950"]);
});
