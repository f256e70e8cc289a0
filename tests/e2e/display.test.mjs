// The boards follow a real server: each step of a call, the link lost and found again, the chime.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { run } from "../harness/program.mjs";
import { Screen } from "../harness/screen.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const YELLOW = "#FFC83D";

async function open(t, { env, change } = {}) {
	const server = await Server.start({ catalogue: false, change });
	const board = (args) => Screen.open("motcua-display", ["--server", server.url, ...args], { env });
	const hall = await board(["--view", "hall"]);
	const counter = await board(["--view", "counter", "--counter", "2", "--mute"]);
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2);
	t.after(async () => {
		await hall.close();
		await counter.close();
		await server.close();
	});
	return { server, hall, counter, kiosk, clerk };
}

const ground = (list, id) => list.items.find((item) => item.id === id)?.background;

test("display-call: hall and counter show each step", async (t) => {
	const { hall, counter, kiosk, clerk } = await open(t);
	await hall.shows("an empty hall", (text) => text("empty") === "Chưa có số nào được gọi");
	await counter.shows("a closed counter", (text) => text("state") === "Đóng quầy");
	await clerk.move("open");
	await hall.shows("counter 2", (text) => text("row:2") === "Sẵn sàng");
	await counter.shows("that it is free", (text) => text("state") === "Mời số tiếp theo");
	const { number } = await kiosk.take("chung-thuc");
	await hall.shows("who waits", (text) => text("waiting:chung-thuc") === "1");
	await clerk.move("next");
	const list = await hall.shows("the call", (text) => text("call") === number && text("row:2") === number);
	assert.equal(ground(list, "call"), YELLOW);
	assert.equal(list.items.find((item) => item.id === "counter").text, "2");
	const called = await counter.shows("the call", (text) => text("number") === number);
	assert.equal(ground(called, "number"), YELLOW);
	await hall.shows("nobody waiting", (text) => text("waiting:chung-thuc") === "0");
	await clerk.move("start");
	await counter.shows("that it serves", (text, { items }) => text("number") === number
		&& items.some((item) => item.text === "Đang phục vụ"));
	await clerk.move("finish", {});
	await counter.shows("that it is free again", (text) => text("state") === "Mời số tiếp theo");
	await hall.shows("the last call", (text, { items }) => text("call") === number
		&& items.some((item) => item.text === "Gọi gần nhất"));
	await clerk.move("pause", { back_in_min: 15 });
	await hall.shows("the pause", (text) => text("row:2") === "Tạm nghỉ");
	await counter.shows("the pause and its end", (text, { items }) => text("state") === "Tạm nghỉ"
		&& items.some((item) => /^Quay lại lúc \d\d:\d\d$/.test(item.text)));
	await clerk.move("close");
	await hall.shows("the counter no longer", (text) => text("row:2") === undefined);
	assert.deepEqual(await hall.close(), { code: 0, signal: null });
});

test("display-waits: minutes that follow the hall; the word for who was called before his turn", async (t) => {
	const { hall, kiosk, clerk } = await open(t);
	const minutes = (text) => text("wait:chung-thuc")?.match(/^(\d+)(?:–\d+|\+)$/)?.[1];
	await hall.shows("until a counter opens", (text) => minutes(text) > 0);
	await clerk.move("open");
	await hall.shows("that it is soon", (text) => text("wait:chung-thuc") === "0–5");
	for (let n = 0; n < 5; n += 1) await kiosk.take("chung-thuc");
	await hall.shows("the minutes", (text) => text("waiting:chung-thuc") === "5" && minutes(text) > 0);
	const { number } = await kiosk.take("chung-thuc", { priority: "elderly" });
	await clerk.move("next");
	await hall.shows("why it was called", (text) => text("row:2") === number && text("tag:row:2") === "Ưu tiên");
	await clerk.move("start");
	await clerk.move("finish", {});
	await clerk.move("next");
	await hall.shows("one in turn", (text) => text("row:2") === "A001" && text("tag:row:2") === undefined);
});

test("display-cut-off: the last state with a stale mark, right within 2 s of the return", async (t) => {
	const { server, hall, counter, kiosk, clerk } = await open(t);
	await clerk.move("open");
	const first = await kiosk.take("chung-thuc");
	const second = await kiosk.take("chung-thuc");
	await clerk.move("next");
	await hall.shows("the call", (text) => text("call") === first.number);
	await server.kill();
	const lost = (text) => /^Mất kết nối lúc \d\d:\d\d$/.test(text("lost") ?? "");
	const stale = await hall.shows("the stale mark", (text) => lost(text) && text("call") === first.number, 5000);
	assert.ok(stale.items.every((item) => item.background !== YELLOW));
	await counter.shows("the stale mark", (text) => lost(text) && text("number") === first.number, 5000);
	await server.start();
	await hall.shows("that it is back", (text) => !lost(text) && text("call") === first.number, 2000);
	await clerk.signIn("an", PASSWORD);
	await clerk.move("start");
	await clerk.move("finish", {});
	await clerk.move("next");
	await counter.shows("the next call", (text) => !lost(text) && text("number") === second.number);
	await hall.shows("the next call", (text) => text("row:2") === second.number);
});

test("display-first-start: calm until the server is there", async (t) => {
	const server = await Server.start({ catalogue: false });
	await server.stop();
	const hall = await Screen.open("motcua-display", ["--server", server.url, "--view", "hall"]);
	t.after(async () => {
		await hall.close();
		await server.close();
	});
	await hall.shows("that it connects", (text, { items }) => items.some((item) => item.text === "Đang kết nối"));
	await server.start();
	await hall.shows("the hall", (text) => text("empty") !== undefined);
});

test("display-clock: the office's zone and the server's time, which may step", async (t) => {
	const change = (office) => ({ ...office, office: { ...office.office, timezone: "Asia/Tokyo" } });
	const { server, hall, kiosk, clerk } = await open(t, { change, env: { TZ: "America/New_York" } });
	const tells = (hours) => hall.shows("the time", (text) => {
		const times = [0, 1].map((minutes) => new Date(server.clock.now() + hours * 3600000 - minutes * 60000).toISOString().slice(11, 16));
		return times.includes(text("clock"));
	});
	await tells(9);
	await server.clock.jump(2 * 3600); // in its first minute a server takes over the time that the network tells
	await until("the server to take it over", async () => /believed/.test(server.program.log));
	await tells(11);
	await clerk.move("open");
	const { number } = await kiosk.take("chung-thuc");
	await clerk.move("next");
	await hall.shows("the call, one of now", (text, list) => text("call") === number && ground(list, "call") === YELLOW);
	assert.doesNotMatch(hall.program.log, /server away/);
});

test("display-chime: heard for a call", async (t) => {
	const dir = await mkdtemp(join(tmpdir(), "motcua-sound-"));
	t.after(() => rm(dir, { recursive: true }));
	const file = join(dir, "sound.raw");
	const { hall, kiosk, clerk } = await open(t, { env: { SDL_AUDIODRIVER: "disk", SDL_DISKAUDIOFILE: file } });
	await clerk.move("open");
	await kiosk.take("chung-thuc");
	await hall.shows("the counter", (text) => text("row:2") === "Sẵn sàng");
	await assert.rejects(readFile(file), "silence before the call");
	const { ticket } = await clerk.move("next");
	await hall.shows("the call", (text) => text("call") === ticket.number);
	const sound = await until("the chime to be played", async () => {
		const played = await readFile(file);
		return played.length > 48000 * 2 ? played : null;
	});
	const samples = new Int16Array(sound.buffer, sound.byteOffset, sound.length >> 1);
	const loudest = samples.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
	assert.ok(loudest > 8000 && loudest < 32767, `${loudest}`);
});

test("display-size: what is no diagonal and no distance is refused in one line", async () => {
	const wrong = [["--diagonal-in", "9"], ["--diagonal-in", "55in"], ["--diagonal-in", ""], ["--distance-m", "0"], ["--distance-m", "51"],
		["--distance-m", "-3"], ["--list-distance-m", "0.4"], ["--list-distance-m", "2."], ["--list-distance-m", "2.5.1"]];
	for (const args of wrong) {
		const { code, log } = await run("motcua-display", ["--server", "http://127.0.0.1:1", "--view", "hall", ...args]);
		assert.equal(code, 2, `${args}`);
		assert.equal(log.trim().split("\n").length, 1, log);
		assert.ok(log.includes(args[0].slice(2)), log);
	}
});

test("display-selftest: says without a server and without a screen whether all can be read", async () => {
	const tell = (...args) => run("motcua-display", ["--selftest", ...args], { env: { SDL_VIDEODRIVER: "none" } });
	const well = await tell("--diagonal-in", "55", "--distance-m", "10");
	assert.equal(well.code, 0, well.log);
	assert.match(well.out, /Mọi chữ và số đều đọc được/);
	const small = await tell("--diagonal-in", "32", "--distance-m", "15");
	assert.equal(small.code, 1, small.log);
	assert.match(small.out, /KHÔNG ĐẠT: số vừa gọi và quầy \(A012\).* cần 15 m/);
	assert.equal((await tell("--distance-m", "far")).code, 2);
});

test("display-options: what contradicts itself is refused in one line", async () => {
	const server = ["--server", "http://127.0.0.1:1"];
	const counter = [...server, "--view", "counter", "--counter", "2"];
	const wrong = [[["--selftest", "--view", "counter"], /--selftest is for the hall/], [["--selftest", "--counter", "2"], /--selftest is for the hall/],
		[[...server, "--view", "hall", "--number", "A012"], /--number NUMBER goes with --selftest/],
		[[...counter, "--slides", "/tmp"], /--slides goes with --view hall/], [[...counter, "--slide-seconds", "20"], /--slide-seconds goes with --view hall/],
		[["--voice-list", "more"], /what is more\?/], [["--voice-make", "/nowhere", "more"], /what is more\?/]];
	for (const [args, pattern] of wrong) {
		const { code, log, out } = await run("motcua-display", args);
		assert.equal(code, 2, `${args}`);
		assert.match(log, pattern);
		assert.equal(log.trim().split("\n").length, 1, log);
		assert.equal(out, "");
	}
});

test("display-warning: one line in the log where the newest call is too small", async (t) => {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	const small = await Screen.open("motcua-display", ["--server", server.url, "--view", "hall", "--diagonal-in", "24", "--distance-m", "20"]);
	await small.shows("the hall", (text) => text("clock"));
	await until("the warning", () => /the newest call can be read from [\d.]+ m, not from 20\.0 m/.test(small.program.log));
	await small.close();
	assert.equal(small.program.log.match(/newest call/g).length, 1);
});
