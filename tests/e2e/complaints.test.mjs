// What people complain of in other halls, each as a story that must end well here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

const SERVICE = "chung-thuc"; // served by counters 1, 2 and 3

async function open(t, count = 0) {
	const hall = await Hall.open(t);
	const [an, binh, lead] = [await hall.sit("an", 2), await hall.sit("binh", 3), await hall.sit("truong")];
	const tickets = [];
	for (let i = 0; i < count; i++) tickets.push(await hall.take(SERVICE));
	return { hall, an, binh, lead, tickets };
}

const numbers = async (clerk) => (await clerk.queue()).queue.map(({ number }) => number);

test("complaints: two clerks, one person", async (t) => {
	const { an, binh } = await open(t, 1);
	const answers = await Promise.all([an, binh].map((clerk) => clerk.move("next")));
	assert.deepEqual(answers.map(({ ticket }) => ticket?.number ?? null).sort(), ["A001", null]);
});

test("complaints: who was away is called again and served", async (t) => {
	const { hall, an, tickets: [ticket] } = await open(t, 2);
	await an.move("next");
	await an.move("absent");
	await hall.ask(200, hall.anyone, ticket.token, "back");
	await an.serve();
	await an.move("finish");
	assert.equal((await an.serve()).number, ticket.number);
	await an.move("finish");
	assert.equal((await hall.seen(ticket)).state, "served");
});

test("complaints: no edit sends anyone to the end of the line", async (t) => {
	const { hall, an, lead, tickets: [first] } = await open(t, 3);
	const before = await hall.seen(first);
	await hall.ask(200, lead, first.id, "priority", { priority: "elderly" });
	await hall.ask(200, lead, first.id, "priority", { priority: null });
	const rule = (await lead.get("/api/v1/rules")).priority_rule;
	await lead.expect(200, "PUT", "/api/v1/rules", { priority_rule: { ...rule, head_start_min: 30 } });
	await lead.expect(200, "PUT", "/api/v1/rules", { counters: [{ id: 2, services: [[SERVICE, 2]] }] });
	assert.equal((await hall.seen(first)).queue_at, before.queue_at);
	assert.deepEqual(await numbers(an), ["A001", "A002", "A003"]);
});

test("complaints: sent on and back, twice, it is one entry", async (t) => {
	const { hall, an, binh, lead } = await open(t, 1);
	await an.move("next");
	for (const [from, to] of [[an, binh], [binh, an]]) {
		await from.move("transfer", { counter: to.counter });
		assert.equal(await hall.waiting(SERVICE), 1);
		assert.equal((await to.move("next")).ticket.number, "A001");
	}
	const { tickets } = await lead.get("/api/v1/hall");
	assert.deepEqual(tickets.map(({ number, state, counter }) => [number, state, counter]), [["A001", "called", 2]]);
	await an.move("start");
	await an.move("finish");
	assert.equal(await hall.waiting(SERVICE), 0);
});

test("complaints: three given up, three taken: no number twice", async (t) => {
	const { hall, tickets } = await open(t, 3);
	for (const { token } of tickets) await hall.ask(200, hall.anyone, token, "leave");
	const fresh = [];
	for (let i = 0; i < 3; i++) fresh.push((await hall.take(SERVICE)).number);
	assert.deepEqual(fresh, ["A004", "A005", "A006"]);
});

test("complaints: never someone waiting and nobody to call", async (t) => {
	const { hall, an, binh, lead } = await open(t, 3);
	await an.serve();
	await an.move("transfer", { counter: 3 });
	await an.serve();
	await an.move("hold", { reason: "lệ phí" });
	await an.move("next");
	await an.move("absent");
	await binh.move("close"); // whoever waited for it waits for all
	for (let waiting = await hall.waiting(SERVICE); waiting > 0; waiting = await hall.waiting(SERVICE)) {
		const { ticket } = await an.move("next");
		assert.ok(ticket, `${waiting} wait, and there is one to call`);
		await an.move("start");
		await an.move("finish");
	}
	assert.equal((await an.move("next")).ticket, null);
	const { tickets } = await lead.get("/api/v1/hall");
	assert.ok(tickets.every(({ state }) => state !== "waiting"));
});

test("complaints: each day begins with 001", async (t) => {
	const { hall, tickets } = await open(t, 2);
	assert.equal(tickets[0].number, "A001");
	await hall.server.clock.set("2026-08-18 09:00");
	await until("the new day", async () => (await hall.board()).day === 20260818);
	assert.equal((await hall.take(SERVICE)).number, "A001");
});

test("complaints: a restart loses nobody, wherever they are", async (t) => {
	const { hall, an, binh, lead } = await open(t, 5);
	await an.serve();
	await an.move("hold", { reason: "lệ phí" });
	await an.move("next");
	await an.move("absent");
	await an.serve();
	await binh.move("next");
	const state = async () => {
		const { tickets, counters } = await lead.get("/api/v1/hall");
		const plain = tickets.map(({ wait, reach, window, break: pause, ahead, ...ticket }) => ticket);
		return { plain, counters: counters.map(({ id, state: now, ticket }) => [id, now, ticket?.number ?? null]) };
	};
	const before = await state();
	assert.deepEqual(before.plain.map((ticket) => ticket.state), ["held", "absent", "serving", "called", "waiting"]);
	await hall.server.kill();
	await hall.server.start();
	assert.deepEqual(await state(), before);
});
