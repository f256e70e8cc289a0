// The last own step is taken back within 30 seconds, as if it had not been.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

async function atWork(t, people = 1) {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	for (let i = 0; i < people; i++) await hall.take("chung-thuc");
	return { hall, an };
}

// What is at the counter, in the queue's own words.
async function state(an) {
	const { ticket, queue, held, absent } = await an.queue();
	const { ahead, wait, reach, window, ...plain } = ticket ?? {};
	return {
		ticket: ticket && plain,
		queue: queue.map(({ number, queue_at }) => [number, queue_at]),
		held: held.map(({ number, reason }) => [number, reason]),
		absent: absent.map(({ number }) => number),
	};
}

const STEPS = [
	["called", ["next"]],
	["called", ["call", { number: "A002", reason: "đi cùng người nhà" }]],
	["started", ["start"], "next"],
	["absent", ["absent"], "next"],
	["held", ["hold", { reason: "lệ phí" }], "next", "start"],
	["resumed", ["resume", { number: "A001" }], "next", "start", ["hold", { reason: "lệ phí" }]],
	["transferred", ["transfer", { service: "ho-tich" }], "next"],
	["transferred", ["transfer", { counter: 3 }], "next", "start"],
];

for (const [kind, step, ...before] of STEPS) {
	test(`undo: ${step[0]} ${JSON.stringify(step[1] ?? {})} after ${before.length} steps`, async (t) => {
		const { hall, an } = await atWork(t, 2);
		await hall.sit("binh", 3);
		for (const one of before) await an.move(...[one].flat());
		const then = await state(an);
		await hall.server.clock.advance(1);
		await an.move(...step);
		assert.notDeepEqual(await state(an), then);
		const { undo } = await an.queue();
		assert.equal(undo.kind, kind);
		assert.equal(undo.number, step[1]?.number ?? "A001");
		const now = hall.server.clock.now();
		assert.ok(undo.until_at > now && undo.until_at <= now + 30000);
		const answer = await an.move("undo");
		assert.equal(answer.ticket?.number ?? null, then.ticket?.number ?? null);
		assert.deepEqual(await state(an), then);
		const [change] = await hall.told();
		assert.deepEqual([change.kind, change.number, change.state, change.counter], ["undone", undo.number, then.ticket?.state ?? (kind === "resumed" ? "held" : "waiting"), 2]);
		const twice = await hall.unchanged(() => an.refuse(409, "undo"));
		assert.equal(twice.error, "wrong_state");
		assert.equal(twice.ticket?.number ?? null, then.ticket?.number ?? null);
		assert.equal((await an.queue()).undo, null, "one step, not two");
	});
}

test("undo: within 30 seconds", async (t) => {
	const { hall, an } = await atWork(t);
	await an.move("next");
	await hall.server.clock.advance(31);
	assert.equal((await an.queue()).undo, null);
	const late = await hall.unchanged(() => an.refuse(409, "undo"));
	assert.deepEqual([late.error, late.ticket.state], ["wrong_state", "called"]);
	await an.move("start");
	await hall.server.clock.advance(29);
	assert.equal((await an.move("undo")).ticket.state, "called");
});

test("undo: as long as the office says", async (t) => {
	const change = (office) => ({ ...office, limits: { ...office.limits, undo_seconds: 5 } });
	const hall = await Hall.open(t, { change });
	const an = await hall.sit("an", 2);
	await hall.take("chung-thuc");
	await an.move("next");
	await hall.server.clock.advance(6);
	await an.refuse(409, "undo");
});

test("undo: an end stays", async (t) => {
	const { hall, an } = await atWork(t);
	await an.serve();
	await an.move("finish");
	assert.equal((await an.queue()).undo, null);
	const over = await hall.unchanged(() => an.refuse(409, "undo"));
	assert.deepEqual([over.error, over.ticket], ["wrong_state", null]);
});

test("undo: what was sent on comes back only while nobody has called it", async (t) => {
	const { hall, an } = await atWork(t);
	const binh = await hall.sit("binh", 3);
	await an.serve();
	await an.move("transfer", { counter: 3 });
	await binh.move("next");
	assert.equal((await an.queue()).undo, null);
	await hall.unchanged(() => an.refuse(409, "undo"));
	assert.equal((await binh.queue()).ticket.number, "A001");
});

test("undo: only one's own step", async (t) => {
	const { hall, an } = await atWork(t, 2);
	await an.move("next");
	const lead = await hall.sit("truong");
	const path = "/api/v1/counters/2";
	assert.equal((await lead.get(`${path}/queue`)).undo, null, "it is the clerk's");
	const refused = await hall.unchanged(() => lead.expect(409, "POST", `${path}/undo`, {}));
	assert.deepEqual([refused.error, refused.ticket.number], ["wrong_state", "A001"]);
	await lead.post(`${path}/start`);
	assert.equal((await an.queue()).undo, null, "it is the lead's");
	await an.refuse(409, "undo");
	assert.equal((await lead.post(`${path}/undo`)).ticket.state, "called");
	const binh = await hall.sit("binh", 2);
	await binh.refuse(409, "undo");
	assert.equal((await binh.queue()).ticket.number, "A001");
});

test("undo: the same key twice takes one step back", async (t) => {
	const { hall, an } = await atWork(t);
	await an.move("next");
	await an.move("start");
	const first = await an.move("undo", {}, { once: "u" });
	assert.equal(first.ticket.state, "called");
	assert.deepEqual(await hall.unchanged(() => an.move("undo", {}, { once: "u" })), first);
});
