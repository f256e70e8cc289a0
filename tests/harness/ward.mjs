// ward: an office full of people: kiosks, clerks at their counters and screens, whose server ends again and again.
import assert from "node:assert/strict";
import { Clerk, Client, Kiosk } from "./client.mjs";
import { FeedReader } from "./feed.mjs";
import { assertKept, Gate, Journal, serve, take } from "./load.mjs";
import { Server } from "./server.mjs";
import { until, within } from "./wait.mjs";

// A reader that comes back after each end where it stopped.
async function readOn(server, reader) {
	await reader?.close();
	const next = await FeedReader.open(server.url, { lastEventId: reader?.lastEventId ?? null });
	if (reader) next.frames = [...reader.frames, ...next.frames];
	return next;
}

export class Ward {
	// kiosks: their names; counters: of each clerk; screens: how many; more: for Server.start
	static async open(t, random, { kiosks, counters, screens = 1, ...more }) {
		const ward = new Ward();
		ward.random = random;
		ward.server = await Server.start({ catalogue: false, clerks: Object.keys(counters), kiosks, ...more });
		t.after(() => ward.close());
		const { url, keys } = ward.server;
		ward.kiosks = kiosks.map((name) => new Kiosk(url, { key: keys[name] }));
		ward.clerks = await Promise.all(Object.entries(counters).map(([user, n]) => Clerk.at(url, n, user)));
		await Promise.all(ward.clerks.map((clerk) => clerk.move("open")));
		ward.anyone = new Client(url);
		ward.journal = new Journal();
		ward.gate = new Gate();
		ward.readers = await Promise.all(Array.from({ length: screens }, () => readOn(ward.server, null)));
		await Promise.all(ward.readers.map((reader) => reader.next("snapshot")));
		ward.epoch = (await ward.anyone.get("/api/v1/board")).epoch;
		return ward;
	}

	begin() {
		const { kiosks, clerks, journal, random, gate } = this;
		this.load = Promise.all([
			...kiosks.map((kiosk) => take(kiosk, journal, random, gate)),
			...clerks.map((clerk) => serve(clerk, journal, random, gate)),
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

	// end: ends the server, and it starts again: all is as people were told, and goes on.
	async round(end) {
		await this.moment();
		const acknowledged = [...this.journal.tickets];
		this.gate.shut();
		await end();
		await this.server.start();
		this.readers = await Promise.all(this.readers.map((reader) => readOn(this.server, reader)));
		await assertKept(this.anyone, acknowledged);
		await this.assertOpen();
		this.gate.open();
	}

	// Sessions and counters are as they were. (That its call is kept, a clerk's next step shows.)
	async assertOpen() {
		const { counters } = await this.anyone.get("/api/v1/board");
		for (const clerk of this.clerks) {
			assert.equal(counters.find(({ id }) => id === clerk.counter).state, "open");
			const { counter } = await clerk.get("/api/v1/session");
			assert.equal(counter, clerk.counter, "a session did not survive");
		}
	}

	// Presses again what was pressed before: what was answered is told once more.
	async pressAgain() {
		const { journal, random, kiosks } = this;
		const pressed = journal.told.filter(({ kind }) => kind === "issued");
		const { who, service, once } = random.pick(pressed);
		const kiosk = kiosks.find(({ key }) => key === who);
		const { body } = await kiosk.insist("POST", "/api/v1/tickets", { service }, { once });
		return { kind: "issued", who, number: body.ticket.number, once };
	}

	// The last are served; then what was told, the log, and what each screen was sent (harness/history.mjs).
	async end() {
		const { journal, readers, epoch } = this;
		this.gate.end();
		await this.load;
		await assertKept(this.anyone, journal.tickets);
		const board = await this.anyone.get("/api/v1/board");
		assert.equal(board.epoch, epoch, "the epoch changed");
		await until("the readers to have all", () => readers.every(({ lastEventId }) => lastEventId === `${epoch}-${board.seq}`));
		for (const { frames } of readers) assert.equal(frames.filter(({ event }) => event === "snapshot").length, 1);
		await this.server.kill();
		await this.server.command(["check"]);
		const screens = readers.map((reader) => reader.changes());
		return { told: journal.told, log: screens[0], screens };
	}

	async close() {
		this.gate?.end();
		await Promise.all((this.readers ?? []).map((reader) => reader.close()));
		await this.server.close();
	}
}
