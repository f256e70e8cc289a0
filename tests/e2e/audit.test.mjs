// What administrators did: told with what was and what is, taken back, and proved by the chain.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

const ADMIN = "/api/v1/admin";
const AUDIT = `${ADMIN}/audit`;
const DAMAGED = 4;

async function open(t) {
	const people = [{ user: "quan-tri", role: "admin", name: "Phạm Minh Đức" }, { user: "truong", role: "lead", name: "Lê Thu Hà" }];
	const hall = await Hall.open(t, { people });
	return { hall, admin: await hall.sit("quan-tri"), lead: await hall.sit("truong") };
}

const list = async (by, query = "") => (await by.get(`${AUDIT}?object=office${query}`)).entries;
const newest = async (by) => (await list(by, "&limit=1"))[0];
const one = (by, { seq }) => by.get(`${AUDIT}/${seq}`);
const undo = (by, { seq }, status = 200, options) => by.expect(status, "POST", `${AUDIT}/${seq}/undo`, {}, options);
const part = (by, name) => by.get(`${ADMIN}/${name}`);

// Changes a part of the office file by a function, and gives the act.
async function change(by, name, how) {
	const { version, ...members } = await part(by, name);
	how(members);
	await by.expect(200, "PUT", `${ADMIN}/${name}`, members);
	return newest(by);
}

const rename = (by, id, to) => change(by, "counters", ({ counters }) => { counters.find((one) => one.id === id).name_vi = to; });
const named = async (by, id) => (await part(by, "counters")).counters.find((one) => one.id === id).name_vi;

test("audit: every change of the office file is told, by whom and what", async (t) => {
	const { hall, admin, lead } = await open(t);
	const [imported] = await list(admin);
	assert.deepEqual({ ...imported, seq: 0, at: 0 }, {
		seq: 0, at: 0, by: "system", name: null, act: "put", object: { kind: "office", id: null },
		undoes: null, undone_by: null, can_undo: false,
	});
	const was = await named(admin, 3);
	const act = await rename(admin, 3, "Quầy 3 mới");
	assert.deepEqual({ ...act, seq: 0, at: 0 }, {
		seq: 0, at: 0, by: "admin:quan-tri", name: "Phạm Minh Đức", act: "put", object: { kind: "office", id: null },
		undoes: null, undone_by: null, can_undo: true,
	});
	const change = { path: "counters.3.name_vi", was, is: "Quầy 3 mới", order: false };
	assert.deepEqual(await one(admin, act), { ...act, changes: [change] });
	await lead.expect(200, "PUT", "/api/v1/notices", { notices: [{ vi: "Nghỉ họp lúc 10 giờ." }] });
	await lead.expect(200, "PUT", "/api/v1/rules", { limits: { undo_seconds: 20 } });
	const [rules, notices, ...rest] = await list(admin);
	assert.deepEqual([rules.by, rules.name, notices.by], ["lead:truong", "Lê Thu Hà", "lead:truong"]);
	assert.deepEqual((await one(admin, rules)).changes, [{ path: "limits.undo_seconds", was: null, is: 20, order: false }]);
	assert.deepEqual((await one(admin, notices)).changes.map(({ path }) => path), ["notices"]);
	assert.deepEqual(rest, [act, imported]);
	await hall.feed.next("change", ({ kind, seq, by }) => kind === "setup" && seq === rules.seq && by === "lead");

	const first = await admin.get(`${AUDIT}?object=office&limit=3`);
	assert.deepEqual([first.entries.length, first.more], [3, true]);
	const second = await admin.get(`${AUDIT}?object=office&before=${first.entries[2].seq}`);
	assert.deepEqual([second.entries, second.more], [[imported], false]);
	const { entries } = await admin.get(AUDIT);
	assert.equal(entries.filter(({ object }) => object.kind === "office").length, 4);
	const people = (await admin.get(`${AUDIT}?object=user`)).entries;
	assert.deepEqual(people.map(({ act, object, by }) => [act, object.id, by]), [["add", "truong", "system"], ["add", "quan-tri", "system"]]);
	const of = async (query) => (await admin.get(`${AUDIT}?object=office&${query}`)).entries;
	assert.deepEqual(await of("by=lead:truong"), [rules, notices]);
	assert.deepEqual(await of("by=lead:nobody"), []);
	const { day } = await admin.get("/api/v1/hall");
	assert.equal((await of(`day=${day}`)).length, 4);
	assert.deepEqual(await of("day=20200229"), []);
	await admin.expect(404, "GET", `${AUDIT}/999`);
	await admin.expect(404, "GET", `${AUDIT}/x`);
	for (const [field, query] of [["limit", "limit=0"], ["limit", "limit=201"], ["before", "before=x"], ["object", `object=${"x".repeat(40)}`], ["by", `by=${"x".repeat(40)}`], ["day", "day=20260231"], ["day", "day=x"]])
		assert.equal((await admin.expect(422, "GET", `${AUDIT}?${query}`)).field, field);
});

test("audit: an old change is undone, and what came later elsewhere stays", async (t) => {
	const { hall, admin, lead } = await open(t);
	const before = await part(admin, "office");
	const old = await rename(admin, 3, "Quầy 3 mới");
	await rename(admin, 2, "Quầy 2 mới");
	await lead.expect(200, "PUT", "/api/v1/rules", { limits: { undo_seconds: 20 } });
	await hall.server.kill();
	await hall.server.start();
	const back = await undo(admin, old);
	assert.deepEqual([back.act, back.undoes, back.by, back.can_undo], ["undo", old.seq, "admin:quan-tri", true]);
	assert.deepEqual(await newest(admin), back);
	assert.equal((await one(admin, old)).undone_by, back.seq);
	assert.equal((await one(admin, old)).can_undo, false);
	const now = await part(admin, "office");
	assert.deepEqual(now.counters.map(({ name_vi }) => name_vi), before.counters.map(({ id, name_vi }) => (id === 2 ? "Quầy 2 mới" : name_vi)));
	assert.equal(now.limits.undo_seconds, 20);
	assert.deepEqual((await hall.anyone.get("/api/v1/office")).counters[2].name.vi, before.counters[2].name_vi, "it is in force");
	const twice = await undo(admin, old, 409);
	assert.deepEqual([twice.error, twice.in_the_way], ["wrong_state", null]);
	await undo(admin, back);
	assert.equal(await named(admin, 3), "Quầy 3 mới", "undoing is undone like everything else");
	assert.equal((await undo(admin, { seq: 999 }, 404)).error, "not_found");
	const [imported] = (await list(admin)).slice(-1);
	assert.equal((await undo(admin, imported, 409)).error, "wrong_state", "an office there must be");
});

test("audit: what touched the same thing later is in the way, and named", async (t) => {
	const { hall, admin } = await open(t);
	const first = await rename(admin, 3, "Một");
	const elsewhere = await rename(admin, 2, "Khác");
	const second = await rename(admin, 3, "Hai");
	assert.deepEqual((await list(admin)).map(({ can_undo }) => can_undo), [true, true, false, false]);
	await hall.unchanged(async () => {
		const refused = await undo(admin, first, 409);
		assert.deepEqual([refused.error, refused.in_the_way], ["wrong_state", { path: "counters.3.name_vi", seq: second.seq }]);
		assert.ok(refused.message.length > 20);
	});
	await undo(admin, second);
	assert.equal(await named(admin, 3), "Một");
	await undo(admin, first);
	await undo(admin, elsewhere);
	const left = (await list(admin)).filter(({ can_undo }) => can_undo);
	assert.deepEqual(left.map(({ undoes }) => undoes), [elsewhere.seq, first.seq], "what was undone last can be done again");
});

test("audit: what would not hold without it is refused with its place", async (t) => {
	const { hall, admin } = await open(t);
	const service = { id: "moi", prefix: "X", name_vi: "Lĩnh vực mới", fields: [] };
	const added = await change(admin, "services", ({ services }) => { services.splice(1, 0, service); });
	assert.deepEqual((await one(admin, added)).changes, [{ path: "services.moi", was: null, is: service, order: false }]);
	await change(admin, "counters", ({ counters }) => { counters[1].services.push(["moi", 1]); });
	assert.equal((await one(admin, added)).can_undo, true, "nobody changed the service itself");
	await hall.unchanged(async () => {
		const refused = await undo(admin, added, 422);
		assert.match(refused.field, /^counters\.1\.services\.\d$/);
	});
	const removed = await change(admin, "counters", ({ counters }) => { counters.splice(1, 1); });
	const { services } = await hall.anyone.get("/api/v1/office");
	await undo(admin, added);
	assert.equal((await hall.anyone.get("/api/v1/office")).services.length, services.length - 1);
	assert.equal((await undo(admin, removed, 422)).field, "counters.1.services.2");
});

test("audit: two administrators at once", async (t) => {
	const { hall, admin } = await open(t);
	const other = await hall.sit("quan-tri");
	const act = await rename(admin, 3, "Một");
	const answers = await Promise.all([admin, other].map((by) => by.insist("POST", `${AUDIT}/${act.seq}/undo`, {})));
	assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409], "one of them undoes it");
	const [counters, services] = [await part(admin, "counters"), await part(other, "services")];
	counters.counters[0].name_vi = "Quầy A";
	services.services[0].name_vi = "Lĩnh vực A";
	const both = await Promise.all([
		admin.insist("PUT", `${ADMIN}/counters`, { counters: counters.counters }),
		other.insist("PUT", `${ADMIN}/services`, { services: services.services }),
	]);
	assert.deepEqual(both.map(({ status }) => status), [200, 200]);
	const [one1, one2] = await Promise.all((await list(admin, "&limit=2")).map((entry) => one(admin, entry)));
	assert.deepEqual([one1, one2].map(({ changes }) => changes.map(({ path }) => path).join()).sort(), ["counters.1.name_vi", "services.chung-thuc.name_vi"]);
});

test("audit: killed in between, it was done once or not at all, and the chain tells", async (t) => {
	const { hall, admin } = await open(t);
	for (let round = 0; round < 4; round++) {
		const name = `Quầy ${round}`;
		const act = await rename(admin, 3, name);
		const asked = admin.ask("POST", `${AUDIT}/${act.seq}/undo`, {}, { once: `undo-${round}` }).catch(() => null);
		if (round % 2) await asked;
		await hall.server.kill();
		await hall.server.start();
		const told = await asked;
		const back = await admin.insist("POST", `${AUDIT}/${act.seq}/undo`, {}, { once: `undo-${round}` });
		assert.equal(back.status, 200);
		if (told?.status === 200) assert.deepEqual(back.body, told.body, "the same answer");
		assert.equal((await list(admin)).filter(({ undoes }) => undoes === act.seq).length, 1);
		assert.notEqual(await named(admin, 3), name);
	}
	await hall.server.stop();
	assert.match(await hall.server.command(["check"]), /the chain holds/);
	const path = join(hall.server.data, "motcua.sqlite");
	const whole = await readFile(path);
	const at = whole.indexOf('"is":"Quầy 2"');
	assert.ok(at > 0);
	whole.write("3", at + Buffer.byteLength('"is":"Quầy '));
	await writeFile(path, whole);
	await hall.server.command(["check"], { status: DAMAGED });
});
