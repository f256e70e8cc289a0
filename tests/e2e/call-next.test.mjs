// A clerk's day at the counter: who is called when, each step on the board and in the feed, and what
// is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const MONDAY = "2026-08-17 09:00";
const COUNTER = 2; // its own work: chung-thuc (A); helps out with ho-tich (B) after ten minutes
const PEOPLE = [
	{ user: "an", role: "clerk", name: "Nguyễn Thị An", title: "Công chức Tư pháp" },
	{ user: "binh", role: "clerk", name: "Trần Văn Bình", title: "Công chức Hộ tịch" },
	{ user: "moi", role: "clerk" },
	{ user: "moi-2", role: "clerk" },
	{ user: "truong", role: "lead", name: "Lê Thu Hà", title: "Phó Trưởng bộ phận" },
];
const FREE = { number: null, service: null, state_of_ticket: null, reason: null, from_counter: null, called_at: null };

class Hall {
	static async open(t) {
		const hall = new Hall();
		hall.server = await Server.start({ catalogue: false, at: MONDAY, clerks: [], people: PEOPLE });
		t.after(() => hall.server.close());
		hall.kiosk = new Kiosk(hall.server.url, { key: hall.server.keys.cua });
		hall.clerk = await hall.sit("an");
		hall.feed = await FeedReader.open(hall.server.url);
		t.after(() => hall.feed.close());
		await hall.feed.next("snapshot");
		return hall;
	}

	sit(user, counter = COUNTER) {
		return Clerk.at(this.server.url, counter, user);
	}

	board() {
		return this.kiosk.get("/api/v1/board");
	}

	// The board once the feed has told all of it, with this counter and the newest change.
	async settled() {
		const board = await this.board();
		await until("the feed to be there", () => (this.feed.changes().at(-1)?.seq ?? 0) >= board.seq);
		const { seq, day, at, ...change } = this.feed.changes().at(-1);
		return { ...board, counter: board.counters.find(({ id }) => id === COUNTER), change, at };
	}

	// Takes a number in each service, so many seconds after the one before.
	async arrive(...people) {
		for (const [service, seconds, priority] of people) {
			await this.server.clock.advance(seconds);
			await this.kiosk.take(service, priority ? { priority } : {});
		}
	}

	refuse(status, name, body = {}, clerk = this.clerk) {
		return clerk.expect(status, "POST", `/api/v1/counters/${clerk.counter}/${name}`, body);
	}

	// Who is called, one after the other, with the reason.
	async calls(count) {
		const called = [];
		for (let i = 0; i < count; i++) {
			const { ticket } = await this.clerk.move("next");
			called.push([ticket.number, ticket.reason]);
			await this.clerk.move("absent");
		}
		return called;
	}
}

test("call-next: first come, first called", async (t) => {
	const hall = await Hall.open(t);
	await hall.clerk.move("open");
	await hall.arrive(["chung-thuc", 0], ["chung-thuc", 0], ["chung-thuc", 0]);
	const { queue, waiting, next } = await hall.clerk.queue();
	assert.deepEqual(queue.map(({ number }) => number), ["A001", "A002", "A003"]);
	assert.equal(waiting, 3);
	assert.equal(next, "A001");
	assert.deepEqual(await hall.calls(3), [["A001", "in_turn"], ["A002", "in_turn"], ["A003", "in_turn"]]);
	assert.equal((await hall.clerk.move("next")).ticket, null, "nobody waits");
});

test("call-next: priority counts as having come an hour earlier", async (t) => {
	const hall = await Hall.open(t);
	await hall.clerk.move("open");
	await hall.arrive(
		["chung-thuc", 0],
		["chung-thuc", 600],
		["chung-thuc", 2940, "elderly"], // 59 minutes after the first: before it
		["chung-thuc", 120, "pregnant"], // 61 minutes after the first: between the two
		["chung-thuc", 0, "normal"],
	);
	const order = ["A003", "A001", "A004", "A002", "A005"];
	const { queue } = await hall.clerk.queue();
	assert.deepEqual(queue.map(({ number }) => number), order);
	assert.deepEqual(queue.map(({ priority }) => priority), ["elderly", null, "pregnant", null, "normal"]);
	assert.deepEqual(await hall.calls(5), [
		["A003", "priority"], ["A001", "in_turn"], ["A004", "priority"], ["A002", "in_turn"], ["A005", "in_turn"],
	]);
});

test("call-next: a counter helps out only after its handicap", async (t) => {
	const hall = await Hall.open(t);
	await hall.clerk.move("open");
	await hall.arrive(["ho-tich", 0], ["chung-thuc", 590]);
	assert.deepEqual(await hall.calls(2), [["A001", "in_turn"], ["B001", "in_turn"]]);
	await hall.arrive(["ho-tich", 0], ["chung-thuc", 610]);
	assert.deepEqual(await hall.calls(2), [["B002", "in_turn"], ["A002", "in_turn"]]);
	await hall.arrive(["dat-dai", 0]);
	assert.equal((await hall.clerk.move("next")).ticket, null, "what the counter does not serve waits for others");
});

test("call-next: each step shows on the board and in the feed", async (t) => {
	const hall = await Hall.open(t);
	const { clerk } = hall;
	const an = { name: "Nguyễn Thị An", title: "Công chức Tư pháp" };
	const told = { number: "A001", service: "chung-thuc", counter: COUNTER, by: "clerk" };
	await clerk.move("open");
	let now = await hall.settled();
	assert.deepEqual(now.change, { kind: "counter_opened", counter: COUNTER, clerk: an, by: "clerk" });
	assert.deepEqual(now.counter, { id: COUNTER, state: "open", ...FREE, clerk: an, back_at: null });

	await hall.arrive(["chung-thuc", 0]);
	now = await hall.settled();
	assert.deepEqual(hall.feed.changes().slice(-2).map(({ kind, from, state, by }) => [kind, from, state, by]), [
		["issued", undefined, "issuing", "kiosk"], ["printed", "issuing", "waiting", "kiosk"],
	]);
	assert.equal(now.services[0].waiting, 1);

	const { ticket, counter } = await clerk.move("next");
	assert.equal(ticket.number, "A001");
	assert.equal(ticket.state, "called");
	assert.equal(ticket.counter, COUNTER);
	assert.equal(ticket.reason, "in_turn");
	assert.equal(ticket.recalls, 0);
	assert.equal(counter.id, COUNTER);
	assert.equal(counter.state, "open");
	now = await hall.settled();
	const called = { kind: "called", ...told, from: "waiting", state: "called", reason: "in_turn" };
	assert.deepEqual(now.change, called);
	const at = { number: "A001", service: "chung-thuc", reason: "in_turn", from_counter: null, called_at: ticket.called_at };
	const open = { id: COUNTER, state: "open", clerk: an, back_at: null };
	assert.deepEqual(now.counter, { ...open, ...at, state_of_ticket: "called" });
	assert.deepEqual(now.recent, [{ number: "A001", counter: COUNTER, at: ticket.called_at, reason: "in_turn", from_counter: null }]);
	assert.equal(now.services[0].waiting, 0);

	await hall.server.clock.advance(8);
	const recalled = await clerk.move("recall");
	assert.equal(recalled.ticket.recalls, 1);
	now = await hall.settled();
	assert.deepEqual(now.change, { ...called, kind: "recalled", from: "called" });
	assert.deepEqual(now.recent, [{ number: "A001", counter: COUNTER, at: now.at, reason: "in_turn", from_counter: null }]);

	const started = await clerk.move("start");
	assert.equal(started.ticket.state, "serving");
	assert.ok(started.ticket.started_at >= ticket.called_at);
	now = await hall.settled();
	assert.deepEqual(now.change, { kind: "started", ...told, from: "called", state: "serving" });
	assert.equal(now.counter.state_of_ticket, "serving");

	const finished = await clerk.move("finish", { outcome: "received" });
	assert.equal(finished.ticket, null);
	now = await hall.settled();
	assert.deepEqual(now.change, { kind: "finished", ...told, from: "serving", state: "served" });
	assert.deepEqual(now.counter, { ...open, ...FREE });
	assert.equal(now.recent[0].number, "A001", "the last calls stay listed");

	await hall.arrive(["chung-thuc", 0]);
	await clerk.move("next");
	assert.equal((await clerk.move("absent")).ticket, null);
	now = await hall.settled();
	assert.deepEqual(now.change, { kind: "absent", ...told, number: "A002", from: "called", state: "absent" });
	assert.deepEqual(now.absent, ["A002"]);
	assert.deepEqual(now.counter, { ...open, ...FREE });
	assert.deepEqual((await clerk.queue()).absent.map(({ number }) => number), ["A002"]);

	const paused = await clerk.move("pause", { back_in_min: 15 });
	assert.equal(paused.counter.state, "paused");
	now = await hall.settled();
	const back_at = now.at + 15 * 60000;
	assert.deepEqual(now.change, { kind: "counter_paused", counter: COUNTER, clerk: an, back_at, by: "clerk" });
	assert.deepEqual(now.counter, { ...open, ...FREE, state: "paused", back_at });
	await clerk.move("open");
	now = await hall.settled();
	assert.deepEqual(now.counter, { ...open, ...FREE });
	await clerk.move("pause", {});
	now = await hall.settled();
	assert.deepEqual(now.counter, { ...open, ...FREE, state: "paused" });
	await clerk.move("close");
	now = await hall.settled();
	assert.deepEqual(now.change, { kind: "counter_closed", counter: COUNTER, by: "clerk" });
	assert.deepEqual(now.counter, { id: COUNTER, state: "closed", ...FREE, clerk: null, back_at: null });
});

test("call-next: a recall waits 8 seconds, and there are three at most", async (t) => {
	const hall = await Hall.open(t);
	const { clerk, server } = hall;
	await clerk.move("open");
	await hall.arrive(["chung-thuc", 0]);
	await clerk.move("next");
	const { seq } = await hall.board();
	const soon = await clerk.ask("POST", `/api/v1/counters/${COUNTER}/recall`, {});
	assert.equal(soon.status, 429);
	assert.equal(soon.body.error, "slow_down");
	const after = Number(soon.headers.get("retry-after"));
	assert.ok(after >= 1 && after <= 8, `Retry-After: ${after}`);
	assert.equal((await hall.board()).seq, seq, "nothing was done");
	for (let recalls = 1; recalls <= 3; recalls++) {
		await server.clock.advance(8);
		assert.equal((await clerk.move("recall")).ticket.recalls, recalls);
		if (recalls < 3) await hall.refuse(429, "recall");
	}
	await server.clock.advance(60);
	const over = await hall.refuse(409, "recall");
	assert.equal(over.error, "wrong_state");
	assert.equal(over.ticket.number, "A001");
	await clerk.move("start");
	await hall.refuse(409, "recall");
});

test("call-next: a chosen number is called, and why is kept", async (t) => {
	const hall = await Hall.open(t);
	const { clerk, kiosk } = hall;
	await clerk.move("open");
	await hall.arrive(["chung-thuc", 0], ["chung-thuc", 0], ["dat-dai", 0]);
	const chosen = await clerk.move("call", { number: "A002" });
	assert.equal(chosen.ticket.number, "A002");
	assert.equal(chosen.ticket.reason, "chosen");
	assert.equal((await hall.settled()).change.reason, "chosen");
	const busy = await hall.refuse(409, "call", { number: "A001" });
	assert.equal(busy.error, "busy");
	assert.equal(busy.ticket.number, "A002");
	await clerk.move("absent");
	assert.equal((await clerk.move("call", { number: "A001" })).ticket.reason, "in_turn", "it was its turn");
	await clerk.move("absent");

	const gone = await hall.refuse(409, "call", { number: "A002" });
	assert.equal(gone.error, "wrong_state");
	assert.equal(gone.ticket.number, "A002");
	assert.equal(gone.ticket.state, "absent");
	const foreign = await hall.refuse(409, "call", { number: "D001" });
	assert.equal(foreign.error, "wrong_state");
	assert.equal(foreign.ticket.number, "D001");
	assert.equal(foreign.ticket.state, "waiting");
	const issuing = await kiosk.take("chung-thuc", {}, { print: false });
	const early = await hall.refuse(409, "call", { number: issuing.number });
	assert.equal(early.ticket.state, "issuing", "only who waits can be called");
	await hall.refuse(404, "call", { number: "A999" });
	for (const number of [undefined, null, "", 7, ["A001"], "A".repeat(100)])
		assert.equal((await hall.refuse(422, "call", { number })).field, "number");
});

test("call-next: what does not fit the counter's state is refused", async (t) => {
	const hall = await Hall.open(t);
	const { clerk } = hall;
	await hall.arrive(["chung-thuc", 0], ["chung-thuc", 0]);
	const refused = async (name, error, number, body) => {
		const answer = await hall.refuse(409, name, body);
		assert.equal(answer.error, error, name);
		assert.equal(answer.ticket?.number ?? null, number, name);
		assert.ok(answer.message.length > 0);
	};
	await refused("next", "wrong_state", null);
	await refused("pause", "wrong_state", null);
	await clerk.move("close");
	await clerk.move("open");
	const { seq } = await hall.board();
	await clerk.move("open");
	assert.equal((await hall.board()).seq, seq, "opening what is open changes nothing");
	for (const name of ["recall", "start", "finish", "absent"]) await refused(name, "wrong_state", null);
	await clerk.move("pause", {});
	await refused("next", "wrong_state", null);
	await refused("call", "wrong_state", "A001", { number: "A001" });
	await clerk.move("open");
	await clerk.move("next");
	for (const name of ["next", "pause", "close"]) await refused(name, "busy", "A001");
	await refused("finish", "wrong_state", "A001");
	await clerk.move("start");
	for (const name of ["start", "absent", "recall"]) await refused(name, "wrong_state", "A001");
	assert.equal((await hall.refuse(422, "finish", { outcome: 7 })).field, "outcome");
	await clerk.move("finish");
	for (const back_in_min of [0, -5, 481, 1.5, "15", true])
		assert.equal((await hall.refuse(422, "pause", { back_in_min })).field, "back_in_min");
});

test("call-next: a counter belongs to who signed in there last", async (t) => {
	const hall = await Hall.open(t);
	const { clerk } = hall;
	await clerk.move("open");
	await hall.arrive(["chung-thuc", 0], ["chung-thuc", 0]);
	await clerk.move("next");
	const binh = await hall.sit("binh");
	const taken = await hall.refuse(409, "start");
	assert.equal(taken.error, "counter_taken");
	const session = await clerk.get("/api/v1/session");
	assert.equal(session.taken_over, true);
	assert.equal(session.counter, null);
	const { counter } = await hall.settled();
	assert.equal(counter.clerk.name, "Trần Văn Bình");
	assert.equal(counter.number, "A001", "who was called stays");
	assert.equal((await binh.queue()).ticket.number, "A001");
	await binh.move("start");
	await binh.move("finish");
	await hall.sit("moi");
	assert.equal((await hall.settled()).counter.clerk, null, "who has no name to show does not sit under another's");

	for (const user of ["moi-2", "moi-2"]) {
		const { seq } = await hall.board();
		await hall.sit(user);
		const { change, seq: next } = await hall.settled();
		assert.deepEqual([change, next], [{ kind: "counter_opened", counter: COUNTER, by: "clerk" }, seq + 1]);
	}

	const other = await hall.sit("an", 3);
	const foreign = await other.expect(403, "POST", `/api/v1/counters/${COUNTER}/next`, {});
	assert.equal(foreign.error, "forbidden");
	await other.expect(403, "GET", `/api/v1/counters/${COUNTER}/queue`);
	for (const id of ["0", "99", "x", "-2", "2x"]) await other.expect(404, "POST", `/api/v1/counters/${id}/next`, {});

	const lead = await hall.sit("truong", 3);
	const { ticket } = await lead.post(`/api/v1/counters/${COUNTER}/next`);
	assert.equal(ticket.number, "A002");
	assert.equal((await hall.settled()).change.by, "lead");
});
