// How well the waits that were told came true: computed from the changes, and the same as the pages showed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

const REPORT = "/api/v1/reports/waits";

test("reports: the waits of a day, by service", async (t) => {
	const hall = await Hall.open(t);
	const [an, lead] = [await hall.sit("an", 2), await hall.sit("truong")];
	assert.deepEqual((await lead.get(REPORT)).rows, []);
	// What a person was told and what came of it, by the pages' own words.
	const people = [];
	for (const service of ["chung-thuc", "chung-thuc", "ho-tich"]) {
		await until("the wait to be known", async () => (await hall.board()).services.every((one) => one.id !== service || one.wait));
		const { issued_at, wait } = await hall.take(service);
		people.push({ service, issued_at, wait });
		await hall.pass(30);
	}
	for (const person of people) {
		await hall.pass(700);
		const { ticket } = await an.move("next");
		person.wait_s = Math.floor((ticket.called_at - person.issued_at) / 1000);
		await an.move("start");
		await an.move("finish");
	}
	await hall.take("chung-thuc"); // never called: it does not count
	const report = await lead.get(`${REPORT}?from=20260817&to=20260817`);
	assert.deepEqual([report.from, report.to], [20260817, 20260817]);
	const sum = (list) => list.reduce((a, b) => a + b, 0);
	for (const service of ["chung-thuc", "ho-tich"]) {
		const own = people.filter((one) => one.service === service);
		const told = own.filter(({ wait }) => wait);
		const row = report.rows.find((one) => one.service === service);
		assert.deepEqual([row.day, row.called, row.told], [20260817, own.length, told.length]);
		assert.equal(row.held, told.filter(({ wait, wait_s }) => wait_s >= wait.low_s && wait_s <= wait.high_s).length);
		assert.equal(row.early, told.filter(({ wait, wait_s }) => wait_s < wait.low_s).length);
		assert.equal(row.late, told.filter(({ wait, wait_s }) => wait_s > wait.high_s).length);
		assert.ok(Math.abs(row.mean_wait_s - sum(own.map(({ wait_s }) => wait_s)) / own.length) <= 1);
		assert.equal(row.max_wait_s, Math.max(...own.map(({ wait_s }) => wait_s)));
		assert.ok(told.length === 0 || row.mean_error_s >= 0);
	}
	assert.equal(report.total.called, 3);
	assert.equal(report.total.late, sum(report.rows.map(({ late }) => late)));
	const { day, service, ...only } = report.rows[0];
	assert.deepEqual(Object.keys(report.total), Object.keys(only));

	const csv = await fetch(`${hall.server.url}${REPORT}?from=20260816&to=20260818&format=csv`, { headers: { Cookie: lead.cookie } });
	assert.equal(csv.status, 200);
	assert.match(csv.headers.get("content-type"), /^text\/csv/);
	const lines = (await csv.text()).split("\r\n");
	assert.equal(lines[0], Object.keys(report.rows[0]).join(","));
	assert.deepEqual(lines.slice(1), [...report.rows.map((row) => Object.values(row).map((value) => value ?? "").join(",")), ""]);

	await hall.server.kill();
	await hall.server.start();
	assert.deepEqual(await lead.get(`${REPORT}?from=20260817&to=20260817`), report, "from the disk alone it is the same");
});

test("reports: days that were, and dates that make no sense", async (t) => {
	const hall = await Hall.open(t);
	const [an, lead] = [await hall.sit("an", 2), await hall.sit("truong")];
	await hall.take("chung-thuc");
	await an.move("next");
	await hall.server.clock.set("2026-08-18 09:00");
	await until("the new day", async () => (await hall.board()).day === 20260818);
	await lead.signIn("truong");
	const { rows, total } = await lead.get(`${REPORT}?from=20260801&to=20260818`);
	assert.deepEqual(rows.map(({ day, service, called }) => [day, service, called]), [[20260817, "chung-thuc", 1]]);
	assert.equal(total.called, 1);
	const none = await lead.get(REPORT);
	assert.deepEqual([none.from, none.to, none.rows], [20260818, 20260818, []]);
	assert.deepEqual([none.total.called, none.total.mean_wait_s, none.total.mean_error_s], [0, null, null]);
	const wrong = [
		["from", "?from=x"], ["from", "?from=20260230"], ["from", "?from="], ["from", "?from=1"], ["to", "?from=20260818&to=20260817"],
		["to", "?from=20260101&to=20270102"], ["to", "?from=20260818&to=20261301"], ["format", "?format=xml"],
	];
	for (const [field, query] of wrong)
		assert.equal((await lead.expect(422, "GET", REPORT + query)).field, field, query);
	await lead.get(`${REPORT}?from=20260101&to=20270101`);
	await hall.anyone.expect(401, "GET", REPORT);
});
