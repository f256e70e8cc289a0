// `motcua-server drive`: recorded days call whom they called then, what was announced holds, and a
// line that does not hold is answered and changes nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Drive, Play, readWorkload, WORKLOAD } from "../harness/drive.mjs";

const ONE_SERVICE = {
	services: [{ id: "S1", name: "Chứng thực", mean_conf: 600 }, { id: "S2", name: "Hộ tịch", mean_conf: 600 }],
	counters: [
		{ id: "C1", serves: [["S1", 0]], plan: [] },
		{ id: "C2", serves: [["S2", 0], ["S1", 600]], plan: [] },
	],
	classes: { ordinary: 0, priority: 3600, appointment: 2700 },
	miss_penalty: 600,
	appt_grace: 900,
};

async function office(t) {
	const drive = new Drive();
	t.after(() => drive.close());
	await drive.do("office", { office: ONE_SERVICE });
	await drive.do("day", { day: 1, counters: ONE_SERVICE.counters });
	return drive;
}

test("drive: recorded days give the same calls, and windows that hold", async (t) => {
	const days = await readWorkload();
	const recorded = (await readFile(join(WORKLOAD, "ward.calls"), "utf8")).trim().split("\n");
	const drive = new Drive();
	t.after(() => drive.close());
	await drive.do("office", { office: days[0].office });
	const calls = [];
	const waits = [];
	for (const day of days) {
		const play = new Play(drive, day);
		await play.run();
		calls.push(...play.calls);
		waits.push(...play.waits);
	}
	assert.deepEqual(calls, recorded);
	assert.ok(waits.length > 100, `${waits.length} windows`);
	const share = (holds) => waits.filter(holds).length / waits.length;
	const held = share(({ low_s, high_s, wait_s }) => low_s <= wait_s && wait_s <= high_s);
	const late = share(({ high_s, wait_s }) => wait_s > high_s);
	assert.ok(held >= 0.75, `${held} of the windows held`);
	assert.ok(late <= 0.2, `${late} came later`);
	const wide = waits.reduce((sum, { low_s, high_s }) => sum + high_s - low_s, 0) / waits.length;
	assert.ok(wide <= 45 * 60, `windows are ${wide / 60} minutes wide`);
});

test("drive: whose queue time is smallest is called, with a head start, an appointment, a miss", async (t) => {
	const drive = await office(t);
	const issue = async (at, rest) => (await drive.do("issue", { t: at, service: "S1", ...rest })).ticket;
	assert.equal(await issue(28800, { class: "ordinary" }), 1);
	assert.equal(await issue(29400, { class: "ordinary" }), 2);
	assert.equal(await issue(30600, { class: "priority" }), 3);
	assert.equal(await issue(31200, { class: "appointment", slot: 31500 }), 4);
	await drive.do("open", { t: 31300, counter: "C1" });
	const calls = [];
	const next = async (at) => calls.push((await drive.do("next", { t: at, counter: "C1" })).ticket);
	await next(31300);
	await drive.do("finish", { t: 31400, counter: "C1" });
	await next(31400);
	await drive.do("absent", { t: 31445, counter: "C1" });
	await next(31445);
	await drive.do("transfer", { t: 31500, counter: "C1", service: "S2" });
	await drive.do("return", { t: 31510, ticket: 1 });
	await next(31510);
	await drive.do("finish", { t: 31600, counter: "C1" });
	await next(31600);
	await drive.do("finish", { t: 31700, counter: "C1" });
	await next(31700);
	assert.deepEqual(calls, [3, 1, 4, 1, 2, null]);
	await drive.do("open", { t: 31700, counter: "C2" });
	assert.equal((await drive.do("next", { t: 31700, counter: "C2" })).ticket, 4);
	await drive.do("day", { day: 2 });
	assert.equal(await issue(28800, { class: "ordinary" }), 1, "tickets are told by the day");
});

test("drive: one counter has just begun and four are ahead, as queueing.md has it", async (t) => {
	const drive = new Drive();
	t.after(() => drive.close());
	const counters = [{ id: "C1", serves: [["S1", 0]], plan: [] }];
	await drive.do("office", { office: { ...ONE_SERVICE, services: ONE_SERVICE.services.slice(0, 1), counters } });
	await drive.do("day", { day: 1, counters });
	await drive.do("open", { t: 28800, counter: "C1" });
	const issue = () => drive.do("issue", { t: 28800, service: "S1", class: "ordinary" });
	await issue();
	await drive.do("next", { t: 28800, counter: "C1" });
	for (let i = 0; i < 5; i++) await issue();
	const { low_s, high_s, ahead } = (await drive.do("estimates", { t: 28800 })).estimates.at(-1);
	assert.deepEqual([ahead, low_s / 60, high_s / 60], [4, 15, 100]);
});

test("drive: estimates are of those who wait, the window rounded, the point exact", async (t) => {
	const drive = await office(t);
	await drive.do("open", { t: 30000, counter: "C1" });
	for (let i = 0; i < 6; i++) await drive.do("issue", { t: 30000, service: "S1", class: "ordinary" });
	await drive.do("issue", { t: 30000, service: "S2", class: "ordinary" });
	await drive.do("next", { t: 30000, counter: "C1" });
	const { estimates } = await drive.do("estimates", { t: 30000 });
	assert.deepEqual(estimates.map(({ ticket, ahead }) => [ticket, ahead]), [[2, 0], [3, 1], [4, 2], [5, 3], [6, 4]],
		"nobody is there for the other service");
	let before = 0;
	for (const { low_s, mid_s, high_s } of estimates) {
		assert.equal(low_s % 60 + high_s % 60, 0);
		assert.ok(low_s <= mid_s && mid_s <= high_s && mid_s > before);
		before = mid_s;
	}
	await drive.do("book", { ref: 9, service: "S1", slot: 30300 });
	const booked = (await drive.do("estimates", { t: 30000 })).estimates;
	assert.ok(booked[4].mid_s > estimates[4].mid_s, "who is booked is foreseen");
});

test("drive: what is wrong is answered, changes nothing, and the drive goes on", async (t) => {
	const empty = new Drive();
	t.after(() => empty.close());
	assert.equal((await empty.say({ do: "open", t: 0, counter: "C1" })).ok, false);
	assert.equal((await empty.say({ do: "office", office: { services: [] } })).ok, false);

	const drive = await office(t);
	const wrong = [
		["", "bad_request"],
		["nonsense", "bad_request"],
		["[1]", "bad_request"],
		[{ do: "fly", t: 0 }, "bad_request"],
		[{ do: "open", counter: "C1" }, "invalid", "t"],
		[{ do: "open", t: -1, counter: "C1" }, "invalid", "t"],
		[{ do: "open", t: 86400, counter: "C1" }, "invalid", "t"],
		[{ do: "open", t: 1, counter: "C3" }, "invalid", "counter"],
		[{ do: "issue", t: 1, service: "S3", class: "ordinary" }, "invalid", "service"],
		[{ do: "issue", t: 1, service: "S1", class: "royal" }, "invalid", "class"],
		[{ do: "issue", t: 1, service: "S1", class: "appointment" }, "invalid", "slot"],
		[{ do: "return", t: 1, ticket: 1 }, "invalid", "ticket"],
		[{ do: "next", t: 1, counter: "C1" }, "wrong_state"],
		[{ do: "finish", t: 1, counter: "C1" }, "wrong_state"],
		[{ do: "day", counters: [{ id: "C9", serves: [], plan: [] }] }, "invalid", "counters[0]"],
		[{ do: "office", office: { ...ONE_SERVICE, counters: [{ id: "C1", serves: [["S9", 0]], plan: [] }] } }, "invalid", "counters[0]"],
	];
	for (const [line, error, where] of wrong) {
		const expected = where ? { ok: false, error, where } : { ok: false, error };
		assert.deepEqual(await drive.say(line), expected, JSON.stringify(line));
	}
	await drive.do("open", { t: 1, counter: "C1" });
	await drive.do("issue", { t: 1, service: "S1", class: "ordinary" });
	assert.equal((await drive.do("next", { t: 1, counter: "C1" })).ticket, 1);
	assert.deepEqual(await drive.say({ do: "next", t: 2, counter: "C1" }), { ok: false, error: "busy" });
	await drive.do("absent", { t: 46, counter: "C1" });
	assert.deepEqual(await drive.say({ do: "return", t: 3602, ticket: 1 }), { ok: false, error: "wrong_state" }, "an hour is over");
	assert.equal((await drive.close()).code, 0);
});
