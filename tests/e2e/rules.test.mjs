// The rules are changed while the hall is open: nobody loses the place, and what does not hold is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

const RULES = "/api/v1/rules";
const OFFICE = "/api/v1/admin/office";

async function open(t, options) {
	const hall = await Hall.open(t, options);
	return { hall, an: await hall.sit("an", 2), lead: await hall.sit("truong"), admin: await hall.sit("quan-tri") };
}

const put = (by, body, status = 200, path = RULES) => by.expect(status, "PUT", path, body);

test("rules: as the office file has them", async (t) => {
	const { lead, admin } = await open(t);
	const rules = await lead.get(RULES);
	const file = await admin.get(OFFICE);
	for (const part of ["priority_rule", "priority_classes", "call", "limits"]) assert.deepEqual(rules[part], file[part], part);
	assert.deepEqual(rules.counters.map(({ id }) => id), file.counters.map(({ id }) => id));
	assert.deepEqual(rules.counters[1], { id: 2, services: [["chung-thuc", 1], ["ho-tich", 3]] });
	assert.equal((await lead.get("/api/v1/hall")).rules_version, rules.version);
});

test("rules: who waits keeps the queue time, whatever is changed", async (t) => {
	const { hall, an, lead } = await open(t);
	const tickets = [];
	for (const priority of ["elderly", "", ""]) {
		tickets.push(await hall.take("chung-thuc", { priority }));
		await hall.pass(60);
	}
	const times = async () => (await an.queue()).queue.map(({ number, queue_at }) => [number, queue_at]);
	const before = await times();
	await an.move("next");
	const { version } = await lead.get(RULES);
	const now = await put(lead, { priority_rule: { head_start_min: 0 }, limits: { undo_seconds: 5 } });
	assert.ok(now.version > version);
	assert.deepEqual([now.priority_rule.head_start_min, now.limits.undo_seconds], [0, 5]);
	assert.deepEqual(now, await lead.get(RULES));
	assert.equal(now.limits.recall_min_seconds ?? 8, 8, "the rest stays");
	const seen = await hall.counter(2);
	assert.deepEqual([seen.number, seen.state_of_ticket], ["A001", "called"]);
	assert.deepEqual(await times(), before.slice(1));
	await an.move("start");
	await an.move("finish");
	assert.deepEqual((await an.move("next")).ticket.number, "A002");
	const fresh = await hall.take("chung-thuc", { priority: "elderly" });
	assert.equal(fresh.queue_at, Math.floor(fresh.issued_at / 1000) * 1000, "who comes now is under the new rule");
	assert.equal(fresh.number, "A004");
	await hall.server.kill();
	await hall.server.start();
	assert.deepEqual((await lead.get(RULES)).priority_rule.head_start_min, 0, "it lasts");
	assert.deepEqual((await times()).map(([number]) => number), ["A003", "A004"]);
});

test("rules: a counter serves something else from now on", async (t) => {
	const { hall, an, lead } = await open(t);
	await hall.take("dat-dai");
	assert.equal((await an.move("next")).ticket, null);
	const { counters } = await put(lead, { counters: [{ id: 2, services: [["chung-thuc", 1], ["dat-dai", 1]] }] });
	assert.deepEqual(counters[1].services, [["chung-thuc", 1], ["dat-dai", 1]]);
	assert.equal(counters.length, (await hall.board()).counters.length);
	assert.equal((await an.move("next")).ticket.number, "D001");
	const office = await hall.anyone.get("/api/v1/office");
	assert.deepEqual(office.counters[1].services, ["chung-thuc", "dat-dai"]);
	await hall.feed.next("change", ({ kind }) => kind === "setup");
});

test("rules: what does not hold is told by its place, and changes nothing", async (t) => {
	const { hall, an, lead, admin } = await open(t);
	await hall.unchanged(async () => {
		const wrong = [
			["priority_rule.head_start_min", { priority_rule: { head_start_min: -1 } }],
			["limits.undo_seconds", { limits: { undo_seconds: "30" } }],
			["priority_classes[0].id", { priority_classes: [{ id: "ƯT" }] }],
			["priority_classes[0].min_age", { priority_classes: [{ id: "elderly", name_vi: "Người cao tuổi", min_age: -1 }] }],
			["services", { services: [] }], ["priority_rule", { priority_rule: 7 }], ["counters", { counters: {} }],
			["counters", { counters: [{ id: 77, services: [] }] }], ["counters", { counters: [{ id: 2, name_vi: "x" }] }],
			["priority_classes", { priority_classes: null }],
		];
		for (const [field, body] of wrong) {
			const answer = await put(lead, body, 422);
			assert.equal(answer.error, "invalid");
			assert.equal(answer.field, field, JSON.stringify(body));
			assert.ok(answer.message.startsWith("Mục ") || answer.message === "Nội dung chưa hợp lệ, vui lòng kiểm tra lại.");
		}
		const reason = await put(lead, { limits: { undo_seconds: 601 } }, 422);
		assert.equal(reason.message, "Mục limits.undo_seconds phải là số nguyên từ 0 đến 600.");
		const english = await lead.ask("PUT", RULES, { limits: { undo_seconds: 601 } }, { headers: { "Accept-Language": "en" } });
		assert.equal(english.body.message, "limits.undo_seconds must be a whole number from 0 to 600.");
		await put(lead, {});
		await put(lead, { limits: (await lead.get(RULES)).limits });
		assert.equal((await put(an, {}, 403)).error, "forbidden");
		await an.expect(403, "GET", RULES);
		await lead.expect(403, "GET", OFFICE);
		await lead.expect(403, "PUT", OFFICE, {});
		await hall.anyone.expect(401, "PUT", RULES, {});
		await lead.expect(400, "PUT", RULES, {}, { once: null });
		assert.equal((await put(admin, {}, 422, OFFICE)).field, "office");
	});
});

test("rules: who belongs to a class and what shows it is the office's to say", async (t) => {
	const { hall, lead, admin } = await open(t);
	const { priority_classes: classes } = await lead.get(RULES);
	const own = classes.map((one) => (one.id === "elderly" ? { ...one, min_age: 70, proof_vi: "Căn cước hoặc hộ chiếu", proof_en: null } : one));
	assert.deepEqual((await put(lead, { priority_classes: own })).priority_classes, own);
	const told = async () => (await hall.anyone.get("/api/v1/office")).priorities.find(({ id }) => id === "elderly");
	assert.deepEqual(await told(), { id: "elderly", name: { vi: "Người cao tuổi", en: "Elderly person" }, min_age: 70, proof: { vi: "Căn cước hoặc hộ chiếu", en: null } });
	const file = await admin.get(OFFICE);
	assert.deepEqual(file.priority_classes, own);
	await put(admin, { ...file, priority_classes: classes }, 200, OFFICE);
	assert.equal((await told()).min_age, 75);
	const wrong = { ...file, priority_classes: [{ ...own[0], proof_vi: "Giấy ".repeat(100) }] };
	assert.equal((await put(admin, wrong, 422, OFFICE)).field, "priority_classes[0].proof_vi");
});

test("rules: the administrator puts a whole office file", async (t) => {
	const { hall, admin } = await open(t);
	const file = await admin.get(OFFICE);
	const long = { ...file, note: "x".repeat(300000), services: file.services.map((one, i) => (i ? one : { ...one, name_vi: "Chứng thực, sao y" })) };
	assert.deepEqual(await put(admin, long, 200, OFFICE), long);
	const office = await hall.anyone.get("/api/v1/office");
	assert.equal(office.services[0].name.vi, "Chứng thực, sao y");
	assert.deepEqual(await admin.get(OFFICE), long);
	await hall.take("chung-thuc");
	const zone = { ...file, office: { ...file.office, timezone: "Asia/Tokyo" } };
	assert.equal((await put(admin, zone, 422, OFFICE)).field, "office.timezone");
	await put(admin, { ...file, services: undefined }, 422, OFFICE);
	const lead = await hall.sit("truong");
	const large = await lead.ask("PUT", RULES, { note: "x".repeat(300000) });
	assert.equal(large.status, 413, "nobody else sends so much");
});

test("rules: the same key puts once and gets the same answer, also after a crash", async (t) => {
	const { hall, lead, admin } = await open(t, { catalogue: true });
	const again = (by, path, once, body) => by.insist("PUT", path, body, { once });
	const first = { priority_rule: { head_start_min: 20 } };
	const told = await lead.expect(200, "PUT", RULES, first, { once: "first" });
	assert.equal(told.version, (await lead.get(RULES)).version, "the version that it was told is the one in force");
	await put(lead, { priority_rule: { head_start_min: 40 } });
	const { version } = await lead.get(RULES);
	assert.deepEqual((await again(lead, RULES, "first", first)).body, told);
	assert.equal((await lead.expect(422, "PUT", RULES, {}, { once: "first" })).error, "key_reused");

	const file = await admin.get(OFFICE);
	const named = { ...file, counters: file.counters.map((one) => ({ ...one, name_vi: `${one.name_vi} mới` })) };
	const whole = await admin.expect(200, "PUT", OFFICE, named, { once: "first" });
	await put(admin, file, 200, OFFICE);
	await hall.server.kill();
	await hall.server.start();
	assert.deepEqual((await again(lead, RULES, "first", first)).body, told);
	assert.deepEqual((await again(admin, OFFICE, "first", named)).body, whole);
	assert.deepEqual(await admin.get(OFFICE), file, "nothing was put twice");
	const now = await lead.get(RULES);
	assert.deepEqual([now.priority_rule.head_start_min, now.version], [40, version + 2]);
});
