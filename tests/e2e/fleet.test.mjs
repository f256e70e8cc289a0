// A lead directs real displays and kiosks: they follow at once, keep what they were told, and show
// what is on their screens to nobody who should not see it.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { readPicture } from "../harness/picture.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const YELLOW = 0xffc83d;
const PEOPLE = [{ user: "lan", role: "lead" }];
const SCREENS_MS = 30000;

class Fleet {
	static async open(t, options = {}) {
		const fleet = new Fleet();
		fleet.t = t;
		fleet.server = await Server.start({ catalogue: false, people: PEOPLE, displays: ["sanh"], ...options });
		t.after(() => fleet.server.close());
		fleet.lead = await Clerk.at(fleet.server.url, undefined, "lan");
		fleet.kiosk = new Kiosk(fleet.server.url, { key: fleet.server.keys.cua });
		return fleet;
	}

	async start(program, args, { key = this.server.keys.sanh, state = "state" } = {}) {
		const { dir, url } = this.server;
		const keyFile = join(dir, `${program}.key`);
		await writeFile(keyFile, `${key}\n`);
		const screen = await Screen.open(program, ["--server", url, "--key-file", keyFile, "--state", join(dir, state), ...args]);
		this.t.after(() => screen.close());
		return screen;
	}

	display(args = ["--view", "hall"], options = {}) {
		return this.start("motcua-display", args, options);
	}

	async device(name = "sanh") {
		return (await this.lead.get("/api/v1/devices")).devices.find((one) => one.name === name);
	}

	// Waits until what the display says of itself is that.
	says(want) {
		return until(`the display to say ${JSON.stringify(want)}`, async () => {
			const { now, ...rest } = await this.device();
			const all = { ...rest, ...now };
			return Object.entries(want).every(([key, value]) => all[key] === value);
		}, SCREENS_MS);
	}

	tell(settings) {
		return this.lead.expect(200, "PUT", "/api/v1/devices/sanh", settings);
	}

	// Asks for a picture; the device once it has come, or not.
	async look(name = "sanh") {
		await this.lead.post(`/api/v1/devices/${name}/picture`);
		return until("an answer of the screen", async () => {
			const device = await this.device(name);
			return device.picture === "asked" ? null : device;
		}, SCREENS_MS);
	}

	async picture(name = "sanh") {
		assert.equal((await this.look(name)).picture, "ready");
		const answer = await fetch(`${this.server.url}/api/v1/devices/${name}/picture`, { headers: { Cookie: this.lead.cookie } });
		return readPicture(Buffer.from(await answer.arrayBuffer()));
	}
}

const isHall = (_, { screen }) => screen === "hall";
const isCounter = (n) => (_, { screen, items }) => screen === "counter" && items.some(({ text }) => text === String(n));

test("fleet: a display is seen, told another counter and volume, and follows", async (t) => {
	const fleet = await Fleet.open(t);
	const [an, binh] = [await Clerk.at(fleet.server.url, 2), await Clerk.at(fleet.server.url, 3)];
	const screen = await fleet.display(["--view", "hall", "--mute", "--size", "1280x720"]);
	await fleet.says({ state: "ok", view: "hall", counter: null, mute: true, screen: "hall", size: "1280x720" });
	const { version } = await fleet.lead.get("/api/v1/devices");
	assert.equal((await fleet.device()).version, version, "the programs of one build");
	await fleet.tell({ view: "counter", counter: 2, volume: 40 });
	await screen.shows("counter 2", isCounter(2), SCREENS_MS);
	await fleet.says({ view: "counter", counter: 2, volume: 40, mute: false, screen: "counter", number: null });
	await an.move("open");
	await binh.move("open");
	await fleet.kiosk.take("chung-thuc");
	await fleet.kiosk.take("chung-thuc");
	await binh.move("next");
	await an.move("next");
	await screen.shows("its own counter's call", (text) => text("number") === "A002");
	await fleet.says({ number: "A002" });
	await fleet.tell({ view: "counter", counter: 3, volume: 0 });
	await screen.shows("the other counter's", (text) => text("number") === "A001");
	await fleet.says({ counter: 3, number: "A001", mute: true, volume: 0 });
	await fleet.tell({});
	await screen.shows("the hall, as its command line says", isHall);
	await fleet.says({ view: "hall", counter: null, mute: true, volume: 100, settings: null });
	assert.match(screen.program.log, /told to show counter 2, volume 40/);
});

test("fleet: a display is told a zone, another one, and the whole hall", async (t) => {
	const zones = [["tang-1", [1, 2]], ["tang-2", [3, 4]]].map(([id, counters]) => ({ id, name_vi: `Khu ${id}`, counters }));
	const fleet = await Fleet.open(t, { change: (office) => ({ ...office, zones }) });
	for (const [counter, user] of [[2, "an"], [3, "an"]]) await (await Clerk.at(fleet.server.url, counter, user)).move("open");
	const screen = await fleet.display(["--view", "hall", "--zone", "tang-1"]);
	const only = (there, away) => (text) => there.every((n) => text(`row:${n}`)) && away.every((n) => text(`row:${n}`) === undefined);
	await screen.shows("its own zone", only([2], [3]), SCREENS_MS);
	await fleet.tell({ view: "hall", zone: "tang-2" });
	await screen.shows("the other zone", only([3], [2]), SCREENS_MS);
	await fleet.says({ zone: "tang-2" });
	await fleet.tell({ view: "hall" });
	await screen.shows("the whole hall", only([2, 3], []), SCREENS_MS);
	await fleet.tell({});
	await screen.shows("its own zone again", only([2], [3]), SCREENS_MS);
	assert.equal((await fleet.lead.expect(422, "PUT", "/api/v1/devices/sanh", { view: "hall", zone: "tang-9" })).field, "zone");
});

test("fleet: what was told outlives the server and the display, also with the server away", async (t) => {
	const fleet = await Fleet.open(t);
	const first = await fleet.display();
	await fleet.says({ view: "hall" });
	await fleet.tell({ view: "counter", counter: 4, volume: 70 });
	await first.shows("counter 4", isCounter(4), SCREENS_MS);
	await fleet.server.stop();
	await fleet.server.start();
	await fleet.says({ view: "counter", counter: 4, volume: 70 });
	await first.close();
	await fleet.server.stop();
	const second = await fleet.display();
	await second.shows("counter 4 at once", (_, { screen }) => screen === "counter", SCREENS_MS);
	assert.ok((await second.lists()).every(({ screen }) => screen === "counter"), "never the hall");
	await fleet.server.start();
	await fleet.says({ state: "ok", view: "counter", counter: 4, volume: 70 });
	await second.close();
	const bare = await fleet.display(["--view", "hall"], { state: "another-disk" });
	await bare.shows("counter 4, told when it signs on", isCounter(4), SCREENS_MS);
});

test("fleet: the picture is what is on the screen", async (t) => {
	const fleet = await Fleet.open(t);
	const screen = await fleet.display(["--view", "hall", "--size", "1920x1080"]);
	await fleet.says({ state: "ok" });
	const calm = await fleet.picture();
	assert.deepEqual([calm.width, calm.height, calm.has(YELLOW)], [960, 540, false]);
	const an = await Clerk.at(fleet.server.url, 2);
	await an.move("open");
	await fleet.kiosk.take("chung-thuc");
	await an.move("next");
	await screen.shows("the call", (text) => text("call") === "A001");
	await until("the call in the picture", async () => (await fleet.picture()).has(YELLOW));
});

test("fleet: a kiosk shows its first page, and nothing while somebody uses it", async (t) => {
	const fleet = await Fleet.open(t);
	const script = join(fleet.server.dir, "citizen.script");
	await writeFile(script, "");
	const args = ["--size", "1080x1920", "--script", script];
	const options = { key: fleet.server.keys.cua, state: "kiosk" };
	const calm = await fleet.start("motcua-kiosk", args, options);
	await calm.shows("its first page", (_, { screen }) => screen === "home", SCREENS_MS);
	await until("it to be there", async () => (await fleet.device("cua")).state === "ok", SCREENS_MS);
	const { width, height } = await fleet.picture("cua");
	assert.deepEqual([width, height], [960, 1707]);
	await calm.close();
	await writeFile(script, "until service:chung-thuc\ntap service:chung-thuc\nuntil take\n");
	const used = await fleet.start("motcua-kiosk", args, options);
	await used.shows("a choice", (_, { items }) => items.some(({ id }) => id === "take"), SCREENS_MS);
	const { picture, screen } = await fleet.look("cua");
	assert.deepEqual([picture, screen], ["in_use", "in_use"]);
	await fleet.lead.expect(409, "GET", "/api/v1/devices/cua/picture");
});

test("fleet: a key that is refused is said once, and the hall is shown", async (t) => {
	const fleet = await Fleet.open(t);
	const screen = await fleet.display(["--view", "hall"], { key: "A".repeat(43) });
	await screen.shows("the hall", (text) => text("empty") !== undefined, SCREENS_MS);
	const said = () => screen.program.log.match(/does not accept the key/g)?.length ?? 0;
	await until("it to be said", () => said() === 1);
	await fleet.server.stop();
	await fleet.server.start();
	await fleet.lead.post("/api/v1/devices/sanh/picture").catch(() => {});
	await screen.shows("the hall again", (text) => text("empty") !== undefined && text("lost") === undefined, SCREENS_MS);
	assert.equal(said(), 1);
	assert.equal((await fleet.device()).state, "never");
});

test("fleet: a copied key: the lead is told that two machines use it", async (t) => {
	const fleet = await Fleet.open(t);
	await fleet.display(["--view", "hall"]);
	await fleet.says({ state: "ok" });
	await fleet.display(["--view", "hall"], { state: "copy" });
	await until("both to be heard in turn", async () => {
		await fleet.lead.post("/api/v1/devices/sanh/picture");
		return (await fleet.device()).also_at === "127.0.0.1";
	}, SCREENS_MS);
	assert.match(fleet.server.program.log, /display sanh: two machines use its key/);
});

test("fleet: a counter's screen that is told the hall is no larger for it", async (t) => {
	const fleet = await Fleet.open(t);
	const screen = await fleet.display(["--view", "counter", "--counter", "2", "--mute", "--distance-m", "15"]);
	await screen.shows("its counter", isCounter(2));
	await fleet.tell({ view: "hall" });
	await screen.shows("the hall", isHall);
	await until("what is too small on 32 inches", () => /can be read from [\d.]+ m, not from 15\.0 m/.test(screen.program.log));
});
