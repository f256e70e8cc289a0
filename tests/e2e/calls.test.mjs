// Every call of the day that was out of turn: with its reason and the name of whoever made it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

const CALLS = "/api/v1/calls";

async function open(t) {
	const hall = await Hall.open(t);
	const [an, binh, lead] = [await hall.sit("an", 2), await hall.sit("binh", 3), await hall.sit("truong")];
	const log = async (query = "") => (await lead.get(`${CALLS}${query}`)).calls;
	return { hall, an, binh, lead, log };
}

test("calls: who chose which number and why, who had priority, what came back or from another counter", async (t) => {
	const { hall, an, binh, lead, log } = await open(t);
	assert.deepEqual(await log(), []);
	for (const priority of [undefined, "elderly", undefined, undefined]) await hall.take("chung-thuc", { priority });
	await an.serve();
	await an.move("finish");
	await an.move("call", { number: "A003", reason: "Việc khẩn cấp" });
	await an.move("absent");
	await an.serve(); // A001, in turn
	await an.move("transfer", { counter: 3 });
	await binh.serve();
	await binh.move("finish");
	await hall.ask(200, lead, (await lead.get("/api/v1/hall")).tickets.find(({ number }) => number === "A003").id, "back");
	await hall.pass(700);
	for (let i = 0; i < 2; i++) {
		await an.serve(); // A004 in turn, then A003
		await an.move("finish");
	}
	const calls = await log();
	assert.deepEqual(calls.map(({ number, counter, reason, note, by, role, priority, undone }) => [number, counter, reason, note, by, role, priority, undone]), [
		["A003", 2, "returned", null, "Nguyễn Thị An", "clerk", null, false],
		["A001", 3, "transferred", null, "Trần Văn Bình", "clerk", null, false],
		["A003", 2, "chosen", "Việc khẩn cấp", "Nguyễn Thị An", "clerk", null, false],
		["A002", 2, "priority", null, "Nguyễn Thị An", "clerk", "elderly", false],
	]);
	assert.equal(calls[1].from_counter, 2);
	assert.ok(calls.every(({ at }, i) => i === 0 || at <= calls[i - 1].at), "the newest first");
	assert.deepEqual((await log("?reason=chosen")).map(({ seq }) => seq), [calls[2].seq]);
	assert.deepEqual(await log("?day=20260816"), []);
	for (const query of ["?day=x", "?day=1", "?day=20260231", "?reason=in_turn", "?reason=x"]) await lead.expect(422, "GET", `${CALLS}${query}`);
});

test("calls: one that was taken back is told as such; another class counts from then on", async (t) => {
	const { hall, an, lead, log } = await open(t);
	for (let i = 0; i < 3; i++) await hall.take("chung-thuc");
	await an.move("call", { number: "A002" });
	await an.move("undo");
	await an.move("next");
	await an.move("undo");
	await hall.ask(200, lead, (await hall.take("chung-thuc")).id, "priority", { priority: "pregnant" });
	const called = (await an.move("next")).ticket.number;
	assert.equal(called, "A004");
	assert.deepEqual((await log()).map(({ number, reason, priority, undone }) => [number, reason, priority, undone]), [
		["A004", "priority", "pregnant", false],
		["A002", "chosen", null, true],
	]);
	await hall.server.kill();
	await hall.server.start();
	await hall.feed.close();
	assert.equal((await log()).length, 2, "it is on the disk");
});
