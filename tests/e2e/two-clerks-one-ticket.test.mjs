// Eight kiosks and two counters at once: no number is given twice, none is called twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const KIOSKS = ["k-1", "k-2", "k-3", "k-4", "k-5", "k-6", "k-7", "k-8"];
const EACH = 50;
const SERVICE = "chung-thuc"; // served by counters 1, 2 and 3

async function open(t, counters = { an: 2, binh: 3 }) {
	const server = await Server.start({ catalogue: false, clerks: Object.keys(counters), kiosks: KIOSKS });
	t.after(() => server.close());
	const kiosks = KIOSKS.map((name) => new Kiosk(server.url, { key: server.keys[name] }));
	const clerks = await Promise.all(Object.entries(counters).map(([user, n]) => Clerk.at(server.url, n, user)));
	for (const clerk of clerks) await clerk.move("open");
	return { server, kiosks, clerks };
}

async function takeAll(kiosk, count) {
	const numbers = [];
	for (let i = 0; i < count; i++) numbers.push((await kiosk.take(SERVICE)).number);
	return numbers;
}

// The numbers that this clerk called until nobody waits and no kiosk takes any more.
async function callAll(clerk, taking) {
	const numbers = [];
	for (;;) {
		const last = !taking();
		const { ticket } = await clerk.move("next");
		if (!ticket && last) return numbers;
		if (!ticket) continue;
		numbers.push(ticket.number);
		if (numbers.length % 2) await clerk.move("absent");
		else {
			await clerk.move("start");
			await clerk.move("finish", {});
		}
	}
}

function assertUnique(numbers, what) {
	assert.equal(new Set(numbers).size, numbers.length, `a number was ${what} twice`);
}

test("two-clerks-one-ticket: 8 kiosks take 400 numbers while 2 counters call them", { timeout: 120000 }, async (t) => {
	const { server, kiosks, clerks } = await open(t);
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	let taking = true;
	const called = Promise.all(clerks.map((clerk) => callAll(clerk, () => taking)));
	const given = (await Promise.all(kiosks.map((kiosk) => takeAll(kiosk, EACH)))).flat();
	taking = false;
	const [one, other] = await called;
	assert.equal(given.length, KIOSKS.length * EACH);
	assertUnique(given, "given");
	assertUnique([...one, ...other], "called");
	assert.deepEqual([...one, ...other].sort(), [...given].sort(), "every one was called");
	assert.ok(one.length > 0 && other.length > 0, "both clerks had people");

	const { seq, services, counters } = await kiosks[0].get("/api/v1/board");
	await until("the feed to have all", () => feed.changes().at(-1)?.seq === seq);
	const calls = feed.changes().filter(({ kind }) => kind === "called");
	assert.deepEqual(calls.filter(({ counter }) => counter === 2).map(({ number }) => number), one);
	assert.deepEqual(calls.filter(({ counter }) => counter === 3).map(({ number }) => number), other);
	assert.deepEqual(given.sort(), Array.from({ length: 400 }, (_, i) => `A${String(i + 1).padStart(3, "0")}`));
	assert.equal(services.find(({ id }) => id === SERVICE).waiting, 0);
	for (const { number } of counters) assert.equal(number, null);
});

test("two-clerks-one-ticket: of two who call the same number one gets it", async (t) => {
	const { kiosks, clerks } = await open(t);
	for (const number of await takeAll(kiosks[0], 20)) {
		const both = clerks.map((clerk) => clerk.ask("POST", `/api/v1/counters/${clerk.counter}/call`, { number }));
		const answers = await Promise.all(both);
		const winner = answers.findIndex(({ status }) => status === 200);
		const lost = answers[1 - winner];
		assert.equal(answers[winner].body.ticket.number, number);
		assert.equal(answers[winner].body.ticket.counter, clerks[winner].counter);
		assert.equal(lost.status, 409);
		assert.equal(lost.body.error, "wrong_state");
		assert.equal(lost.body.ticket.number, number);
		assert.equal(lost.body.ticket.counter, clerks[winner].counter, "the other is told who has it");
		await clerks[winner].move("absent");
		clerks.reverse(); // the other asks first next time
	}
});

test("two-clerks-one-ticket: two presses at one counter call one ticket", async (t) => {
	const { kiosks, clerks } = await open(t);
	const [clerk] = clerks;
	await takeAll(kiosks[0], 2);
	const press = () => clerk.ask("POST", `/api/v1/counters/${clerk.counter}/next`, {});
	const answers = await Promise.all([press(), press(), press()]);
	const got = answers.filter(({ status }) => status === 200);
	assert.equal(got.length, 1);
	for (const { status, body } of answers.filter((answer) => answer !== got[0])) {
		assert.equal(status, 409);
		assert.equal(body.error, "busy");
		assert.equal(body.ticket.number, got[0].body.ticket.number);
	}
	const { waiting } = await clerk.queue();
	assert.equal(waiting, 1);
});

test("two-clerks-one-ticket: two clerks who call one waiting person: one gets nobody", async (t) => {
	const { kiosks, clerks } = await open(t);
	for (let i = 0; i < 10; i++) {
		const [number] = await takeAll(kiosks[i % 8], 1);
		const answers = await Promise.all(clerks.map((clerk) => clerk.move("next")));
		const tickets = answers.map(({ ticket }) => ticket?.number ?? null);
		assert.deepEqual(tickets.sort(), [number, null].sort());
		await clerks[answers.findIndex(({ ticket }) => ticket)].move("absent");
	}
});
