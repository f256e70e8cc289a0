// What other rules would have made of a day that is over: played anew beside the day's work.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Description } from "../harness/description.mjs";
import { ROOT } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const PREVIEW = "/api/v1/admin/preview";
const SERVICE = "chung-thuc";
const COUNTER = 2;
const MINUTE = 60;
const described = new Description(await readFile(join(ROOT, "server/openapi.yaml"), "utf8"));

// Six come at nine, the last of them elderly; each visit takes ten minutes. Then it is the next day.
async function afterADay(t) {
	const server = await Server.start({ catalogue: false, people: [{ user: "quan", role: "admin" }], at: "2026-08-17 09:00" });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, COUNTER);
	for (let i = 0; i < 5; i++) await kiosk.take(SERVICE);
	await kiosk.take(SERVICE, { priority: "elderly" });
	await server.clock.advance(MINUTE);
	await clerk.move("open");
	const called = [];
	for (let i = 0; i < 6; i++) {
		called.push((await clerk.serve()).number);
		await server.clock.advance(10 * MINUTE);
		await clerk.move("finish");
	}
	await clerk.move("close");
	assert.equal(called[0], "A006", "the elderly came first");
	await server.clock.set("2026-08-18 08:00");
	await until("the next day", async () => (await kiosk.get("/api/v1/board")).day === 20260818);
	return { server, kiosk, admin: await Clerk.at(server.url, undefined, "quan") };
}

async function play(admin, day, rules) {
	const told = await admin.post(PREVIEW, { day, rules }, { once: null });
	described.holds(described.answer("POST", PREVIEW, 200), told, "preview");
	return told;
}

const part = (list, id) => list.find((one) => one.id === id);
const near = (seconds, minutes) => assert.ok(Math.abs(seconds - minutes * MINUTE) < MINUTE, `${seconds} s for ${minutes} min`);

test("rules-preview: a day is played as it was and as it would have been", async (t) => {
	const { kiosk, admin } = await afterADay(t);
	const days = await admin.get(PREVIEW);
	described.holds(described.answer("GET", PREVIEW, 200), days, "days");
	assert.deepEqual(days, { days: [20260817] });
	const office = await admin.get("/api/v1/admin/office");
	const same = await play(admin, 20260817, {});
	assert.equal(same.before.count, 6);
	assert.deepEqual(same.before, same.after, "the same rules make the same day");
	near(part(same.priorities, "elderly").before.mean_s, 1);
	near(part(same.priorities, "").before.max_s, 51);
	const classes = office.priority_classes.map((one) => (one.id === "elderly" ? { ...one, head_start_min: 0 } : one));
	const late = await play(admin, 20260817, { priority_classes: classes });
	assert.deepEqual(late.before, same.before);
	near(part(late.priorities, "elderly").after.mean_s, 51);
	near(part(late.priorities, "").after.max_s, 41);
	assert.equal(part(late.services, SERVICE).after.count, 6);
	const gone = await play(admin, 20260817, { priority_classes: classes.filter(({ id }) => id !== "elderly") });
	assert.deepEqual([part(gone.priorities, "elderly").before.count, part(gone.priorities, "elderly").after.count, part(gone.priorities, "").after.count], [1, 0, 6]);
	assert.deepEqual(await admin.get("/api/v1/admin/office"), office, "nothing was changed");
	assert.equal((await kiosk.take(SERVICE)).number, "A001");
});

test("rules-preview: what cannot be played is refused by its place", async (t) => {
	const { admin } = await afterADay(t);
	const refused = (status, body) => admin.expect(status, "POST", PREVIEW, body);
	const field = async (body) => (await refused(422, body)).field;
	assert.equal(await field({ rules: {} }), "day");
	assert.equal(await field({ day: 20260818, rules: {} }), "day");
	assert.equal(await field({ day: 20260816, rules: {} }), "day");
	assert.equal(await field({ day: 20260231, rules: {} }), "day");
	assert.equal(await field({ day: 20260817 }), "rules");
	assert.equal(await field({ day: 20260817, rules: { services: [] } }), "services");
	assert.equal(await field({ day: 20260817, rules: { limits: { undo_seconds: -1 } } }), "limits.undo_seconds");
	const many = await Promise.all(Array.from({ length: 12 }, () => admin.ask("POST", PREVIEW, { day: 20260817, rules: {} })));
	assert.ok(many.every(({ status }) => status === 200 || status === 429));
	assert.ok(many.some(({ status }) => status === 200));
});
