// A server that finds no memory, at a random one of its requests for it or at many in a row, from its start to its end
// (tests/crash/memory.c): it says so and ends, or refuses what was asked; it never hangs, and nothing that somebody
// was told of is lost.
import assert from "node:assert/strict";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { checkHistory, NONE } from "../harness/history.mjs";
import { BUILD } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 40);
const OF_AN_OFFICE = 100; // then another one, so that no series comes to its end
const PATIENCE_MS = 20000;
const HOW_MANY = [1, 1, 1, 10, 1000, 1e9];
const AT_START = 0.4; // so many of the rounds
const NEAR = 150; // the first to fail is one of so many
const COUNTER = 2;
const OUT = /out of memory|Cannot allocate memory|not enough memory/i;

class Memory {
	static async open(server) {
		const memory = new Memory();
		const path = join(server.dir, "memory");
		await writeFile(path, Buffer.alloc(24));
		memory.file = await open(path, "r+");
		memory.env = { LD_PRELOAD: join(BUILD, "test/memory.so"), MEMORY_FILE: path };
		return memory;
	}

	async write(at, ...numbers) {
		await this.file.write(Buffer.from(BigUint64Array.from(numbers, BigInt).buffer), 0, numbers.length * 8, at);
	}

	async asked() {
		const { buffer } = await this.file.read(Buffer.alloc(8), 0, 8, 16);
		return Number(buffer.readBigUInt64LE());
	}

	fail(from, count) {
		return this.write(0, from, from + count);
	}
}

class Story {
	// told: what somebody was told of; pressed: what was not answered
	constructor(server, told, pressed) {
		Object.assign(this, { server, told, pressed, said: [] });
	}

	tell(kind, number, more) {
		this.told.push({ kind, number, ...more });
	}

	// An answer, or null: refused, or the server is gone.
	async ask(who, method, path, body, once = crypto.randomUUID()) {
		const answer = await who.ask(method, path, body, { once }).catch((error) => ({ status: 0, body: { error: error.name } }));
		if (answer.body.error === "TimeoutError") this.said.push(`${method} ${path} hangs`);
		if (answer.status >= 500 && answer.status !== 503) this.said.push(`${method} ${path}: ${answer.status}`);
		return answer.status >= 200 && answer.status < 300 ? answer.body : null;
	}

	// A press that is not answered is made again at the next start, as a kiosk does.
	async take(once = crypto.randomUUID()) {
		const body = await this.ask(this.kiosk, "POST", "/api/v1/tickets", { service: "chung-thuc" }, once);
		if (!body) this.pressed.push(once);
		if (!body) return;
		this.tell("issued", body.ticket.number, { who: "cua", once });
		await this.ask(this.kiosk, "POST", `/api/v1/tickets/${body.ticket.id}/printed`, { how: "paper" });
	}

	async read(path) {
		const headers = this.clerk.cookie ? { Cookie: this.clerk.cookie } : {};
		const answer = await this.clerk.send(this.server.url + path, { headers }).catch(({ name }) => ({ name }));
		if (answer.name === "TimeoutError") this.said.push(`${path} hangs`);
		await answer.text?.().catch(() => {});
	}

	async move(name, kind) {
		const body = await this.ask(this.clerk, "POST", `/api/v1/counters/${COUNTER}/${name}`, {});
		if (body?.ticket && kind) this.tell(kind, body.ticket.number, { who: "an", counter: COUNTER });
	}

	// `fail` is called before one of the steps, if one is said.
	async run(at, fail) {
		const send = (url, request) => fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
		this.kiosk = new Kiosk(this.server.url, { key: this.server.keys.cua, send });
		this.clerk = new Clerk(this.server.url, { send });
		const moves = [["open"], ["next", "called"], ["start", "started"], ["finish", "finished"]];
		const pages = ["/clerk", "/words/vi.json", "/api/v1/board", "/api/v1/hall", "/api/v1/session", "/metrics"];
		const again = this.pressed.splice(0);
		const steps = [
			...again.map((once) => () => this.take(once)),
			...Array.from({ length: 3 }, () => () => this.take()),
			() => this.clerk.signIn("an").catch(() => {}),
			...moves.map((move) => () => this.move(...move)),
			...pages.map((path) => () => this.read(path)),
			() => this.take(),
		];
		for (const [i, step] of steps.entries()) {
			if (i === Math.floor(at * steps.length)) await fail();
			await step();
		}
	}
}

// What is wrong with an end: it is none, or for no reason that was said.
function wrong({ code, signal }, log) {
	if (signal) return `ended by ${signal}`;
	return code === 0 || OUT.test(log) ? null : `ended with ${code}, and did not say why`;
}

class Office {
	static async open(t, random) {
		const office = new Office();
		const server = await Server.make({ catalogue: false, accounts: [{ user: "an", role: "clerk" }], devices: [{ name: "cua", role: "kiosk" }] });
		t.after(() => server.close());
		const memory = await Memory.open(server);
		Object.assign(office, { server, memory, random, told: [], pressed: [], said: [], ends: {} });
		await office.round("nothing", () => {}, 2);
		office.starts = office.began;
		return office;
	}

	// begin(): before the start; at: from 0 to 1, when in the story `fail`
	async round(what, begin, at, fail) {
		const { server, memory, told, said, ends } = this;
		await memory.fail(0, 0);
		await memory.write(16, 0);
		await begin();
		const up = await server.start({ env: memory.env }).then(() => true, () => false);
		this.began = await memory.asked();
		const story = new Story(server, told, this.pressed);
		if (up) await story.run(at, fail);
		await memory.fail(0, 0);
		const { program } = server;
		const end = await program.stop("SIGTERM").catch(() => ({ signal: "nothing: it hangs" }));
		const bad = wrong(end, program.log);
		said.push(...story.said.map((line) => `${what}: ${line}`), ...(bad ? [`${what}: ${bad}\n${program.log}`] : []));
		const kind = up ? (end.code === 0 ? "went on" : "ended") : "did not start";
		ends[kind] = (ends[kind] ?? 0) + 1;
		await server.command(["check"]);
	}

	atStart(count) {
		const { memory, random, starts } = this;
		return this.round(`${count} at the start`, () => memory.fail(random.between(0, starts), count), 2);
	}

	later(count) {
		const { memory, random } = this;
		const fail = async () => memory.fail((await memory.asked()) + random.between(0, NEAR), count);
		return this.round(`${count} later`, () => {}, random.next(), fail);
	}

	// What was told against what is in the store.
	async end() {
		const { server, memory, told, pressed } = this;
		await this.round("the last", () => {}, 2);
		assert.deepEqual(pressed, []);
		server.program = null;
		await memory.file.close();
		const log = await server.command(["report", "changes"]);
		return checkHistory({ told, log: log.trim().split("\n").map((line) => JSON.parse(line)), screens: [] });
	}
}

test("memory: where there is none, nothing is lost and nothing hangs", async (t) => {
	const random = new Random(t);
	const seed = random.state;
	const all = { ...NONE };
	const wrongs = [];
	const ends = {};
	for (let left = ROUNDS; left > 0; left -= OF_AN_OFFICE) {
		const office = await Office.open(t, random);
		for (let round = Math.min(left, OF_AN_OFFICE); round > 0; round--) {
			const count = random.pick(HOW_MANY);
			await (random.next() < AT_START ? office.atStart(count) : office.later(count));
		}
		const { said, ...faults } = await office.end();
		for (const kind of Object.keys(all)) all[kind] += faults[kind];
		for (const [kind, count] of Object.entries(office.ends)) ends[kind] = (ends[kind] ?? 0) + count;
		wrongs.push(...said, ...office.said);
	}
	const figures = Object.entries(all).map(([kind, count]) => `${kind}=${count}`).join(" ");
	t.diagnostic(`memory: ${figures} rounds=${ROUNDS} seed=${seed}`);
	t.diagnostic(Object.entries(ends).map(([kind, count]) => `${kind}: ${count}`).join(", "));
	assert.deepEqual(wrongs, []);
});
