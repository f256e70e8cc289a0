// A kiosk that loses its server: it goes on giving numbers, and they join the queue in time order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { KioskBox, take, takes } from "../harness/kiosk_box.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const SERVICE = "chung-thuc"; // A, at counter 2
const lent = (numbers, perMinute = 0) => (office) => ({
	...office, limits: { ...office.limits, kiosk_lease_numbers: numbers, kiosk_tickets_per_minute: perMinute },
});

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, kiosks: ["cua", "cua-2"], ...options });
	t.after(() => server.close());
	const box = await KioskBox.make(t, server);
	return { server, box, other: new Kiosk(server.url, { key: server.keys["cua-2"] }), anyone: new Client(server.url) };
}

// The kiosk has numbers of its own, and the server is gone.
async function goes(server, box, script) {
	await box.start(script);
	await box.lease();
	await box.shows("the services", (_, { screen }) => screen === "home");
	await server.kill();
}

const OFFLINE = "Mất kết nối với máy chủ: vẫn lấy số được.";
const says = (words) => (_, { items }) => items.some(({ text }) => text === words);
const waiting = async (anyone) => (await anyone.get("/api/v1/board")).services.reduce((sum, one) => sum + one.waiting, 0);
const nothingLeft = (box) => until("the server to know all", async () => (await box.journal()).length === 0);

async function called(clerk) {
	const numbers = [];
	for (;;) {
		const { ticket } = await clerk.move("next");
		if (!ticket) return numbers;
		numbers.push(ticket.number);
		await clerk.move("start");
		await clerk.move("finish");
	}
}

test("alone: ten minutes without the server; its numbers are called in time order, each once", async (t) => {
	const { server, box, other, anyone } = await open(t, { at: "2026-08-17 09:00" });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await other.take(SERVICE);
	await goes(server, box, `until alone\n${takes(SERVICE, 3)}until alone\n`);
	const home = await box.shows("that numbers are given", says(OFFLINE));
	assert.ok(home.items.some(({ id }) => id === `service:${SERVICE}`));
	assert.ok(!home.items.some(({ id }) => id === "search"), "nothing can be pressed in vain");
	await until("three numbers", async () => (await box.journal()).filter(({ stage }) => stage === "done").length === 3, 40000);
	const tickets = (await box.journal()).sort((a, b) => a.at - b.at).map(({ ticket }) => ticket);
	assert.deepEqual(tickets.map(({ number }) => number), ["A950", "A951", "A952"]);
	await box.advance(600);
	await server.start();
	await nothingLeft(box);
	await other.take(SERVICE);
	assert.equal(await waiting(anyone), 5);
	assert.deepEqual((await box.slips()).sort(), tickets.map(({ token }) => token).sort());
	const seen = await anyone.get(`/api/v1/tickets/${tickets[0].token}`);
	assert.deepEqual([seen.number, seen.state, seen.issued_at], ["A950", "waiting", tickets[0].issued_at]);
	assert.deepEqual(await called(clerk), ["A001", "A950", "A951", "A952", "A002"]);
	await box.close();
});

test("alone: the kiosk too starts again in between, and the day goes on", async (t) => {
	const { server, box, anyone } = await open(t);
	await goes(server, box, `until alone\n${takes(SERVICE, 1)}until alone\nquit\n`);
	await box.screen.program.ended;
	await box.close();
	await box.start(`until alone\n${takes(SERVICE, 1)}`);
	await until("another number", async () => (await box.journal()).filter(({ stage }) => stage === "done").length === 2, 40000);
	await server.start();
	await nothingLeft(box);
	assert.equal(await waiting(anyone), 2);
	await box.close();
});

test("alone: all numbers used up: it says so", async (t) => {
	const { server, box } = await open(t, { change: lent(2) });
	await goes(server, box, `until alone\n${takes(SERVICE, 2)}until service:${SERVICE}\ntap service:${SERVICE}\n`);
	const list = await box.shows("that there are none left", says("Hết số dự phòng"));
	assert.ok(!list.items.some(({ id }) => id === "take"));
	await box.close();
});

test("alone: not faster than the office allows", async (t) => {
	const { server, box } = await open(t, { change: lent(50, 1) });
	await goes(server, box, `until alone\n${takes(SERVICE, 1)}${take(SERVICE).replace("until number\n", "")}`);
	await box.shows("that it was too fast", (_, { screen }) => screen === "notice");
	assert.equal((await box.journal()).length, 1);
	await box.close();
});

test("alone: the numbers of a day that is over are not given", async (t) => {
	const { server, box } = await open(t, { at: "2026-08-17 23:50" });
	await goes(server, box, "");
	await box.shows("that numbers are given", says(OFFLINE));
	await box.advance(11 * 60);
	await box.shows("whom to ask", (_, { screen }) => screen === "away");
	await server.start();
	await until("a lease of the new day", async () => (await box.file("lease.json")).lease.day === 20260818);
	await box.close();
});
