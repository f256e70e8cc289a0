// A server killed at any moment loses nothing it has acknowledged: kiosks and clerks go on as if
// nothing had been, and the log of changes has each step once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";

const ROUNDS = 10;
const SERVICES = ["chung-thuc", "ho-tich", "cu-tru"];
const COUNTERS = { an: 2, binh: 3, chi: 6 };
const AFTER = { start: "serving", finish: "served", absent: "absent" };
const RANK = { issuing: 0, waiting: 1, called: 2, serving: 3, absent: 3, served: 4 };

// What was acknowledged, and to whom it matters when the next answer has come.
class Journal {
	constructor() {
		this.tickets = new Map(); // by number: { token, state, counter }
		this.acknowledged = 0;
		this.onAnswer = () => {};
	}

	note(ticket) {
		const known = this.tickets.get(ticket.number);
		if (ticket.token) assert.ok(!known?.token || known.token === ticket.token, `${ticket.number} was given twice`);
		this.tickets.set(ticket.number, { ...known, ...ticket });
		this.answered();
	}

	answered() {
		this.acknowledged++;
		this.onAnswer();
	}
}

// Nothing new is begun while it is shut: what was asked already goes on, over the kill.
class Gate {
	constructor() {
		this.ended = false;
		this.open();
	}

	open() {
		this.release?.();
		this.way = null;
	}

	shut() {
		this.way = new Promise((resolve) => {
			this.release = resolve;
		});
	}

	end() {
		this.ended = true;
		this.open();
	}

	async passed() {
		await this.way;
		return !this.ended;
	}
}

// Takes numbers until told to stop.
async function take(kiosk, journal, random, going) {
	while (await going()) {
		const service = random.pick(SERVICES);
		const taken = await kiosk.insist("POST", "/api/v1/tickets", { service });
		assert.equal(taken.status, 201, JSON.stringify(taken.body));
		const { id, number, token, state } = taken.body.ticket;
		assert.ok(!journal.tickets.get(number)?.token, `${number} was given twice`);
		journal.note({ number, token, state });
		const printed = await kiosk.insist("POST", `/api/v1/tickets/${id}/printed`, { how: "paper" });
		assert.equal(printed.status, 200, JSON.stringify(printed.body));
		journal.note({ number, token, state: "waiting" });
	}
}

// Calls, serves, and sends away until told to stop.
async function serve(clerk, journal, random, going) {
	const { counter } = clerk;
	const move = async (name) => {
		const { status, body } = await clerk.insist("POST", `/api/v1/counters/${counter}/${name}`, {});
		assert.equal(status, 200, `${name}: ${JSON.stringify(body)}`);
		return body.ticket;
	};
	while (await going()) {
		const called = await move("next");
		if (!called) continue;
		journal.note({ number: called.number, state: called.state, counter });
		const steps = random.next() < 0.3 ? ["absent"] : ["start", "finish"];
		for (const step of steps) {
			await move(step);
			journal.note({ number: called.number, state: AFTER[step], counter });
		}
	}
}

// Everything acknowledged is there, in that state or a later one.
async function assertKept(client, acknowledged) {
	for (const [number, { token, state, counter }] of acknowledged) {
		if (!token) continue;
		const now = await client.get(`/api/v1/tickets/${token}`);
		assert.equal(now.number, number);
		assert.ok(RANK[now.state] >= RANK[state], `${number} was ${state} and is ${now.state}`);
		if (counter && now.counter) assert.equal(now.counter, counter, `${number} is at another counter`);
	}
}

// Sessions and counters are as they were. (That its call is kept, a clerk's next step shows.)
async function assertOpen(client, clerks) {
	const { counters } = await client.get("/api/v1/board");
	for (const clerk of clerks) {
		assert.equal(counters.find(({ id }) => id === clerk.counter).state, "open");
		const { counter } = await clerk.get("/api/v1/session");
		assert.equal(counter, clerk.counter, "a session did not survive");
	}
}

// A reader that comes back after each kill where it stopped.
async function readOn(server, reader) {
	await reader?.close();
	const next = await FeedReader.open(server.url, { lastEventId: reader?.lastEventId ?? null });
	if (reader) next.frames = [...reader.frames, ...next.frames];
	return next;
}

function assertLog(changes, tickets) {
	changes.forEach(({ seq }, i) => assert.equal(seq, changes[0].seq + i, "a gap in the changes"));
	const of = (kind) => changes.filter((change) => change.kind === kind).map(({ number }) => number);
	for (const kind of ["issued", "printed", "called", "started", "finished"]) {
		const numbers = of(kind);
		assert.equal(new Set(numbers).size, numbers.length, `a number was ${kind} twice`);
	}
	assert.deepEqual(new Set(of("issued")), new Set(tickets.keys()));
}

class Ward {
	static async open(t) {
		const ward = new Ward();
		const kiosks = ["cua-1", "cua-2", "cua-3", "cua-4"];
		ward.random = new Random(t);
		ward.server = await Server.start({ catalogue: false, clerks: Object.keys(COUNTERS), kiosks });
		t.after(() => ward.server.close());
		const { url, keys } = ward.server;
		ward.kiosks = kiosks.map((name) => new Kiosk(url, { key: keys[name] }));
		ward.clerks = await Promise.all(Object.entries(COUNTERS).map(([user, n]) => Clerk.at(url, n, user)));
		await Promise.all(ward.clerks.map((clerk) => clerk.move("open")));
		ward.anyone = new Client(url);
		ward.journal = new Journal();
		ward.gate = new Gate();
		t.after(() => ward.gate.end());
		ward.reader = await readOn(ward.server, null);
		t.after(() => ward.reader.close());
		await ward.reader.next("snapshot");
		return ward;
	}

	begin() {
		const { kiosks, clerks, journal, random, gate } = this;
		this.load = Promise.all([
			...kiosks.map((kiosk) => take(kiosk, journal, random, () => gate.passed())),
			...clerks.map((clerk) => serve(clerk, journal, random, () => gate.passed())),
		]);
		this.load.catch(() => {});
	}

	// A moment that nobody chose: so many answers later, and a little after that.
	async moment() {
		const { journal, random, load } = this;
		const target = journal.acknowledged + random.between(1, 60);
		const reached = new Promise((resolve) => {
			journal.onAnswer = () => journal.acknowledged >= target && resolve();
		});
		await within("the load to go on", Promise.race([reached, load]));
		for (let turns = random.between(0, 30); turns > 0; turns--) await new Promise(setImmediate);
	}

	// end: ends the server
	async round(end) {
		await this.moment();
		const acknowledged = [...this.journal.tickets];
		this.gate.shut();
		await end();
		await this.server.start();
		this.reader = await readOn(this.server, this.reader);
		await assertKept(this.anyone, acknowledged);
		await assertOpen(this.anyone, this.clerks);
		this.gate.open();
	}

	async assertWhole(epoch) {
		const { journal, reader } = this;
		this.gate.end();
		await this.load;
		await assertKept(this.anyone, journal.tickets);
		const board = await this.anyone.get("/api/v1/board");
		assert.equal(board.epoch, epoch, "the epoch changed");
		await until("the reader to have all", () => reader.lastEventId === `${epoch}-${board.seq}`);
		assert.equal(reader.frames.filter(({ event }) => event === "snapshot").length, 1);
		assertLog(reader.changes(), journal.tickets);
		await this.server.kill();
		await this.server.command(["check"]);
	}
}

// end(ward, round): how the server ends in each round
async function outlive(t, rounds, end) {
	const ward = await Ward.open(t);
	const { epoch } = await ward.anyone.get("/api/v1/board");
	ward.begin();
	for (let round = 0; round < rounds; round++) await ward.round(() => end(ward.server, round));
	await ward.assertWhole(epoch);
	t.diagnostic(`${ward.journal.tickets.size} tickets, ${ward.reader.changes().length} changes`);
}

test("kill-9: nothing acknowledged is lost, nothing is done twice", { timeout: 120000 }, async (t) => {
	await outlive(t, ROUNDS, async (server, round) => {
		await server.kill();
		if (round % 2) await server.command(["check"]);
	});
});

test("kill-9: nor when it is told to stop", { timeout: 120000 }, async (t) => {
	await outlive(t, 4, async (server) => {
		assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.program.log);
	});
});
