// Every number that nobody was called with is explained, and the figures add up: recounted from the feed.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const REPORT = "/api/v1/reports/numbers";
const quoted = (cell) => (String(cell).includes(";") ? `"${cell}"` : cell);
const LEASE = "/api/v1/kiosk/lease";
const KINDS = ["called", "void", "cancelled", "expired", "open"];
const ENDS = { void: "void", cancelled: "cancelled", expired: "expired" };

const given = (number, service, more) => ({
	number, service, token: randomBytes(16).toString("base64url"), issued_at: 1, how: "paper", ...more,
});

// What the changes of a day say of each number that was issued: { service, lease, number, end }.
function recount(changes, day) {
	const all = new Map();
	for (const { kind, number, service, lease = 0, state } of changes.filter((one) => one.day === day && one.number)) {
		if (kind === "issued") all.set(number, { number, service, lease, called: false });
		const one = all.get(number);
		one.called ||= kind === "called";
		one.end = one.called ? "called" : ENDS[state] ?? "open";
	}
	return [...all.values()];
}

const count = (list, end) => list.filter((one) => one.end === end).length;

test("numbers: each is explained, those of blocks too", async (t) => {
	const server = await Server.start({
		catalogue: false, kiosks: ["cua-1", "cua-2"], at: "2026-08-17 09:00",
		people: [{ user: "lan", role: "lead", name: "Lan", title: "" }],
	});
	t.after(() => server.close());
	const [kiosk, other] = Object.values(server.keys).map((key) => new Kiosk(server.url, { key }));
	const clerk = await Clerk.at(server.url, 2);
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	const blocks = [];
	for (const one of [kiosk, other]) blocks.push((await one.expect(201, "POST", LEASE, { holder: "disk" })).lease);
	await clerk.move("open");
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await clerk.serve();
	await clerk.move("finish");
	const torn = await kiosk.take("chung-thuc", {}, { print: false });
	await kiosk.post(`/api/v1/tickets/${torn.id}/failed`, { why: "paper_out" });
	await kiosk.take("chung-thuc", {}, { print: false });
	await server.clock.advance(61);
	await until("the stuck number to be void", () => feed.changes().some(({ kind, number }) => kind === "voided" && number === "A005"));
	const gone = await kiosk.take("ho-tich");
	await new Client(server.url).post(`/api/v1/tickets/${gone.token}/leave`);
	const tickets = [given("A950", "chung-thuc"), given("B950", "ho-tich"), given("A951", "chung-thuc", { how: null, void: "offline" })];
	await kiosk.post(`${LEASE}/return`, { lease: blocks[0].id, day: blocks[0].day, tickets, close: true });
	await clerk.move("call", { number: "B950", reason: "thử" });

	const signIn = () => Clerk.at(server.url, undefined, "lan");
	const check = async (day) => {
		const { seq } = await kiosk.get("/api/v1/board");
		await until("all changes", () => feed.changes().at(-1)?.seq >= seq);
		const numbers = recount(feed.changes(), day);
		const { rows } = await (await signIn()).get(`${REPORT}?from=${day}&to=${day}`);
		let explained = 0;
		for (const row of rows) {
			const lease = row.kiosk ? blocks[["cua-1", "cua-2"].indexOf(row.kiosk)] : { id: 0 };
			const own = numbers.filter((one) => one.service === row.service && one.lease === lease.id);
			for (const end of KINDS) assert.equal(row[end], count(own, end), `${JSON.stringify(row)}: ${end}`);
			const value = (text) => Number(text.slice(-3));
			assert.equal(row.numbers, value(row.last) - value(row.first) + 1);
			assert.equal(row.unused, row.numbers - own.length);
			assert.equal(KINDS.reduce((sum, kind) => sum + row[kind], row.unused), row.numbers);
			assert.equal(Object.values(row.void_why).reduce((a, b) => a + b, 0), row.void);
			explained += own.length;
		}
		assert.equal(explained, numbers.length, "no number is left out");
		return rows;
	};
	const rows = await check(20260817);
	const of = (service, name) => rows.find((row) => row.service === service && row.kiosk === name);
	const here = of("chung-thuc", null);
	assert.deepEqual([here.first, here.last, here.returned, here.void_why], ["A001", "A005", null, { paper_out: 1, timeout: 1 }]);
	const block = of("chung-thuc", "cua-1");
	assert.deepEqual([block.first, block.last, block.returned, block.unused, block.void_why], ["A950", "A999", true, 48, { offline: 1 }]);
	const idle = of("ho-tich", "cua-2");
	assert.deepEqual([idle.first, idle.last, idle.returned, idle.unused], ["B900", "B949", false, 50]);
	assert.equal(of("ho-tich", "cua-1").called, 1);

	const waits = await (await signIn()).get("/api/v1/reports/waits");
	const { called, told } = waits.rows.find(({ service }) => service === "ho-tich");
	assert.deepEqual([called, told], [1, 0], "who got his number without the server was told no wait");

	const csv = await fetch(`${server.url}${REPORT}?format=csv`, { headers: { Cookie: (await signIn()).cookie } });
	assert.match(csv.headers.get("content-type"), /^text\/csv/);
	const lines = (await csv.text()).split("\r\n");
	assert.equal(lines[0], Object.keys(rows[0]).join(","));
	assert.equal(lines.length, rows.length + 2);
	const said = (why) => Object.entries(why).map(([word, n]) => `${n} ${word}`).join("; ");
	const cells = ({ void_why: why, ...row }) => [...Object.values(row), said(why)].map((cell) => quoted(cell ?? "")).join(",");
	assert.deepEqual(new Set(lines.slice(1, -1)), new Set(rows.map(cells)));

	await server.clock.set("2026-08-18 00:05");
	await until("the next day", async () => (await kiosk.get("/api/v1/board")).day === 20260818);
	const after = await check(20260817);
	assert.equal(after.every(({ open }) => open === 0), true, "at the end of the day nothing is open");
	assert.equal(after.find((row) => row.service === "chung-thuc" && !row.kiosk).expired, 2);
	assert.deepEqual((await (await signIn()).get(REPORT)).rows, []);
});
