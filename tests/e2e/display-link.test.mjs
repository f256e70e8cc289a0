// A screen whose line is cut, in every way a line is cut: it never shows an old number as one of now, and
// is right again when the line is. In a network of its own: packets are lost, nothing is told; where the
// machine gives none, over a line that holds what is sent.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Ear } from "../harness/ear.mjs";
import { Cable, enterNetwork } from "../harness/netns.mjs";
import { Random } from "../harness/random.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { Stall } from "../harness/stall.mjs";
import { until } from "../harness/wait.mjs";

const why = await enterNetwork(fileURLToPath(import.meta.url)); // null: it is there
const inPackets = { skip: why ?? false };
const story = (name, tell, options = {}) => test(`display-link: ${name}`, options, tell);

const [YELLOW, INDIGO] = ["#FFC83D", "#153A66"];
const PORT = 8080;
const BEAT_MS = 2000;
const HOUR = 3600;
const FASTER = 6; // than people hear
const CLERKS = ["an", "binh", "chi"]; // at counters 2, 3 and 4
const SERVICES = { 2: "chung-thuc", 3: "chung-thuc", 4: "dat-dai" };

// Tomorrow morning, so that hours may pass.
const morning = () => `${new Date(Date.now() + 31 * HOUR * 1000).toISOString().slice(0, 10)} 09:00`;
const hhmm = (ms) => new Date(ms + 7 * HOUR * 1000).toISOString().slice(11, 16);
const lasts = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Line {
	static async open(t, { host = Cable.address, hosts, sound = false } = {}) {
		const line = new Line();
		const args = why ? ["--host", "localhost"] : ["--listen", `${Cable.address}:${PORT}`, "--host", "mot-cua.lan"];
		line.server = await Server.start({ catalogue: false, at: morning(), clerks: CLERKS, args });
		t.after(() => line.server.close());
		line.cable = await (why ? Stall.open(line.server.port) : Cable.lay(line.server.dir, { hosts }));
		t.after(() => line.cable.close());
		line.kiosk = new Kiosk(line.server.url, { key: line.server.keys.cua });
		line.clerks = await Promise.all(CLERKS.map((name, i) => Clerk.at(line.server.url, i + 2, name)));
		for (const clerk of line.clerks) await clerk.move("open");
		line.url = line.cable.url ?? `http://${host}:${PORT}`;
		if (sound) line.ear = await Ear.open(line.server.dir);
		if (sound) t.after(() => line.ear.close());
		line.hall = await line.screen(t, ["--view", "hall", "--voice", "off", ...(sound ? [] : ["--mute"])]);
		await line.hall.shows("the counters", (text) => [2, 3, 4].every((n) => text(`row:${n}`) === "Sẵn sàng"));
		return line;
	}

	async screen(t, args) {
		const env = { ...this.server.clock.env, ...this.ear?.env(FASTER) };
		const screen = await Screen.open("motcua-display", ["--server", this.url, ...args], { env, through: this.cable.through });
		t.after(() => screen.close());
		return screen;
	}

	// Takes a number and calls it to a counter; what it was.
	async call(counter) {
		const clerk = this.clerks[counter - 2];
		const { number } = await this.kiosk.take(SERVICES[counter]);
		if ((await this.kiosk.get("/api/v1/board")).counters.find(({ id }) => id === counter).number) {
			await clerk.move("start");
			await clerk.move("finish", {});
		}
		await clerk.move("next");
		return number;
	}

	shows(number, counter) {
		return this.hall.shows(`${number} at ${counter}`, (text) => text(`row:${counter}`) === number && !text("lost"));
	}

	// The mark, which tells when the server was last heard of; `cut_ms`: of the cut.
	async lost(cut_ms, screen = this.hall) {
		const list = await screen.shows("the stale mark", (text) => text("lost"));
		const said = list.items.find(({ id }) => id === "lost").text;
		const times = [cut_ms - BEAT_MS, cut_ms].map((ms) => `Mất kết nối lúc ${hhmm(ms)}`);
		assert.ok(times.includes(said), `${said}, not ${times}`);
		return list;
	}

	// Every picture with the mark showed what was known as what it is, an old thing.
	async assertTruthful(screen = this.hall) {
		const stale = (await screen.lists()).filter(isStale);
		for (const { items } of stale) {
			assert.ok(items.every(({ background }) => background !== YELLOW), "nothing is yellow");
			assert.ok(items.filter(({ id }) => id === "counter").every(({ background }) => background !== INDIGO), "doors are outlines");
			assert.ok(items.every(({ text }) => !["Mời số", "Mời công dân có số"].includes(text)), "nobody is called");
		}
		return stale.length;
	}
}

const isStale = ({ items }) => items.some(({ id }) => id === "lost");
const lit = ({ items }, id) => items.find((item) => item.id === id)?.background === YELLOW;

story("a second without the line is not seen, and nothing of it is lost", async (t) => {
	const line = await Line.open(t);
	for (const way of ["unplug", "lose"]) {
		await line.cable[way]();
		const number = await line.call(2);
		const other = await line.call(3);
		await lasts(1000);
		await line.cable.mend();
		await line.shows(number, 2);
		await line.shows(other, 3);
	}
	assert.equal(await line.assertTruthful(), 0, "no stale mark");
	assert.doesNotMatch(line.hall.program.log, /server away/);
});

for (const [name, cut, options] of [
	["the cable pulled out", (cable) => cable.unplug()],
	["packets lost both ways", (cable) => cable.lose()],
	["packets to the screen lost", (cable) => cable.lose("to")],
	["packets from the screen lost", (cable) => cable.lose("from"), inPackets], // and with them that any came
]) {
	story(`${name}: marked with the time of the last sign, then right again`, async (t) => {
		const line = await Line.open(t);
		const counter = await line.screen(t, ["--view", "counter", "--counter", "2", "--mute"]);
		const first = await line.call(2);
		const shown = await line.hall.shows("the call", (text, list) => text("call") === first && lit(list, "call"));
		assert.equal(shown.items.find(({ id }) => id === "counter").background, INDIGO);
		await counter.shows("the call", (text) => text("number") === first);
		const cut_ms = line.server.clock.now();
		await cut(line.cable);
		const list = await line.lost(cut_ms);
		assert.equal(list.items.find(({ id }) => id === "row:2").text, first, "the last state stays");
		await line.lost(cut_ms, counter);
		const second = await line.call(3);
		const third = await line.call(2);
		await lasts(700);
		await line.cable.mend();
		await line.shows(second, 3);
		await line.shows(third, 2);
		await counter.shows("its call", (text) => text("number") === third && !text("lost"));
		assert.ok(await line.assertTruthful() > 0);
		await line.assertTruthful(counter);
	}, options);
}

story("two hours: what was called long ago is only listed, what was just called is heard once", async (t) => {
	const line = await Line.open(t, { sound: true });
	const { cable, server, hall, ear } = line;
	const before = await line.call(2);
	await line.shows(before, 2);
	await until("its chime", () => ear.sounds().length === 1);
	const cut_ms = server.clock.now();
	await cable.lose();
	await line.lost(cut_ms);
	const old = await line.call(3);
	await server.clock.advance(2 * HOUR - 30);
	const late = await hall.shows("the clock go on", (text) => text("clock") === hhmm(server.clock.now()));
	assert.equal(late.items.find(({ id }) => id === "lost").text, `Mất kết nối lúc ${hhmm(cut_ms)}`);
	const fresh = await line.call(4);
	await server.clock.advance(30);
	const pictures = (await hall.lists()).length;
	await cable.mend();
	await line.shows(old, 3);
	await hall.shows("the new call lit", (text, list) => text("call") === fresh && text("row:4") === fresh && lit(list, "row:4"));
	await until("its chime", () => ear.sounds().length === 2);
	const next = await line.call(2);
	await until("the next one's chime", () => ear.sounds().length === 3);
	await line.shows(next, 2);
	const after = (await hall.lists()).slice(pictures).filter((list) => !isStale(list));
	assert.ok(after.every((list) => !lit(list, "row:3")), "an old call is not lit");
	assert.ok(await line.assertTruthful() > 0);
});

story("a server that stands still is no server", async (t) => {
	const line = await Line.open(t);
	const { child } = line.server.program;
	const first = await line.call(2);
	await line.shows(first, 2);
	const cut_ms = line.server.clock.now();
	child.kill("SIGSTOP");
	t.after(() => child.kill("SIGCONT"));
	await line.lost(cut_ms);
	await until("tries that are not answered", () => /server away: it is silent/.test(line.hall.program.log));
	await lasts(3000);
	child.kill("SIGCONT");
	const second = await line.call(3);
	await line.shows(second, 3);
	assert.ok(await line.assertTruthful() > 0);
});

story("a line that comes and goes loses no call and says none twice", async (t) => {
	const random = new Random(t);
	const line = await Line.open(t, { sound: true });
	const numbers = [];
	for (let i = 0; i < 10; i += 1) {
		await line.cable[random.pick(["unplug", "lose"])]();
		const waits = lasts(random.between(300, 3000));
		if (i % 4 === 0) numbers.push(await line.call(2 + i / 4));
		await waits;
		await line.cable.mend();
		await lasts(random.between(50, 1500));
	}
	for (const [i, number] of numbers.entries()) await line.shows(number, i + 2);
	await line.hall.shows("the last call", (text) => text("call") === numbers.at(-1), 60000);
	const calls = (await line.hall.lists()).map(({ items }) => items.find(({ id }) => id === "call")?.text).filter(Boolean);
	const order = calls.filter((call, i) => call !== calls[i - 1]);
	assert.deepEqual(order, numbers);
	await line.assertTruthful();
	await until("the last chime", () => line.ear.sounds().length >= order.length);
	await lasts(500);
	assert.equal(line.ear.sounds().length, order.length, "each is heard once");
});

story("a name that nobody knows any more holds up no return", async (t) => {
	const line = await Line.open(t, { host: "mot-cua.lan", hosts: { "mot-cua.lan": Cable.address } });
	await line.shows(await line.call(2), 2);
	const cut_ms = line.server.clock.now();
	await line.cable.lose();
	await line.cable.name({});
	await line.lost(cut_ms);
	await lasts(3000);
	await line.cable.mend();
	await line.shows(await line.call(3), 3);
	assert.ok(await line.assertTruthful() > 0);
}, inPackets);

story("a screen started anew says nothing again", async (t) => {
	const line = await Line.open(t, { sound: true });
	const state = ["--state", join(line.server.dir, "state")];
	await line.hall.close();
	const args = ["--view", "hall", "--voice", "off", ...state];
	line.hall = await line.screen(t, args);
	const number = await line.call(2);
	await line.shows(number, 2);
	await until("its chime", () => line.ear.sounds().length === 1);
	await line.hall.shows("it calm", (text, list) => text("call") === number && !lit(list, "call"));
	await line.hall.program.stop();
	line.hall = await line.screen(t, args);
	await line.shows(number, 2);
	const next = await line.call(3);
	await line.hall.shows("the next call", (text) => text("call") === next);
	await until("the next chime", () => line.ear.sounds().length >= 2);
	assert.equal(line.ear.sounds().length, 2);
});
