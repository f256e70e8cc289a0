// A kiosk that is killed at each point between the press and the server's last word comes back with the
// same number or with none: one press, one number in one hand, none waiting that nobody holds.
import assert from "node:assert/strict";
import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { Client } from "../harness/client.mjs";
import { KioskBox, SCREENS_MS, take } from "../harness/kiosk_box.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";
import { Wire } from "../harness/wire.mjs";

const SERVICE = "chung-thuc";
const ISSUING_S = 61; // by then the server has given up what nobody confirmed
const KILLS = Number(process.env.KILLS ?? 2); // at any moment, besides those at each point
const PRESS_MS = 1200;

async function open(t) {
	const server = await Server.start({ catalogue: false, args: ["--host", "localhost"] });
	t.after(() => server.close());
	const wire = await Wire.open(server.port);
	t.after(() => wire.close());
	const box = await KioskBox.make(t, server, { url: wire.url });
	await mkdir(box.state);
	return { server, wire, box, anyone: new Client(server.url) };
}

// Starts a press and kills the kiosk when its journal has changed so many times, or when `moment` has come.
async function killed(box, { changes = 0, moment = null, before = "" }) {
	let seen = 0;
	const strike = () => box.screen?.program.child.kill("SIGKILL");
	const eye = watch(box.state, (_, name) => name?.startsWith("ticket-") && ++seen === changes && strike());
	await box.start(before + take(SERVICE));
	if (moment) moment.then(strike);
	await within("the kiosk to be killed", box.screen.program.ended, SCREENS_MS);
	eye.close();
	await box.screen.close();
	return (await box.journal())[0] ?? null;
}

// Comes back, with the same number where there was one, until the journal has nothing to do but wait for the server.
async function comesBack(box, left, settled) {
	await box.start();
	await box.shows("anything", () => true);
	if (left && left.ticket && left.stage !== "done") assert.equal(await box.number(), left.ticket.number);
	await until("the journal to be settled", async () => settled(await box.journal()), SCREENS_MS);
	await box.close();
}

const waiting = async (anyone) => (await anyone.get("/api/v1/board")).services.reduce((sum, one) => sum + one.waiting, 0);

// Each number that waits is on a slip, and each slip's number waits.
async function assertHeld({ server, box, anyone }, most) {
	await server.clock.advance(ISSUING_S);
	const tokens = [...new Set(await box.slips())];
	const tickets = await Promise.all(tokens.map((token) => anyone.get(`/api/v1/tickets/${token}`)));
	assert.deepEqual(tickets.map(({ state }) => state), tokens.map(() => "waiting"));
	assert.equal(new Set(tickets.map(({ number }) => number)).size, tokens.length);
	await until("only those to wait", async () => (await waiting(anyone)) === tokens.length);
	assert.ok(tokens.length <= most, `${tokens.length} numbers of ${most} presses`);
	return tokens.length;
}

const empty = (journal) => journal.length === 0;
const done = (journal) => journal.every(({ stage }) => stage === "done");

for (const [changes, point] of [[1, "asked"], [2, "the number known"], [3, "printing"], [4, "the slip out"], [5, "told"]]) {
	test(`kiosk-kill: ${point}`, async (t) => {
		const office = await open(t);
		const left = await killed(office.box, { changes });
		t.diagnostic(`left: ${left ? `${left.stage} ${left.ticket?.number ?? ""}` : "nothing"}`);
		await comesBack(office.box, left, empty);
		assert.equal(await assertHeld(office, 1), 1);
	});
}

test("kiosk-kill: the server gave a number and the kiosk never learned it: the same number", async (t) => {
	const office = await open(t);
	const left = await killed(office.box, { moment: office.wire.loseAnswerTo("POST /api/v1/tickets HTTP") });
	assert.equal(left.stage, "asked");
	await comesBack(office.box, left, empty);
	assert.equal(await assertHeld(office, 1), 1);
	const { services } = await office.anyone.get("/api/v1/office");
	assert.equal(services.find(({ id }) => id === SERVICE).waiting, 1);
});

for (const [changes, point] of [[1, "the number kept"], [2, "printing"], [3, "the slip out"]]) {
	test(`kiosk-kill: without the server: ${point}`, async (t) => {
		const office = await open(t);
		const { server, box } = office;
		await box.start();
		await box.shows("anything", () => true);
		await box.lease();
		await box.close();
		await server.kill();
		const left = await killed(box, { changes, before: "until alone\n" });
		assert.equal(left.ticket.number, "A950");
		await comesBack(box, left, done);
		await server.start();
		await comesBack(box, null, empty);
		assert.equal(await assertHeld(office, 1), 1);
	});
}

test("kiosk-kill: at any moment", async (t) => {
	const office = await open(t);
	const random = new Random(t);
	for (let round = 0; round < KILLS; round++) {
		const ms = random.between(0, PRESS_MS);
		const moment = (async () => {
			await until("the service", async () => (await office.box.screen.now()).screen === "service", SCREENS_MS);
			await new Promise((resolve) => setTimeout(resolve, ms));
		})();
		const left = await killed(office.box, { moment });
		t.diagnostic(`${ms} ms: ${left?.stage ?? "nothing"}`);
		await comesBack(office.box, left, empty);
	}
	await assertHeld(office, KILLS);
});
