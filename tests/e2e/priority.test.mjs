// Priority from the kiosk to the clerk: a class is chosen by what the office says of it and comes first; the
// hall learns only that it is priority, and of the person nothing is kept but the class.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { KioskBox, SCREENS_MS, take } from "../harness/kiosk_box.mjs";
import { until } from "../harness/wait.mjs";

const SERVICE = "chung-thuc";
const CHOOSE = "until priority\ntap priority\nuntil priority:elderly\ntap priority:elderly\n";
const CLASSES = /elderly|cao tuổi|Elderly/;

// All that is written in a folder, file by file.
async function kept(folder) {
	const entries = await readdir(folder, { withFileTypes: true, recursive: true });
	const files = entries.filter((entry) => entry.isFile());
	return new Map(await Promise.all(files.map(async ({ name, parentPath }) => [name, await readFile(join(parentPath, name), "latin1")])));
}

test("priority: who is chosen at the kiosk comes first, and the clerk alone is told which class it is", async (t) => {
	const hall = await Hall.open(t);
	const an = await hall.sit("an", 2);
	for (const number of ["A001", "A002"]) assert.equal((await hall.take(SERVICE)).number, number);
	const box = await KioskBox.make(t, hall.server);
	await box.start(CHOOSE + take(SERVICE));
	assert.equal(await box.number(), "A003");
	const shown = (await box.screen.lists()).flatMap(({ items }) => items.map(({ text }) => text));
	assert.ok(shown.includes("Từ đủ 75\u00a0tuổi · Căn cước (ngày sinh)"), "what the office says of the class");
	await until("the number to wait", async () => (await hall.waiting(SERVICE)) === 3, SCREENS_MS);
	const { queue } = await an.get("/api/v1/counters/2/queue");
	assert.deepEqual(queue.map(({ number, reason, priority }) => [number, reason, priority]),
		[["A003", "priority", "elderly"], ["A001", "in_turn", null], ["A002", "in_turn", null]]);
	assert.equal((await an.move("next")).ticket.number, "A003");
	await hall.told();
	const board = await hall.board();
	assert.deepEqual([board.counters[1].number, board.counters[1].reason], ["A003", "priority"]);
	assert.doesNotMatch(JSON.stringify([board, hall.feed.changes()]), CLASSES);
	await until("the kiosk to be done with it", async () => (await box.journal()).length === 0, SCREENS_MS);
	const left = await kept(box.state);
	left.delete("office.json");
	assert.doesNotMatch([...left.values()].join("\n"), CLASSES);
	await box.close();
});

test("priority: of the person nothing is kept but the class", async (t) => {
	const hall = await Hall.open(t);
	const person = { name: "Nguyễn Văn Bảy", birth_date: "1948-02-03", id_number: "027048001234" };
	const ticket = await hall.take(SERVICE, { priority: "elderly", ...person });
	assert.equal(ticket.priority, "elderly");
	await hall.server.stop();
	const files = [...(await kept(hall.server.data)).values(), hall.server.program.log].join("\n");
	assert.ok(files.includes("elderly"));
	for (const [field, value] of Object.entries(person)) {
		assert.ok(!files.includes(Buffer.from(value).toString("latin1")) && !files.includes(`"${field}":"${value}"`), field);
	}
});
