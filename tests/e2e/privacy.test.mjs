// A number is enough: what citizens type, scan and send, and what people sign in with, is in no file afterwards.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Canaries } from "../harness/canaries.mjs";
import { Client } from "../harness/client.mjs";
import { Hall } from "../harness/hall.mjs";
import { Screen } from "../harness/screen.mjs";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const SCREENS_MS = 30000;
const SESSION = "/api/v1/session";
const READY = "H05.27.12-260810-4711", OTHER = "H05.27.12-260810-4712";
const KEPT = "Nguyễn Thị An"; // a clerk's name, which the boards show

// What programs write goes into one folder, what they are given lies in another.
async function folders(t) {
	const before = process.env.TMPDIR;
	const dir = await mkdtemp(join(tmpdir(), "motcua-private-"));
	const [written, given] = [join(dir, "written"), join(dir, "given")];
	for (const one of [written, given]) await mkdir(one);
	process.env.TMPDIR = written;
	t.after(async () => {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
		await rm(dir, { recursive: true, force: true, maxRetries: 5 });
	});
	return { written, given };
}

const tapped = (text) => [...text].map((key) => `tap key:${key}`);

// A kiosk at which somebody does these things.
async function play(hall, given, lines) {
	const keyFile = join(given, "kiosk.key"), script = join(given, "citizens.script"), state = join(hall.server.dir, "kiosk-state");
	await writeFile(keyFile, `${hall.server.keys.cua}\n`);
	await writeFile(script, `${lines.join("\n")}\n`);
	return Screen.open("motcua-kiosk", ["--server", hall.server.url, "--key-file", keyFile, "--state", state, "--printer", `file:${join(hall.server.dir, "slips")}`, "--script", script, "--size", "1080x1920"]);
}

// Citizens at the kiosk: they look for themselves, hold their cards before it, and take numbers.
async function atTheKiosk(t, hall, given, canaries) {
	const card = canaries.add("a card that is scanned", "001199087654") + `|123456789|${canaries.add("its name", "HOANGTHIYENPHUNG")}|01021990|Nu|${canaries.add("its address", "So7NgoVanPhucHaDong")}|01012021`;
	const searched = [canaries.add("a telephone number searched for", "0987111"), canaries.add("a name searched for", "vphungtr")];
	const typed = canaries.add("a card's number typed as a code", "001099012345");
	canaries.add("a slip that is scanned", READY);
	const link = `https://dichvucong.gov.vn/tra-cuu?ma=${READY.toLowerCase()}&ten=${canaries.add("a name in a slip's code", "LeVanKhuongDuy")}`;
	const screen = await play(hall, given, [
		"until search", "tap search", "until key:1", ...tapped(searched[0]), `scan ${card}`, "until back", "tap back", "until key:1", "tap clear", ...tapped(searched[1]), "tap back", "until service:tra-ket-qua",
		"tap service:tra-ket-qua", "until no-code", ...tapped(typed), "tap check", "until no-code", "tap no-code", "until take", "tap take", "until number", "tap home",
		"until search", `scan ${link}`, "until take", "tap take", "until number",
	]);
	t.after(() => screen.close());
	await until("two numbers to wait", async () => (await hall.waiting("tra-ket-qua")) === 2, SCREENS_MS);
	return screen;
}

// From an address of its own, with all that a browser may say.
function ask(hall, method, path, { body, headers = {}, localAddress = "127.0.0.1" }) {
	const { hostname, port } = new URL(hall.server.url);
	const text = body && JSON.stringify(body);
	const all = { ...(text ? { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) } : {}), ...headers };
	return new Promise((resolve, reject) => {
		request({ hostname, port, localAddress, method, path, headers: all }, (answer) => resolve(answer.resume().statusCode)).on("error", reject).end(text);
	});
}

// What else comes in over the network, asked for or not.
async function overTheNetwork(hall, canaries) {
	const one = (what) => canaries.add(what, `canary-${what.replaceAll(/\W+/g, "-")}-${randomBytes(6).toString("hex")}`);
	const localAddress = canaries.add("an address", "127.77.66.55");
	const headers = Object.fromEntries(["User-Agent", "Referer", "X-Forwarded-For", "Cookie", "Accept-Language", "Authorization"].map((name) => [name, one(name)]));
	await ask(hall, "GET", `/${one("a path")}?${one("a query")}`, { headers, localAddress });
	await ask(hall, "GET", `/api/v1/procedures?q=${encodeURIComponent(canaries.add("a question", "đăng ký cho Phạm Thị Ngọc Trinh 0933444555"))}`, { headers, localAddress });
	await ask(hall, "GET", `/t/${one("a token")}`, { localAddress });
	await ask(hall, "GET", `/api/v1/results/${one("a code")}`, { headers: { Authorization: `Bearer ${hall.server.keys.cua}` } });
	const taken = { service: "ho-tich", name: canaries.add("a member nobody asked for", "Đặng Thùy Dương Liễu"), phone: one("a telephone number"), appointment: null };
	await ask(hall, "POST", "/api/v1/tickets", { body: taken, headers: { Authorization: `Bearer ${hall.server.keys.cua}`, "Idempotency-Key": one("a key") } });
	const { token } = await hall.take("ho-tich");
	await ask(hall, "POST", `/api/v1/tickets/${token}/rating`, { body: { score: 1, text: one("a rating's words") }, headers: { "Idempotency-Key": one("a rating's key") } });
	await ask(hall, "POST", "/api/v1/enrol", { body: { code: one("an enrolment code") }, localAddress });
	await ask(hall, "POST", "/api/v1/setup", { body: { token: one("a set-up link"), user: one("a first administrator"), password: one("the password") }, localAddress });
}

// People sign in, rightly and wrongly; some type a password where the name goes.
async function signIns(hall, canaries) {
	const secret = (what) => canaries.add(what, randomBytes(16).toString("base64url"));
	canaries.add("everyone's password", PASSWORD);
	for (const what of ["a wrong password", "another"]) await ask(hall, "POST", SESSION, { body: { user: "an", password: secret(what) } });
	await ask(hall, "POST", SESSION, { body: { user: secret("a password as the name"), password: "x" } });
	const admin = await hall.sit("quan-tri");
	const fresh = secret("a new account's password");
	await admin.expect(201, "POST", "/api/v1/admin/accounts", { user: "moi", role: "clerk", password: fresh });
	const own = new Client(hall.server.url);
	own.enter(await own.ask("POST", SESSION, { user: "moi", password: fresh }, { once: null }));
	await own.expect(200, "PUT", `${SESSION}/password`, { old: fresh, new: secret("the next password") });
	for (const { cookie, csrf } of [own, admin]) {
		canaries.add("a cookie", cookie.split("=")[1]);
		canaries.add("its token", csrf);
	}
	// The code itself stands for a day in the answer that is given again; it is good once, for 15 minutes.
	const { code } = await admin.expect(201, "POST", "/api/v1/admin/devices", { name: "moi", role: "kiosk" });
	const { key } = await own.expect(201, "POST", "/api/v1/enrol", { code }, { once: null });
	for (const one of [key, hall.server.keys.cua]) canaries.add("a device's key", one);
	return admin;
}

async function workedDay(t, given, canaries) {
	const list = join(given, "results.csv");
	const row = `,${canaries.add("a name in the list", "Bùi Thị Cẩm Tú Oanh")},${canaries.add("a telephone number in the list", "0911222333")}`;
	await writeFile(list, `code,ready,due,counter,name,phone\n${READY},yes,2026-08-17,1${row}\n${canaries.add("a slip in the list", OTHER)},no,2026-08-31,${row}\n`);
	const hall = await Hall.open(t, { args: ["--results", list, "--results-every", "1"] });
	await until("the list", async () => (await hall.kiosk.get(`/api/v1/results/${READY}`)).known);
	return hall;
}

test("privacy: nothing of what must not be kept is in any file", { timeout: 180000 }, async (t) => {
	const { written, given } = await folders(t);
	const canaries = new Canaries();
	const hall = await workedDay(t, given, canaries);
	const pictures = (path) => path.includes("motcua-screen-"); // of the screens, for tests alone
	const logs = [];
	const nothing = async (when) => assert.deepEqual(await canaries.below(written, pictures), [], when);
	const screen = await atTheKiosk(t, hall, given, canaries);
	await overTheNetwork(hall, canaries);
	const admin = await signIns(hall, canaries);
	const an = await hall.sit("an", 1);
	await an.move("next");
	await an.move("start");
	await an.move("finish");
	await nothing("while all is at work");
	await admin.expect(202, "POST", "/api/v1/admin/backups");
	await until("the backup", async () => (await admin.get("/api/v1/admin/backups")).proven_at);
	await screen.program.stop("SIGKILL");
	await hall.server.kill();
	await nothing("after the power was gone");
	logs.push(screen.program.log, screen.program.out, hall.server.program.log, hall.server.program.out);
	await hall.server.start();
	await hall.server.clock.set("2026-08-18 09:00");
	await until("the next day", async () => (await hall.board()).day === 20260818);
	await hall.server.stop();
	await hall.server.command(["backup", join(hall.server.dir, "copy.sqlite")]);
	logs.push(hall.server.program.log, hall.server.program.out);
	await nothing("the day after");
	assert.deepEqual(canaries.in("the logs", Buffer.from(logs.join("\n"))), []);
	console.log(`privacy: canaries=${canaries.count} found=0`);
	const control = new Canaries();
	control.add("what is kept", KEPT);
	assert.ok((await control.below(written, pictures)).length > 2, "what is kept is found: in the store, and in two backups");
	await hall.server.start();
});
