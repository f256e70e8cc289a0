// Who was called in vain comes back, who must go gives the number up: from the phone, at the kiosk, or
// through a clerk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../harness/client.mjs";
import { Hall } from "../harness/hall.mjs";

const MISS_S = 600; // the office's penalty for a call in vain
const RETURN_MS = 3600000; // and for how long one may come back

async function called(t, count = 1) {
	const hall = await Hall.open(t, { displays: ["hall"] });
	const an = await hall.sit("an", 2);
	const tickets = [];
	for (let i = 0; i < count; i++) tickets.push(await hall.take("chung-thuc"));
	return { hall, an, tickets };
}

// Without what time alone changes.
const still = ({ wait, reach, window, break: pause, ...ticket }) => ticket;

// Calls the number in vain.
async function miss(an, number) {
	await an.move("call", { number });
	await an.move("absent");
}

test("back: after a call in vain, ten minutes later than before", async (t) => {
	const { hall, an, tickets: [first, second] } = await called(t, 2);
	const { queue_at } = await hall.seen(first);
	await miss(an, "A001");
	const absent = await hall.seen(first);
	assert.deepEqual([absent.state, absent.can_return], ["absent", true]);
	assert.deepEqual([absent.until, absent.penalty_s], [absent.called_at + RETURN_MS, MISS_S], "until when, and what it costs");
	assert.deepEqual((await an.queue()).absent.map(({ called_at, ...one }) => one), [
		{ id: first.id, number: "A001", can_return: true, misses: 1 },
	]);
	const { ticket } = await hall.ask(200, hall.anyone, first.token, "back");
	assert.deepEqual(still(ticket), still(await hall.seen(first)), "the answer is what the holder sees");
	assert.deepEqual([ticket.state, ticket.can_return, ticket.queue_at], ["waiting", false, queue_at + MISS_S * 1000]);
	assert.deepEqual([ticket.queue_reason, ticket.until, ticket.penalty_s], ["returned", null, 0]);
	const [change] = await hall.told();
	assert.deepEqual(change, { kind: "returned", number: "A001", service: "chung-thuc", from: "absent", state: "waiting", by: "public" });
	assert.deepEqual((await hall.board()).absent, []);
	const { queue } = await an.queue();
	assert.deepEqual(queue.map(({ number, reason }) => [number, reason]), [["A002", "in_turn"], ["A001", "returned"]]);
	await an.move("next");
	await an.move("start");
	await an.move("finish");
	assert.equal((await an.move("next")).ticket.reason, "returned");
	assert.equal((await hall.seen(second)).state, "served");
});

test("back: within the hour of the call, and not after a third call in vain", async (t) => {
	const { hall, an, tickets: [often, late] } = await called(t, 2);
	for (const misses of [1, 2]) {
		await miss(an, "A001");
		assert.equal((await an.queue()).absent[0].misses, misses);
		await hall.ask(200, hall.anyone, often.token, "back");
	}
	await miss(an, "A001");
	assert.equal((await hall.seen(often)).can_return, false);
	const third = await hall.unchanged(() => hall.ask(409, hall.anyone, often.token, "back"));
	assert.deepEqual([third.error, third.ticket.number, third.ticket.state], ["wrong_state", "A001", "absent"]);
	assert.deepEqual(still(third.ticket), still(await hall.seen(often)));
	await miss(an, "A002");
	await hall.pass(3599);
	assert.equal((await hall.seen(late)).can_return, true);
	await hall.pass(60);
	const over = await hall.ask(409, hall.anyone, late.token, "back");
	assert.deepEqual([over.error, over.ticket.can_return], ["wrong_state", false]);
	for (const { can_return } of (await an.queue()).absent) assert.equal(can_return, false);
});

test("back: a kiosk, a clerk or a lead says so by the number's id", async (t) => {
	const { hall, an, tickets } = await called(t, 3);
	const lead = await hall.sit("truong");
	for (const { number } of tickets) await miss(an, number);
	const [one, two, three] = tickets;
	const atKiosk = await hall.ask(200, hall.kiosk, one.id, "back");
	assert.equal(atKiosk.ticket.token, one.token, "as the kiosk sees it");
	assert.equal((await hall.told())[0].by, "kiosk");
	const atCounter = await hall.ask(200, an, two.id, "back");
	assert.deepEqual([atCounter.ticket.id, atCounter.ticket.misses], [two.id, 1], "as the clerk sees it");
	assert.ok(!("token" in atCounter.ticket));
	assert.equal((await hall.told())[0].by, "clerk");
	const refused = await hall.unchanged(() => hall.ask(409, an, two.id, "back"));
	assert.deepEqual([refused.error, refused.ticket.id, refused.ticket.state], ["wrong_state", two.id, "waiting"]);
	await hall.ask(200, lead, three.id, "back");
	assert.equal((await hall.told())[0].by, "lead");
	await hall.ask(200, hall.kiosk, three.token, "leave");
	assert.equal((await hall.told())[0].by, "kiosk", "a slip that the kiosk has read");
});

test("back: an id is no proof for anybody else", async (t) => {
	const { hall, an, tickets: [ticket] } = await called(t);
	await miss(an, "A001");
	const display = new Client(hall.server.url, { key: hall.server.keys.hall });
	const admin = await hall.sit("quan-tri");
	await hall.unchanged(async () => {
		for (const name of ["back", "leave"]) {
			assert.equal((await hall.ask(401, hall.anyone, ticket.id, name)).error, "unauthenticated");
			assert.equal((await hall.ask(403, display, ticket.id, name)).error, "forbidden");
			assert.equal((await hall.ask(403, admin, ticket.id, name)).error, "forbidden");
			const { csrf } = an;
			an.csrf = null;
			assert.equal((await hall.ask(403, an, ticket.id, name)).error, "forbidden");
			an.csrf = csrf;
			for (const of of [ticket.id + 1000, "0", "A001", "x", "A".repeat(22), `${ticket.token}A`])
				assert.equal((await hall.ask(404, an, of, name)).error, "not_found", String(of));
			await hall.ask(400, hall.anyone, ticket.token, name, {}, { once: null });
			await hall.ask(403, hall.anyone, ticket.token, name, {}, { headers: { Origin: "http://evil.example" } });
		}
	});
	an.csrf = null;
	const { ticket: seen } = await hall.ask(200, an, ticket.token, "back");
	assert.ok(!("id" in seen), "with the token a clerk's browser is the holder's");
	assert.equal((await hall.told())[0].by, "public");
});

test("back: said twice with one key it is done once", async (t) => {
	const { hall, an, tickets: [ticket] } = await called(t);
	await miss(an, "A001");
	const once = "phone-1";
	const first = await hall.ask(200, hall.anyone, ticket.token, "back", {}, { once });
	assert.deepEqual(await hall.unchanged(() => hall.ask(200, hall.anyone, ticket.token, "back", {}, { once })), first);
	assert.equal((await hall.ask(200, hall.anyone, ticket.token, "leave", {}, { once })).ticket.state, "cancelled", "another route, another command");
});

test("leave: who waits, is held or absent gives the number up for good", async (t) => {
	const { hall, an, tickets: [absent, held, waiting, served] } = await called(t, 4);
	await miss(an, "A001");
	await an.serve();
	await an.move("hold", { reason: "lệ phí" });
	const gone = [];
	for (const ticket of [absent, held, waiting]) {
		const { ticket: seen } = await hall.ask(200, hall.anyone, ticket.token, "leave");
		assert.deepEqual(still(seen), still(await hall.seen(ticket)));
		assert.deepEqual([seen.state, seen.ahead, seen.can_return, seen.until], ["cancelled", null, false, null]);
		const [{ kind, from, state, by }] = await hall.told();
		gone.push([kind, from, state, by]);
		const again = await hall.unchanged(() => hall.ask(409, hall.anyone, ticket.token, "leave"));
		assert.deepEqual([again.error, again.ticket.state], ["wrong_state", "cancelled"]);
		await hall.ask(409, hall.anyone, ticket.token, "back");
	}
	assert.deepEqual(gone, ["absent", "held", "waiting"].map((from) => ["cancelled", from, "cancelled", "public"]));
	const { queue, held: kept, absent: missed } = await an.queue();
	assert.deepEqual([queue.map(({ number }) => number), kept, missed], [["A004"], [], []]);

	const refused = async (state) => {
		const { error, ticket } = await hall.unchanged(() => hall.ask(409, hall.anyone, served.token, "leave"));
		assert.deepEqual([error, ticket.state], ["wrong_state", state]);
	};
	await an.move("next");
	await refused("called");
	await an.move("start");
	await refused("serving");
	await an.move("finish");
	await refused("served");
	const issuing = await hall.kiosk.take("chung-thuc", {}, { print: false });
	await hall.ask(409, hall.anyone, issuing.token, "leave");
});
