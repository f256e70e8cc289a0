// The technician's commands: an office and a catalogue taken over or refused whole, accounts, devices,
// the check, and what each ends with.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { openAlways, PROCEDURES, PROVINCE, readOffice, WARD } from "../harness/office.mjs";
import { run } from "../harness/program.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";

const DONE = 0;
const COULD_NOT = 1;
const USAGE = 2;
const IN_USE = 3;
const DAMAGED = 4;

// A store in a folder of its own, with the ward that never closes and no catalogue, and its commands.
class Store {
	static async make(t, options = {}) {
		const store = new Store();
		store.server = await Server.make({ catalogue: false, ...options });
		t.after(() => store.server.close());
		return store;
	}

	// { code, out, log }
	command(args, input = "") {
		return run("motcua-server", ["--data", this.server.data, ...args], { input });
	}

	async expect(code, args, input) {
		const ended = await this.command(args, input);
		assert.equal(ended.code, code, `${args.join(" ")}:\n${ended.out}${ended.log}`);
		return ended;
	}

	async file(name, content) {
		const path = join(this.server.dir, name);
		await writeFile(path, content instanceof Buffer || typeof content === "string" ? content : JSON.stringify(content));
		return path;
	}

	// What the interface says of the office and the catalogue.
	async shown() {
		await this.server.start();
		const anyone = new Client(this.server.url);
		const { name, services } = await anyone.get("/api/v1/office");
		const { procedures } = await anyone.get("/api/v1/procedures?limit=1");
		await this.server.stop();
		return { name: name.vi, services: services.length, catalogue: procedures.length > 0 };
	}
}

async function ward(change = (office) => office) {
	return change(openAlways(await readOffice()));
}

const named = (name_vi) => (office) => ({ ...office, office: { ...office.office, name_vi } });

test("import: an office and a catalogue, told apart by content", async (t) => {
	const store = await Store.make(t);
	const file = await store.file("x.json", await ward(named("Phường Thử")));
	const { out } = await store.expect(DONE, ["import", PROCEDURES, file]);
	assert.ok(out.includes("513 procedures"));
	assert.ok(out.includes("Phường Thử: 9 services, 6 counters"));
	assert.deepEqual(await store.shown(), { name: "Phường Thử", services: 9, catalogue: true });
	await store.expect(DONE, ["import", await store.file("bom.json", `\ufeff${JSON.stringify(await ward(named("Có BOM")))}`)]);
	assert.deepEqual(await store.shown(), { name: "Có BOM", services: 9, catalogue: true }, "the catalogue stays");
});

test("import: what is wrong is told by file, place and reason, and changes nothing", async (t) => {
	const store = await Store.make(t);
	const before = await store.shown();
	const changed = async (change) => ward((office) => {
		const copy = named("Không được nhận")(structuredClone(office));
		change(copy);
		return copy;
	});
	const catalogue = JSON.parse(await readFile(PROCEDURES, "utf8"));
	const [one, other] = catalogue.procedures;
	const wrong = [
		["syntax.json", "{\n  \"services\": [,]\n}", /line 2, column \d+: /],
		["twice.json", "{\"services\": [], \"counters\": [], \"services\": []}", /line 1, .*"services"/],
		["empty.json", "", /line 1, /],
		["list.json", "[]", /neither an office file .* nor a catalogue/],
		["other.json", "{\"a\": 1}", /neither an office file .* nor a catalogue/],
		["latin.json", Buffer.from("{\n\"name\": \"Ph\u00f2ng\"}", "latin1"), /line 2: is not valid UTF-8/],
		["name.json", await changed((o) => delete o.office.name_vi), /office\.name_vi: is missing/],
		["zone.json", await changed((o) => { o.office.timezone = "Asia/Hanoi"; }), /office\.timezone/],
		["hours.json", await changed((o) => { o.opening_hours.tue = [["11:30", "07:30"]]; }), /opening_hours\.tue/],
		["holiday.json", await changed((o) => { o.holidays = [{ date: "2026-02-30" }]; }), /holidays\[0\]\.date/],
		["prefix.json", await changed((o) => { o.services[1].prefix = "A"; }), /services\[1\]\.prefix: .*"A"/],
		["id.json", await changed((o) => { o.services[1].id = "chung-thuc"; }), /services\[1\]\.id: .*"chung-thuc"/],
		["serves.json", await changed((o) => { o.counters[2].services = [["bay", 1]]; }), /counters\[2\]\.services.*"bay"/],
		["counter.json", await changed((o) => { o.counters[1].id = 1; }), /counters\[1\]\.id: 1 is used twice/],
		["limit.json", await changed((o) => { o.limits.kiosk_tickets_per_minute = -1; }), /limits\.kiosk_tickets_per_minute/],
		["class.json", await changed((o) => { o.priority_classes[0].id = "elderly"; }), /priority_classes\[1\]\.id: "elderly"/],
		["fields.json", { procedures: [] }, /fields: is missing/],
		["code.json", { ...catalogue, procedures: [one, { ...other, code: one.code }] }, /procedures\[1\].*1\.\d{6}/],
		["field.json", { ...catalogue, procedures: [one, { ...other, field: "bay" }] }, /procedures\[1\]\.field: .*"bay"/],
	];
	for (const [name, content, why] of wrong) {
		const path = await store.file(name, content);
		const { out, log } = await store.expect(COULD_NOT, ["import", path]);
		assert.ok(log.startsWith(`${path}: `), `${name}: ${log}`);
		assert.match(log, why, name);
		assert.match(log, /Nothing was changed\./, name);
		assert.equal(out, "", name);
	}
	for (const path of [join(store.server.dir, "missing.json"), store.server.dir]) {
		const { log } = await store.expect(COULD_NOT, ["import", path]);
		assert.ok(log.startsWith(`${path}: cannot be read: `), log);
	}
	assert.deepEqual(await store.shown(), before);
});

test("import: all or nothing", async (t) => {
	const store = await Store.make(t);
	const before = await store.shown();
	assert.equal(before.catalogue, false);
	const good = await store.file("good.json", await ward(named("Nửa chừng")));
	const bad = await store.file("bad.json", await ward((office) => ({ ...office, counters: [] })));
	await store.expect(COULD_NOT, ["import", PROCEDURES, bad]);
	await store.expect(COULD_NOT, ["import", bad, PROCEDURES]);
	await store.expect(COULD_NOT, ["import", good, join(store.server.dir, "missing.json")]);
	const twice = await store.expect(COULD_NOT, ["import", good, WARD]);
	assert.match(twice.log, /same kind/);
	assert.deepEqual(await store.shown(), before);
});

test("import: a province's centre, its numbers and its counters", async (t) => {
	const centre = openAlways(await readOffice(PROVINCE));
	const server = await Server.start({ catalogue: false, change: () => centre });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const { services, counters } = await kiosk.get("/api/v1/office");
	assert.equal(services.length, centre.services.length);
	assert.equal(counters.length, centre.counters.length);
	assert.equal((await kiosk.take("nv-lao-dong")).number, "N1-001");
	assert.equal((await kiosk.take("nv-lao-dong")).number, "N1-002");
	assert.equal((await kiosk.take("dk-bien-dong")).number, "Đ1-001");
	const clerk = await Clerk.at(server.url, 1);
	await clerk.move("open");
	assert.equal((await clerk.move("next")).ticket.number, "N1-001");
	await server.kill();
	await server.start();
	assert.equal((await kiosk.take("nv-lao-dong")).number, "N1-003", "the series goes on");
});

test("import: in the middle of a day nobody's number is lost", async (t) => {
	const server = await Server.start({ catalogue: false, clerks: ["an", "binh"] });
	t.after(() => server.close());
	const store = Object.assign(new Store(), { server });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 3, "an");
	await clerk.move("open");
	const stays = await kiosk.take("chung-thuc");
	const served = await kiosk.take("ho-tich");
	const orphan = await kiosk.take("xay-dung");
	await clerk.move("call", { number: served.number });
	await server.stop();
	const smaller = await ward((office) => ({
		...office,
		services: office.services.filter(({ id }) => id !== "xay-dung"),
		counters: office.counters.filter(({ id }) => id !== 3)
			.map((counter) => ({ ...counter, services: counter.services.filter(([id]) => id !== "xay-dung") })),
	}));
	await store.expect(DONE, ["import", await store.file("smaller.json", smaller)]);
	await server.start();
	const state = async ({ token }) => (await kiosk.get(`/api/v1/tickets/${token}`)).state;
	assert.equal(await state(stays), "waiting");
	assert.equal(await state(served), "called");
	assert.equal(await state(orphan), "waiting");
	await kiosk.expect(422, "POST", "/api/v1/tickets", { service: "xay-dung" });
	const other = await Clerk.at(server.url, 2, "binh");
	await other.move("open");
	assert.equal((await other.move("next")).ticket.number, stays.number);
	assert.equal((await kiosk.take("chung-thuc")).number, "A002");
	await server.stop();
	await store.expect(DONE, ["check"]);
});

test("import: while a server has the store nothing else may", async (t) => {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	const store = Object.assign(new Store(), { server });
	const commands = [
		["import", PROCEDURES], ["user", "add", "binh", "--role", "clerk", "--password-stdin"], ["user", "list"],
		["user", "remove", "an"], ["device", "add", "x", "--role", "kiosk"], ["device", "list"],
		["device", "remove", "cua"], ["check"],
	];
	for (const args of commands) {
		const { out, log } = await store.expect(IN_USE, args, `${PASSWORD}\n`);
		assert.equal(out, "", args.join(" "));
		assert.match(log, /A server is running on this store\. Nothing was changed\./);
	}
	const second = await store.expect(IN_USE, ["--listen", "127.0.0.1:0"]);
	assert.equal(second.out, "");
	await new Kiosk(server.url, { key: server.keys.cua }).take("ho-tich");
	await server.stop();
	assert.match((await store.expect(DONE, ["user", "list"])).out, /^an\tclerk\t[^\n]*\n$/);
	assert.equal((await store.expect(DONE, ["device", "list"])).out, "cua\tkiosk\n");
});

test("import: wrong usage ends with 2", async (t) => {
	const store = await Store.make(t);
	const wrong = [
		["fly"], ["import"], ["user"], ["user", "add"], ["user", "add", "an"], ["user", "add", "an", "--role", "king"],
		["user", "add", "an", "--role", "clerk"], ["user", "add", "hai từ", "--role", "clerk", "--password-stdin"],
		["user", "remove"], ["device", "add", "x"], ["device", "add", "x", "--role", "clerk"], ["check", "all"],
		["--no-such-option"], ["--listen"],
	];
	for (const args of wrong) {
		const { out, log } = await store.expect(USAGE, args);
		assert.equal(out, "", args.join(" "));
		assert.ok(log.length > 0, args.join(" "));
	}
	const help = await store.expect(DONE, ["--help"]);
	for (const word of ["import", "user add", "device add", "check", "--listen", "--data"])
		assert.ok(help.out.includes(word), word);
});

test("import: accounts come and go", async (t) => {
	const store = await Store.make(t);
	const { server } = store;
	const rest = ["--role", "clerk", "--password-stdin", "--name", "Nguyễn Văn Ân"];
	const add = (user, password) => store.command(["user", "add", user, ...rest], password);
	assert.equal((await add("an", `${PASSWORD}\n`)).code, DONE);
	assert.equal((await add("binh", PASSWORD)).code, DONE);
	for (const [user, password] of [["an", `${PASSWORD}\n`], ["chi", "ngắn\n"], ["chi", "\n"], ["chi", ""]])
		assert.equal((await add(user, password)).code, COULD_NOT, `${user} "${password}"`);
	const { out } = await store.expect(DONE, ["user", "list"]);
	assert.equal(out, "an\tclerk\tNguyễn Văn Ân\t\nbinh\tclerk\tNguyễn Văn Ân\t\n");
	assert.ok(!(await readFile(join(server.data, "motcua.sqlite"))).includes(PASSWORD), "no password is kept as it is");

	await server.start();
	const an = await Clerk.at(server.url, 2, "an");
	const binh = await Clerk.at(server.url, 3, "binh");
	await server.stop();
	await store.expect(DONE, ["user", "remove", "an"]);
	await store.expect(COULD_NOT, ["user", "remove", "an"]);
	await server.start();
	await an.expect(401, "GET", "/api/v1/session");
	await an.expect(401, "POST", "/api/v1/session", { user: "an", password: PASSWORD, counter: 2 }, { once: null });
	assert.equal((await binh.get("/api/v1/session")).user, "binh");
});

test("import: devices come and go", async (t) => {
	const store = await Store.make(t);
	const { server } = store;
	const { out } = await store.expect(DONE, ["device", "add", "cua-1", "--role", "kiosk"]);
	assert.match(out, /^[A-Za-z0-9_-]{43}\n$/, "the key, alone on its line");
	const other = (await store.expect(DONE, ["device", "add", "cua-2", "--role", "kiosk"])).out;
	assert.notEqual(other, out);
	await store.expect(COULD_NOT, ["device", "add", "cua-1", "--role", "display"]);
	const kiosks = async () => {
		await server.start();
		return [out, other].map((key) => new Kiosk(server.url, { key: key.trim() }));
	};
	let [one, two] = await kiosks();
	await one.take("ho-tich");
	await server.stop();
	await store.expect(DONE, ["device", "remove", "cua-1"]);
	await store.expect(COULD_NOT, ["device", "remove", "cua-1"]);
	[one, two] = await kiosks();
	await one.expect(401, "POST", "/api/v1/tickets", { service: "ho-tich" });
	assert.equal((await two.take("ho-tich")).number, "B002");
});

test("import: the check finds what was altered behind the server's back", async (t) => {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	const store = Object.assign(new Store(), { server });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	for (let i = 0; i < 3; i++) await kiosk.take("ho-tich");
	await server.stop();
	assert.match((await store.expect(DONE, ["check"])).out, /the chain holds\n$/);
	const path = join(server.data, "motcua.sqlite");
	const whole = await readFile(path);
	const at = whole.indexOf("kiosk:cua");
	assert.ok(at > 0);
	whole.write("x", at + 8);
	await writeFile(path, whole);
	assert.match((await store.expect(DAMAGED, ["check"])).log, /./);
	const start = await store.expect(DAMAGED, ["--listen", "127.0.0.1:0"]);
	assert.equal(start.out, "", "what is damaged is not served");
});
