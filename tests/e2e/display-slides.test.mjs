// Pictures beside the calls: one after another, never over a call, and no further than they are pictures.
import assert from "node:assert/strict";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Screen } from "../harness/screen.mjs";
import { padded, png, putSlide } from "../harness/slide.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const PATIENCE_MS = 40000;
const EVERY_S = 5;
const LIT_MS = 10000;
const COLORS = { red: [200, 30, 30], green: [20, 140, 60], blue: [20, 40, 200] };

const slideOf = (list) => list.items.find(({ id }) => id === "slide");

class Place {
	static async open(t) {
		const place = new Place();
		place.t = t;
		place.server = await Server.start({ catalogue: false, displays: ["screen"], people: [{ user: "lan", role: "lead" }] });
		t.after(() => place.server.close());
		place.dir = join(place.server.dir, "slides");
		await mkdir(place.dir);
		return place;
	}

	async show(args = ["--slides", this.dir, "--slide-seconds", `${EVERY_S}`]) {
		this.screen = await Screen.open("motcua-display", ["--server", this.server.url, "--view", "hall", "--mute", ...args]);
		const { screen } = this;
		this.t.after(() => screen.close());
		return screen;
	}

	// Whole at once, as a careful copy does.
	async put(name, color) {
		await writeFile(join(this.dir, ".part"), png(320, 240, COLORS[color]));
		await rename(join(this.dir, ".part"), join(this.dir, name));
	}

	// Until the board shows this slide ("": none).
	shows(name) {
		return this.screen.shows(`the slide ${name}`, (_, list) => (slideOf(list)?.spoken ?? "") === name, PATIENCE_MS);
	}

	async serve() {
		this.kiosk = new Kiosk(this.server.url, { key: this.server.keys.cua });
		this.clerk = await Clerk.at(this.server.url, 2);
		await this.clerk.move("open");
	}

	// Whoever was called before is done.
	async call() {
		await this.kiosk.take("chung-thuc");
		const { ticket } = await this.clerk.queue();
		if (ticket) for (const step of ["start", "finish"]) await this.clerk.move(step);
		return (await this.clerk.move("next")).ticket.number;
	}

	async end() {
		assert.deepEqual(await this.screen.close(), { code: 0, signal: null }, this.screen.program.log);
	}
}

test("display-slides: a folder's pictures take turns; what comes and goes takes effect", async (t) => {
	const place = await Place.open(t);
	const screen = await place.show();
	await screen.shows("the board", (text) => text("clock"));
	await place.shows("");
	await place.put("2-xanh.png", "green");
	const { items } = await place.shows("2 xanh");
	const { w, h } = slideOf({ items });
	assert.ok(w * h >= 1920 * 1080 / 3 - 1, `${w} × ${h}`);
	await place.put("10-đỏ.png", "red");
	await place.shows("10 đỏ");
	await place.shows("2 xanh");
	await rm(join(place.dir, "2-xanh.png"));
	await place.shows("10 đỏ");
	await rm(join(place.dir, "10-đỏ.png"));
	await place.shows("");
	await place.end();
});

test("display-slides: a call is on the panel at once, and the slide stands still while it is lit", async (t) => {
	const place = await Place.open(t);
	await place.serve();
	await place.put("a.png", "red");
	await place.put("b.png", "blue");
	const screen = await place.show();
	await place.shows("a");
	for (let i = 1; i <= 2; i += 1) {
		const number = await place.call();
		const called = await screen.shows(number, (text) => text("call") === number);
		assert.ok(slideOf(called), "beside it");
		const before = slideOf(called).spoken;
		const other = before === "a" ? "b" : "a";
		await place.shows(other);
		const lists = await screen.lists();
		const from = lists.findIndex((list) => list.items.some(({ id, text }) => id === "call" && text === number));
		const colors = lists.slice(from).filter((list) => slideOf(list)?.spoken === before).map((list) => list.items.find(({ id }) => id === "call").background);
		// Lit, unlit … five times: all of the blinking was seen beside the same slide.
		const turns = colors.filter((color, at) => at === 0 || color !== colors[at - 1]).length;
		assert.ok(turns >= LIT_MS / 1000 - 1, `${turns} turns of the light`);
	}
	await place.end();
});

test("display-slides: what is no picture is named once and the others go on", async (t) => {
	const place = await Place.open(t);
	const good = png(320, 240, COLORS.green);
	await place.put("good.png", "green");
	await place.put("good-2.png", "red");
	await writeFile(join(place.dir, "half.png"), good.subarray(0, good.length / 2));
	await writeFile(join(place.dir, "page.jpg"), "<!doctype html><script>alert(1)</script>");
	await writeFile(join(place.dir, "empty.png"), "");
	await writeFile(join(place.dir, "many.png"), png(20000, 2001, COLORS.red));
	await writeFile(join(place.dir, "large.png"), padded(good, 17 << 20));
	await symlink("/dev/zero", join(place.dir, "zero.png"));
	await place.show();
	for (let round = 0; round < 2; round += 1) {
		await place.shows("good");
		await place.shows("good 2");
	}
	const { log } = place.screen.program;
	for (const name of ["half.png", "page.jpg", "empty.png", "many.png", "large.png", "zero.png"])
		assert.equal(log.split(`${name} is left out`).length - 1, 1, `${name}\n${log}`);
	await place.end();
});

test("display-slides: a counter's screen shows none", async (t) => {
	const place = await Place.open(t);
	await place.put("a.png", "red");
	await place.show(["--slides", place.dir]);
	await place.shows("a");
	await place.end();
	const key = join(place.server.dir, "screen.key");
	await writeFile(key, `${place.server.keys.screen}\n`);
	const counter = await Screen.open("motcua-display", ["--server", place.server.url, "--view", "counter", "--counter", "2", "--mute", "--slides", place.dir, "--key-file", key]);
	t.after(() => counter.close());
	await counter.shows("its counter", (text) => text("counter") === "2");
	assert.equal(slideOf(await counter.now()), undefined);
	assert.deepEqual(await counter.close(), { code: 0, signal: null });
});

test("display-slides: what a lead puts on the server is on the board within seconds, also later without the server", async (t) => {
	const place = await Place.open(t);
	const state = join(place.server.dir, "var", "state"); // neither is there yet
	const args = ["--state", state, "--slide-seconds", `${EVERY_S}`];
	const lead = await Clerk.at(place.server.url, undefined, "lan");
	await place.show(args);
	await place.screen.shows("the board", (text) => text("clock"));
	await putSlide(lead, "Lịch nghỉ lễ 2-9.png", png(320, 240, COLORS.red));
	await place.shows("Lịch nghỉ lễ 2 9");
	await putSlide(lead, "b.png", padded(png(320, 240, COLORS.blue), 3 << 20));
	await place.shows("b");
	await place.end();

	await place.server.stop();
	await place.show(args);
	await place.shows("Lịch nghỉ lễ 2 9").catch(() => assert.fail(place.screen.program.log));
	await place.shows("b");
	await place.server.start();
	await lead.signIn("lan");
	await lead.expect(200, "DELETE", "/api/v1/slides/b.png");
	await until("the picture to be gone", async () => (await readdir(join(state, "slides"))).length === 2);
	await lead.expect(200, "DELETE", `/api/v1/slides/${encodeURIComponent("Lịch nghỉ lễ 2-9.png")}`);
	await place.shows("");
	assert.deepEqual(await readdir(join(state, "slides")), ["list.json"]);
	await place.end();
});

test("display-slides: in the lead's order; a folder of the display's own comes first", async (t) => {
	const place = await Place.open(t);
	const lead = await Clerk.at(place.server.url, undefined, "lan");
	for (const [name, color] of [["a.png", "red"], ["b.png", "blue"]]) await putSlide(lead, name, png(32, 24, COLORS[color]));
	await lead.expect(200, "PUT", "/api/v1/slides", { order: ["b.png"] });
	await place.show(["--state", join(place.server.dir, "state"), "--slide-seconds", `${EVERY_S}`]);
	await place.shows("b");
	await place.shows("a");
	await place.end();
	await place.put("own.png", "green");
	await place.show();
	await place.shows("own");
	await place.end();
});
