// What the lead is advised when people wait too long: taken up, taken back, and over by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../harness/fake_clock.mjs";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

const ADVICE = "/api/v1/advice";
const at = (time) => FakeClock.at(`2026-08-17 ${time}`);

// Chứng thực has waited for 20 minutes, its target is 15; at counter 2 one visit does not end.
async function open(t, { counters = [2], people = 8 } = {}) {
	const hall = await Hall.open(t, { hours: "own" });
	const clerks = {};
	for (const counter of counters) clerks[counter] = await hall.sit(counter === 2 ? "an" : "binh", counter);
	const lead = await hall.sit("truong");
	for (let i = 0; i < people; i++) await hall.take("chung-thuc");
	await clerks[2].serve();
	await hall.pass(20 * 60);
	return { hall, clerks, lead };
}

const advised = (lead, id) => until(`the advice ${id}`, async () => {
	const { advice } = await lead.get(ADVICE);
	return advice[0]?.id === id && advice[0];
});

const served = async ({ anyone }, counter) => (await anyone.get("/api/v1/office")).counters.find(({ id }) => id === counter).services;

test("advice: a counter that is idle helps until half past ten, then no more", async (t) => {
	const { hall, clerks, lead } = await open(t, { counters: [2, 4] });
	const advice = await advised(lead, "help-4-chung-thuc");
	assert.deepEqual([advice.kind, advice.counter, advice.service, advice.eases, advice.from_at], ["add_service", 4, "chung-thuc", "chung-thuc", null]);
	assert.equal(advice.until_at, at("10:30"));
	assert.deepEqual(advice.reason, ["chung-thuc"]);
	assert.ok(advice.before.wait_s - advice.after.wait_s >= 300);
	assert.ok(advice.before.low_s < advice.before.high_s && advice.after.high_s < advice.before.high_s);
	assert.deepEqual(advice.services.map(({ id }) => id).includes("chung-thuc"), true);

	const once = "apply-once";
	const first = await lead.post(`${ADVICE}/${advice.id}/apply`, {}, { once });
	assert.deepEqual(await hall.unchanged(() => lead.post(`${ADVICE}/${advice.id}/apply`, {}, { once })), first, "a double press is one");
	assert.deepEqual(first.advice.filter(({ id }) => id === advice.id), []);
	const [applied] = first.applied;
	assert.deepEqual([applied.kind, applied.counter, applied.service, applied.until_at, applied.by], ["add_service", 4, "chung-thuc", at("10:30"), "Lê Thu Hà"]);
	const [told] = await hall.told();
	assert.deepEqual(told, { kind: "help_begun", service: "chung-thuc", counter: 4, back_at: at("10:30"), by: "lead" });
	assert.ok((await served(hall, 4)).includes("chung-thuc"));

	// What it helps with comes after its own.
	await hall.take("dat-dai");
	assert.equal((await clerks[4].serve()).number, "D001");
	await clerks[4].move("finish");
	assert.equal((await clerks[4].serve()).number, "A002");
	await hall.server.kill();
	await hall.server.start();
	assert.deepEqual((await lead.get(ADVICE)).applied, first.applied, "also after a crash");
	await hall.pass((at("10:30") - hall.server.clock.now()) / 1000 + 5);
	await until("the help to be over", async () => !(await served(hall, 4)).includes("chung-thuc"));
	assert.deepEqual((await lead.get(ADVICE)).applied, []);
	await clerks[4].move("finish");
	assert.equal((await clerks[4].move("next")).ticket, null);
});

test("advice: one tap takes it back, and then it rests", async (t) => {
	const { hall, clerks, lead } = await open(t, { counters: [2, 4] });
	await advised(lead, "help-4-chung-thuc");
	const { applied: [applied] } = await lead.post(`${ADVICE}/help-4-chung-thuc/apply`);
	const back = await lead.post(`${ADVICE}/${applied.id}/back`);
	assert.deepEqual([back.advice, back.applied], [[], []]);
	assert.ok(back.rests_until > hall.server.clock.now());
	assert.deepEqual((await hall.told())[0], { kind: "help_ended", service: "chung-thuc", counter: 4, by: "lead" });
	assert.equal((await clerks[4].move("next")).ticket, null);
	await lead.expect(404, "POST", `${ADVICE}/${applied.id}/back`, {});
	await hall.pass(15 * 60);
	await advised(lead, "help-4-chung-thuc");
});

test("advice: a counter that is closed is opened, and closes again by itself", async (t) => {
	const { hall, lead } = await open(t);
	const { advice: [before] } = await until("advice", async () => {
		const now = await lead.get(ADVICE);
		return now.advice.length && now;
	});
	assert.equal(before.id, "open-1");
	const { applied: [applied] } = await lead.post(`${ADVICE}/open-1/apply`);
	assert.deepEqual([applied.kind, applied.counter, applied.service], ["open_counter", 1, null]);
	assert.deepEqual((await hall.told(2)).map(({ kind, counter }) => [kind, counter]), [["help_begun", 1], ["counter_opened", 1]]);
	await hall.pass((applied.until_at - hall.server.clock.now()) / 1000 + 5);
	await until("the counter to close", async () => (await hall.counter(1)).state === "closed");
	assert.deepEqual((await lead.get(ADVICE)).applied, []);
});

test("advice: whoever has sat down at the counter that was opened stays", async (t) => {
	const { hall, lead } = await open(t);
	await advised(lead, "open-1");
	const { applied: [applied] } = await lead.post(`${ADVICE}/open-1/apply`);
	const binh = await hall.sit("binh", 1);
	await binh.serve();
	await lead.post(`${ADVICE}/${applied.id}/back`);
	assert.equal((await hall.counter(1)).state, "open");
});

test("advice: later is a quarter of an hour, for a while nothing is said", async (t) => {
	const { hall, lead } = await open(t, { counters: [2, 4] });
	await advised(lead, "help-4-chung-thuc");
	await hall.unchanged(async () => {
		for (const minutes of [0, 241, "5", 1.5]) await lead.expect(422, "POST", `${ADVICE}/help-4-chung-thuc/later`, { minutes });
		await lead.expect(409, "POST", `${ADVICE}/help-4-ho-tich/later`, {});
		await lead.expect(409, "POST", `${ADVICE}/open-6/apply`, {});
	});
	const { advice, rests_until: until_ } = await lead.post(`${ADVICE}/help-4-chung-thuc/later`);
	assert.deepEqual(advice, []);
	assert.ok(Math.abs(until_ - hall.server.clock.now() - 15 * 60000) < 5000);
	await lead.expect(409, "POST", `${ADVICE}/help-4-chung-thuc/apply`, {});
	await hall.pass(15 * 60 + 5);
	await advised(lead, "help-4-chung-thuc");
});

test("advice: none while nobody waits too long", async (t) => {
	const { hall, lead } = await open(t, { counters: [2, 4], people: 1 });
	await hall.pass(60);
	assert.deepEqual(await lead.get(ADVICE), { advice: [], applied: [], rests_until: null });
	await hall.feed.next("change", ({ kind }) => kind === "counter_opened");
});
