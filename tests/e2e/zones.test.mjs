// A hall with zones: each board shows and announces its own zone, whatever is changed under it.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Ear } from "../harness/ear.mjs";
import { Hall } from "../harness/hall.mjs";
import { openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { run } from "../harness/program.mjs";
import { Screen } from "../harness/screen.mjs";
import { until } from "../harness/wait.mjs";

const OFFICE = "/api/v1/admin/office";
const PATIENCE_MS = 60000;
const FASTER = 6; // than people hear
const ZONES = ["A", "B", "C"];
const AT = { A: [21, "ca-ly-lich"], B: [3, "tc-doanh-nghiep"], C: [12, "vh-van-hoa"] }; // a counter and what it serves

const rows = ({ items }) => items.flatMap(({ id }) => /^row:(\d+)$/.exec(id ?? "")?.[1] ?? []).map(Number);
const heads = ({ items }) => items.find(({ id }) => id === "office")?.text;
const numbers = ({ items }) => items.filter(({ id }) => /^(call|row:\d+|recent:\d+)$/.test(id ?? "")).map(({ text }) => text);

class Place {
	static async open(t) {
		const place = new Place();
		place.file = await readOffice(PROVINCE);
		place.hall = await Hall.open(t, { change: () => openAlways(place.file), at: null });
		place.lead = await place.hall.sit("truong");
		place.admin = await place.hall.sit("quan-tri");
		place.boards = {};
		place.ears = {};
		for (const zone of ZONES) await place.show(t, zone);
		for (const [counter] of Object.values(AT)) await place.move(counter, "open");
		return place;
	}

	async show(t, zone) {
		const dir = await mkdtemp(join(tmpdir(), "motcua-zone-"));
		t.after(() => rm(dir, { recursive: true }));
		this.ears[zone] = await Ear.open(dir);
		t.after(() => this.ears[zone].close());
		const args = ["--server", this.hall.server.url, "--view", "hall", "--zone", zone, "--voice", "off", "--state", dir];
		this.boards[zone] = await Screen.open("motcua-display", args, { env: this.ears[zone].env(FASTER) });
		t.after(() => this.boards[zone].close());
		this.dirs = { ...this.dirs, [zone]: dir };
	}

	move(counter, step, body = {}) {
		return this.lead.post(`/api/v1/counters/${counter}/${step}`, body);
	}

	// A number is called to the counter of the zone.
	async call(zone) {
		const [counter, service] = AT[zone];
		await this.hall.take(service);
		return (await this.move(counter, "next")).ticket.number;
	}

	async finish(zone) {
		for (const step of ["start", "finish"]) await this.move(AT[zone][0], step);
	}

	heard(zone) {
		return until(`a chime in zone ${zone}`, () => this.ears[zone].sounds().length > 0, PATIENCE_MS);
	}

	shows(zone, what, look) {
		return this.boards[zone].shows(what, look, PATIENCE_MS);
	}

	setUp(change) {
		return this.admin.get(OFFICE).then((file) => this.admin.expect(200, "PUT", OFFICE, { ...file, ...change(file) }));
	}
}

const zoneOf = (file, id) => file.zones.find((zone) => zone.id === id);

// Nothing of another zone's numbers was on any picture.
async function neverShown(place, zone, foreign) {
	for (const list of await place.boards[zone].lists()) {
		for (const number of numbers(list)) assert.ok(!foreign.includes(number), `${zone} showed ${number}`);
	}
}

test("zones: three boards of a province, each shows and hears its own", { timeout: 300000 }, async (t) => {
	const place = await Place.open(t);
	const office = await place.hall.anyone.get("/api/v1/office");
	assert.deepEqual(office.zones.map(({ id, counters }) => [id, counters.length]), [["A", 10], ["B", 9], ["C", 9]]);
	for (const zone of ZONES) {
		const { name_vi: name } = zoneOf(place.file, zone);
		await place.shows(zone, "its counter and name", (_, list) => rows(list).includes(AT[zone][0]) && heads(list).startsWith(name.slice(0, 5)));
	}
	const called = {};
	for (const zone of ZONES) called[zone] = await place.call(zone);
	for (const zone of ZONES) {
		await place.shows(zone, called[zone], (text, list) => text("call") === called[zone] && rows(list).length === 1);
	}
	await Promise.all(ZONES.map((zone) => place.heard(zone)));
	await place.finish("B");
	await place.shows("B", "that it is past", (_, { items }) => items.some(({ text }) => text === "Gọi gần nhất"));
	for (const zone of ZONES) {
		await neverShown(place, zone, ZONES.filter((other) => other !== zone).map((other) => called[other]));
		assert.equal(place.ears[zone].sounds().length, 1, `${zone} heard its own call alone`);
		const { code } = await place.boards[zone].close();
		assert.equal(code, 0, place.boards[zone].program.log);
		assert.ok(Number(await readFile(join(place.dirs[zone], `heard-hall-${zone}`), "utf8")) > 0);
	}
});

test("zones: a counter goes to another zone, a zone goes away and comes back, without a restart", { timeout: 300000 }, async (t) => {
	const place = await Place.open(t);
	for (const zone of ZONES) await place.shows(zone, "its counter", (_, list) => rows(list).join() === `${AT[zone][0]}`);
	const moved = AT.A[0];
	await place.setUp(({ zones }) => ({
		zones: zones.map((zone) => ({ ...zone, counters: zone.id === "B" ? [...zone.counters, moved] : zone.counters.filter((id) => id !== moved) })),
	}));
	await place.shows("B", "the counter that came", (_, list) => rows(list).join() === `${AT.B[0]},${moved}`);
	await place.shows("A", "that it is gone", (_, list) => rows(list).length === 0);
	const number = await place.call("A");
	await place.shows("B", "its call", (text) => text("call") === number);
	await place.finish("A");

	await place.setUp(({ zones }) => ({ zones: zones.filter(({ id }) => id !== "B") }));
	await place.shows("B", "that it is not there", (_, { items }) => items.some(({ text }) => text === "Không có khu B"));
	await neverShown(place, "A", [number]);
	assert.match(place.boards.B.program.log, /the office has no zone B/);
	await place.setUp(() => ({ zones: place.file.zones }));
	await place.shows("B", "its own again", (_, list) => rows(list).join() === `${AT.B[0]}`);
	await place.shows("A", "its own again", (_, list) => rows(list).join() === `${moved}`);
	await neverShown(place, "C", [number]);
});

test("zones: the lead tells a display which zone to show", { timeout: 120000 }, async (t) => {
	const province = await readOffice(PROVINCE);
	const hall = await Hall.open(t, { change: () => openAlways(province), at: null, displays: ["sanh"] });
	const lead = await hall.sit("truong");
	const keyFile = join(hall.server.dir, "display.key");
	await writeFile(keyFile, `${hall.server.keys.sanh}\n`);
	const args = ["--server", hall.server.url, "--key-file", keyFile, "--view", "hall", "--zone", "A", "--mute", "--state", join(hall.server.dir, "board")];
	const board = await Screen.open("motcua-display", args);
	t.after(() => board.close());
	for (const [counter] of Object.values(AT)) await lead.post(`/api/v1/counters/${counter}/open`);
	const told = (settings) => lead.expect(200, "PUT", "/api/v1/devices/sanh", settings);
	const shows = (what, numbers) => board.shows(what, (_, list) => rows(list).join() === numbers.join(), PATIENCE_MS);
	await shows("its own zone", [AT.A[0]]);
	await told({ view: "hall", zone: "C" });
	await shows("zone C", [AT.C[0]]);
	await told({ view: "hall" });
	await shows("the whole hall", Object.values(AT).map(([counter]) => counter).sort((a, b) => a - b));
	await told({});
	await shows("its own zone again", [AT.A[0]]);
});

test("zones: what does not hold is said with its place", async (t) => {
	const province = await readOffice(PROVINCE);
	const hall = await Hall.open(t, { change: () => openAlways(province) });
	const admin = await hall.sit("quan-tri");
	const file = await admin.get(OFFICE);
	const put = (zones) => admin.expect(422, "PUT", OFFICE, { ...file, zones });
	const [first, ...others] = file.zones;
	await hall.unchanged(async () => {
		const { field, message } = await put([{ ...first, counters: [19, 77] }, ...others]);
		assert.deepEqual([field, message], ["zones[0].counters[1]", "Mục zones[0].counters[1] nói đến một quầy không có ở cơ quan này."]);
		assert.equal((await put([first, first])).field, "zones[1].id");
		assert.equal((await put([{ ...first, id: "Khu A" }])).field, "zones[0].id");
	});
});

test("zones: --zone is for the hall's board", async () => {
	const wrong = [["--view", "counter", "--counter", "2", "--zone", "A"], ["--view", "hall", "--zone", "Khu A"], ["--view", "hall", "--zone", "../A"]];
	for (const args of wrong) {
		const { code, log } = await run("motcua-display", ["--server", "http://127.0.0.1:1", ...args]);
		assert.equal(code, 2);
		assert.match(log, /--zone ID goes with --view hall/);
	}
});
