// A line that loses and delays every third answer: each press gets one number, none doubled, none lost.
// ROUNDS=10000 for the long run (make lossy), SEED= to have one again.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { Client, Kiosk } from "../harness/client.mjs";
import { KioskBox, takes } from "../harness/kiosk_box.mjs";
import { manyNumbers } from "../harness/office.mjs";
import { Proxy } from "../harness/proxy.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 200);
const AT_ONCE = 8;
const KIOSK_TAKES = 4;
const TRY_MS = 300;
const TICKETS = "/api/v1/tickets";
const SERVICES = ["chung-thuc", "ho-tich", "cu-tru", "dat-dai"];
const PATIENCE_MS = 60000 + ROUNDS * 100;

async function open(t) {
	const kiosks = ["cua", ...Array.from({ length: AT_ONCE }, (_, i) => `may-${i}`)];
	const server = await Server.start({ catalogue: false, kiosks, change: manyNumbers, args: ["--host", "localhost"] });
	t.after(() => server.close());
	const random = new Random(t);
	const proxy = await Proxy.open(server.port, { random });
	t.after(() => proxy.close());
	return { server, proxy, random, anyone: new Client(server.url) };
}

// As the link does: the same key until there is an answer.
async function insist(kiosk, path, body, once) {
	for (;;) {
		const answer = await within("an answer", kiosk.ask("POST", path, body, { once }), TRY_MS).catch(() => null);
		if (answer && answer.status < 500) return answer;
	}
}

// One press: a number, its slip, and that it is out.
async function press(kiosk, service) {
	const { status, body } = await insist(kiosk, TICKETS, { service }, randomUUID());
	assert.equal(status, 201, JSON.stringify(body));
	const { id, number } = body.ticket;
	const printed = await insist(kiosk, `${TICKETS}/${id}/printed`, { how: "paper" }, `printed-${id}`);
	assert.equal(printed.status, 200, JSON.stringify(printed.body));
	return number;
}

const waiting = async (anyone) => (await anyone.get("/api/v1/board")).services.reduce((sum, one) => sum + one.waiting, 0);

test(`lossy: ${ROUNDS} numbers over a line that loses and delays three of ten answers`, async (t) => {
	const { server, proxy, random, anyone } = await open(t);
	const held = [];
	let left = ROUNDS;
	const citizen = async (name) => {
		const kiosk = new Kiosk(proxy.url, { key: server.keys[name] });
		while (left-- > 0) held.push(await press(kiosk, random.pick(SERVICES)));
	};
	proxy.flap(300, 3000);
	await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => citizen(`may-${i}`)));
	t.diagnostic(`${proxy.answered} answers: ${proxy.lost} lost, ${proxy.late} late; ${proxy.cut} times nobody got through`);
	assert.ok(proxy.lost + proxy.late > ROUNDS / 3, "the line was bad");
	assert.equal(new Set(held).size, ROUNDS, "no number twice");
	assert.equal(await waiting(anyone), ROUNDS, "each of them waits, and nobody else");
	const { services } = await anyone.get("/api/v1/office");
	for (const { prefix, waiting: count } of services) {
		assert.equal(held.filter((number) => number.startsWith(prefix)).length, count, prefix);
	}
	await server.stop();
	await server.command(["check"]);
});

test("lossy: a kiosk on such a line: a slip for each press, and each waits once", async (t) => {
	const { server, proxy, anyone } = await open(t);
	const box = await KioskBox.make(t, server, { url: proxy.url });
	await box.start(`${takes(SERVICES[0], KIOSK_TAKES)}quit\n`);
	await box.lease();
	proxy.flap(4000, 4000);
	await within("the presses", box.screen.program.ended, PATIENCE_MS);
	await box.close();
	proxy.mend();
	await box.start();
	await box.shows("anything", () => true);
	await until("the server to know all", async () => (await box.journal()).length === 0, PATIENCE_MS);
	await until("the numbers nobody holds to be void", async () => (await waiting(anyone)) === KIOSK_TAKES);
	const tokens = await box.slips();
	const tickets = await Promise.all(tokens.map((token) => anyone.get(`${TICKETS}/${token}`)));
	assert.deepEqual(tickets.map(({ state }) => state), Array(KIOSK_TAKES).fill("waiting"));
	assert.equal(new Set(tickets.map(({ number }) => number)).size, KIOSK_TAKES);
	t.diagnostic(tickets.map(({ number }) => number).join(" "));
	await box.close();
});
