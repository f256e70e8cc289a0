// The feed: a snapshot and then each change, and after a break exactly what was missed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Board } from "../harness/board.mjs";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Random } from "../harness/random.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

class Hall {
	static async open(t, options = {}) {
		const hall = new Hall();
		hall.t = t;
		hall.server = await Server.start({ catalogue: false, clerks: ["an", "binh"], ...options });
		t.after(() => hall.server.close());
		hall.url = hall.server.url;
		hall.kiosk = new Kiosk(hall.url, { key: hall.server.keys.cua });
		await until("the day to be open", async () => (await hall.board()).day);
		return hall;
	}

	async read(options) {
		const reader = await FeedReader.open(this.url, options);
		this.t.after(() => reader.close());
		return reader;
	}

	async board() {
		const { now, ...board } = await this.kiosk.get("/api/v1/board");
		return board;
	}

	// Twice as many changes, by 8 at once.
	async take(count, service = "chung-thuc") {
		const share = async () => {
			for (let i = 0; i < count / 8; i++) await this.kiosk.take(service);
		};
		await Promise.all(Array.from({ length: 8 }, share));
	}

	// Waits until the reader has the newest change.
	async caughtUp(reader) {
		const { epoch, seq } = await this.board();
		await until(`change ${seq}`, () => reader.lastEventId === `${epoch}-${seq}`);
	}
}

const seqs = (changes) => changes.map(({ seq }) => seq);
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const snapshots = (reader) => reader.frames.filter(({ event }) => event === "snapshot").length;

test("feed-resume: a snapshot, then each change, none left out", async (t) => {
	const hall = await Hall.open(t);
	await hall.kiosk.take("chung-thuc");
	const before = await hall.board();
	const reader = await hall.read();
	const { now, ...snapshot } = await reader.next("snapshot");
	assert.deepEqual(snapshot, before, "what GET /board says");
	assert.ok(now > 0);
	assert.equal(reader.frames[0].event, "snapshot");
	assert.equal(reader.frames[0].id, `${before.epoch}-${before.seq}`);
	for (let i = 0; i < 10; i++) await hall.kiosk.take("ho-tich");
	await hall.caughtUp(reader);
	const changes = reader.frames.filter(({ event }) => event === "change");
	assert.deepEqual(seqs(changes.map(({ data }) => data)), range(before.seq + 1, before.seq + 20));
	for (const { id, data } of changes) assert.equal(id, `${before.epoch}-${data.seq}`);
	assert.equal(snapshots(reader), 1);
});

test("feed-resume: who comes back gets exactly what was missed", async (t) => {
	const hall = await Hall.open(t);
	const first = await hall.read();
	await first.next("snapshot");
	await hall.kiosk.take("chung-thuc");
	await hall.caughtUp(first);
	await first.close();
	const { seq: left } = await hall.board();
	const lastEventId = first.lastEventId;
	for (let i = 0; i < 5; i++) await hall.kiosk.take("ho-tich");
	const { seq } = await hall.board();
	for (const options of [{ lastEventId }, { query: `?after=${lastEventId}` }]) {
		const reader = await hall.read(options);
		await hall.caughtUp(reader);
		assert.deepEqual(seqs(reader.changes()), range(left + 1, seq));
		assert.equal(snapshots(reader), 0);
	}
	const header = await hall.read({ lastEventId: `${lastEventId.split("-")[0]}-${seq}`, query: `?after=${lastEventId}` });
	await header.next("waits");
	assert.deepEqual(header.changes(), [], "the header is newer than the address");
	assert.equal(snapshots(header), 0, "nothing was missed, and nothing is told again");
	await hall.kiosk.take("ho-tich");
	await hall.caughtUp(header);
	assert.deepEqual(seqs(header.changes()), [seq + 1, seq + 2], "and goes on");
});

test("feed-resume: also when the server was stopped, killed and away", async (t) => {
	const hall = await Hall.open(t);
	const first = await hall.read();
	await first.next("snapshot");
	await hall.kiosk.take("chung-thuc");
	await hall.caughtUp(first);
	const { epoch, seq: left } = await hall.board();
	const lastEventId = first.lastEventId;
	await hall.kiosk.take("ho-tich");
	await hall.server.stop();
	await first.ended;
	await hall.server.start();
	await hall.kiosk.take("ho-tich");
	await hall.server.kill();
	await hall.server.start();
	await hall.kiosk.take("ho-tich");
	const reader = await hall.read({ lastEventId });
	await hall.caughtUp(reader);
	assert.equal(snapshots(reader), 0);
	assert.deepEqual(seqs(reader.changes()), range(left + 1, left + 6));
	const told = [...first.frames.filter(({ data }) => !(data.seq > left)), ...reader.frames];
	const shown = Board.of(told);
	assert.equal(shown.seq, left + 6);
	assert.equal(shown.epoch, epoch);
	assert.equal(shown.services.find(({ id }) => id === "ho-tich").waiting, 3);
});

test("feed-resume: of another epoch, of the future, of nothing that can be read: the snapshot", async (t) => {
	const hall = await Hall.open(t);
	await hall.kiosk.take("chung-thuc");
	const { epoch, seq } = await hall.board();
	const other = epoch.replace(/./, (c) => (c === "a" ? "b" : "a"));
	const wrong = [`${other}-${seq}`, `${epoch}-${seq + 1}`, `${epoch}-`, `${epoch}`, `${epoch}--1`, `${epoch}-1x`,
		`${epoch}x-${seq}`, `-${seq}`, "7", "x".repeat(300)];
	for (const lastEventId of wrong) {
		const reader = await hall.read({ lastEventId });
		assert.equal((await reader.next("snapshot")).seq, seq, lastEventId);
		assert.equal(reader.frames[0].event, "snapshot");
		assert.deepEqual(reader.changes(), []);
		await reader.close();
	}
});

test("feed-resume: a thousand changes are kept, what is older is told by the snapshot", async (t) => {
	const hall = await Hall.open(t);
	const { epoch, seq: start } = await hall.board();
	await hall.take(504);
	const { seq } = await hall.board();
	assert.equal(seq, start + 1008);
	const just = await hall.read({ lastEventId: `${epoch}-${seq - 1000}` });
	await hall.caughtUp(just);
	assert.equal(snapshots(just), 0);
	assert.deepEqual(seqs(just.changes()), range(seq - 999, seq));
	const late = await hall.read({ lastEventId: `${epoch}-${seq - 1001}` });
	assert.equal((await late.next("snapshot")).seq, seq);
	assert.deepEqual(late.changes(), []);
});

test("feed-resume: a line at least every other second, though nothing happens", async (t) => {
	const hall = await Hall.open(t);
	const reader = await hall.read();
	await until("two beats", () => reader.comments >= 2);
	assert.deepEqual(reader.changes(), []);
});

test("feed-resume: narrowed to a counter, to a ticket", async (t) => {
	const hall = await Hall.open(t);
	const an = await Clerk.at(hall.url, 2, "an");
	const binh = await Clerk.at(hall.url, 3, "binh");
	const mine = await hall.kiosk.take("chung-thuc", {}, { print: false });
	const counter = await hall.read({ query: "?counter=3" });
	const ticket = await hall.read({ query: `?ticket=${mine.token}` });
	const whole = await hall.read();
	await hall.kiosk.post(`/api/v1/tickets/${mine.id}/printed`, { how: "paper" });
	const other = await hall.kiosk.take("ho-tich");
	await an.move("open");
	await binh.move("open");
	await an.move("next");
	await binh.move("next");
	await an.move("start");
	await binh.move("absent");
	await an.move("finish");
	await hall.caughtUp(whole);
	const steps = (reader) => reader.changes().map(({ kind, number }) => [kind, number]);
	await until("the counter's last", () => counter.changes().at(-1)?.kind === "absent");
	await until("the ticket's last", () => ticket.changes().at(-1)?.kind === "finished");
	assert.deepEqual(steps(counter), [["counter_opened", undefined], ["called", other.number], ["absent", other.number]]);
	const life = ["printed", "called", "started", "finished"];
	assert.deepEqual(steps(ticket), life.map((kind) => [kind, mine.number]));
	assert.ok(whole.changes().length > counter.changes().length + ticket.changes().length);

	const views = ticket.frames.filter(({ event }) => event === "ticket").map(({ data }) => data);
	assert.deepEqual([...new Set(views.map(({ state }) => state))], ["issuing", "waiting", "called", "serving", "served"]);
	for (const view of views) assert.equal(view.number, mine.number);
	assert.equal(views.find(({ state }) => state === "called").counter, 2);

	const middle = `${whole.frames[0].id.split("-")[0]}-${counter.changes()[0].seq}`;
	const back = await hall.read({ query: "?counter=3", lastEventId: middle });
	await until("the missed", () => back.changes().length === 2);
	assert.deepEqual(steps(back), steps(counter).slice(1));
	const none = await new Client(hall.url).ask("GET", `/api/v1/feed?ticket=${"A".repeat(22)}`);
	assert.equal(none.status, 404);
	assert.equal(none.body.error, "not_found");
});

test("feed-resume: a reader that never reads holds nobody up", async (t) => {
	const hall = await Hall.open(t);
	const deaf = await Promise.all(Array.from({ length: 20 }, () => RawSocket.open(hall.url)));
	t.after(() => deaf.forEach((raw) => raw.destroy()));
	for (const raw of deaf) await raw.request("GET", "/api/v1/feed");
	const reader = await hall.read();
	const { seq } = await reader.next("snapshot");
	for (let i = 0; i < 100; i++) await hall.kiosk.take("chung-thuc");
	await hall.caughtUp(reader);
	assert.deepEqual(seqs(reader.changes()), range(seq + 1, seq + 200));
	assert.equal((await hall.kiosk.get("/healthz")).status, "ok");
});

test("feed-resume: a reader too far behind is dropped and comes back", async (t) => {
	const hall = await Hall.open(t);
	await hall.take(504);
	const deaf = await RawSocket.open(hall.url);
	t.after(() => deaf.destroy());
	const { epoch, seq } = await hall.board();
	await deaf.request("GET", "/api/v1/feed", { "Last-Event-ID": `${epoch}-${seq - 1000}` });
	const reader = await hall.read();
	await reader.next("snapshot");
	await hall.take(520, "ho-tich"); // far more than 64 KiB and what the sockets hold
	await hall.caughtUp(reader);
	assert.match(await deaf.rest(), /^(HTTP\/1\.1 200|$)/);
	const again = await hall.read({ lastEventId: `${epoch}-${seq}` });
	assert.equal((await again.next("snapshot")).seq, seq + 1040);
});

// One of a clerk's moves, whatever the counter is doing: a refusal is part of the day.
async function anyMove(clerk, random) {
	const name = random.pick(["open", "next", "next", "recall", "start", "finish", "finish", "absent", "pause", "close", "open"]);
	const body = name === "pause" && random.next() < 0.5 ? { back_in_min: random.between(1, 60) } : {};
	const { status } = await clerk.ask("POST", `/api/v1/counters/${clerk.counter}/${name}`, body);
	assert.ok(status === 200 || status === 409, `${name}: ${status}`);
}

async function anyTicket(kiosk, random) {
	const ticket = await kiosk.take(random.pick(["chung-thuc", "ho-tich"]), {}, { print: false });
	const action = random.next() < 0.8 ? "printed" : "failed";
	if (random.next() < 0.9) await kiosk.post(`/api/v1/tickets/${ticket.id}/${action}`);
}

test("feed-resume: the first snapshot and each change make the board", async (t) => {
	const random = new Random(t);
	const change = (office) => ({ ...office, limits: { ...office.limits, recall_min_seconds: 0 } });
	const hall = await Hall.open(t, { at: "2026-08-17 22:00", change });
	const clerks = [await Clerk.at(hall.url, 2, "an"), await Clerk.at(hall.url, 3, "binh")];
	const reader = await hall.read();
	await reader.next("snapshot");
	const day = async (moves) => {
		const kiosk = async () => {
			for (let i = 0; i < moves; i++) await anyTicket(hall.kiosk, random);
		};
		const clerk = async (who) => {
			await who.ask("POST", `/api/v1/counters/${who.counter}/open`, {});
			for (let i = 0; i < 2 * moves; i++) await anyMove(who, random);
		};
		await Promise.all([kiosk(), kiosk(), ...clerks.map(clerk)]);
	};
	const agree = () => until("the feed and the board to agree", async () => {
		const { now, ...told } = Board.of(reader.frames);
		assert.deepEqual(told, await hall.board());
		return true;
	});
	await day(30);
	await agree();
	await hall.server.clock.set("2026-08-18 00:00");
	await until("the new day", async () => (await hall.board()).day === 20260818);
	await agree();
	await day(20);
	await agree();
	assert.equal(snapshots(reader), 1);
});
