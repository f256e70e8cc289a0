// A server that nobody has told what its office is: it serves a blank one, closed, until someone does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { ROOT } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const OFFICE = "/api/v1/admin/office";
const TEMPLATES = "/api/v1/admin/templates";
const PEOPLE = [{ user: "quantri", role: "admin" }];

async function open(t, options = {}) {
	const server = await Server.start({ office: false, catalogue: false, clerks: [], people: PEOPLE, ...options });
	t.after(() => server.close());
	return { server, anyone: new Client(server.url), kiosk: new Kiosk(server.url, { key: server.keys.cua }), admin: await Clerk.at(server.url, undefined, "quantri") };
}

const sample = async (id) => JSON.parse(await readFile(join(ROOT, `assets/office/${id}.json`), "utf8"));

test("blank office: it is served, closed, with nobody to be called", async (t) => {
	const { server, anyone, kiosk, admin } = await open(t);
	await anyone.get("/healthz");
	const office = await anyone.get("/api/v1/office");
	assert.deepEqual([office.open, office.opens_at, office.services.length, office.counters.length], [false, null, 1, 1]);
	assert.deepEqual(await admin.get(OFFICE), await sample("blank"));
	const { error } = await kiosk.expect(409, "POST", "/api/v1/tickets", { service: office.services[0].id });
	assert.equal(error, "closed");
	await server.kill();
	await server.start();
	assert.equal((await anyone.get("/api/v1/office")).open, false, "and so after a crash");
});

test("blank office: the files to begin with are those of the project, and each is accepted", async (t) => {
	const { anyone, admin } = await open(t);
	const { templates } = await admin.get(TEMPLATES);
	assert.deepEqual(templates.map(({ id }) => id), ["ward", "province", "blank"]);
	for (const { id, name } of templates) {
		assert.ok(name.vi && name.en && name.vi !== name.en, id);
		const file = await admin.get(`${TEMPLATES}/${id}`);
		assert.deepEqual(file, await sample(id));
		await admin.expect(200, "PUT", OFFICE, file);
		assert.equal((await anyone.get("/api/v1/office")).services.length, file.services.length);
	}
	await admin.expect(404, "GET", `${TEMPLATES}/../blank`);
	await admin.expect(404, "GET", `${TEMPLATES}/synonyms`);
});

test("blank office: what is put is there after a crash, in its own zone until a number was issued", async (t) => {
	const { server, anyone, kiosk, admin } = await open(t, { at: "2026-11-25 20:00" }); // +07:00
	const ward = await sample("ward");
	const always = Object.fromEntries(Object.keys(ward.opening_hours).map((day) => [day, [["00:00", "24:00"]]]));
	const there = (timezone) => ({ ...ward, office: { ...ward.office, timezone }, opening_hours: always, holidays: [], ticket_issue: { open_minutes_before: 0, stop_minutes_before_close: 0 } });
	assert.equal((await anyone.get("/api/v1/office")).day, 20261125);
	await admin.expect(200, "PUT", OFFICE, there("Pacific/Auckland"));
	await until("its own day", async () => (await anyone.get("/api/v1/office")).day === 20261126);
	await server.kill();
	await server.start();
	const office = await anyone.get("/api/v1/office");
	assert.deepEqual([office.time_zone, office.day, office.open], ["Pacific/Auckland", 20261126, true]);
	await admin.expect(200, "PUT", OFFICE, there("Asia/Tokyo"));
	assert.equal((await anyone.get("/api/v1/office")).day, 20261126, "no day comes twice");
	assert.equal((await kiosk.take("chung-thuc")).number, "A001");
	const { field } = await admin.expect(422, "PUT", OFFICE, there("Asia/Ho_Chi_Minh"));
	assert.equal(field, "office.timezone");
	await server.kill();
	await server.start();
	await admin.expect(422, "PUT", OFFICE, there("Asia/Ho_Chi_Minh"));
});
