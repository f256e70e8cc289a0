// Numbers that were handed out on paper while the server was away: they wait in order, the series goes
// on behind them, also across a restart, and a wrong entry can be taken back.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { Hall } from "../harness/hall.mjs";

const A = "/api/v1/services/chung-thuc/paper";
const TAKE_BACK = `${A}/void`;
const REASON = "Ghi nhầm số";

async function open(t, options = {}) {
	const hall = await Hall.open(t, options); // at 09:00
	const [an, lead] = [await hall.sit("an", 2), await hall.sit("truong")];
	const enter = (upto, more) => lead.expect(201, "POST", A, { upto, ...more });
	const refused = (status, body, path = A) => hall.unchanged(() => lead.expect(status, "POST", path, body));
	return { hall, an, lead, enter, refused };
}

const waiting = async (lead) => (await lead.get("/api/v1/hall")).tickets.filter(({ state }) => state === "waiting");
const numbers = (list) => list.map(({ number }) => number);

test("paper: up to a number: all wait in order behind who came before, and the series goes on", async (t) => {
	const { hall, an, lead, enter } = await open(t);
	for (let i = 0; i < 2; i++) await hall.take("chung-thuc");
	await hall.pass(3600);
	assert.deepEqual((await lead.get("/api/v1/paper")).services[0], { id: "chung-thuc", last: "A002", next: "A003" });
	const { paper } = await enter("A006", { since: "09:30" });
	const { taken_at: at, ...told } = paper;
	assert.deepEqual(told, { service: "chung-thuc", first: "A003", last: "A006", count: 4, waiting: 4, called: 0, void: 0, by: "Lê Thu Hà" });
	assert.equal(at % 1800000, 0, "half past nine");
	assert.deepEqual((await lead.get("/api/v1/paper")).entries, [paper]);
	const list = await waiting(lead);
	assert.deepEqual(numbers(list), ["A001", "A002", "A003", "A004", "A005", "A006"]);
	const steps = list.slice(3).map(({ issued_at: at }, i) => at - list[i + 2].issued_at);
	assert.ok(steps.every((ms) => Math.abs(ms - 450000) < 2000), `evenly from half past nine until ten: ${steps}`);
	assert.equal((await hall.take("chung-thuc")).number, "A007");
	const told2 = await hall.told(10);
	assert.deepEqual(told2.slice(0, 2).map(({ kind, number, first, state, by }) => [kind, number, first, state, by]), [["issued", "A003", 3, "issuing", "lead"], ["printed", "A003", undefined, "waiting", "lead"]]);
	assert.equal(await hall.waiting("chung-thuc"), 7);
	const called = [];
	for (let i = 0; i < 4; i++) {
		called.push((await an.serve()).number);
		await an.move("finish");
	}
	assert.deepEqual(called, ["A001", "A002", "A003", "A004"]);
	const { doubtful, wait } = await lead.get("/api/v1/reports/summary");
	assert.deepEqual([doubtful, wait.count], [4, 2], "who knows how long those on paper waited");
	const row = (await lead.get("/api/v1/reports/numbers")).rows.find(({ service }) => service === "chung-thuc");
	assert.deepEqual([row.first, row.last, row.unused], ["A001", "A007", 0]);
});

test("paper: what was entered is there after a kill, and nothing is given out twice", async (t) => {
	const { hall, lead, enter } = await open(t);
	await hall.take("chung-thuc");
	const once = "paper-once";
	const body = { upto: "A120", since: null };
	const first = await lead.expect(201, "POST", A, body, { once });
	await hall.server.kill();
	await hall.server.start();
	await hall.feed.close();
	const again = await lead.insist("POST", A, body, { once });
	assert.deepEqual([again.status, again.body], [201, first], "the same press is the same answer");
	const list = await waiting(lead);
	assert.equal(list.length, 120);
	assert.equal(new Set(numbers(list)).size, 120);
	assert.equal((await hall.take("chung-thuc")).number, "A121");
	assert.equal((await lead.get("/api/v1/paper")).entries[0].count, 119);
	assert.equal((await enter("A122")).paper.first, "A122");
	await hall.server.stop();
	assert.match(await hall.server.command(["check"]), /the chain holds/);
	const why = await hall.server.command(["why", "A120", "--day", "20260817"], { status: 1 }); // it was not called yet
	assert.match(why, /A120 (được phát trên giấy, tính từ lúc|was handed out on paper and counts from) \d/);
});

test("paper: what cannot be is refused in words, and nothing is done", async (t) => {
	const { hall, lead, enter, refused } = await open(t);
	for (let i = 0; i < 3; i++) await hall.take("chung-thuc");
	const says = async (upto, pattern) => {
		const { error, field, message } = await refused(422, { upto });
		assert.deepEqual([error, field], ["invalid", "upto"], upto);
		assert.match(message, pattern);
	};
	for (const upto of ["", "A", "B007", "A7", "a007", "7", "A0007", 7, null, ["A007"]]) await says(upto, /ví dụ A004\.$/);
	for (const upto of ["A003", "A001"]) await says(upto, /^A00\d đã được cấp\. Số tiếp theo của lĩnh vực này là A004\.$/);
	await says("A204", /^Từ A004 đến A204 là quá 200 số\./);
	assert.equal((await refused(409, { upto: "A1000" })).error, "quota_reached");
	for (const since of ["9:00", "25:00", 9, "x"]) assert.equal((await refused(422, { upto: "A009", since })).field, "since");
	assert.match((await refused(422, { upto: "A009", since: "09:30" })).message, /không được sau hiện tại/);
	assert.equal((await refused(404, { upto: "A009" }, "/api/v1/services/x/paper")).error, "not_found");
	assert.equal((await lead.ask("POST", A, { upto: "A009" }, { once: null })).body.error, "key_missing");
	assert.equal((await enter("A203")).paper.count, 200);
});

test("paper: the numbers of kiosks that are cut off stay apart", async (t) => {
	const { hall, lead, refused, enter } = await open(t);
	const { lease } = await hall.kiosk.expect(201, "POST", "/api/v1/kiosk/lease", { holder: "disk" });
	await hall.take("chung-thuc");
	const { message } = await refused(422, { upto: "A951" });
	assert.match(message, /^A951 để dành cho máy lấy số/);
	await enter("A003");
	const given = { number: "A950", service: "chung-thuc", token: randomBytes(16).toString("base64url"), issued_at: 1, how: "paper" };
	const back = await hall.kiosk.post("/api/v1/kiosk/lease/return", { lease: lease.id, day: lease.day, tickets: [given], close: true });
	assert.deepEqual(back.refused, []);
	assert.deepEqual(numbers(await waiting(lead)), ["A001", "A002", "A003", "A950"]);
	assert.equal((await new Kiosk(hall.server.url, { key: hall.server.keys.cua }).take("chung-thuc")).number, "A004");
	assert.deepEqual((await lead.get("/api/v1/paper")).entries.map(({ first, last }) => [first, last]), [["A002", "A003"]]);
});

test("paper: a wrong entry is taken back, all of it or what is behind the right number", async (t) => {
	const { hall, an, lead, enter, refused } = await open(t);
	await hall.take("chung-thuc");
	await enter("A005");
	const { paper } = await lead.post(TAKE_BACK, { first: "A002", keep: "A003", reason: REASON });
	assert.deepEqual([paper.count, paper.waiting, paper.void], [4, 2, 2]);
	assert.deepEqual(numbers(await waiting(lead)), ["A001", "A002", "A003"]);
	await enter("A007");
	const all = await lead.post(TAKE_BACK, { first: "A006", reason: REASON });
	assert.deepEqual([all.paper.waiting, all.paper.void], [0, 2]);
	await hall.unchanged(() => lead.post(TAKE_BACK, { first: "A006", reason: REASON }));
	assert.equal((await hall.take("chung-thuc")).number, "A008", "void numbers are not given out again");
	for (const [body, field] of [[{ first: "A001" }, "first"], [{ first: "A003" }, "first"], [{ first: "x" }, "first"], [{}, "first"], [{ first: "A002", keep: "A001" }, "keep"], [{ first: "A002", keep: 7 }, "keep"]])
		assert.equal((await refused(422, { ...body, reason: REASON }, TAKE_BACK)).field, field, JSON.stringify(body));
	assert.equal((await refused(422, { first: "A002" }, TAKE_BACK)).field, "reason");
	await an.move("call", { number: "A003" });
	const { error, ticket, message } = await refused(409, { first: "A002", reason: REASON }, TAKE_BACK);
	assert.deepEqual([error, ticket.number], ["wrong_state", "A003"]);
	assert.equal(message, "Không rút lại được vì A003 đã được gọi.");
});
