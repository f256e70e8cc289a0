// The catalogue in an administrator's hands: imported with a look first, one procedure changed, taken back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BIRTH, COPY, readCatalogue, rowOf } from "../harness/catalogue.mjs";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

const LIST = "/api/v1/admin/procedures";
const AUDIT = "/api/v1/admin/audit";
const [TODAY, TOMORROW] = [20260817, 20260818];
const YESTERDAY = 20260816;
const DAY_S = 24 * 3600;

class Office {
	// With a catalogue of a few procedures, imported by the administrator.
	static async open(t) {
		const office = new Office();
		office.hall = await Hall.open(t);
		office.admin = await office.hall.sit("quan-tri");
		const whole = await readCatalogue();
		const few = [rowOf(whole, BIRTH), rowOf(whole, COPY), ...whole.procedures.filter(({ field }) => field === "dat-dai").slice(0, 10)];
		office.list = { ...whole, procedures: few };
		await office.import(office.list);
		return office;
	}

	import(catalog, more = {}, status = 200) {
		return this.admin.expect(status, "POST", `${LIST}/import`, { catalog, ...more });
	}

	all() {
		return this.admin.get(LIST);
	}

	one(code) {
		return this.admin.get(`${LIST}/${code}`);
	}

	put(code, members, status = 200) {
		return this.admin.expect(status, "PUT", `${LIST}/${code}`, members);
	}

	shown(code) {
		return this.hall.anyone.get(`/api/v1/procedures/${code}`);
	}

	async found(q) {
		const { procedures } = await this.hall.anyone.get(`/api/v1/procedures?${new URLSearchParams({ q })}`);
		return procedures.map(({ code }) => code);
	}

	async acts() {
		return (await this.admin.get(`${AUDIT}?object=catalogue`)).entries;
	}

	undo({ seq }, status = 200) {
		return this.admin.expect(status, "POST", `${AUDIT}/${seq}/undo`, {});
	}
}

// The same list without the copy, with another fee for births and something new.
function next({ list }) {
	const rows = list.procedures.filter(({ code }) => code !== COPY);
	const changed = rows.map((row) => (row.code === BIRTH ? { ...row, fee_vnd: 8000 } : row));
	return { ...list, procedures: [...changed, { code: "9.000001", name_vi: "Thủ tục mới hoàn toàn", field: "ho-tich" }] };
}

test("catalogue: the first list is in force at once", async (t) => {
	const office = await Office.open(t);
	const { version, day, procedures } = await office.all();
	assert.ok(version > 0);
	assert.deepEqual([day, procedures.length], [TODAY, 12]);
	assert.deepEqual(await office.found("khai sinh"), [BIRTH]);
	const [act] = await office.acts();
	assert.deepEqual([act.act, act.object, act.can_undo, act.by], ["import", { kind: "catalogue", id: null }, false, "admin:quan-tri"]);
	await office.undo(act, 409);
	await office.hall.server.kill();
	await office.hall.server.start();
	assert.deepEqual((await office.all()).procedures, procedures, "it is on the disk");
});

test("catalogue: an import is looked at, then done", async (t) => {
	const office = await Office.open(t);
	const { version } = await office.all();
	const tried = await office.hall.unchanged(() => office.import(next(office), { version, try: true }));
	assert.deepEqual([tried.version, tried.from, tried.counts], [version, TODAY, { new: 1, changed: 1, gone: 1, same: 10 }]);
	assert.deepEqual([tried.new[0].code, tried.gone[0].code, tried.changed[0].code], ["9.000001", COPY, BIRTH]);
	assert.deepEqual(tried.changed[0].changes, [{ path: "fee_vnd", was: rowOf(office.list, BIRTH).fee_vnd, is: 8000, order: false }]);
	const done = await office.import(next(office), { version });
	assert.ok(done.version > version);
	assert.deepEqual(done.counts, tried.counts);
	assert.equal((await office.shown(BIRTH)).fee_vnd, 8000);
	assert.equal((await office.shown("9.000001")).valid_from, TODAY);
	const gone = await office.shown(COPY);
	assert.deepEqual([gone.in_force, gone.valid_until], [false, YESTERDAY], "what is gone is still told");
	assert.deepEqual(await office.found(COPY), []);
	assert.equal((await office.import(next(office), { version }, 409)).version, done.version);
	assert.deepEqual((await office.import(next(office), { try: true })).counts, { new: 0, changed: 0, gone: 0, same: 12 });
	const { history } = await office.one(BIRTH);
	assert.deepEqual(history.map(({ act, changes }) => [act, changes.map(({ path }) => path)]), [["import", ["fee_vnd"]]]);
	const back = await office.import(office.list, { try: true });
	assert.deepEqual([back.counts, back.changed.find(({ code }) => code === COPY).changes.map(({ path }) => path)],
		[{ new: 0, changed: 2, gone: 1, same: 10 }, ["valid_until", "valid_from"]], "what had ended begins again");
	await office.undo((await office.acts())[0]);
	assert.deepEqual(await office.found(COPY), [COPY]);
	assert.equal((await office.shown(BIRTH)).fee_vnd, rowOf(office.list, BIRTH).fee_vnd);
});

test("catalogue: an import holds from a day to come, at its midnight", async (t) => {
	const office = await Office.open(t);
	await office.import(next(office), { from: TOMORROW });
	assert.equal((await office.shown(BIRTH)).fee_vnd, rowOf(office.list, BIRTH).fee_vnd);
	assert.deepEqual(await office.found("Thủ tục mới hoàn toàn"), []);
	assert.deepEqual(await office.found(COPY), [COPY]);
	const { now, planned } = await office.one(BIRTH);
	assert.deepEqual([now.amended_from, planned], [TOMORROW, [{ from: TOMORROW, fee_vnd: 8000 }]]);
	await office.hall.server.clock.advance(DAY_S);
	await until("the next day", async () => (await office.hall.board()).day === TOMORROW);
	assert.equal((await office.shown(BIRTH)).fee_vnd, 8000);
	assert.deepEqual(await office.found("Thủ tục mới hoàn toàn"), ["9.000001"]);
	assert.deepEqual(await office.found(COPY), []);
	const admin = await office.hall.sit("quan-tri");
	assert.equal((await admin.expect(422, "POST", `${LIST}/import`, { catalog: office.list, from: TODAY })).field, "from");
});

test("catalogue: one procedure is changed, replaced, and put back", async (t) => {
	const office = await Office.open(t);
	const before = await office.one(BIRTH);
	const { version, procedure } = await office.put(BIRTH, { version: before.version, fee_vnd: 12000, documents_vi: ["Tờ khai", "Giấy chứng sinh"], service: "chung-thuc" });
	assert.deepEqual([procedure.fee_vnd, procedure.documents_vi.length], [12000, 2]);
	const shown = await office.shown(BIRTH);
	assert.deepEqual([shown.fee_vnd, shown.documents.length, shown.service], [12000, 2, "chung-thuc"]);
	assert.equal((await office.put(BIRTH, { version: before.version, fee_vnd: 1 }, 409)).version, version);
	await office.put(BIRTH, { from: TOMORROW, fee_vnd: 15000 });
	assert.equal((await office.shown(BIRTH)).fee_vnd, 12000);
	assert.deepEqual((await office.one(BIRTH)).planned, [{ from: TOMORROW, fee_vnd: 15000 }]);
	await office.put("9.000002", { name_vi: "Khai sinh kiểu mới", field: "ho-tich", valid_from: TODAY });
	await office.put(BIRTH, { valid_until: YESTERDAY, replaced_by: "9.000002" });
	assert.deepEqual(await office.found(BIRTH), ["9.000002"]);
	assert.deepEqual((await office.one("9.000002")).replaces, [BIRTH]);
	const { history } = await office.one(BIRTH);
	assert.deepEqual(history.map(({ act, can_undo: can }) => [act, can]), [["put", true], ["put", true], ["put", true]]);
	assert.deepEqual(history[0].changes.map(({ path }) => path), ["valid_until", "replaced_by"]);
	const added = (await office.acts()).find(({ act }) => act === "add");
	assert.equal((await office.undo(added, 422)).field, "procedures.1.001193.replaced_by", "somebody needs it");
	await office.undo(history[0]);
	assert.deepEqual(await office.found(BIRTH), [BIRTH]);
	await office.undo(added);
	await office.admin.expect(404, "GET", `${LIST}/9.000002`);
	await office.undo(history[2]);
	assert.deepEqual((await office.shown(BIRTH)).fee_vnd, rowOf(office.list, BIRTH).fee_vnd);
	await office.hall.server.stop();
	assert.match(await office.hall.server.command(["check"]), /the chain holds/);
});

test("catalogue: an import under a later change of one procedure names that change", async (t) => {
	const office = await Office.open(t);
	await office.import(next(office));
	await office.put(COPY, { name_en: "Copies" });
	await office.put(BIRTH, { fee_vnd: 9000 });
	const [put, , imported] = await office.acts();
	const refused = await office.undo(imported, 409);
	assert.deepEqual(refused.in_the_way, { path: `procedures.${BIRTH}.fee_vnd`, seq: put.seq });
	await office.undo(put);
	await office.undo(imported);
	assert.equal((await office.shown(BIRTH)).fee_vnd, rowOf(office.list, BIRTH).fee_vnd);
});

test("catalogue: a change of one procedure under a later import names that import", async (t) => {
	const office = await Office.open(t);
	await office.put(BIRTH, { fee_vnd: 9000 });
	await office.import(next(office));
	await office.put(COPY, { name_en: "Copies" });
	const [, imported, put] = await office.acts();
	const refused = await office.undo(put, 409);
	assert.deepEqual(refused.in_the_way, { path: "fee_vnd", seq: imported.seq });
});

test("catalogue: what does not hold is refused, and nothing is changed", async (t) => {
	const office = await Office.open(t);
	await office.hall.unchanged(async () => {
		const cases = [
			[{ fee_vnd: -1 }, "fee_vnd"], [{ name_vi: "" }, "name_vi"], [{ field: "x" }, "field"], [{ service: "x" }, "service"],
			[{ replaced_by: COPY }, "valid_until"], [{ valid_until: TODAY, replaced_by: "7.7" }, "replaced_by"], [{ code: "1" }, "code"],
			[{ documents_vi: ["a", ""] }, "documents_vi[1]"], [{ from: YESTERDAY }, "from"], [{ from: 20260832 }, "from"], [{ version: "x" }, "version"],
		];
		for (const [members, field] of cases) assert.equal((await office.put(BIRTH, members, 422)).field, field);
		assert.equal((await office.put("9.9", { fee_vnd: 5 }, 422)).field, "name_vi");
		for (const catalog of [undefined, {}, { fields: [], procedures: [{}] }, { fields: [{ id: 1 }], procedures: [] }])
			assert.equal((await office.import(catalog, {}, 422)).field, "catalog");
		const wrong = next(office);
		wrong.procedures[0] = { ...wrong.procedures[0], time_limit_kind: "soon" };
		const refused = await office.import(wrong, { try: true }, 422);
		assert.equal(refused.field, `procedures.${wrong.procedures[0].code}.time_limit_kind`);
		assert.ok(refused.message.includes(refused.field));
	});
});

test("catalogue: two administrators at once, and an answer that was lost", async (t) => {
	const office = await Office.open(t);
	const other = await office.hall.sit("quan-tri");
	const both = await Promise.all([
		office.admin.insist("PUT", `${LIST}/${BIRTH}`, { fee_vnd: 1000 }, { once: "one" }),
		other.insist("PUT", `${LIST}/${COPY}`, { fee_vnd: 4000 }),
	]);
	assert.deepEqual(both.map(({ status }) => status), [200, 200]);
	assert.deepEqual([(await office.shown(BIRTH)).fee_vnd, (await office.shown(COPY)).fee_vnd], [1000, 4000], "neither is lost");
	assert.deepEqual((await office.admin.insist("PUT", `${LIST}/${BIRTH}`, { fee_vnd: 1000 }, { once: "one" })).body, both[0].body);
	assert.equal((await office.acts()).length, 3);
});
