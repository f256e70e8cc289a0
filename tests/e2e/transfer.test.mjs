// A number is sent on to another service or counter, with its number and its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Board } from "../harness/board.mjs";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

test("transfer: to another service, number and queue time kept", async (t) => {
	const hall = await Hall.open(t);
	const [an, binh] = [await hall.sit("an", 2), await hall.sit("binh", 3)];
	const ticket = await hall.take("chung-thuc");
	const { queue_at } = await hall.seen(ticket);
	await hall.pass(60);
	await hall.take("ho-tich");
	await an.serve();
	const sent = await an.move("transfer", { service: "ho-tich" });
	assert.equal(sent.ticket, null);
	const [change] = await hall.told();
	assert.deepEqual(change, {
		kind: "transferred", number: "A001", service: "ho-tich", from_service: "chung-thuc", counter: 2, from: "serving",
		state: "waiting", by: "clerk",
	});
	const seen = await hall.seen(ticket);
	assert.deepEqual([seen.number, seen.service, seen.state, seen.queue_at], ["A001", "ho-tich", "waiting", queue_at]);
	assert.deepEqual([seen.from_counter, seen.ahead], [2, 0]);
	assert.equal(await hall.waiting("ho-tich"), 2);
	assert.equal(await hall.waiting("chung-thuc"), 0);

	const { queue } = await binh.queue();
	assert.deepEqual(queue.map(({ number, reason, from_counter }) => [number, reason, from_counter]), [
		["A001", "transferred", 2], ["B001", "in_turn", null],
	]);
	const { ticket: called } = await binh.move("next");
	assert.deepEqual([called.number, called.reason, called.from_counter, called.moves], ["A001", "transferred", 2, 1]);
	const [call] = await hall.told();
	assert.deepEqual([call.kind, call.reason, call.from_counter], ["called", "transferred", 2]);
	const { reason, from_counter } = await hall.counter(3);
	assert.deepEqual([reason, from_counter], ["transferred", 2]);
	const [recent] = (await hall.board()).recent;
	assert.deepEqual([recent.number, recent.from_counter], ["A001", 2]);
	await hall.pass(8);
	await binh.move("recall");
	assert.equal((await hall.told())[0].from_counter, 2);
});

test("transfer: to one counter, which alone calls it", async (t) => {
	const hall = await Hall.open(t);
	const [an, binh] = [await hall.sit("an", 2), await hall.sit("binh", 3)];
	const lead = await hall.sit("truong");
	const at = (n, name, body = {}) => lead.post(`/api/v1/counters/${n}/${name}`, body);
	await hall.take("chung-thuc");
	await an.move("next");
	await at(4, "open");
	await an.move("transfer", { counter: 4 });
	assert.equal(await hall.waiting("chung-thuc"), 1, "it waits as one of its service");
	for (const clerk of [an, binh]) {
		assert.deepEqual((await clerk.queue()).queue, []);
		assert.equal((await clerk.move("next")).ticket, null, "it is another counter's");
	}
	const called = await at(4, "next");
	assert.deepEqual([called.ticket.number, called.ticket.service, called.ticket.from_counter], ["A001", "chung-thuc", 2]);
	await at(4, "transfer", { counter: 3 });
	await binh.move("close");
	assert.equal((await an.move("next")).ticket.number, "A001", "its counter closed: it waits for all that serve it");
});

test("transfer: a closed counter is told by its number, and takes nobody", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	await hall.take("chung-thuc");
	await an.serve();
	const headers = { "Accept-Language": "vi" };
	const closed = await hall.unchanged(() => an.refuse(409, "transfer", { counter: 3 }, { headers }));
	assert.deepEqual([closed.error, closed.message, closed.ticket.state], ["closed", "Quầy 3 đang đóng.", "serving"]);
	const binh = await hall.sit("binh", 3);
	await binh.move("pause", { back_in_min: 5 });
	await an.move("transfer", { counter: 3 });
	await binh.move("open");
	assert.equal((await binh.move("next")).ticket.number, "A001");
});

test("transfer: three times at most", async (t) => {
	const hall = await Hall.open(t);
	const [an, binh] = [await hall.sit("an", 2), await hall.sit("binh", 3)];
	await hall.take("chung-thuc");
	await an.move("next");
	await an.move("transfer", { counter: 3 });
	await binh.move("next");
	await binh.move("transfer", { counter: 2 });
	await an.move("next");
	await an.move("transfer", { counter: 3 });
	const { ticket } = await binh.move("next");
	assert.equal(ticket.moves, 3);
	const over = await hall.unchanged(() => binh.refuse(409, "transfer", { counter: 2 }));
	assert.deepEqual([over.error, over.ticket.number, over.ticket.moves], ["wrong_state", "A001", 3]);
	await binh.move("start");
	await binh.move("finish");
});

test("transfer: where to must make sense, and somebody must be here", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	await hall.sit("binh", 3);
	const nobody = await hall.unchanged(() => an.refuse(409, "transfer", { service: "ho-tich" }));
	assert.deepEqual([nobody.error, nobody.ticket], ["wrong_state", null]);
	await hall.take("chung-thuc");
	await an.serve();
	await hall.unchanged(async () => {
		for (const body of [{}, { service: "chung-thuc" }, { service: "bay" }, { service: 7 }, { service: "" }, { service: null }])
			assert.equal((await an.refuse(422, "transfer", body)).field, "service", JSON.stringify(body));
		for (const body of [{ counter: 2 }, { counter: 99 }, { counter: "3" }, { counter: 0 }, { counter: 3, service: "ho-tich" }])
			assert.equal((await an.refuse(422, "transfer", body)).field, "counter", JSON.stringify(body));
	});
	const once = "send-once";
	const first = await an.move("transfer", { counter: 3 }, { once });
	assert.deepEqual(await hall.unchanged(() => an.move("transfer", { counter: 3 }, { once })), first);
});

test("transfer: what the feed tells adds up to the board", async (t) => {
	const hall = await Hall.open(t);
	const [an, binh] = [await hall.sit("an", 2), await hall.sit("binh", 3)];
	for (const service of ["chung-thuc", "ho-tich", "chung-thuc"]) await hall.take(service);
	await an.serve();
	await an.move("transfer", { service: "ho-tich" });
	await an.move("undo");
	await an.move("hold", { reason: "lệ phí" });
	await an.move("undo");
	await an.move("transfer", { counter: 3 });
	await binh.move("next");
	await binh.move("undo");
	await binh.move("next");
	await binh.move("absent");
	await binh.move("undo");
	await binh.move("start");
	await binh.move("undo");
	const { now, ...board } = await hall.board();
	await until("the feed to be there", () => hall.feed.changes().at(-1)?.seq === board.seq);
	const { now: then, ...told } = Board.of(hall.feed.frames);
	for (const { services } of [board, told]) for (const service of services) delete service.wait;
	assert.deepEqual(told, board);
});
