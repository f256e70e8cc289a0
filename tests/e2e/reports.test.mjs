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

test("reports: whole months are held against as many months before, other days against as many days", async (t) => {
	const hall = await Hall.open(t, { at: "2026-03-31 09:00" });
	await hall.take("chung-thuc");
	await hall.server.clock.set("2026-07-01 09:00");
	const lead = await hall.sit("truong");
	const before = async (from, to) => (await lead.get(`/api/v1/reports/summary?from=${from}&to=${to}`)).previous?.tickets.issued ?? 0;
	assert.equal(await before(20260401, 20260630), 1, "the first quarter");
	assert.equal(await before(20260501, 20260531), 0, "April, and no day of March");
	assert.equal(await before(20260502, 20260601), 0, "31 days, from 1 April on");
	assert.equal(await before(20260502, 20260602), 1, "32 days, from 31 March on");
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

test("reports: every change, page by page, without what is nobody's business", async (t) => {
	const hall = await Hall.open(t);
	const [an, lead] = [await hall.sit("an", 2), await hall.sit("truong")];
	const path = "/api/v1/reports/changes";
	const ticket = await hall.take("chung-thuc", { priority: "elderly" });
	await an.serve();
	await an.move("finish");
	await hall.ask(200, hall.anyone, ticket.token, "rating", { score: 1, reasons: ["attitude"] });
	const all = await lead.get(path);
	assert.deepEqual([all.more, all.next], [false, null]);
	const feed = (await hall.told(hall.feed.changes().length)).map(({ clerk, ...change }) => change);
	const only = ({ seq, at, day, ticket: id, told, priority, procedure, how, ...change }) => change;
	assert.deepEqual(all.changes.slice(-feed.length).map(only), feed, "what the feed told, without names");
	const [issued] = all.changes.filter(({ kind }) => kind === "issued");
	assert.deepEqual([issued.ticket, issued.priority], [ticket.id, "elderly"]);
	const { seq, at, day, ...rated } = all.changes.at(-1);
	assert.deepEqual(rated, { kind: "rated" });

	const pages = [];
	for (let after = 0; after !== null;) {
		const page = await lead.get(`${path}?limit=2&after=${after}`);
		pages.push(...page.changes);
		after = page.next;
	}
	assert.deepEqual(pages, all.changes);
	const called = await lead.get(`${path}?service=chung-thuc&counter=2`);
	assert.deepEqual(called.changes.map(({ kind }) => kind), ["called", "started", "finished"]);
	for (const query of ["after=x", "limit=0", "limit=10001", "counter=x", "from=x", "format=xml"])
		assert.equal((await lead.expect(422, "GET", `${path}?${query}`)).field, query.split("=")[0]);

	const csv = (query) => fetch(`${hall.server.url}${path}?format=csv&${query}`, { headers: { Cookie: lead.cookie } });
	const first = await csv("limit=4");
	const bytes = new Uint8Array(await first.arrayBuffer());
	assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf], "Excel reads it as it is");
	const rest = await (await csv(`after=${first.headers.get("x-next-after")}`)).text();
	const rows = [...new TextDecoder().decode(bytes).split("\r\n").slice(1, -1), ...rest.split("\r\n").slice(1, -1)];
	assert.deepEqual(rows.map((row) => Number(row.split(",")[1])), all.changes.map((one) => one.seq));
	assert.match(rows[0], /^2026-08-17 09:00:0/);

	await hall.server.stop();
	const offline = await hall.server.command(["report", "changes", "--from", "20260817", "--to", "20260817"]);
	assert.deepEqual(offline.trim().split("\n").map((line) => JSON.parse(line)), all.changes);
	const table = await hall.server.command(["report", "services", "--from", "20260817", "--to", "20260817", "--format", "csv"]);
	assert.match(table, /^\ufeffservice,name,issued,.*\r\nchung-thuc,Chứng thực,1,1,0,/);
	for (const wrong of [[], ["x"], ["summary", "--from", "20260230"], ["summary", "--format", "xml"], ["summary", "more"]])
		await hall.server.command(["report", ...wrong], { status: 2 });
	await hall.server.start();
});

test("reports: a table's cells are no formulas", async (t) => {
	const name = "=cmd|' /C calc'!\"A1\"";
	const change = (office) => ({ ...office, services: office.services.map((one) => ({ ...one, name_vi: name })) });
	const hall = await Hall.open(t, { change });
	const lead = await hall.sit("truong");
	const answer = await fetch(`${hall.server.url}/api/v1/reports/services?format=csv`, { headers: { Cookie: lead.cookie } });
	const [, row] = (await answer.text()).split("\r\n");
	assert.ok(row.startsWith(`chung-thuc,"'=cmd|' /C calc'!""A1""",`), row);
});
