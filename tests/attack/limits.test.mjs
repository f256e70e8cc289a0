// Thousands of clients that are slow or deaf, with room for all and with far too few descriptors: a clerk and a kiosk
// go on working through it, each of their requests is answered, and neither the log nor the memory is flooded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { Metrics } from "../harness/metrics.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";
import { gather } from "./crowd.mjs";

const SECONDS = Number(process.env.ATTACK_SECONDS || 8); // of both together
const SLOW = { head: 1000, body: 950, read: 50 };
const DEAF = 1000;
const SERIES = 999; // numbers of a service in a day
const FEW = 256; // descriptors
const MEMORY_MIB = 128;
const PER_ADDRESS = 64; // connections of those who are not known

// What the clerk and the kiosk ask, and how long each answer took.
class Probe {
	static async at(server) {
		const probe = new Probe();
		Object.assign(probe, { took: [], failed: [] });
		probe.kiosk = new Kiosk(server.url, { key: server.keys.cua });
		probe.clerk = await Clerk.at(server.url, 2);
		probe.anyone = new Client(server.url);
		await probe.clerk.move("open");
		return probe;
	}

	async time(what, asked) {
		const begin = performance.now();
		try {
			return await asked;
		} catch (error) {
			this.failed.push(`${what}: ${error.message} ${error.cause?.message ?? ""}`);
			return null;
		} finally {
			this.took.push(performance.now() - begin);
		}
	}

	// A number is taken, called and served, and somebody looks at the board.
	async serve(service) {
		await this.time("take", this.kiosk.take(service));
		for (const step of ["next", "start", "finish"]) await this.time(step, this.clerk.move(step));
		await this.time("board", this.anyone.get("/api/v1/board"));
	}

	percentile(share) {
		return this.took.toSorted((a, b) => a - b)[Math.floor(this.took.length * share)].toFixed(1);
	}
}

// Each counter is for everything: there are the numbers of all services.
function oneForAll(office) {
	const services = office.services.map(({ id }) => [id, 1]);
	return { ...office, counters: office.counters.map((counter) => ({ ...counter, services })) };
}

// Serves for so long, or until the day has no numbers left, and tells the most memory that the server took
// meanwhile, in MiB.
async function serveFor(seconds, probe, server) {
	const { services } = await probe.anyone.get("/api/v1/office");
	const end = performance.now() + seconds * 1000;
	let most = 0;
	for (let n = 0; performance.now() < end && n < services.length * SERIES; n++) {
		await probe.serve(services[n % services.length].id);
		if (n % 20 === 0) most = Math.max(most, (await Metrics.of(server.url)).value("process_resident_memory_bytes"));
	}
	return most / 2 ** 20;
}

function linesOf(server) {
	return server.program.log.split("\n").length - 1;
}

async function attack(t, name, { ready, ...options }) {
	const server = await Server.start({ catalogue: false, change: oneForAll, ...options });
	t.after(() => server.close());
	const probe = await Probe.at(server);
	const before = linesOf(server);
	const begun = performance.now();
	const crowd = gather(server.port, { ...SLOW, deaf: DEAF });
	t.after(() => crowd.end());
	await until("the crowd to be there", async () => ready((await crowd.ask()).open, await Metrics.of(server.url)));
	const memory = await serveFor(SECONDS / 2, probe, server);
	const { cut } = await crowd.end();
	const seconds = (performance.now() - begun) / 1000;
	const lines = (linesOf(server) - before) / seconds;
	t.diagnostic(`${name}: slow=${Object.values(SLOW).reduce((a, b) => a + b)} deaf=${DEAF} calls=${probe.took.length} failed=${probe.failed.length} ` +
		`p50_ms=${probe.percentile(0.5)} p99_ms=${probe.percentile(0.99)} cut=${cut} log_lines_per_s=${lines.toFixed(2)} memory_mib=${memory.toFixed(0)}`);
	assert.equal(probe.failed.join("\n"), "");
	assert.ok(lines <= 1 + 2 / seconds, server.program.log);
	assert.ok(memory < MEMORY_MIB, `${memory} MiB`);
}

test("limits: who is slow or deaf keeps nobody waiting", async (t) => {
	const ready = (open, metrics) => open >= 2900 && metrics.value("motcua_feed_readers") >= DEAF;
	await attack(t, "limits", { ready });
});

test("limits: nor when there are far fewer descriptors than clients", async (t) => {
	const ready = (open, metrics) => open >= 1000 || metrics.value("motcua_http_connections") >= FEW / 2;
	await attack(t, `limits, ${FEW} descriptors`, { ready, through: ["prlimit", `--nofile=${FEW}:${FEW}`] });
});

test("limits: who is signed in takes nobody's place at the same address", async (t) => {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	const clerk = await Clerk.at(server.url, 2);
	const signedIn = async () => {
		const raw = await RawSocket.open(server.url);
		const answer = new Promise((resolve) => raw.socket.once("data", resolve).once("close", resolve).resume());
		await raw.request("GET", "/api/v1/session", { Cookie: clerk.cookie });
		assert.match(String(await within("an answer", answer)), /^HTTP\/1\.1 200 /);
		return raw;
	};
	const desks = [];
	for (let i = 0; i < PER_ADDRESS; i++) desks.push(await signedIn());
	assert.ok(await new Client(server.url).get("/api/v1/board"));
	for (const raw of desks) raw.destroy();
});
