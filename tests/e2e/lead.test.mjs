// What the lead decides: a number released, reopened, made void, put into another class.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../harness/fake_clock.mjs";
import { Hall, MONDAY } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

async function open(t, count = 1) {
	const hall = await Hall.open(t);
	const [an, lead] = [await hall.sit("an", 2), await hall.sit("truong")];
	const tickets = [];
	for (let i = 0; i < count; i++) tickets.push(await hall.take("chung-thuc"));
	return { hall, an, lead, tickets };
}

const DECISIONS = ["release", "reopen", "void"];

// Fails unless the decision is refused, with the number as it is.
async function refused(hall, lead, { id }, name, state, body = { reason: "thử" }) {
	const { error, ticket } = await hall.unchanged(() => hall.ask(409, lead, id, name, body));
	assert.deepEqual([error, ticket.id, ticket.state], ["wrong_state", id, state], name);
}

test("lead: a reason is needed, and kept for those who work here", async (t) => {
	const { hall, an, lead, tickets: [ticket] } = await open(t);
	await an.move("next");
	await hall.unchanged(async () => {
		for (const name of DECISIONS) {
			for (const reason of [undefined, null, "", " ", 7, ["x"], "a\u0007", "x".repeat(128)])
				assert.equal((await hall.ask(422, lead, ticket.id, name, { reason })).field, "reason", `${name} ${reason}`);
			assert.equal((await hall.ask(404, lead, ticket.id + 99, name, { reason: "x" })).error, "not_found");
			assert.equal((await hall.ask(403, an, ticket.id, name, { reason: "x" })).error, "forbidden");
			await hall.ask(404, lead, ticket.token, name, { reason: "x" });
		}
	});
	const reason = "Máy của quầy 2 hỏng";
	const { ticket: released } = await hall.ask(200, lead, ticket.id, "release", { reason });
	assert.equal(released.note, reason);
	assert.ok(!JSON.stringify(await hall.seen(ticket)).includes(reason));
	assert.ok(!JSON.stringify(await hall.told()).includes(reason));
});

test("lead: releases a number from its counter, back to its place", async (t) => {
	const { hall, an, lead, tickets: [first, second] } = await open(t, 2);
	const { queue_at } = await hall.seen(first);
	await refused(hall, lead, first, "release", "waiting");
	await an.move("next");
	for (const state of ["called", "serving"]) {
		const { ticket } = await hall.ask(200, lead, first.id, "release", { reason: "máy hỏng" });
		assert.deepEqual([ticket.state, ticket.queue_at, ticket.counter], ["waiting", queue_at, null]);
		assert.deepEqual((await hall.told())[0], {
			kind: "released", number: "A001", service: "chung-thuc", counter: 2, from: state, state: "waiting", by: "lead",
		});
		assert.equal((await hall.counter(2)).number, null);
		assert.equal((await an.queue()).undo, null, "the clerk has nothing to take back");
		assert.equal((await an.serve()).number, "A001", "it is still the first");
	}
	await an.move("finish");
	await refused(hall, lead, first, "release", "served");
	await hall.ask(200, hall.anyone, second.token, "leave");
	await refused(hall, lead, second, "release", "cancelled");
});

test("lead: reopens what was served within 15 minutes", async (t) => {
	const { hall, an, lead, tickets: [early, late] } = await open(t, 2);
	await refused(hall, lead, early, "reopen", "waiting");
	const { queue_at } = await hall.seen(early);
	for (const number of ["A001", "A002"]) {
		assert.equal((await an.serve()).number, number);
		await an.move("finish");
	}
	await hall.pass(14 * 60);
	const { ticket } = await hall.ask(200, lead, early.id, "reopen", { reason: "còn thiếu chữ ký" });
	assert.deepEqual([ticket.state, ticket.queue_at, ticket.number], ["waiting", queue_at, "A001"]);
	assert.equal((await hall.told())[0].kind, "reopened");
	await hall.pass(2 * 60);
	await refused(hall, lead, late, "reopen", "served");
	assert.equal((await an.serve()).number, "A001");
	await an.move("finish");
	assert.equal((await hall.seen(early)).state, "served");
});

test("lead: takes a waiting number out; it is not used again", async (t) => {
	const { hall, an, lead, tickets: [called, waiting] } = await open(t, 2);
	await an.move("next");
	await refused(hall, lead, called, "void", "called");
	const once = "void-once";
	const first = await hall.ask(200, lead, waiting.id, "void", { reason: "lấy nhầm" }, { once });
	assert.equal(first.ticket.state, "void");
	assert.deepEqual(await hall.unchanged(() => hall.ask(200, lead, waiting.id, "void", { reason: "lấy nhầm" }, { once })), first);
	await refused(hall, lead, waiting, "void", "void");
	assert.equal(await hall.waiting("chung-thuc"), 0);
	assert.equal((await hall.take("chung-thuc")).number, "A003");
});

test("lead: another class, by a clerk as well: the queue time it would have had", async (t) => {
	const { hall, an, lead, tickets: [first, second, third] } = await open(t, 3);
	const before = await hall.seen(third);
	const raised = await hall.ask(200, lead, third.id, "priority", { priority: "elderly" });
	assert.deepEqual([raised.ticket.priority, raised.ticket.queue_at], ["elderly", before.queue_at - 3600000]);
	assert.deepEqual((await hall.told())[0], {
		kind: "reclassified", number: "A003", service: "chung-thuc", from: "waiting", state: "waiting", by: "lead",
	});
	const { queue } = await an.queue();
	assert.deepEqual(queue.map(({ number, reason }) => [number, reason]), [["A003", "priority"], ["A001", "in_turn"], ["A002", "in_turn"]]);
	const same = await hall.unchanged(() => hall.ask(200, an, third.id, "priority", { priority: "elderly" }));
	assert.equal(same.ticket.priority, "elderly", "saying it twice is no error");

	await an.move("next");
	const lowered = await hall.ask(200, an, third.id, "priority", { priority: "" });
	assert.deepEqual([lowered.ticket.state, lowered.ticket.priority, lowered.ticket.queue_at], ["waiting", null, before.queue_at]);
	assert.equal((await hall.counter(2)).number, null, "it waits again, with its own rank");
	assert.deepEqual((await an.queue()).queue.map(({ number }) => number), ["A001", "A002", "A003"]);
	await hall.ask(200, lead, second.id, "priority", { priority: "pregnant" });
	assert.equal((await hall.ask(200, lead, second.id, "priority", { priority: null })).ticket.priority, null);

	await hall.unchanged(async () => {
		for (const body of [{}, { priority: "vip" }, { priority: 7 }, { priority: ["elderly"] }])
			assert.equal((await hall.ask(422, lead, first.id, "priority", body)).field, "priority", JSON.stringify(body));
		await hall.ask(404, lead, 999999, "priority", { priority: "elderly" });
	});
	await an.serve();
	await refused(hall, lead, first, "priority", "serving", { priority: "elderly" });
});

test("lead: a number on someone's behalf, for an appointment", async (t) => {
	const { hall, an, lead } = await open(t, 1); // at 09:00
	const take = async (appointment, more = {}) => {
		const { ticket } = await lead.expect(201, "POST", "/api/v1/tickets", { service: "chung-thuc", appointment, ...more });
		await lead.post(`/api/v1/tickets/${ticket.id}/printed`, { how: "screen" });
		return ticket;
	};
	const clock = (time) => FakeClock.at(`${MONDAY.split(" ")[0]} ${time}`);
	await hall.pass(60);
	const soon = await take("09:30");
	assert.equal(soon.queue_at, clock("08:45"));
	assert.equal((await take("08:50", { priority: "elderly" })).queue_at, clock("08:05"), "within a quarter of an hour");
	const late = await take("08:30");
	assert.equal(late.queue_at, Math.floor(late.issued_at / 1000) * 1000, "too late: an ordinary number");
	assert.equal((await take(null)).priority, null);
	const { queue } = await an.queue();
	assert.deepEqual(queue.map(({ number, reason }) => [number, reason]), [
		["A003", "appointment"], ["A002", "appointment"], ["A001", "in_turn"], ["A004", "in_turn"], ["A005", "in_turn"],
	]);
	assert.equal((await an.move("next")).ticket.reason, "appointment");
	await hall.unchanged(async () => {
		for (const appointment of ["9:30", "24:00", "09:60", "0930", "09:30:00", "x", 930, ["09:30"], "-1:30", "09 30"]) {
			const { field } = await lead.expect(422, "POST", "/api/v1/tickets", { service: "chung-thuc", appointment });
			assert.equal(field, "appointment", String(appointment));
		}
		const kiosk = await hall.kiosk.expect(422, "POST", "/api/v1/tickets", { service: "chung-thuc", appointment: "09:30" });
		assert.equal(kiosk.field, "appointment", "a kiosk has no list of appointments");
	});
});

test("lead: sees the whole hall", async (t) => {
	const { hall, an, lead, tickets: [first] } = await open(t, 3);
	await hall.take("dat-dai");
	await an.serve();
	await an.move("finish");
	await an.move("next");
	await hall.pass(100);
	const binh = await hall.sit("binh", 3);
	await binh.move("pause", { back_in_min: 5 });
	const now = hall.server.clock.now();
	const seen = await lead.get("/api/v1/hall");
	assert.equal(seen.day, 20260817);
	assert.ok(Math.abs(seen.now - now) < 5000);
	assert.deepEqual(seen.warnings, []);
	assert.equal(seen.rules_version, 1);
	const [one, two, three] = seen.counters;
	assert.deepEqual([one.id, one.state, one.clerk, one.ticket, one.seen_at], [1, "closed", null, null, null]);
	assert.deepEqual([two.id, two.state, two.clerk.name, two.ticket.number, two.ticket.state], [2, "open", "Nguyễn Thị An", "A002", "called"]);
	assert.ok(Math.abs(two.seen_at - now) < 5000);
	assert.deepEqual([three.state, three.back_at > now], ["paused", true]);
	assert.deepEqual(seen.tickets.map(({ number, state }) => [number, state]), [
		["A001", "served"], ["A002", "called"], ["A003", "waiting"], ["D001", "waiting"],
	]);
	assert.ok(seen.tickets.every(({ id, priority }) => id > 0 && priority === null));
	const [service] = seen.services;
	assert.deepEqual([service.id, service.name.vi, service.waiting, service.target_s], ["chung-thuc", "Chứng thực", 1, 900]);
	assert.ok(service.oldest_wait_s >= 100 && service.oldest_wait_s < 110);
	assert.equal(seen.services[1].oldest_wait_s, null, "nobody waits there");
	await hall.pass(15 * 60);
	const later = await lead.get("/api/v1/hall");
	assert.ok(!later.tickets.some(({ id }) => id === first.id), "too late to reopen it");
	await (await hall.sit("quan-tri")).get("/api/v1/hall");
	assert.equal((await an.expect(403, "GET", "/api/v1/hall")).error, "forbidden");
	await hall.server.clock.jump(-600);
	const warned = await until("the warning", async () => (await lead.get("/api/v1/hall")).warnings[0]);
	assert.equal(warned.kind, "clock");
	assert.ok(Math.abs(warned.seconds + 600) < 5);
});
