// The kiosk on a real server: a citizen finds a procedure and takes a number, with a printer that
// works, is off or breaks, and with a server that dies.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Printer } from "../harness/printer.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { decode, png } from "../harness/slip.mjs";
import { until, within } from "../harness/wait.mjs";
import { Wire } from "../harness/wire.mjs";

const BIRTH = "1.001193";
const TAKE = "until service:chung-thuc\ntap service:chung-thuc\nuntil take\ntap take\nuntil number\n";
const SCREENS_MS = 30000;

class Corner {
	// A server, a reader of its feed and a place for slips.
	static async open(t, options) {
		const corner = new Corner();
		corner.t = t;
		corner.server = await Server.start(options);
		t.after(() => corner.server.close());
		corner.anyone = new Client(corner.server.url);
		corner.slipsDir = join(corner.server.dir, "slips");
		corner.feed = await FeedReader.open(corner.server.url);
		t.after(() => corner.feed.close());
		return corner;
	}

	async kiosk(script, { printer = `file:${this.slipsDir}`, url = this.server.url } = {}) {
		const { dir, keys } = this.server;
		const [keyFile, scriptFile] = [join(dir, "kiosk.key"), join(dir, "citizen.script")];
		await writeFile(keyFile, `${keys.cua}\n`);
		await writeFile(scriptFile, script);
		const args = ["--server", url, "--key-file", keyFile, "--printer", printer, "--script", scriptFile];
		const kiosk = await Screen.open("motcua-kiosk", [...args, "--state", join(dir, "state"), "--size", "1080x1920"]);
		this.t.after(() => kiosk.close());
		return kiosk;
	}

	async slips() {
		const names = await readdir(this.slipsDir).catch(() => []);
		return Promise.all(names.filter((name) => name.endsWith(".bin")).map((name) => readFile(join(this.slipsDir, name))));
	}

	// The ticket that a slip's QR code leads to.
	async scan(bytes) {
		const path = join(this.server.dir, "slip.png");
		await writeFile(path, png(decode(bytes)));
		const { stdout } = await promisify(execFile)("zbarimg", ["-q", "--raw", path]);
		const [, token] = /\/t\/([\w-]{22})\n$/.exec(stdout);
		assert.equal(stdout, `${this.server.url}/t/${token}\n`);
		return this.anyone.get(`/api/v1/tickets/${token}`);
	}

	async waiting() {
		const { services } = await this.anyone.get("/api/v1/board");
		return services.reduce((sum, { waiting }) => sum + waiting, 0);
	}

	steps(number) {
		return this.feed.changes().filter((change) => change.number === number).map(({ kind }) => kind);
	}
}

const has = (id) => (_, { items }) => items.some((item) => item.id === id);

async function end(kiosk) {
	assert.deepEqual(await kiosk.close(), { code: 0, signal: null }, kiosk.program.log);
}

test("kiosk: search, read, take, a slip, and the number waits", async (t) => {
	const corner = await Corner.open(t);
	const letters = [..."khai"].map((letter) => `tap key:${letter}`).join("\n");
	const script = `until search\ntap search\nuntil key:k\n${letters}\nuntil procedure:${BIRTH}\ntap procedure:${BIRTH}
until take\ntap take\nuntil number\n`;
	const kiosk = await corner.kiosk(script);
	const list = await kiosk.shows("a number", has("number"), SCREENS_MS);
	const number = list.items.find(({ id }) => id === "number");
	assert.equal(number.text, "B001");
	assert.equal(number.spoken, "Số B 0 0 1");
	const printed = await corner.feed.next("change", ({ kind }) => kind === "printed");
	assert.equal(printed.number, "B001");
	assert.equal(await corner.waiting(), 1);

	const slips = await corner.slips();
	assert.equal(slips.length, 1);
	const { width, height } = decode(slips[0]);
	assert.equal(width, 576);
	assert.ok(height > 400);
	const view = await corner.scan(slips[0]);
	assert.equal(view.number, "B001");
	assert.equal(view.state, "waiting");
	assert.equal(view.procedure.code, BIRTH);
	await end(kiosk);
});

test("kiosk: what the office does most is there before anything is typed", async (t) => {
	const corner = await Corner.open(t, { at: "2026-08-17 09:00" });
	const { server, anyone } = corner;
	const citizen = new Kiosk(server.url, { key: server.keys.cua });
	await citizen.take("ho-tich", { procedure: BIRTH });
	const clerk = await Clerk.at(server.url, 3);
	await clerk.move("open");
	await clerk.serve();
	await clerk.move("finish");
	await server.clock.advance(24 * 3600);
	await until("the visit to be counted", async () => (await anyone.get(`/api/v1/procedures/${BIRTH}`)).visits === 1);
	const script = `until search\ntap search\nuntil procedure:${BIRTH}\n`;
	const kiosk = await corner.kiosk(script);
	const { items } = await kiosk.shows("the procedure", has(`procedure:${BIRTH}`), SCREENS_MS);
	assert.ok(items.some(({ text }) => text === "Thủ tục nhiều người làm nhất"));
	assert.deepEqual(items.map(({ id }) => id).filter((id) => id.startsWith("procedure:")), [`procedure:${BIRTH}`]);
	await end(kiosk);
});

test("kiosk: two presses at once are one number", async (t) => {
	const corner = await Corner.open(t, { catalogue: false });
	const kiosk = await corner.kiosk(TAKE.replace("tap take", "twice take"));
	await kiosk.shows("a number", has("number"), SCREENS_MS);
	await corner.feed.next("change", ({ kind }) => kind === "printed");
	assert.equal(await corner.waiting(), 1);
	assert.equal(corner.feed.changes().filter(({ kind }) => kind === "issued").length, 1);
	await end(kiosk);
});

test("kiosk: a network printer gets the whole slip", async (t) => {
	const printer = await Printer.open();
	t.after(() => printer.close());
	const corner = await Corner.open(t, { catalogue: false });
	const kiosk = await corner.kiosk(TAKE, { printer: printer.address });
	await corner.feed.next("change", ({ kind }) => kind === "printed");
	assert.equal(printer.slips.length, 1);
	assert.equal((await corner.scan(printer.slips[0])).number, "A001");
	await end(kiosk);
});

// The slip does not come: the number stays on the screen until the citizen says that he knows it.
async function assertRemembered(corner, printer) {
	const kiosk = await corner.kiosk(`${TAKE}until remembered\ntap remembered\n`, { printer });
	const asked = await kiosk.shows("the question", has("remembered"), SCREENS_MS);
	assert.equal(asked.items.find(({ id }) => id === "number").text, "A001");
	await corner.feed.next("change", ({ kind }) => kind === "printed");
	assert.deepEqual(corner.steps("A001"), ["issued", "printed"], "it was not given up");
	assert.equal(await corner.waiting(), 1);
	await kiosk.shows("the services again", (_, { screen }) => screen === "home");
	await end(kiosk);
}

test("kiosk: a printer that is off: the number is remembered from the screen", async (t) => {
	const corner = await Corner.open(t, { catalogue: false });
	await assertRemembered(corner, await Printer.absent());
});

test("kiosk: a printer that breaks in the middle of a slip: the same", async (t) => {
	const printer = await Printer.open({ cutAfter: 2000 });
	t.after(() => printer.close());
	const corner = await Corner.open(t, { catalogue: false });
	await assertRemembered(corner, printer.address);
	assert.equal(printer.cuts, 1);
	assert.equal(printer.slips.length, 0);
});

test("kiosk: without its server and without numbers of its own it is calm, and comes back by itself", async (t) => {
	const change = (office) => ({ ...office, limits: { ...office.limits, kiosk_lease_numbers: 0 } });
	const corner = await Corner.open(t, { catalogue: false, change });
	const kiosk = await corner.kiosk("");
	await kiosk.shows("the services", (_, { screen }) => screen === "home", SCREENS_MS);
	await corner.server.kill();
	const away = await kiosk.shows("that the server is away", (_, { screen }) => screen === "away");
	const text = away.items.map((item) => item.text).join("\n").replaceAll("\n", " ");
	assert.ok(text.includes("Hệ thống đang gián đoạn, vui lòng gặp cán bộ hướng dẫn."), text);
	assert.ok(!away.items.some(({ id }) => id.startsWith("service:")), "nothing can be pressed in vain");
	await corner.server.start();
	await kiosk.shows("the services again", (_, { screen }) => screen === "home");
	await end(kiosk);
});

// Over a wire that loses the answer to one of the kiosk's requests; then the server is killed.
async function assertOnce(t, lost) {
	const corner = await Corner.open(t, { catalogue: false, args: ["--host", "localhost"] });
	const wire = await Wire.open(corner.server.port);
	t.after(() => wire.close());
	const answer = wire.loseAnswerTo(lost);
	const kiosk = await corner.kiosk(TAKE, { url: wire.url });
	await within("the answer to be lost", answer, SCREENS_MS);
	await corner.server.kill();
	await corner.server.start();
	const list = await kiosk.shows("a number", has("number"), SCREENS_MS);
	assert.equal(list.items.find(({ id }) => id === "number").text, "A001");
	await until("the number to wait", async () => (await corner.waiting()) === 1);
	assert.equal((await corner.slips()).length, 1);
	const feed = await FeedReader.open(corner.server.url, { query: `?after=${corner.feed.frames[0].id}` });
	t.after(() => feed.close());
	await until("all of it", () => feed.changes().some(({ kind }) => kind === "printed"));
	assert.deepEqual(feed.changes().filter(({ number }) => number).map(({ kind }) => kind), ["issued", "printed"]);
	await end(kiosk);
}

test("kiosk: the answer is lost and the server dies: one number, one slip", async (t) => {
	await assertOnce(t, "POST /api/v1/tickets HTTP");
});

test("kiosk: the slip is out, that is lost and the server dies: the number waits, once", async (t) => {
	await assertOnce(t, "/printed HTTP");
});
