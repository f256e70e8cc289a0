// An appointment slip at the kiosk: scanned or typed, the citizen hears whether the result is there before a
// number is spent.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Client, Kiosk } from "../harness/client.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const SCREENS_MS = 30000;
const READY = "H05.27.12-261110-0007";
const DUE = "H05.27.12-261118-0012";
const LIST = `code,ready,due,counter\n${READY},yes,2026-11-24,1\n${DUE},no,2999-11-30,1\n`;

async function open(t, { list = LIST } = {}) {
	const server = await Server.make({ catalogue: false });
	t.after(() => server.close());
	server.keys = { cua: await server.addDevice("cua", "kiosk") };
	const file = join(server.dir, "results.csv");
	if (list !== null) {
		await writeFile(file, list);
		server.args = ["--results", file, "--results-every", "1"];
	}
	await server.start();
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	if (list !== null) await until("the list", async () => (await kiosk.get(`/api/v1/results/${READY}`)).known);
	return { server, kiosk, file, anyone: new Client(server.url) };
}

async function play(t, server, lines) {
	const [keyFile, scriptFile] = [join(server.dir, "kiosk.key"), join(server.dir, "citizen.script")];
	await writeFile(keyFile, `${server.keys.cua}\n`);
	await writeFile(scriptFile, `${lines.join("\n")}\n`);
	const args = ["--server", server.url, "--key-file", keyFile, "--script", scriptFile, "--size", "1080x1920"];
	const screen = await Screen.open("motcua-kiosk", args);
	t.after(() => screen.close());
	return screen;
}

const has = ({ items }, text) => items.some((item) => item.text === text);
const waiting = async (anyone) => (await anyone.get("/api/v1/board")).services.find(({ id }) => id === "tra-ket-qua").waiting;
const all = async (screen) => JSON.stringify(await screen.lists());

test("kiosk-slip: a scan, one press, a number", async (t) => {
	const { server, anyone } = await open(t);
	const address = `https://dichvucong.gov.vn/tra-cuu?ma=${READY.toLowerCase()}`;
	const screen = await play(t, server, ["until search", `scan ${address}`, "until take", "tap take", "until remembered", "tap remembered", "until search"]);
	await until("the number to wait", async () => (await waiting(anyone)) === 1, SCREENS_MS);
	const lists = await screen.lists();
	const told = lists.find(({ screen: name, items }) => name === "result" && items.some(({ id }) => id === "take"));
	assert.ok(has(told, "Hồ sơ đã có kết quả.") && has(told, READY));
	for (const item of told.items) assert.ok(item.role !== "button" || item.spoken, item.id);
	assert.ok(lists.some(({ items }) => items.some(({ id, text }) => id === "number" && text === "K001")));
});

test("kiosk-slip: typed, and not ready: the day is told and no number is spent, until the list says so", async (t) => {
	const { server, kiosk, file, anyone } = await open(t);
	const typed = [...DUE.toLowerCase()].map((key) => `tap key:${key}`);
	const screen = await play(t, server, ["until page:next", "tap page:next", "until service:tra-ket-qua", "tap service:tra-ket-qua", "until key:h", ...typed, "tap check", "until home"]);
	const list = await screen.shows("that it is not ready", (_, seen) => has(seen, "Hồ sơ chưa có kết quả."), SCREENS_MS);
	assert.ok(list.items.some(({ text }) => text?.startsWith("Hẹn trả: ") && text.includes("30/11/2999")));
	assert.ok(!list.items.some(({ id }) => id === "take"));
	assert.equal(await waiting(anyone), 0);
	await writeFile(file, LIST.replace(`${DUE},no`, `${DUE},yes`));
	await until("the list", async () => (await kiosk.get(`/api/v1/results/${DUE}`)).ready);
	const again = await play(t, server, ["until search", `scan ${DUE}`, "until take", "tap take", "until number"]);
	await again.shows("the first number of the day", (text) => text("number") === "K001", SCREENS_MS);
});

test("kiosk-slip: an identity card is neither shown nor looked up", async (t) => {
	const { server } = await open(t);
	const digits = [..."001099012345"].map((key) => `tap key:${key}`);
	const script = ["until search", "tap search", "until key:1", "scan 001099012345", "until back", "tap back", "until key:1",
		"tap back", "until page:next", "tap page:next", "until service:tra-ket-qua", "tap service:tra-ket-qua", "until no-code", ...digits, "tap check"];
	const screen = await play(t, server, script);
	const list = await screen.shows("that it is no code", (_, seen) => has(seen, "Mã chưa đúng. Xin xem lại mã hồ sơ in trên giấy hẹn; không nhập số căn cước."), SCREENS_MS);
	assert.equal(list.screen, "code");
	const scanned = (await screen.lists()).filter(({ screen: name }) => name !== "code");
	assert.ok(!JSON.stringify(scanned).includes("001099012345"));
});

test("kiosk-slip: a code that nobody knows, and an office without a list", async (t) => {
	const { server } = await open(t);
	const screen = await play(t, server, ["until search", "scan H05.27.12-261110-9999", "until take", "tap take", "until number"]);
	await screen.shows("a number all the same", (text) => text("number") === "K001", SCREENS_MS);
	assert.match(await all(screen), /Không tìm thấy hồ sơ\./);
	const { server: bare } = await open(t, { list: null });
	const plain = await play(t, bare, ["until page:next", "tap page:next", "until service:tra-ket-qua", "tap service:tra-ket-qua", "until take", `scan ${READY}`]);
	await plain.shows("that there is no list", (_, seen) => has(seen, "Máy chưa có danh sách kết quả.") && seen.screen === "result", SCREENS_MS);
	assert.match(await all(plain), /Xin xem ngày hẹn ghi trên giấy hẹn trước khi lấy số/);
});
