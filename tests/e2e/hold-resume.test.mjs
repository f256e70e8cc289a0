// Someone fetches papers: the number is held, the counter goes on, and the place is kept.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Hall } from "../harness/hall.mjs";
import { png } from "../harness/slip.mjs";
import { modules, picture } from "../harness/svg.mjs";

const REASON = "Bổ sung bản sao giấy khai sinh";

test("hold: the place is kept, the counter is free, and the slip says when to be back", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	const [ticket, other] = [await hall.take("chung-thuc"), await hall.take("chung-thuc")];
	const { started_at } = await an.serve();
	const until = hall.server.clock.now() + 3600000;
	const answer = await an.move("hold", { reason: `  ${REASON} `, until });
	assert.equal(answer.ticket, null);
	assert.equal(answer.counter.state, "open");
	assert.deepEqual(answer.slip, { id: ticket.id, number: "A001", counter: 2, until, url: ticket.url, reason: REASON });
	const [change] = await hall.told();
	const { kind, number, from, state, counter, back_at, by } = change;
	assert.deepEqual([kind, number, from, state, counter, back_at, by], ["held", "A001", "serving", "held", 2, until, "clerk"]);
	assert.ok(!JSON.stringify(change).includes(REASON), "why is nobody else's business");
	assert.equal((await hall.counter(2)).number, null);

	const seen = await hall.seen(ticket);
	assert.deepEqual([seen.state, seen.until, seen.can_return, seen.counter], ["held", until, true, 2]);
	assert.ok(!("note" in seen));
	const { held } = await an.queue();
	assert.deepEqual(held.map(({ held_at, ...one }) => one), [
		{ id: ticket.id, number: "A001", service: "chung-thuc", reason: REASON, until },
	]);
	assert.ok(held[0].held_at <= hall.server.clock.now());

	assert.equal((await an.serve()).number, other.number);
	const busy = await hall.unchanged(() => an.refuse(409, "resume", { number: "A001" }));
	assert.deepEqual([busy.error, busy.ticket.number], ["busy", "A002"]);
	await an.move("finish");
	const resumed = await an.move("resume", { number: "A001" });
	const now = resumed.ticket;
	assert.deepEqual([now.number, now.state, now.counter, now.started_at], ["A001", "serving", 2, started_at]);
	assert.deepEqual((await hall.told())[0].kind, "resumed");
	assert.deepEqual((await an.queue()).held, []);
	await an.move("finish");
	assert.equal((await hall.seen(ticket)).state, "served");
});

test("hold: the slip's code leads to the number, on paper as on the kiosk's", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	const ticket = await hall.take("chung-thuc");
	await an.serve();
	const { slip } = await an.move("hold", { reason: REASON });
	const fetched = async (of, headers = {}) => {
		const answer = await fetch(`${hall.server.url}/api/v1/tickets/${of}/qr.svg`, { headers });
		return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
	};
	const code = await fetched(slip.id, { Cookie: an.cookie });
	assert.deepEqual([code.status, code.type], [200, "image/svg+xml"]);
	assert.deepEqual(await fetched(ticket.token), code, "as its holder gets it");
	for (const of of [slip.id, "A".repeat(22), 999]) assert.equal((await fetched(of)).status, 404, "nobody else does");

	const rows = modules(code.text);
	const quiet = [0, 1, 2, 3].flatMap((i) => [rows[i], rows.at(-1 - i), rows.map((row) => row[i]), rows.map((row) => row.at(-1 - i))]);
	assert.ok(quiet.flat().every((dark) => !dark), "four white modules on each edge");
	assert.ok(rows[4].slice(4, 11).every((dark) => dark), "then the code begins");
	const path = join(hall.server.dir, "code.png");
	await writeFile(path, png(picture(rows, 4)));
	const { stdout } = await promisify(execFile)("zbarimg", ["-q", "--raw", path]);
	assert.equal(stdout, `${slip.url}\n`);
	assert.equal(slip.url, `${hall.server.url}/t/${ticket.token}`);
});

test("hold: without a time, and back on one's own", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	const first = await hall.take("chung-thuc");
	const before = await hall.seen(first);
	await hall.pass(60);
	await hall.take("chung-thuc");
	await an.serve();
	const { slip } = await an.move("hold", { reason: REASON });
	assert.equal(slip.until, null);
	assert.equal((await hall.ask(200, hall.anyone, first.token, "back")).ticket.state, "waiting");
	const after = await hall.seen(first);
	assert.equal(after.queue_at, before.queue_at, "no rank was lost");
	assert.equal(after.until, null);
	assert.equal(after.ahead, 0);
	const { queue, next } = await an.queue();
	assert.deepEqual(queue.map(({ number }) => number), ["A001", "A002"]);
	assert.equal(next, "A001");
});

test("hold: whoever is not back in time waits again by itself, in the own place", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	const ticket = await hall.take("chung-thuc");
	await hall.pass(60);
	await hall.take("chung-thuc");
	await an.serve();
	await an.move("hold", { reason: REASON, until: hall.server.clock.now() + 600000 });
	const { seq } = await hall.board();
	await hall.pass(590);
	assert.deepEqual([(await hall.seen(ticket)).state, (await hall.board()).seq], ["held", seq]);
	await hall.pass(11);
	const change = await hall.feed.next("change", ({ kind }) => kind === "returned");
	assert.deepEqual([change.number, change.from, change.state, change.by, change.seq], ["A001", "held", "waiting", "system", seq + 1]);
	const { held, queue } = await an.queue();
	assert.deepEqual(held, []);
	assert.deepEqual(queue.map(({ number }) => number), ["A001", "A002"], "ahead of who came later");
	assert.equal((await an.move("next")).ticket.number, "A001");
});

test("hold: resumed at any open counter of the service", async (t) => {
	const hall = await Hall.open(t);
	const [an, binh, land] = [await hall.sit("an", 2), await hall.sit("binh", 3), await hall.sit("truong", 4)];
	await hall.take("chung-thuc");
	await an.serve();
	await an.move("hold", { reason: REASON });
	assert.deepEqual((await binh.queue()).held.map(({ number }) => number), ["A001"]);
	assert.deepEqual((await land.queue()).held, [], "counter 4 does not serve it");
	const foreign = await hall.unchanged(() => land.refuse(409, "resume", { number: "A001" }));
	assert.deepEqual([foreign.error, foreign.ticket.number, foreign.ticket.state], ["wrong_state", "A001", "held"]);
	await binh.move("close");
	const closed = await hall.unchanged(() => binh.refuse(409, "resume", { number: "A001" }));
	assert.deepEqual([closed.error, closed.ticket.number], ["wrong_state", "A001"]);
	await binh.move("open");
	assert.equal((await binh.move("resume", { number: "A001" })).ticket.counter, 3);
	const gone = await hall.unchanged(() => an.refuse(409, "resume", { number: "A001" }));
	assert.deepEqual([gone.error, gone.ticket.state, gone.ticket.counter], ["wrong_state", "serving", 3]);
	await an.refuse(404, "resume", { number: "A999" });
	for (const number of [undefined, null, "", 7])
		assert.equal((await an.refuse(422, "resume", { number })).field, "number");
});

test("hold: only who is served can be held, with a reason and a time to come", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	const nobody = await hall.unchanged(() => an.refuse(409, "hold", { reason: REASON }));
	assert.deepEqual([nobody.error, nobody.ticket], ["wrong_state", null]);
	await hall.take("chung-thuc");
	await an.move("next");
	const called = await hall.unchanged(() => an.refuse(409, "hold", { reason: REASON }));
	assert.deepEqual([called.error, called.ticket.state], ["wrong_state", "called"]);
	await an.move("start");
	const now = hall.server.clock.now();
	await hall.unchanged(async () => {
		for (const reason of [undefined, null, "", "  ", 7, "a\nb", "à".repeat(64)])
			assert.equal((await an.refuse(422, "hold", { reason })).field, "reason", String(reason));
		for (const until of [0, -1, now - 60000, now + 24 * 3600000, "10:00", 1.5, true])
			assert.equal((await an.refuse(422, "hold", { reason: REASON, until })).field, "until", String(until));
	});
	const { slip } = await an.move("hold", { reason: "à".repeat(63) });
	assert.equal(slip.reason, "à".repeat(63), "127 bytes are enough for 63 letters");
});

test("hold: the same key twice holds once and answers the same", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	await hall.take("chung-thuc");
	await an.serve();
	const once = "hold-once";
	const first = await an.move("hold", { reason: REASON }, { once });
	assert.deepEqual(await hall.unchanged(() => an.move("hold", { reason: REASON }, { once })), first);
	assert.equal((await an.refuse(422, "hold", { reason: "khác" }, { once })).error, "key_reused");
	assert.equal((await an.refuse(400, "hold", { reason: REASON }, { once: null })).error, "key_missing");
	const resumed = await an.move("resume", { number: "A001" }, { once: "r" });
	assert.deepEqual(await hall.unchanged(() => an.move("resume", { number: "A001" }, { once: "r" })), resumed);
});
