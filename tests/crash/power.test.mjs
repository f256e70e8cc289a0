// The power fails at any moment of a server's life, with a disk that works and with one that fails: what anybody
// was told is there when it starts again, the chain holds, and the day replays. The negative controls show that a store that syncs less would be seen.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Gate, Journal, serve, take } from "../harness/load.mjs";
import { Random } from "../harness/random.mjs";
import { within } from "../harness/wait.mjs";
import { Recording } from "./recording.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 400);
const CONTROL_ROUNDS = 100;
const ANSWERS = 350; // of one part of the day: more than lie between two checkpoints
const FAIL_OF = 400; // one in so many writes, and twenty times as many of the syncs
const KIOSKS = ["cua-1", "cua-2", "cua-3"];
const COUNTERS = { an: 2, binh: 3, chi: 6 };

// In words of what was told, in order, as the mark of a record.
function mark({ kind, id, number, token, counter }) {
	const more = { issued: `${number} ${token}`, called: counter }[kind] ?? "";
	return `${kind} ${id} ${more}`.trim();
}

class Day {
	static async open(Server, recording, random) {
		const day = new Day();
		Object.assign(day, { recording, random });
		day.server = await Server.start({ catalogue: false, clerks: Object.keys(COUNTERS), kiosks: KIOSKS });
		recording.data = day.server.data;
		await day.sit();
		return day;
	}

	async sit() {
		const { url, keys } = this.server;
		this.kiosks = KIOSKS.map((name) => new Kiosk(url, { key: keys[name] }));
		this.clerks = await Promise.all(Object.entries(COUNTERS).map(([user, n]) => Clerk.at(url, n, user)));
		await Promise.all(this.clerks.map((clerk) => clerk.move("open")));
	}

	// People come and go until so many answers were given, and the last of them are heard.
	async live(answers) {
		const { recording, random } = this;
		const journal = new Journal();
		const gate = new Gate();
		journal.onAnswer = (told) => {
			recording.mark(mark(told));
			if (journal.acknowledged >= answers) gate.end();
		};
		const load = [
			...this.kiosks.map((kiosk) => take(kiosk, journal, random, gate)),
			...this.clerks.map((clerk) => serve(clerk, journal, random, gate)),
		];
		await within("the load to be done", Promise.all(load), 60000);
	}

	// A kill, a stop, a backup that takes the place of the store and of a damaged one: all that changes the files.
	async pass() {
		const { server, recording } = this;
		await this.live(ANSWERS);
		await server.kill();
		await server.start();
		await this.live(ANSWERS);
		await server.stop();
		await server.command(["backup", join(server.dir, "backup.sqlite")]);
		await server.start();
		await this.live(50);
		await server.stop();
		await this.restore();
		await this.live(ANSWERS);
		await server.kill();
		await recording.damage();
		await this.restore();
		await this.live(50);
		await server.stop();
	}

	// As on a disk that is failing: some writes and syncs are refused, and the server is killed in between.
	async suffer() {
		const { server } = this;
		await server.stop();
		process.env.RECORD_FAIL = `${FAIL_OF}`;
		for (const answers of [ANSWERS, ANSWERS]) {
			await server.start();
			await this.live(answers);
			await server.kill();
			assert.match(server.program.log, /could not write: .*disk is full/);
			assert.match(server.program.log, /could not write: disk I\/O error/);
		}
		delete process.env.RECORD_FAIL;
		await server.start();
		await this.live(50);
		await server.stop();
	}

	async restore() {
		const { server } = this;
		await server.command(["restore", join(server.dir, "backup.sqlite")]);
		await server.start();
		await this.sit();
	}
}

// story: what is done on the day
async function lose(t, rounds, { name = "power", story = "pass", complete, ...options } = {}) {
	const random = new Random(t);
	const seed = random.state;
	const recording = await Recording.open(t, options);
	await recording.of(async (Server) => {
		const day = await Day.open(Server, recording, random);
		await day[story]();
	});
	const result = await recording.lose(rounds, seed, { complete });
	t.diagnostic(`${name}: ${result.line}`);
	return result;
}

test("power: nothing that anybody was told is lost", async (t) => {
	const { said } = await lose(t, ROUNDS);
	assert.equal(said, "");
});

test("power: nor is it when writes and syncs fail", async (t) => {
	const { said } = await lose(t, ROUNDS, { name: "power, the disk fails", story: "suffer", complete: false });
	assert.equal(said, "");
});

test("power: a store that does not sync each commit would be seen to lose", async (t) => {
	const { lost, missed } = await lose(t, CONTROL_ROUNDS, { name: "power, synchronous=NORMAL", synchronous: "NORMAL" });
	assert.ok(lost > 0, "nothing was lost");
	assert.equal(missed, 0, "it loses, and does not break");
});

test("power: a store that never syncs would be seen to break", async (t) => {
	const { missed } = await lose(t, CONTROL_ROUNDS, { name: "power, synchronous=OFF", synchronous: "OFF" });
	assert.ok(missed > 0, "none was broken");
});
