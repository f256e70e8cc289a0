// Whoever begins to wait is offered to one of the counters that are ready; the call is the clerk's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

// Counter 2: chung-thuc (A), and ho-tich (B) ten minutes later; counter 3: B, and A five minutes later.
async function open(t) {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	await hall.pass(60);
	return { hall, an, binh: await hall.sit("binh", 3) };
}

async function offered(...clerks) {
	const queues = await Promise.all(clerks.map((clerk) => clerk.queue()));
	return queues.map(({ offer }) => offer?.number ?? null);
}

test("offer: to the counter whose own work it is, as it stands in the queue, and nothing is called", async (t) => {
	const { hall, an, binh } = await open(t);
	assert.deepEqual(await offered(an, binh), [null, null]);
	await hall.take("ho-tich", { priority: "elderly" });
	assert.deepEqual(await offered(an, binh), [null, "B001"]);
	await hall.pass(60);
	const { offer, queue, next } = await binh.queue();
	assert.deepEqual(offer, queue[0]);
	assert.deepEqual([offer.number, offer.service, offer.reason, offer.wait_s, next], ["B001", "ho-tich", "priority", 60, "B001"]);
	assert.equal((await hall.counter(3)).number, null, "the call is the clerk's");
	assert.equal((await binh.move("next")).ticket.number, offer.number);
	assert.deepEqual(await offered(an, binh), [null, null]);
});

test("offer: moves on when a counter pauses, closes or calls somebody else", async (t) => {
	const { hall, an, binh } = await open(t);
	await hall.take("chung-thuc");
	assert.deepEqual(await offered(an, binh), ["A001", null]);
	await an.move("pause", {});
	assert.deepEqual(await offered(an, binh), [null, "A001"]);
	await an.move("open");
	assert.deepEqual(await offered(an, binh), ["A001", null]);
	await an.move("close");
	assert.deepEqual(await offered(an, binh), [null, "A001"]);
	await an.move("open");
	await hall.take("chung-thuc");
	assert.deepEqual(await offered(an, binh), ["A001", "A002"]);
	await an.move("call", { number: "A002" });
	assert.deepEqual(await offered(an, binh), [null, "A001"]);
	await an.move("undo");
	assert.deepEqual(await offered(an, binh), ["A001", "A002"]);
});

test("offer: the next at a counter is who came first, even if he is offered to another", async (t) => {
	const { hall, an, binh } = await open(t);
	for (let i = 0; i < 2; i++) await hall.take("chung-thuc");
	assert.deepEqual(await offered(an, binh), ["A001", "A002"]);
	assert.equal((await binh.queue()).next, "A001");
	assert.equal((await binh.move("next")).ticket.number, "A001");
	assert.deepEqual(await offered(an, binh), ["A002", null]);
	await binh.move("start");
	await binh.move("finish");
	assert.deepEqual(await offered(an, binh), ["A002", null], "she was idle for longer");
});

test("offer: a number sent to one counter is offered there alone, once it is free", async (t) => {
	const { hall, an, binh } = await open(t);
	await hall.take("chung-thuc");
	await hall.take("ho-tich");
	await binh.serve();
	await an.move("next");
	await an.move("transfer", { counter: 3 });
	assert.deepEqual(await offered(an, binh), [null, null]);
	await binh.move("finish");
	assert.deepEqual(await offered(an, binh), [null, "A001"]);
	assert.equal((await binh.queue()).offer.from_counter, 2);
});

test("offer: is the same when the server starts again", async (t) => {
	const { hall, an, binh } = await open(t);
	await hall.take("ho-tich");
	await binh.serve();
	await binh.move("finish");
	for (let i = 0; i < 3; i++) await hall.take("chung-thuc");
	assert.deepEqual(await offered(an, binh), ["A001", "A002"]);
	await hall.server.kill();
	await hall.server.start();
	assert.deepEqual(await offered(an, binh), ["A001", "A002"]);
});
