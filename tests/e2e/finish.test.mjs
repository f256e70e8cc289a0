// What came of a visit: the outcome, which procedures were handled and how often, and a note.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

const CODES = ["2.000815", "2.000884", "2.001035", "2.000908", "1.001193"];

test("finish: with procedures of the catalogue, each so many times", async (t) => {
	const hall = await Hall.open(t, { catalogue: true });
	const an = await hall.sit("an", 2);
	for (let i = 0; i < 4; i++) await hall.take("chung-thuc");
	const handled = (...quantities) => quantities.map((quantity, i) => ({ code: CODES[i], quantity }));
	await an.serve();
	await hall.unchanged(async () => {
		const wrong = [
			"2.000815", {}, [7], [[]], [null], [{}], [{ code: CODES[0] }], [{ quantity: 1 }], [{ code: 7, quantity: 1 }],
			[{ code: "9.999999", quantity: 1 }], [{ code: "", quantity: 1 }], handled(0), handled(1000), handled(-1),
			handled(1.5), handled("1"), handled(null), [...handled(1), { code: "9.999999", quantity: 1 }],
			Array.from({ length: 20 }, () => ({ code: CODES[0], quantity: 1 })),
		];
		for (const procedures of wrong) {
			const { error, field } = await an.refuse(422, "finish", { procedures });
			assert.deepEqual([error, field], ["invalid", "procedures"], JSON.stringify(procedures));
		}
		for (const note of [7, "a\tb", "x".repeat(128)])
			assert.equal((await an.refuse(422, "finish", { note })).field, "note");
	});
	const more = { outcome: "received", procedures: handled(2, 1, 999), note: "Đã nhận đủ" };
	const finished = await an.move("finish", more, { once: "f" });
	assert.equal(finished.ticket, null);
	assert.deepEqual(await an.move("finish", more, { once: "f" }), finished);
	const [change] = await hall.told();
	assert.equal(change.state, "served");
	assert.ok(!/Đã nhận|2\.000815/.test(JSON.stringify(change)), "what was handled is not told to the hall");
	for (const body of [{}, { procedures: [] }, { procedures: null, note: null, outcome: null }]) {
		await an.serve();
		await an.move("finish", body);
	}
});

test("finish: as many as fit", async (t) => {
	const hall = await Hall.open(t, { catalogue: true });
	const an = await hall.sit("an", 2);
	await hall.take("chung-thuc");
	await an.serve();
	// "2.000815*1," is 11 bytes: 17 of them, the last without its comma, are 186 of 191.
	const procedures = (count) => Array.from({ length: count }, () => ({ code: CODES[0], quantity: 1 }));
	assert.equal((await an.refuse(422, "finish", { procedures: procedures(18) })).field, "procedures");
	await an.move("finish", { procedures: procedures(17) });
});

test("finish: without a catalogue there is nothing to handle", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	await hall.take("chung-thuc");
	await an.serve();
	const procedures = [{ code: CODES[0], quantity: 1 }];
	assert.equal((await an.refuse(422, "finish", { procedures })).field, "procedures");
	await an.move("finish", { procedures: [] });
});

const OUTCOMES = [{ id: "nhan", name_vi: "Đã nhận hồ sơ", name_en: "Papers received" }, { id: "huong-dan", name_vi: "Đã hướng dẫn" }];

test("finish: the office tells its outcomes; where it asks for one, no visit ends without", async (t) => {
	const hall = await Hall.open(t, { change: (office) => ({ ...office, visit: { ask_outcome: true, outcomes: OUTCOMES } }) });
	const { visit } = await hall.anyone.get("/api/v1/office");
	assert.deepEqual(visit, { ask_outcome: true, outcomes: [
		{ id: "nhan", name: { vi: "Đã nhận hồ sơ", en: "Papers received" } }, { id: "huong-dan", name: { vi: "Đã hướng dẫn", en: null } },
	] });
	const an = await hall.sit("an", 2);
	await hall.take("chung-thuc");
	await an.serve();
	await hall.unchanged(async () => {
		for (const body of [{}, { outcome: "" }, { outcome: null }])
			assert.equal((await an.refuse(422, "finish", body)).field, "outcome");
	});
	await an.move("finish", { outcome: "nhan" });
});
