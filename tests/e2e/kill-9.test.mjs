// A server killed at any moment loses nothing it has acknowledged: kiosks and clerks go on as if
// nothing had been, and the log of changes has each step once. (More of them, for longer: make crash.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkHistory, NONE } from "../harness/history.mjs";
import { Random } from "../harness/random.mjs";
import { Ward } from "../harness/ward.mjs";

const ROUNDS = 10;
const PEOPLE = { kiosks: ["cua-1", "cua-2", "cua-3", "cua-4"], counters: { an: 2, binh: 3, chi: 6 } };

// end(ward, round): how the server ends in each round
async function outlive(t, rounds, end) {
	const ward = await Ward.open(t, new Random(t), PEOPLE);
	ward.begin();
	for (let round = 0; round < rounds; round++) await ward.round(() => end(ward.server, round));
	const history = await ward.end();
	assert.deepEqual(checkHistory(history), { ...NONE, said: [] });
	t.diagnostic(`${ward.journal.tickets.size} tickets, ${history.log.length} changes`);
}

test("kill-9: nothing acknowledged is lost, nothing is done twice", { timeout: 120000 }, async (t) => {
	await outlive(t, ROUNDS, async (server, round) => {
		await server.kill();
		if (round % 2) await server.command(["check"]);
	});
});

test("kill-9: nor when it is told to stop", { timeout: 120000 }, async (t) => {
	await outlive(t, 4, async (server) => {
		assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.program.log);
	});
});
