// A full hall whose server is killed again and again: eight kiosks, ten clerks, twenty screens. What each of
// them was told and sent is written down and held against the log (tests/harness/history.mjs).
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkHistory, NONE } from "../harness/history.mjs";
import { Random } from "../harness/random.mjs";
import { Ward } from "../harness/ward.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 6);
const OF_A_WARD = 20; // then another one, so that no series comes to its end
const PRESSES = 5;
const KIOSKS = Array.from({ length: 8 }, (_, i) => `cua-${i + 1}`);
const COUNTERS = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`nguoi-${i + 1}`, i + 1]));
const SERVED = [["chung-thuc", 1], ["ho-tich", 1], ["cu-tru", 1]];

// Ten counters, each for all that is asked for.
function change(office) {
	const counters = Object.values(COUNTERS).map((id) => ({ ...office.counters[0], id, name_vi: `Quầy ${id}`, services: SERVED }));
	const others = { ...office.counters[0], id: 11, services: office.services.map(({ id }) => [id, 1]) };
	return { ...office, counters: [...counters, others] };
}

async function live(t, random, rounds) {
	const ward = await Ward.open(t, random, { kiosks: KIOSKS, counters: COUNTERS, screens: 20, change });
	const again = [];
	ward.begin();
	for (let round = 0; round < rounds; round++) {
		await ward.round(() => ward.server.kill());
		for (let press = 0; press < PRESSES; press++) again.push(await ward.pressAgain());
	}
	const { told, ...history } = await ward.end();
	await ward.close();
	return checkHistory({ told: [...told, ...again], ...history });
}

test("kill: each is told once, in order, and nothing is lost", async (t) => {
	const random = new Random(t);
	const seed = random.state;
	const all = { ...NONE };
	const said = [];
	for (let left = ROUNDS; left > 0; left -= OF_A_WARD) {
		const { said: what, ...faults } = await live(t, random, Math.min(left, OF_A_WARD));
		for (const kind of Object.keys(all)) all[kind] += faults[kind];
		said.push(...what);
	}
	const figures = Object.entries(all).map(([kind, count]) => `${kind}=${count}`).join(" ");
	t.diagnostic(`kill: ${figures} rounds=${ROUNDS} seed=${seed}`);
	assert.deepEqual(said, []);
});
