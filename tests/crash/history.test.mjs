// The checker of histories sees each way in which one can be wrong, and nothing where all is well.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkHistory, NONE } from "../harness/history.mjs";

// Two people of two services: both called, one served, one absent.
function right() {
	const log = [
		{ seq: 11, kind: "issued", number: "A001", service: "a" },
		{ seq: 12, kind: "printed", number: "A001", service: "a" },
		{ seq: 13, kind: "issued", number: "B001", service: "b" },
		{ seq: 14, kind: "issued", number: "A002", service: "a" },
		{ seq: 15, kind: "called", number: "A001", counter: 2 },
		{ seq: 16, kind: "called", number: "B001", counter: 3 },
		{ seq: 17, kind: "started", number: "A001", counter: 2 },
		{ seq: 18, kind: "absent", number: "B001", counter: 3 },
		{ seq: 19, kind: "finished", number: "A001", counter: 2 },
		{ seq: 20, kind: "called", number: "A002", counter: 2 },
	];
	const told = log.map(({ kind, number, counter }) => ({ kind, number, counter, once: kind === "issued" ? `press of ${number}` : undefined }));
	const screens = [log.slice(), log.slice(4)];
	return structuredClone({ log, told, screens });
}

// what: the fault that must be seen, at least; change(history) makes it
const WRONG = [
	["lost", "an acknowledged number is not in the log", ({ log }) => log.splice(3, 1)],
	["lost", "the log ends before what was told", ({ log, screens }) => [log, ...screens].forEach((one) => one.pop())],
	["lost", "an acknowledged end is not in the log", ({ log }) => (log[8].kind = "started")],
	["lost", "the call was at another counter", ({ log }) => (log[9].counter = 3)],
	["dup", "a number is given to two presses", ({ told }) => told.push({ ...told[0], once: "another press" })],
	["dup", "a press gives two numbers", ({ told }) => (told[3].once = told[0].once)],
	["dup", "a number is issued twice", ({ log }) => log.push({ ...log[0], seq: 21 })],
	["dup", "a number is issued that nobody was told of", ({ log }) => log.push({ seq: 21, kind: "issued", number: "A003", service: "a" })],
	["dup", "a call is done twice", ({ log }) => log.push({ ...log[5], seq: 21 })],
	["dup", "a person is at two counters", ({ log }) => log.splice(6, 0, { ...log[4], counter: 3 })],
	["dup", "a counter has two", ({ log, told }) => [log[5], told[5]].forEach((one) => (one.counter = 2))],
	["dup", "the log has a change twice", ({ log }) => log.splice(4, 0, log[4])],
	["dup", "a screen is sent a change twice", ({ screens }) => screens[1].splice(2, 0, screens[1][2])],
	["missed", "a screen is not sent a call", ({ screens }) => screens[0].splice(5, 1)],
	["missed", "a screen is not sent the last call", ({ screens }) => screens[1].pop()],
	["missed", "a screen is sent nothing", ({ screens }) => screens[1].splice(0)],
	["missed", "a screen is sent another number", ({ screens }) => (screens[0][5] = { ...screens[0][5], number: "B002" })],
	["reorder", "a screen is sent changes in another order", ({ screens: [one] }) => ([one[4], one[5]] = [one[5], one[4]])],
	["reorder", "the log has changes in another order", ({ log }) => ([log[0], log[1]] = [log[1], log[0]])],
	["reorder", "a series goes back", ({ log }) => ([log[0].number, log[3].number] = [log[3].number, log[0].number])],
];

test("history: nothing is wrong where all is well", () => {
	assert.deepEqual(checkHistory(right()), { ...NONE, said: [] });
});

for (const [fault, what, change] of WRONG) {
	test(`history: ${what}`, () => {
		const history = right();
		change(history);
		const { said, ...faults } = checkHistory(history);
		assert.ok(faults[fault] > 0, `${fault} was not seen, but: ${said.join("; ")}`);
	});
}
