// More at once than any hall has: the last state is on the screen, and each call is announced in its turn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Ear } from "../harness/ear.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const CLERKS = ["an", "binh", "chi", "dung"]; // at counters 2 to 5
const SERVICE = "chung-thuc"; // of all of them here
const FASTER = 6; // than people hear
const CHIME_MS = 1300;
const KEEP_S = 10; // a call stays on the panel
const MANY = 25; // calls of each counter
const PATIENCE_MS = 60000;

class Storm {
	static async open(t) {
		const storm = new Storm();
		const change = ({ counters, ...office }) => ({ ...office, counters: counters.map((counter) => ({ ...counter, services: [[SERVICE, 1]] })) });
		storm.server = await Server.start({ catalogue: false, clerks: CLERKS, change });
		t.after(() => storm.server.close());
		storm.ear = await Ear.open(storm.server.dir);
		t.after(() => storm.ear.close());
		storm.kiosk = new Kiosk(storm.server.url, { key: storm.server.keys.cua });
		storm.clerks = await Promise.all(CLERKS.map((name, i) => Clerk.at(storm.server.url, i + 2, name)));
		for (const clerk of storm.clerks) await clerk.move("open");
		const env = { ...storm.server.clock.env, ...storm.ear.env(FASTER) };
		storm.hall = await Screen.open("motcua-display", ["--server", storm.server.url, "--view", "hall", "--voice", "off"], { env });
		t.after(() => storm.hall.close());
		await storm.hall.shows("the counters", (text) => storm.clerks.every(({ counter }) => text(`row:${counter}`) === "Sẵn sàng"));
		return storm;
	}

	async take(count) {
		for (let n = 0; n < count; n += 1) await this.kiosk.take(SERVICE);
	}

	// A clerk's calls, as fast as they go; the last one stays. What was called.
	async serve(clerk, count) {
		const called = [];
		for (let n = 0; n < count; n += 1) {
			if (n > 0) {
				await clerk.move("start");
				await clerk.move("finish", {});
			}
			called.push((await clerk.move("next")).ticket.number);
		}
		return called;
	}

	async serveAll(count) {
		await this.take(count * this.clerks.length);
		return Promise.all(this.clerks.map((clerk) => this.serve(clerk, count)));
	}

	// The last number of each counter is on the screen.
	shows(called) {
		return this.hall.shows("the last calls", (text) => called.every((numbers, i) => text(`row:${i + 2}`) === numbers.at(-1)), PATIENCE_MS);
	}

	// What was on the panel, each once as long as it stayed.
	async panel() {
		const calls = (await this.hall.lists()).map(({ items }) => items.find(({ id }) => id === "call")?.text).filter(Boolean);
		return calls.filter((call, i) => call !== calls[i - 1]);
	}
}

test("display-storm: a hundred calls, the last ones right, each that is announced once and in its order", async (t) => {
	const storm = await Storm.open(t);
	const called = await storm.serveAll(MANY);
	await storm.shows(called);
	const last = called.map((numbers) => numbers.at(-1)).sort();
	for (const number of last) {
		await storm.server.clock.advance(KEEP_S);
		await storm.hall.shows(number, (text) => text("call") === number, PATIENCE_MS);
	}
	const panel = await storm.panel();
	assert.deepEqual(panel, [...new Set(panel)].sort(), "in their order, none twice");
	assert.deepEqual(panel.slice(-last.length), last, "who still is awaited was announced");
	await until("the last chime, whole", () => storm.ear.sounds().filter(({ ms }) => ms > CHIME_MS / 2).length >= panel.length, PATIENCE_MS);
	assert.equal(storm.ear.sounds().length, panel.length, "none twice, none cut off");
});

test("display-storm: a board that stood still for more than the server keeps", async (t) => {
	const storm = await Storm.open(t);
	const { child } = storm.hall.program;
	child.kill("SIGSTOP");
	t.after(() => child.kill("SIGCONT"));
	const called = await storm.serveAll(60);
	child.kill("SIGCONT");
	await storm.shows(called);
	const { services } = await storm.kiosk.get("/api/v1/board");
	await storm.hall.shows("who waits", (text) => text(`waiting:${SERVICE}`) === `${services.find(({ id }) => id === SERVICE).waiting}`);
	const panel = await storm.panel();
	assert.deepEqual(panel, [...new Set(panel)], "none twice");
});
