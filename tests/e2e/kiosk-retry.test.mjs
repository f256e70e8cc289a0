// A kiosk that asks again with the same key: one number, one answer, whatever happened in between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const TICKETS = "/api/v1/tickets";
const BODY = { service: "chung-thuc" };

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, kiosks: ["cua-1", "cua-2"], ...options });
	t.after(() => server.close());
	const [kiosk, other] = Object.values(server.keys).map((key) => new Kiosk(server.url, { key }));
	return { server, kiosk, other };
}

const take = (kiosk, once, body = BODY) => kiosk.ask("POST", TICKETS, body, { once });

// How many numbers of a service were given today.
async function given(kiosk, service = "chung-thuc") {
	const { ticket } = await kiosk.expect(201, "POST", TICKETS, { service });
	return Number(ticket.number.slice(1)) - 1;
}

test("kiosk-retry: the same key gets the same answer", async (t) => {
	const { kiosk } = await open(t);
	const first = await take(kiosk, "k1");
	assert.equal(first.status, 201);
	for (let i = 0; i < 3; i++) {
		const again = await take(kiosk, "k1");
		assert.equal(again.status, 201);
		assert.deepEqual(again.body, first.body);
	}
	assert.equal(await given(kiosk), 1);
	const { id } = first.body.ticket;
	await kiosk.post(`${TICKETS}/${id}/printed`, { how: "paper" });
	const late = await take(kiosk, "k1");
	assert.deepEqual(late.body, first.body, "as it was, though the number waits by now");
	const longest = "a.b_c-".repeat(11).slice(0, 64);
	assert.deepEqual((await take(kiosk, longest)).body, (await take(kiosk, longest)).body);
});

test("kiosk-retry: the same key at the same time", async (t) => {
	const { kiosk } = await open(t);
	for (let round = 0; round < 10; round++) {
		const answers = await Promise.all(Array.from({ length: 8 }, () => take(kiosk, `at-once-${round}`)));
		for (const { status, body } of answers) {
			assert.equal(status, 201);
			assert.deepEqual(body, answers[0].body);
		}
	}
	assert.equal(await given(kiosk), 10);
});

test("kiosk-retry: over a kill -9 and a stop", async (t) => {
	const { server, kiosk } = await open(t);
	const first = await take(kiosk, "before");
	await server.kill();
	await server.start();
	assert.deepEqual((await take(kiosk, "before")).body, first.body);
	const second = await take(kiosk, "between");
	await server.stop();
	await server.start();
	assert.deepEqual((await take(kiosk, "before")).body, first.body);
	assert.deepEqual((await take(kiosk, "between")).body, second.body);
	assert.equal((await take(kiosk, "before", { service: "ho-tich" })).status, 422, "what was asked is kept too");
	assert.equal(await given(kiosk), 2);
});

test("kiosk-retry: another body, no key, a key that is none", async (t) => {
	const { kiosk } = await open(t);
	await take(kiosk, "k1");
	const reused = await take(kiosk, "k1", { service: "ho-tich" });
	assert.equal(reused.status, 422);
	assert.equal(reused.body.error, "key_reused");
	const missing = await take(kiosk, null);
	assert.equal(missing.status, 400);
	assert.equal(missing.body.error, "key_missing");
	for (const key of ["a".repeat(65), "two words", "số", "a/b", "a;b", "\"quoted\""]) {
		const headers = { "Idempotency-Key": Buffer.from(key).toString("latin1") };
		const { status, body } = await kiosk.ask("POST", TICKETS, BODY, { once: null, headers });
		assert.equal(status, 400, key);
		assert.equal(body.error, "bad_request", key);
	}
	assert.equal(await given(kiosk), 1);
	assert.equal(await given(kiosk, "ho-tich"), 0);
});

test("kiosk-retry: a key is its sender's and its route's", async (t) => {
	const { kiosk, other } = await open(t);
	const mine = await take(kiosk, "same");
	const theirs = await take(other, "same");
	assert.equal(theirs.status, 201);
	assert.notEqual(theirs.body.ticket.number, mine.body.ticket.number);
	const { id } = mine.body.ticket;
	const printed = await kiosk.ask("POST", `${TICKETS}/${id}/printed`, { how: "paper" }, { once: "same" });
	assert.equal(printed.status, 200);
	assert.equal(printed.body.ticket.state, "waiting");
	const failed = await kiosk.ask("POST", `${TICKETS}/${theirs.body.ticket.id}/failed`, {}, { once: "same" });
	assert.equal(failed.body.ticket.state, "void");
});

test("kiosk-retry: what was refused is asked anew", async (t) => {
	const { server, kiosk } = await open(t, { hours: "own", at: "2026-08-17 06:00" });
	const early = await take(kiosk, "patient");
	assert.equal(early.status, 409);
	assert.equal(early.body.error, "closed");
	await server.clock.set("2026-08-17 08:00");
	const open_now = await take(kiosk, "patient");
	assert.equal(open_now.status, 201);
	assert.deepEqual((await take(kiosk, "patient")).body, open_now.body);
});

test("kiosk-retry: an answer that never arrived", async (t) => {
	const { server, kiosk } = await open(t);
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	for (let round = 1; round <= 5; round++) {
		const once = `lost-${round}`;
		const raw = await RawSocket.open(server.url);
		const headers = {
			Authorization: `Bearer ${kiosk.key}`, "Idempotency-Key": once, "Content-Type": "application/json",
		};
		await raw.request("POST", TICKETS, headers, JSON.stringify(BODY));
		const number = `A00${round}`;
		if (round % 2) await feed.next("change", (change) => change.kind === "issued" && change.number === number);
		raw.destroy();
		const { status, body } = await kiosk.insist("POST", TICKETS, BODY, { once });
		assert.equal(status, 201);
		assert.equal(body.ticket.number, number);
	}
	assert.equal(await given(kiosk), 5);
});

test("kiosk-retry: the server dies with the answer on its way", async (t) => {
	const { server, kiosk } = await open(t);
	for (let round = 1; round <= 3; round++) {
		const once = `dying-${round}`;
		const asked = kiosk.insist("POST", TICKETS, BODY, { once });
		for (let turns = round * 5; turns > 0; turns--) await new Promise(setImmediate);
		await server.kill();
		await server.start();
		const { status, body } = await asked;
		assert.equal(status, 201);
		assert.equal(body.ticket.number, `A00${round}`);
		assert.deepEqual((await take(kiosk, once)).body, body);
	}
});

test("kiosk-retry: a clerk's key too", async (t) => {
	const { server, kiosk } = await open(t);
	await kiosk.take("chung-thuc");
	await kiosk.take("chung-thuc");
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const next = () => clerk.move("next", {}, { once: "press" });
	const [one, other] = await Promise.all([next(), next()]);
	assert.deepEqual(one, other);
	assert.equal(one.ticket.number, "A001");
	await clerk.move("start");
	await clerk.move("finish");
	assert.deepEqual(await next(), one, "an old press calls nobody new");
	assert.equal((await clerk.queue()).waiting, 1);
});

test("kiosk-retry: kept over midnight, for a day", async (t) => {
	const { server, kiosk } = await open(t, { at: "2026-08-17 23:50" });
	const first = await take(kiosk, "late");
	await server.clock.set("2026-08-18 00:10");
	await until("the new day", async () => (await kiosk.get("/api/v1/board")).day === 20260818);
	assert.deepEqual((await take(kiosk, "late")).body, first.body);
	await server.clock.set("2026-08-19 02:00");
	await until("the key to be free again", async () => (await take(kiosk, "late")).body.ticket.id !== first.body.ticket.id);
});
