// The kiosk's printer and the people around it: the citizen is told the truth and loses no number,
// the staff see the state at once, and what is repaired is well again by itself.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Printer } from "../harness/printer.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { decode, png } from "../harness/slip.mjs";
import { until } from "../harness/wait.mjs";

const LEAD = { user: "lan", role: "lead", name: "Trần Thị Lan" };
const TAKE = "until service:chung-thuc\ntap service:chung-thuc\nuntil take\ntap take\nuntil number\n";
const SCREENS_MS = 30000;
const BAD = ["paper_out", "cover_open", "cutter", "offline"];
const has = (id) => (_, { items }) => items.some((item) => item.id === id);
const says = (text) => (_, { items }) => items.some((item) => item.text?.replaceAll("\n", " ").includes(text));

class Corner {
	static async open(t, printer = {}, options = {}) {
		const corner = new Corner();
		corner.t = t;
		corner.server = await Server.start({ catalogue: false, people: [LEAD], ...options });
		t.after(() => corner.server.close());
		corner.printer = await Printer.open(printer);
		t.after(() => corner.printer.close());
		corner.anyone = new Client(corner.server.url);
		corner.lead = await Clerk.at(corner.server.url, null, LEAD.user);
		corner.feed = await FeedReader.open(corner.server.url);
		t.after(() => corner.feed.close());
		return corner;
	}

	async kiosk(script = "", printer = this.printer.address) {
		const { dir, keys, url } = this.server;
		const [keyFile, scriptFile] = [join(dir, "kiosk.key"), join(dir, "citizen.script")];
		await writeFile(keyFile, `${keys.cua}\n`);
		await writeFile(scriptFile, script);
		const args = ["--server", url, "--key-file", keyFile, "--printer", printer, "--script", scriptFile];
		this.screen = await Screen.open("motcua-kiosk", [...args, "--state", join(dir, "state"), "--size", "1080x1920"]);
		this.t.after(() => this.screen.close());
		return this.screen;
	}

	async printerIs(state) {
		await until(`the hall to say ${state}`, async () => {
			const { kiosks } = await this.lead.get("/api/v1/hall");
			return kiosks[0]?.printer === state;
		});
	}

	steps(number) {
		return this.feed.changes().filter((change) => change.number === number).map(({ kind }) => kind);
	}

	// The ticket that a slip's QR code leads to.
	async scan(bytes) {
		const path = join(this.server.dir, "slip.png");
		await writeFile(path, png(decode(bytes)));
		const { stdout } = await promisify(execFile)("zbarimg", ["-q", "--raw", path]);
		const [, token] = /\/t\/([\w-]{22})\n$/.exec(stdout);
		return this.anyone.get(`/api/v1/tickets/${token}`);
	}
}

test("printer: each state reaches the hall and the kiosk's screen, and goes away by itself", async (t) => {
	const corner = await Corner.open(t);
	const kiosk = await corner.kiosk();
	await corner.printerIs("ok");
	for (const state of [...BAD, "paper_low"]) {
		corner.printer.state = state;
		await corner.feed.next("kiosks");
		await corner.printerIs(state);
		if (BAD.includes(state)) await kiosk.shows(`advice for ${state}`, says("số sẽ hiện trên màn hình"), SCREENS_MS);
	}
	corner.printer.state = "ok";
	await corner.printerIs("ok");
	await kiosk.shows("no advice", (_, list) => list.screen === "home" && !says("số sẽ hiện trên màn hình")(_, list));
});

test("printer: without paper no slip is begun: the number is on the screen at once", async (t) => {
	const corner = await Corner.open(t, { state: "paper_out" });
	const script = `until printer\n${TAKE}until remembered\ntap remembered\n`;
	const kiosk = await corner.kiosk(script);
	await kiosk.shows("why", says("Máy in hết giấy. Ghi nhớ hoặc chụp số này."), SCREENS_MS);
	await corner.feed.next("change", ({ kind }) => kind === "printed");
	assert.deepEqual(corner.steps("A001"), ["issued", "printed"]);
	assert.equal(corner.printer.slips.length, 0);
});

test("printer: the paper ends in mid-slip; with a new roll the same number is printed, marked", async (t) => {
	const corner = await Corner.open(t, { endAfter: 20000 });
	const kiosk = await corner.kiosk(`${TAKE}until remembered\nuntil reprint\ntap reprint\n`);
	await kiosk.shows("that it is to be remembered", has("remembered"), SCREENS_MS);
	await corner.printerIs("paper_out");
	corner.printer.state = "ok";
	await until("the slip", () => corner.printer.slips.length === 1);
	const view = await corner.scan(corner.printer.slips[0]);
	assert.equal(view.number, "A001");
	assert.equal(view.state, "waiting");
	assert.deepEqual(corner.steps("A001"), ["issued", "printed"]);
	await kiosk.shows("that it is out", has("home"));
});

test("printer: a slip is printed once more, marked, and the number stays one", async (t) => {
	const corner = await Corner.open(t);
	await corner.kiosk(`${TAKE}until reprint\ntap reprint\n`);
	await until("two slips", () => corner.printer.slips.length === 2);
	const [first, second] = await Promise.all(corner.printer.slips.map(async (slip) => decode(slip)));
	assert.ok(second.height > first.height, "it says that it is a second one");
	for (const slip of corner.printer.slips) assert.equal((await corner.scan(slip)).number, "A001");
	assert.deepEqual(corner.steps("A001"), ["issued", "printed"]);
});

test("printer: what the office has to say is on the slip, from the office file", async (t) => {
	const heights = [];
	const slip = { header: { vi: "Số 12 Nguyễn Đăng Đạo" }, footer: { vi: "Cảm ơn ông, bà", en: "Thank you" } };
	for (const said of [undefined, slip]) {
		const corner = await Corner.open(t, {}, { change: (office) => ({ ...office, slip: said }) });
		const office = await corner.anyone.get("/api/v1/office");
		assert.equal(office.slip.header?.vi ?? null, said?.header.vi ?? null);
		assert.equal(office.slip.footer?.en ?? null, said?.footer.en ?? null);
		await corner.kiosk(TAKE);
		await until("the slip", () => corner.printer.slips.length === 1);
		heights.push(decode(corner.printer.slips[0]).height);
	}
	assert.ok(heights[1] > heights[0] + 60, `${heights}`);
});

test("printer: one that dribbles its answers is waited for", async (t) => {
	const corner = await Corner.open(t, { slowMs: 300, state: "paper_low" });
	await corner.kiosk(TAKE);
	await corner.feed.next("change", ({ kind }) => kind === "printed");
	assert.equal(corner.printer.slips.length, 1);
	await corner.printerIs("paper_low");
});

test("printer: garbage or silence from the beginning is no state: slips are out when they are taken", async (t) => {
	for (const way of [{ garbage: true }, { silent: true }]) {
		const corner = await Corner.open(t, way);
		await corner.kiosk(TAKE);
		await corner.feed.next("change", ({ kind }) => kind === "printed");
		assert.equal(corner.printer.slips.length, 1);
		await corner.printerIs("ok");
	}
});

test("printer: switched off and on again while nobody is there", async (t) => {
	const corner = await Corner.open(t);
	await corner.kiosk();
	await corner.printerIs("ok");
	await corner.printer.close();
	await corner.printerIs("offline");
	await corner.printer.switchOn();
	await corner.printerIs("ok");
});

test("printer: a kiosk without one says so, and an unknown word is refused", async (t) => {
	const corner = await Corner.open(t);
	await corner.kiosk("", "none");
	await corner.printerIs("none");
	const cua = new Kiosk(corner.server.url, { key: corner.server.keys.cua });
	await cua.expect(422, "POST", "/api/v1/kiosk/status", { printer: "on fire" });
	await cua.expect(200, "POST", "/api/v1/kiosk/status", { printer: "cutter" });
	const { kiosks } = await corner.lead.get("/api/v1/hall");
	assert.equal(kiosks.length, 1);
	assert.equal(kiosks[0].name, "cua");
	assert.equal(kiosks[0].printer, "cutter");
	assert.ok(kiosks[0].seen_at >= kiosks[0].since);
});
