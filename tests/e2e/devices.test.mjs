// Displays and kiosks as the lead sees and directs them, without the programs: who may, what is kept,
// what is refused at the edge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client } from "../harness/client.mjs";
import { Device, PICTURE } from "../harness/device.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const PEOPLE = [{ user: "lan", role: "lead" }, { user: "quan-tri", role: "admin" }];
const STATUS = "/api/v1/display/status";
const HALL = { view: "hall", volume: 80, version: "1.0", run: "first", showing: { screen: "hall" } };

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, people: PEOPLE, displays: ["sanh", "quay-2"], ...options });
	t.after(() => server.close());
	const device = (name) => new Client(server.url, { key: server.keys[name] });
	const lead = await Clerk.at(server.url, undefined, "lan");
	const seen = async (name) => (await lead.get("/api/v1/devices")).devices.find((one) => one.name === name);
	return { server, lead, seen, sanh: device("sanh"), cua: device("cua") };
}

// The status and the error's slug of a picture sent as the device of that key.
async function draw(server, role, key, body, type) {
	const { status, error } = await new Device(server.url, key, role).draw(body, type);
	return [status, error];
}

test("devices: what a display says is what the lead reads", async (t) => {
	const { server, lead, seen, sanh } = await open(t, { at: "2026-08-17 09:00" });
	assert.deepEqual((await lead.get("/api/v1/devices")).devices.map(({ name, role, state }) => [name, role, state]), [
		["cua", "kiosk", "never"], ["quay-2", "display", "never"], ["sanh", "display", "never"],
	]);
	await sanh.post(STATUS, { ...HALL, showing: { screen: "hall", number: "A001" }, screen: "1920x1080" }, { once: null });
	const { version } = await lead.get("/api/v1/devices");
	const { address, state, size, screen, number, now, settings, mute, also_at } = await seen("sanh");
	assert.match(version, /^\d+\.\d+/);
	assert.deepEqual([address, state, size, screen, number, mute, also_at], ["127.0.0.1", "ok", "1920x1080", "hall", "A001", false, null]);
	assert.deepEqual([now.view, now.volume, settings], ["hall", 80, null]);
	assert.match(server.program.log, /display sanh: is there, 1\.0/);
	await server.clock.advance(61);
	assert.equal((await seen("sanh")).state, "silent");
	for (const body of [{}, { view: "wall" }, { ...HALL, version: "a\u0007" }, { ...HALL, showing: "hall" }])
		await sanh.expect(422, "POST", STATUS, body);
});

test("devices: a kiosk of somebody else's may say more, and otherwise", async (t) => {
	const { seen, cua } = await open(t);
	const said = { printer: "paper_out", version: 3, counter: 1, screen: { w: 1080 }, showing: "home" };
	await cua.expect(200, "POST", "/api/v1/kiosk/status", said);
	assert.equal((await seen("cua")).printer, "paper_out");
	await cua.expect(422, "POST", "/api/v1/kiosk/status", { ...said, printer: "on fire" });
});

test("devices: the settings are kept, told, and taken back; others learn of it by the feed", async (t) => {
	const { server, lead, seen, sanh } = await open(t);
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	await feed.next("snapshot");
	assert.equal((await sanh.post(STATUS, HALL)).settings, null);
	const told = { view: "counter", counter: 3, zone: null, volume: 0 };
	assert.deepEqual((await lead.expect(200, "PUT", "/api/v1/devices/sanh", told)).settings, told);
	await feed.next("devices");
	assert.deepEqual((await sanh.post(STATUS, HALL)).settings, told);
	assert.match(server.program.log, /display sanh: told by lead:lan: counter 3, volume 0/);
	await server.stop();
	await server.start();
	assert.deepEqual((await sanh.post(STATUS, HALL)).settings, told);
	await lead.expect(200, "PUT", "/api/v1/devices/sanh", {});
	assert.equal((await seen("sanh")).settings, null);
	const wrong = { view: "hall", counter: 3 };
	for (const [field, body] of [["view", { view: "x" }], ["counter", wrong], ["counter", { view: "counter", counter: 99 }], ["zone", { view: "hall", zone: "A" }], ["volume", { volume: 101 }]])
		assert.equal((await lead.expect(422, "PUT", "/api/v1/devices/sanh", body)).field, field);
	assert.equal((await seen("sanh")).settings, null, "what is refused changes nothing");
});

test("devices: the longest name there may be is whole", async (t) => {
	const name = "a".repeat(32);
	const { server, lead, seen } = await open(t, { displays: [name] });
	await lead.expect(200, "PUT", `/api/v1/devices/${name}`, { volume: 30 });
	const { name: told, settings } = await new Device(server.url, server.keys[name]).say();
	assert.deepEqual([told, settings.volume, (await seen(name)).state], [name, 30, "ok"]);
});

test("devices: two machines with one key are told from one that was started anew", async (t) => {
	const { server, seen, sanh } = await open(t);
	const from = (run) => sanh.post(STATUS, { ...HALL, run });
	for (const run of ["a", "b", "c", "c"]) await from(run);
	assert.equal((await seen("sanh")).also_at, null);
	await from("b");
	assert.equal((await seen("sanh")).also_at, "127.0.0.1");
	assert.match(server.program.log, /^error: display sanh: two machines use its key$/m);
});

test("devices: a picture is asked for, sent, looked at, and nothing else comes in that way", async (t) => {
	const { server, lead, seen, sanh, cua } = await open(t, { at: "2026-08-17 09:00" });
	const { sanh: key, cua: kiosk } = server.keys;
	await sanh.post(STATUS, HALL);
	assert.deepEqual(await draw(server, "display", key, PICTURE), [404, "not_found"], "nobody asked");
	await lead.post("/api/v1/devices/sanh/picture");
	assert.equal((await sanh.post(STATUS, HALL)).picture, true);
	const body = Buffer.concat([PICTURE, Buffer.alloc(1 << 20)]);
	assert.deepEqual(await draw(server, "display", key, body), [413, "body_too_large"]);
	assert.deepEqual(await draw(server, "display", key, "<svg/>"), [415, "not_png"]);
	assert.deepEqual(await draw(server, "display", key, PICTURE, "application/json"), [415, "not_png"]);
	assert.deepEqual(await draw(server, "display", key, PICTURE, "image/svg+xml"), [415, "not_png"]);
	assert.deepEqual(await draw(server, "display", kiosk, PICTURE), [403, "forbidden"]);
	assert.deepEqual(await draw(server, "display", null, PICTURE), [401, "unauthenticated"]);
	assert.deepEqual(await draw(server, "display", null, Buffer.alloc(100000)), [413, "body_too_large"], "nor much from nobody");
	const json = await fetch(`${server.url}${STATUS}`, { method: "POST", headers: { Authorization: `Bearer ${key}`, "Content-Type": "image/png" }, body: PICTURE });
	assert.equal(json.status, 415, "no other route takes a picture");
	assert.deepEqual(await draw(server, "display", key, PICTURE), [200, undefined]);
	assert.equal((await seen("sanh")).picture, "ready");
	const look = () => fetch(`${server.url}/api/v1/devices/sanh/picture`, { headers: { Cookie: lead.cookie } });
	const shown = await look();
	assert.deepEqual([shown.status, shown.headers.get("content-type"), shown.headers.get("cache-control")], [200, "image/png", "no-store"]);
	assert.deepEqual(Buffer.from(await shown.arrayBuffer()), PICTURE);
	await server.clock.advance(601);
	await until("it to be forgotten", async () => (await look()).status === 404);
	await cua.post("/api/v1/kiosk/status", { printer: "ok", showing: { screen: "home" } });
	await lead.post("/api/v1/devices/cua/picture");
	await cua.post("/api/v1/kiosk/status", { printer: "ok", showing: { screen: "in_use" } });
	assert.equal((await seen("cua")).picture, "in_use");
	await lead.expect(409, "GET", "/api/v1/devices/cua/picture");
	assert.deepEqual(await draw(server, "kiosk", kiosk, PICTURE), [404, "not_found"], "too late");
});
