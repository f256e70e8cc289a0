// What those who were served think of it: once for each end of a visit, told to nobody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

const REASONS = ["wait", "guidance", "attitude", "procedure", "facilities"];

async function open(t) {
	const hall = await Hall.open(t, { displays: ["screen"] });
	const an = await hall.sit("an", 2);
	const served = async () => {
		const ticket = await hall.take("chung-thuc");
		await an.serve();
		await an.move("finish");
		return ticket;
	};
	const screen = new Client(hall.server.url, { key: hall.server.keys.screen });
	const show = (status, number, score = 5, { counter = 2, ...more } = {}, options = {}) =>
		screen.expect(status, "POST", `/api/v1/counters/${counter}/rating`, { number, score, ...more }, options);
	const rate = (status, { token }, body, options) => hall.ask(status, hall.anyone, token, "rating", body, options);
	return { hall, an, screen, served, show, rate };
}

test("rating: by the holder, once, after the end, also after a restart", async (t) => {
	const { hall, an, rate } = await open(t);
	const ticket = await hall.take("chung-thuc");
	await hall.unchanged(() => rate(409, ticket, { score: 5 }));
	await an.serve();
	assert.equal((await rate(409, ticket, { score: 5 })).ticket.can_rate, false);
	await an.move("finish");
	assert.equal((await hall.seen(ticket)).can_rate, true);
	await hall.unchanged(async () => {
		for (const score of [undefined, null, 0, 6, -1, 1.5, "5", true, [5]])
			assert.equal((await rate(422, ticket, { score })).field, "score", JSON.stringify(score));
		for (const reasons of ["wait", {}, [7], ["rude"], ["wait", "wait"], [...REASONS, "wait"], [null], [["wait"]]])
			assert.equal((await rate(422, ticket, { score: 1, reasons })).field, "reasons", JSON.stringify(reasons));
		await rate(400, ticket, { score: 5 }, { once: null });
		await hall.ask(404, hall.anyone, "A".repeat(22), "rating", { score: 5 });
		await hall.ask(404, an, ticket.id, "rating", { score: 5 });
	});
	const said = { score: 1, reasons: [...REASONS].reverse() };
	const answer = await rate(200, ticket, said, { once: "r" });
	assert.deepEqual([answer.ticket.number, answer.ticket.can_rate], [ticket.number, false]);
	assert.deepEqual(await rate(200, ticket, said, { once: "r" }), answer);
	assert.equal((await rate(422, ticket, { score: 5 }, { once: "r" })).error, "key_reused");
	const { error, ticket: now } = await rate(409, ticket, { score: 5 });
	assert.deepEqual([error, now.state, now.can_rate], ["wrong_state", "served", false]);
	await hall.server.stop();
	await hall.server.start();
	assert.equal((await rate(409, ticket, { score: 5 })).error, "wrong_state");
	assert.deepEqual(await rate(200, ticket, said, { once: "r" }), answer);
	await hall.server.stop();
	await hall.server.command(["check"]);
});

test("rating: the hall learns that somebody has rated, and no more", async (t) => {
	const { hall, an, served, show, rate } = await open(t);
	const counter = await FeedReader.open(hall.server.url, { query: "?counter=2" });
	t.after(() => counter.close());
	await rate(200, await served(), { score: 1, reasons: ["attitude"] });
	assert.deepEqual(await hall.told(), [{ kind: "rated" }]);
	const shown = await served();
	const { ticket } = await show(200, shown.number, 2);
	assert.deepEqual(ticket, { number: shown.number, state: "served" });
	assert.deepEqual(await hall.told(), [{ kind: "rated" }]);
	await an.move("pause", {});
	await until("the pause at the counter", () => counter.changes().some(({ kind }) => kind === "counter_paused"));
	assert.ok(counter.changes().every(({ kind }) => kind !== "rated"), "nor at which counter");
	const seen = JSON.stringify([await an.queue(), await hall.board()]);
	assert.ok(!/rate|score|attitude/.test(seen), seen);
});

test("rating: on the counter's screen, for two minutes", async (t) => {
	const { hall, an, served, show, rate } = await open(t);
	const first = await served();
	await hall.unchanged(async () => {
		assert.equal((await show(422, undefined)).field, "number");
		assert.equal((await show(422, "A999")).field, "number");
		assert.equal((await show(422, first.number, 9)).field, "score");
		await show(404, first.number, 5, { counter: 77 });
		assert.equal((await show(409, first.number, 5, { counter: 3 })).error, "wrong_state");
	});
	await hall.take("chung-thuc");
	await an.serve();
	await show(200, first.number, 4, { reasons: ["wait"] }, { once: "s" });
	await show(200, first.number, 4, { reasons: ["wait"] }, { once: "s" });
	await show(409, first.number);
	await rate(409, first, { score: 5 });
	await an.move("finish");
	const late = await served();
	await hall.pass(121);
	await show(409, late.number);
	await rate(200, late, { score: 3, reasons: [] });
});

test("rating: a visit that goes on may be rated again when it ends again", async (t) => {
	const { hall, an, served, show, rate } = await open(t);
	const lead = await hall.sit("truong");
	const ticket = await served();
	await rate(200, ticket, { score: 2 });
	await hall.ask(200, lead, ticket.id, "reopen", { reason: "thiếu giấy" });
	await rate(409, ticket, { score: 5 });
	await an.serve();
	await show(409, ticket.number);
	await an.move("finish");
	assert.equal((await hall.seen(ticket)).can_rate, true);
	await show(200, ticket.number, 5);
	await rate(409, ticket, { score: 1 });
});

test("rating: a screen that the lead has told to stand elsewhere rates nobody here", async (t) => {
	const { hall, served, show } = await open(t);
	const lead = await hall.sit("truong");
	const ticket = await served();
	const tell = (settings) => lead.expect(200, "PUT", "/api/v1/devices/screen", settings);
	await tell({ view: "hall" });
	await show(403, ticket.number);
	await tell({ view: "counter", counter: 2 });
	await show(200, ticket.number);
});

test("rating: until the day is over", async (t) => {
	const { hall, served, rate } = await open(t);
	const ticket = await served();
	await hall.server.clock.advance(16 * 3600);
	await until("the next day", async () => (await hall.board()).day === 20260818);
	await rate(404, ticket, { score: 5 });
});

test("next: the counter's screen may know whose turn it would be", async (t) => {
	const { hall, an, screen } = await open(t);
	const next = async (counter = 2) => (await screen.get(`/api/v1/counters/${counter}/next`)).numbers;
	assert.deepEqual(await next(), []);
	await hall.take("chung-thuc");
	await hall.take("chung-thuc");
	assert.deepEqual(await next(), ["A001"]);
	await an.move("next");
	assert.deepEqual(await next(), ["A002"]);
	await hall.take("chung-thuc", { priority: "elderly" });
	assert.deepEqual(await next(), ["A003"]);
	assert.deepEqual(await next(6), []);
	await screen.expect(404, "GET", "/api/v1/counters/77/next");
});
