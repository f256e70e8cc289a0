// The office file in parts: two people who change different things do not meet; what does not hold is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

const ADMIN = "/api/v1/admin";
const PARTS = {
	services: ["services"],
	counters: ["counters", "zones"],
	calendar: ["opening_hours", "opening_hours_note_vi", "holidays", "make_up_workdays", "ticket_issue"],
	rules: ["priority_classes", "priority_rule", "limits", "call", "visit", "indicators"],
	texts: ["office", "ticket_number", "note", "languages"],
};

const get = (by, part) => by.get(`${ADMIN}/${part}`);
const put = (by, part, body, status = 200, options) => by.expect(status, "PUT", `${ADMIN}/${part}`, body, options);

async function open(t) {
	const hall = await Hall.open(t);
	return { hall, one: await hall.sit("quan-tri"), other: await hall.sit("quan-tri") };
}

test("admin parts: the office file, each member in one of them", async (t) => {
	const { hall, one } = await open(t);
	const file = await get(one, "office");
	const { version: rules } = await one.get("/api/v1/rules");
	let all = {};
	for (const [part, keys] of Object.entries(PARTS)) {
		const { version, ...members } = await get(one, part);
		assert.equal(version, rules, part);
		for (const key of Object.keys(members)) assert.ok(keys.includes(key) && !(key in all), `${key} in ${part}`);
		all = { ...all, ...members };
	}
	assert.deepEqual(all, file);
	await hall.unchanged(async () => {
		for (const part of Object.keys(PARTS)) {
			const now = await get(one, part);
			assert.deepEqual(await put(one, part, now), now);
		}
	});
});

test("admin parts: what one changed meanwhile is not overwritten", async (t) => {
	const { one, other } = await open(t);
	const [mine, theirs] = [await get(one, "services"), await get(other, "services")];
	mine.services[0].name_vi = "Chứng thực, sao y";
	theirs.services[0].target_wait_minutes = 10;
	const now = await put(one, "services", mine, 200, { once: "mine" });
	assert.deepEqual(now, { ...mine, version: now.version });
	assert.ok(now.version > mine.version);
	const refused = await put(other, "services", theirs, 409);
	assert.deepEqual([refused.error, refused.version], ["wrong_state", now.version]);
	assert.deepEqual(await get(other, "services"), now);
	await put(other, "services", { ...theirs, version: now.version });
	assert.deepEqual((await one.insist("PUT", `${ADMIN}/services`, mine, { once: "mine" })).body, now, "an answer that was lost is given again");
	assert.equal((await put(one, "services", { services: now.services })).services[0].target_wait_minutes, now.services[0].target_wait_minutes, "without a version the last one wins");
});

test("admin parts: a member that is not named stays, null takes it away", async (t) => {
	const { one } = await open(t);
	const notices = [{ vi: "Sáng mai nghỉ lúc 10 giờ." }];
	const before = await get(one, "texts");
	const now = await put(one, "texts", { notices, slip: { footer: { vi: "Cảm ơn ông, bà." } } });
	assert.deepEqual(now, { ...before, notices, slip: { footer: { vi: "Cảm ơn ông, bà." } }, version: now.version });
	const gone = await put(one, "texts", { version: now.version, notices: null });
	assert.deepEqual([gone.notices, gone.slip], [undefined, now.slip]);
	assert.deepEqual((await one.get("/api/v1/notices")).notices, []);
});

test("admin parts: what does not hold is told by its place", async (t) => {
	const { hall, one } = await open(t);
	const { counters } = await get(one, "counters");
	const bad = structuredClone(counters);
	bad[2].services[0] = ["bay", 1];
	await hall.take("chung-thuc");
	await hall.unchanged(async () => {
		const refused = await put(one, "counters", { counters: bad }, 422);
		assert.deepEqual([refused.error, refused.field], ["invalid", "counters.2.services.0"]);
		assert.match(refused.message, /counters\.2\.services\.0/);
		const wrong = [
			["services.0.name_vi", "services", { services: [{ id: "a", prefix: "A" }] }],
			["priority_rule.head_start_min", "rules", { priority_rule: { helper_handicap_min: {}, head_start_min: -1 } }],
			["services", "rules", { services: [] }], ["bay", "texts", { bay: 1 }], ["version", "texts", { version: "1" }],
			["services", "services", { services: null }],
		];
		for (const [field, part, body] of wrong) assert.equal((await put(one, part, body, 422)).field, field);
		const zone = await get(one, "texts");
		zone.office.timezone = "Asia/Tokyo";
		assert.equal((await put(one, "texts", zone, 422)).field, "office.timezone");
		await put(one, "services", {}, 400, { once: null });
	});
	const large = { note: "x".repeat(300000) };
	assert.equal((await put(one, "texts", large)).note.length, 300000);
});

test("admin parts: a whole file that says which version it was made of has to have seen the newest", async (t) => {
	const { one, other } = await open(t);
	const { version } = await get(one, "services");
	const file = await get(one, "office");
	file.services[0].target_wait_minutes = 11;
	await put(other, "services", { services: file.services.toReversed() });
	const refused = await put(one, `office?version=${version}`, file, 409);
	assert.deepEqual([refused.error, refused.version], ["wrong_state", version + 1]);
	await put(one, "office?version=x", file, 409);
	await put(one, `office?version=${version + 1}`, file);
	assert.equal((await get(one, "services")).services[0].target_wait_minutes, 11);
});
