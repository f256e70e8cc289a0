// A server that starts anew behind a socket that stays: nobody is turned away, nothing that was asked goes unanswered.
// ROUNDS=100 for the long run (make restart), SEED= to have one again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { HeldSocket } from "../harness/held.mjs";
import { NotifyEar } from "../harness/notify.mjs";
import { manyNumbers } from "../harness/office.mjs";
import { run } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 10);
const KIOSKS = ["cua-1", "cua-2", "cua-3", "cua-4"];
const COUNTERS = { an: 2, binh: 3, chi: 6 };
const SERVICES = ["chung-thuc", "ho-tich", "cu-tru"];
const TICKETS = "/api/v1/tickets";
const clean = { code: 0, signal: null };

async function open(t) {
	const held = new HeldSocket();
	t.after(() => held.close());
	const accounts = Object.keys(COUNTERS).map((user) => ({ user, role: "clerk" }));
	const devices = KIOSKS.map((name) => ({ name, role: "kiosk" }));
	const server = await Server.make({ catalogue: false, change: manyNumbers, accounts, devices });
	t.after(() => server.close());
	await server.start(held.handed);
	return { server, held };
}

// Each request is sent once, and counted: one that gets no answer, or not a real one, has failed.
class Tally {
	requests = 0;
	failed = [];
	numbers = new Set();

	send = async (url, request) => {
		this.requests++;
		try {
			const answer = await fetch(url, request);
			if (answer.status >= 500) this.failed.push(`${url}: ${answer.status}`);
			return answer;
		} catch (error) {
			this.failed.push(`${url}: ${error.cause?.code ?? error.message}`);
			throw new Error(this.failed.at(-1), { cause: error });
		}
	};
}

async function takeNumbers(kiosk, tally, random, going) {
	while (going.on) {
		const { number } = await kiosk.take(random.pick(SERVICES));
		assert.ok(!tally.numbers.has(number), `${number} was given twice`);
		tally.numbers.add(number);
	}
}

async function callPeople(clerk, going) {
	await clerk.move("open");
	while (going.on) {
		if (!(await clerk.move("next")).ticket) continue;
		await clerk.move("start");
		await clerk.move("finish");
	}
}

test(`restart: ${ROUNDS} times under load, behind one socket`, { timeout: 60000 + ROUNDS * 3000 }, async (t) => {
	const { server, held } = await open(t);
	const { url, keys } = server;
	const random = new Random(t);
	const tally = new Tally();
	const going = { on: true };
	const clerks = await Promise.all(Object.entries(COUNTERS).map(([user, n]) => Clerk.at(url, n, user)));
	for (const clerk of clerks) clerk.send = tally.send;
	const load = Promise.all([
		...KIOSKS.map((name) => takeNumbers(new Kiosk(url, { key: keys[name], send: tally.send }), tally, random, going)),
		...clerks.map((clerk) => callPeople(clerk, going)),
	]);
	load.catch(() => {});
	for (let round = 0; round < ROUNDS; round++) {
		const enough = tally.numbers.size + random.between(5, 20);
		await Promise.race([load, until("numbers to be taken", () => tally.numbers.size >= enough)]);
		assert.deepEqual(await server.stop(), clean);
		await server.start(held.handed);
		assert.equal(server.url, url);
	}
	going.on = false;
	await load;
	t.diagnostic(`restart: failed=${tally.failed.length} requests=${tally.requests} rounds=${ROUNDS}`);
	assert.deepEqual(tally.failed, []);
});

test("restart: who comes while no server is there waits for the next", async (t) => {
	const { server, held } = await open(t);
	assert.deepEqual(await server.stop(), clean);
	const asked = new Kiosk(server.url, { key: server.keys["cua-1"] }).take("ho-tich");
	await server.start(held.handed);
	assert.equal((await asked).number, "B001");
});

test("restart: what is handed over is a socket for TCP, or the server does not begin", async (t) => {
	const { server, held } = await open(t);
	await server.stop();
	const handed = { ...held.handed, env: { ...process.env, ...server.clock.env, ...held.handed.env }, stdio: Array(4).fill("pipe") };
	const { code, log } = await run("motcua-server", ["--data", server.data], handed);
	assert.equal(code, 1);
	assert.equal(log, "error: cannot listen on descriptor 3: it is no socket for TCP\n");
});

test("restart: systemd is told when it serves, that it lives, and that it ends", async (t) => {
	const { server, held } = await open(t);
	await server.stop();
	const ear = await NotifyEar.open(t);
	const asked = fetch(`${server.url}/healthz`);
	await server.start({ ...held.handed, env: { ...held.handed.env, NOTIFY_SOCKET: ear.path, WATCHDOG_USEC: "2000000" } });
	assert.equal((await asked).status, 200);
	await until("two signs of life", () => ear.heard.split("WATCHDOG=1\n").length > 2);
	assert.equal(ear.heard.indexOf("READY=1\n"), 0);
	await server.stop();
	await until("the end", () => ear.heard.includes("STOPPING=1\n")); // signs of life may follow
});
