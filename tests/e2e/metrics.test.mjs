// What a monitoring program reads of the server: well formed, true, and nothing of any person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Metrics } from "../harness/metrics.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const SERVICE = "chung-thuc";

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, displays: ["sanh"], ...options });
	t.after(() => server.close());
	return { server, kiosk: new Kiosk(server.url, { key: server.keys.cua }) };
}

test("metrics: they tell the hall as it is", async (t) => {
	const { server, kiosk } = await open(t, { at: "2026-08-17 09:00" });
	const before = await Metrics.of(server.url);
	assert.equal(before.value("motcua_ready"), 1);
	assert.equal(before.value("motcua_open"), 1);
	assert.equal(before.value("motcua_day"), 20260817);
	assert.equal(before.value("motcua_waiting", { service: SERVICE }), 0);
	assert.equal(before.value("motcua_oldest_wait_seconds", { service: SERVICE }), 0);
	assert.equal(before.value("motcua_calls_total"), 0);
	for (let i = 0; i < 3; i++) await kiosk.take(SERVICE);
	await kiosk.take(SERVICE, {}, { print: false });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await clerk.move("next");
	await server.clock.advance(300);
	const { seq } = await kiosk.get("/api/v1/board");
	const now = await Metrics.of(server.url);
	const tickets = (state) => now.value("motcua_tickets", { service: SERVICE, state });
	assert.deepEqual(["waiting", "called", "served"].map(tickets), [2, 1, 0]);
	assert.equal(tickets("issuing") + tickets("void"), 1);
	assert.equal(now.value("motcua_waiting", { service: SERVICE }), 2);
	const oldest = now.value("motcua_oldest_wait_seconds", { service: SERVICE });
	assert.ok(oldest >= 300 && oldest < 400, `${oldest}`);
	assert.equal(now.value("motcua_counters", { state: "open" }), 1);
	assert.equal(now.value("motcua_calls_total"), 1);
	assert.ok(now.value("motcua_store_seq") >= seq);
	assert.ok(now.value("motcua_store_commit_seconds_count") > before.value("motcua_store_commit_seconds_count"));
	assert.ok(now.value("motcua_store_commit_seconds_sum") > 0);
	assert.ok(now.value("motcua_uptime_seconds") >= 300);
	for (const name of ["resident_memory_bytes", "open_fds", "max_fds", "cpu_seconds_total", "start_time_seconds"])
		assert.ok(now.value(`process_${name}`) > 0, name);
});

test("metrics: they tell of devices, readers and answers", async (t) => {
	const { server, kiosk } = await open(t);
	const readers = async (count) => until(`${count} readers`, async () => (await Metrics.of(server.url)).value("motcua_feed_readers") === count);
	const reader = await FeedReader.open(server.url);
	await readers(1);
	reader.close();
	await readers(0);
	await kiosk.post("/api/v1/kiosk/status", { printer: "paper_low" });
	const before = await Metrics.of(server.url);
	assert.equal(before.value("motcua_printer", { kiosk: "cua", state: "paper_low" }), 1);
	assert.equal(before.value("motcua_devices", { role: "kiosk", state: "ok" }), 1);
	assert.equal(before.value("motcua_devices", { role: "display", state: "never" }), 1);
	for (let i = 0; i < 5; i++) await new Client(server.url).expect(404, "GET", "/nothing");
	await server.clock.advance(120);
	const now = await Metrics.of(server.url);
	const more = (name) => now.value("motcua_http_answers_total", { class: name }) - before.value("motcua_http_answers_total", { class: name });
	assert.deepEqual([more("4xx"), more("2xx"), more("5xx")], [5, 1, 0]);
	assert.ok(now.value("motcua_http_connections") >= 1);
	assert.equal(now.value("motcua_devices", { role: "kiosk", state: "silent" }), 1);
});

test("metrics: nobody's name is in them", async (t) => {
	const { server, kiosk } = await open(t, { clerks: [], people: [{ user: "thanh-binh", role: "clerk", name: "Nguyễn Thanh Bình", title: "Công chức" }] });
	const clerk = await Clerk.at(server.url, 2, "thanh-binh");
	await clerk.move("open");
	const ticket = await kiosk.take(SERVICE);
	const text = await (await fetch(`${server.url}/metrics`)).text();
	for (const word of ["thanh-binh", "Thanh", "Công chức", ticket.token, ticket.number]) assert.ok(!text.includes(word), word);
});
