// The administrator changes the office while it works: kiosk and boards show it at once, nobody loses
// anything.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { Screen } from "../harness/screen.mjs";

const OFFICE = "/api/v1/admin/office";
const PATIENCE_MS = 30000;

async function open(t) {
	const hall = await Hall.open(t, { catalogue: true, at: null });
	const [an, admin] = [await hall.sit("an", 2), await hall.sit("quan-tri")];
	const keyFile = join(hall.server.dir, "kiosk.key");
	await writeFile(keyFile, `${hall.server.keys.cua}\n`);
	const screen = async (name, ...args) => {
		const one = await Screen.open(name, ["--server", hall.server.url, ...args]);
		t.after(() => one.close());
		return one;
	};
	const kiosk = await screen("motcua-kiosk", "--key-file", keyFile, "--state", join(hall.server.dir, "kiosk"), "--size", "1080x1920");
	const board = await screen("motcua-display", "--view", "hall");
	const counter = await screen("motcua-display", "--view", "counter", "--counter", "2", "--mute");
	return { hall, an, admin, kiosk, board, counter };
}

// Whether a text of the screen has these words.
const says = (words) => (_, { items }) => items.some(({ text }) => text?.replaceAll(/\s+/g, " ").includes(words));

test("setup-live: new names and a new service are on the kiosk and the boards without a restart", { timeout: 120000 }, async (t) => {
	const { hall, an, admin, kiosk, board, counter } = await open(t);
	const [called, waits] = [await hall.take("chung-thuc"), await hall.take("chung-thuc")];
	await an.move("next");
	await kiosk.shows("the services", says("Chứng thực"), PATIENCE_MS);
	await board.shows("the call", (text) => text("call") === called.number, PATIENCE_MS);
	await counter.shows("the call", (text) => text("number") === called.number, PATIENCE_MS);
	const { seq } = await hall.board();

	const file = await admin.get(OFFICE);
	const renamed = (one, id, name) => (one.id === id ? { ...one, name_vi: name } : one);
	const added = { ...file.services[0], id: "thue", prefix: "T", name_vi: "Thuế, phí", name_en: "Taxes", fields: [], procedures_first: [] };
	const [first, ...others] = file.services.map((one) => renamed(one, "chung-thuc", "Sao y, chứng thực"));
	const services = [first, added, ...others];
	const counters = file.counters.map((one) => renamed(one, 2, "Quầy Sao y")).map((one) => (one.id === 2 ? { ...one, services: [...one.services, ["thue", 1]] } : one));
	await admin.expect(200, "PUT", OFFICE, { ...file, services, counters });

	for (const words of ["Sao y, chứng thực", "Thuế, phí"]) await kiosk.shows(words, says(words), PATIENCE_MS);
	for (const words of ["Sao y, chứng thực", "Quầy Sao y"]) await counter.shows(words, says(words), PATIENCE_MS);
	const { counters: seats, services: lines, seq: next } = await hall.board();
	const seat = seats.find(({ id }) => id === 2);
	assert.deepEqual([seat.number, seat.state_of_ticket, next], [called.number, "called", seq + 1]);
	assert.equal(lines.find(({ id }) => id === "chung-thuc").waiting, 1);
	const now = await board.now();
	assert.ok(now.items.some(({ id, text }) => id === "call" && text === called.number), "the call stays");

	assert.equal((await hall.take("thue")).number, "T001");
	await board.shows("who waits for it", (text) => text("waiting:thue") === "1", PATIENCE_MS);
	await an.move("start");
	await an.move("finish");
	assert.equal((await an.move("next")).ticket.number, waits.number);
	await counter.shows("the next call", (text) => text("number") === waits.number, PATIENCE_MS);
	for (const screen of [kiosk, board, counter]) {
		const lists = await screen.lists();
		assert.ok(!lists.some(({ items }) => items.some(({ text }) => text?.startsWith("Mất kết nối"))), "the link was never lost");
	}
});

test("setup-live: a letter changes, a service and a counter go: numbers go on, nobody is lost", async (t) => {
	const hall = await Hall.open(t, { at: null });
	const [an, admin, lead] = [await hall.sit("an", 2), await hall.sit("quan-tri"), await hall.sit("truong")];
	const [called, waits] = [await hall.take("chung-thuc"), await hall.take("ho-tich")];
	await an.move("next");
	const file = await admin.get(OFFICE);
	const services = file.services.filter(({ id }) => id !== "ho-tich").map((one) => (one.id === "chung-thuc" ? { ...one, prefix: "B" } : one));
	const serves = (counter) => ({ ...counter, services: counter.services.filter(([id]) => id !== "ho-tich") });
	await admin.expect(200, "PUT", OFFICE, { ...file, services, counters: file.counters.filter(({ id }) => id !== 2).map(serves) });

	const open = async () => (await lead.get("/api/v1/hall")).tickets.map(({ number, state, counter }) => [number, state, counter]);
	const [gone, left] = [[called.number, "called", 2], [waits.number, "waiting", null]];
	assert.deepEqual(await open(), [gone, left]);
	assert.equal((await hall.take("chung-thuc")).number, "B002", "B001 was another's");
	await hall.server.stop();
	await hall.server.start();
	assert.deepEqual((await open()).slice(0, 2), [gone, left]);
	assert.equal((await hall.take("chung-thuc")).number, "B003");
	await lead.post(`/api/v1/tickets/${called.id}/release`, { reason: "Quầy 2 không còn" });
	assert.deepEqual((await open())[0].slice(0, 2), [called.number, "waiting"]);
});
