// How a server ends: told to, under load, with requests on their way, and how one cannot begin.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { run } from "../harness/program.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const TICKETS = "/api/v1/tickets";

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, ...options });
	t.after(() => server.close());
	return { server, kiosk: new Kiosk(server.url, { key: server.keys.cua }) };
}

const refusesToConnect = (server) => RawSocket.open(server.url).then((raw) => raw.destroy(), () => true);

const clean = { code: 0, signal: null };

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
	test(`stop: ${signal} ends it cleanly`, async (t) => {
		const { server } = await open(t);
		assert.deepEqual(await server.program.stop(signal), clean);
		assert.equal(server.program.log, "");
	});
}

test("stop: told again and again, it ends as cleanly", async (t) => {
	const { server } = await open(t);
	const { child } = server.program;
	for (let i = 0; i < 20; i++) {
		const ended = server.program.stop("SIGINT");
		while (child.exitCode === null && child.signalCode === null) {
			child.kill("SIGTERM");
			await new Promise(setImmediate);
		}
		assert.deepEqual(await ended, clean);
		await server.start();
	}
});

test("stop: under load, with readers, nothing that was told is lost", async (t) => {
	const { server, kiosk } = await open(t);
	const readers = await Promise.all(Array.from({ length: 5 }, () => FeedReader.open(server.url)));
	const told = new Set();
	const take = async () => {
		for (;;) {
			const answer = await kiosk.ask("POST", TICKETS, { service: "ho-tich" }).catch(() => null);
			if (answer?.status !== 201) return answer?.status;
			told.add(answer.body.ticket.number);
		}
	};
	const kiosks = Array.from({ length: 8 }, take);
	await until("twenty numbers", () => told.size >= 20);
	assert.deepEqual(await server.stop(), clean);
	for (const status of await Promise.all(kiosks)) assert.ok(status === undefined || status === 503, `${status}`);
	await Promise.all(readers.map(({ ended }) => ended));
	await server.start();
	const next = await kiosk.take("ho-tich");
	assert.equal(told.has(next.number), false);
	assert.ok(Number(next.number.slice(1)) > told.size);
});

test("stop: who had begun to ask is answered, and does what was asked", async (t) => {
	const { server, kiosk } = await open(t);
	const [silent, reading, writing] = await Promise.all(Array.from({ length: 3 }, () => RawSocket.open(server.url)));
	const key = server.keys.cua;
	await reading.send("GET /healthz HTTP/1.1\r\n");
	await writing.send(`POST ${TICKETS} HTTP/1.1\r\nHost: ${writing.host}\r\nAuthorization: Bearer ${key}\r\n`);
	await kiosk.get("/healthz"); // they are being read
	const stopped = server.stop();
	await until("nobody new to be let in", () => refusesToConnect(server));
	assert.equal(await silent.rest(), "", "told to stop");
	await reading.send(`Host: ${reading.host}\r\n\r\n`);
	assert.match(await reading.rest(), /^HTTP\/1\.1 200 .*"ok"/s);
	await writing.send("Idempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"service\":\"ho-tich\"}");
	assert.match(await writing.rest(), /^HTTP\/1\.1 201 .*\r\nConnection: close\r\n.*"B001"/s);
	assert.deepEqual(await stopped, clean);
	await server.start();
	assert.equal((await kiosk.take("ho-tich")).number, "B002");
});

test("stop: told a second time it waits for nobody, and what was told is there", async (t) => {
	const { server, kiosk } = await open(t);
	const { number } = await kiosk.take("ho-tich");
	const begun = await Promise.all(Array.from({ length: 20 }, () => RawSocket.open(server.url)));
	for (const raw of begun) await raw.send("GET /healthz HTTP/1.1\r\n");
	await kiosk.get("/healthz"); // they are being read
	const stopped = server.stop();
	await until("nobody new to be let in", () => refusesToConnect(server));
	server.program.child.kill("SIGTERM");
	let last;
	for (const raw of begun) {
		await raw.send(`Host: ${raw.host}\r\n\r\n`);
		last = await raw.rest().catch(({ code }) => code);
	}
	assert.match(last, /^$|^ECONNRESET$/, "without the answer that it would have waited for");
	assert.deepEqual(await stopped, clean);
	await server.start();
	assert.notEqual((await kiosk.take("ho-tich")).number, number);
});

test("stop: sign-ins whose people hung up leave nothing behind", async (t) => {
	const { server, kiosk } = await open(t);
	const sockets = await Promise.all(Array.from({ length: 8 }, () => RawSocket.open(server.url)));
	for (const raw of sockets) {
		const body = JSON.stringify({ user: "an", password: "x" });
		await raw.request("POST", "/api/v1/session", { "Content-Type": "application/json" }, body);
	}
	await kiosk.get("/healthz"); // they are on their way
	for (const raw of sockets) raw.socket.resetAndDestroy();
	assert.deepEqual(await server.stop(), clean);
	assert.equal(server.program.log, "");
});

test("stop: an address that is taken, or is none, is named, and the server does not begin", async (t) => {
	const { server } = await open(t);
	const other = await Server.make({ catalogue: false });
	t.after(() => other.close());
	const begin = (...args) => run("motcua-server", ["--data", other.data, ...args]);
	const taken = await begin("--listen", `127.0.0.1:${server.port}`);
	assert.equal(taken.code, 1);
	assert.match(taken.log, new RegExp(`127\\.0\\.0\\.1:${server.port}: Address already in use`));
	for (const address of ["127.0.0.1", "[::1]", "::1:80", "127.0.0.1:65536", "hall"]) {
		const none = await begin("--listen", address);
		assert.equal(none.code, 2);
		assert.ok(none.log.includes(`not "${address}"`), none.log);
	}
	const host = await begin("--listen", "127.0.0.1:0", "--host", "http://x");
	assert.equal(host.code, 1);
	assert.match(host.log, /http:\/\/x is no host name/);
});

test("stop: a second server on the same store does not begin and disturbs nothing", async (t) => {
	const { server, kiosk } = await open(t);
	await kiosk.take("ho-tich");
	const second = await run("motcua-server", ["--data", server.data, "--listen", "127.0.0.1:0"]);
	assert.equal(second.code, 3);
	assert.match(second.log, /A server is running on this store\./);
	assert.equal(second.out, "");
	assert.equal((await kiosk.take("ho-tich")).number, "B002");
});
