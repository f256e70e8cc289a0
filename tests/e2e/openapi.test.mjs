// The description of the interface and the interface itself: neither says more than the other.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { Description } from "../harness/description.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { ROOT } from "../harness/program.mjs";
import { png } from "../harness/slide.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const source = (path) => readFile(join(ROOT, path), "utf8");
const described = new Description(await source("server/openapi.yaml"));
const sorted = (list) => [...list].sort();

// { method, path with {} for a segment, roles, keyed } of each line of the server's table.
async function routes() {
	const code = await source("server/api_routes.c");
	const lines = code.matchAll(/\{HTTP_(\w+), "([^"]+)", (ROLE_[\w| ]+), (true|false),\s+\w+[^}]*\}/g);
	return [...lines].map(([, method, path, roles, keyed]) => ({
		method, path, roles: roles.split(" | ").flatMap(role), keyed: keyed === "true",
	}));
}

function role(name) {
	const one = name.replace("ROLE_", "").toLowerCase();
	return one === "people" ? ["clerk", "lead", "admin"] : [one];
}

const plain = ({ method, path }) => `${method} ${path.replaceAll(/\{\w*\}/g, "{}")}`;

test("openapi: every route is described, and no other", async () => {
	const table = await routes();
	const code = await source("server/api_routes.c");
	assert.equal(table.length, code.match(/HTTP_/g).length, "every line of the table was read");
	assert.deepEqual(sorted(described.operations.map(plain)), sorted(table.map(plain)));
});

test("openapi: with its roles, its proofs of who asks, and its key", async () => {
	for (const route of await routes()) {
		const operation = described.operations.find((one) => plain(one) === plain(route));
		const what = plain(route);
		assert.deepEqual(sorted(operation["x-roles"]), sorted(route.roles), what);
		const references = (operation.parameters ?? []).map(({ $ref }) => $ref);
		assert.equal(references.includes("#/components/parameters/key"), route.keyed, what);
		const device = route.roles.includes("kiosk") || route.roles.includes("display");
		const person = route.roles.some((name) => ["clerk", "lead", "admin"].includes(name));
		const proofs = [
			...(device ? [{ device: [] }] : []),
			...(person ? [route.method === "GET" ? { person: [] } : { person: [], csrf: [] }] : []),
		];
		assert.deepEqual(operation.security ?? [], proofs, what);
	}
});

test("openapi: what it refers to is there, and all that is there is used", () => {
	const used = new Set([...described.text.matchAll(/"\$ref": "#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}/${name}`));
	const [, components] = described.text.split(/^components:\n/m);
	const there = components.split(/^ {2}(?=\w)/m).slice(1).flatMap((part) => {
		const kind = part.slice(0, part.indexOf(":"));
		return [...part.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => `${kind}/${name}`);
	}).filter((name) => !name.startsWith("securitySchemes/"));
	assert.deepEqual(sorted(used), sorted(there));
	const ids = described.operations.map(({ operationId }) => operationId);
	assert.equal(new Set(ids).size, ids.length);
	for (const { operationId, summary, answers } of described.operations)
		assert.ok(operationId && summary && Object.keys(answers).length > 0, operationId);
	for (const [name, { required = [], properties }] of Object.entries(described.schemas))
		for (const key of required) assert.ok(key in properties, `${name}.${key}`);
});

test("openapi: its words are those that the programs know", async () => {
	const code = await source("common/proto.c");
	const words = (kind) => [...code.matchAll(new RegExp(`\\[${kind}_\\w+\\] = "(\\w+)"`, "g"))].map(([, word]) => word);
	assert.deepEqual(described.schemas.TicketState.enum, words("TICKET"));
	assert.deepEqual(described.schemas.CounterState.enum, words("COUNTER"));
	assert.deepEqual(described.schemas.ChangeKind.enum, words("CHANGE"));
	assert.deepEqual(described.schemas.CallReason.enum, words("REASON"));
	assert.deepEqual(described.schemas.Reach.enum, words("REACH"));
	const texts = Object.keys(JSON.parse(await source("assets/words/en.json")));
	const slugs = texts.flatMap((key) => key.match(/^error\.(\w+)$/)?.[1] ?? []);
	assert.deepEqual(sorted(described.schemas.Slug.enum), sorted(slugs));
});

async function open(t) {
	const server = await Server.start({ people: [{ user: "lan", role: "lead", name: "Trần Thị Lan", title: "Phụ trách" }] });
	t.after(() => server.close());
	return { server, anyone: new Client(server.url), kiosk: new Kiosk(server.url, { key: server.keys.cua }) };
}

test("openapi: it is served", async (t) => {
	const { server } = await open(t);
	const answer = await fetch(`${server.url}/openapi.yaml`);
	assert.equal(answer.status, 200);
	assert.match(answer.headers.get("content-type"), /^application\/yaml/);
	assert.equal(await answer.text(), described.text);
});

// Asks, and holds the answer against the description. path: as described; of: what its names are.
async function holds(client, status, method, path, { of = {}, query = "", body, once } = {}) {
	const real = path.replaceAll(/\{(\w+)\}/g, (_, name) => of[name]) + query;
	const answer = await client.expect(status, method, real, body, { ...(once === undefined ? {} : { once }) });
	described.holds(described.answer(method, path, status), answer, `${method} ${path} ${status}`);
	return answer;
}

const TICKETS = "/api/v1/tickets";

test("openapi: answers in the hall are as described", async (t) => {
	const { anyone, kiosk } = await open(t);
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await holds(anyone, 200, "GET", "/healthz");
	const office = await holds(anyone, 200, "GET", "/api/v1/office");
	assert.equal(office.services[0].waiting, 3);
	await holds(anyone, 200, "GET", "/api/v1/board");
	const { procedures } = await holds(anyone, 200, "GET", "/api/v1/procedures", { query: "?limit=100" });
	assert.equal(procedures.length, 100);
	const of = { code: procedures[0].code };
	assert.deepEqual(await holds(anyone, 200, "GET", "/api/v1/procedures/{code}", { of }), procedures[0]);
	await holds(anyone, 404, "GET", "/api/v1/procedures/{code}", { of: { code: "9.999999" } });
	await holds(anyone, 422, "GET", "/api/v1/procedures", { query: "?limit=0" });
	await holds(anyone, 404, "GET", `${TICKETS}/{token}`, { of: { token: "x" } });
});

test("openapi: answers to a kiosk are as described", async (t) => {
	const { anyone, kiosk } = await open(t);
	const body = { service: "chung-thuc", procedure: "2.000815", priority: "elderly", lang: "vi" };
	const { ticket } = await holds(kiosk, 201, "POST", TICKETS, { body });
	const of = { id: ticket.id, token: ticket.token };
	await holds(kiosk, 200, "POST", `${TICKETS}/{id}/printed`, { of, body: { how: "paper" } });
	const view = await holds(anyone, 200, "GET", `${TICKETS}/{token}`, { of });
	assert.equal(view.procedure.code, "2.000815");
	const refused = await holds(kiosk, 409, "POST", `${TICKETS}/{id}/failed`, { of, body: {} });
	assert.equal(refused.ticket.state, "waiting");
	const { ticket: bare } = await holds(kiosk, 201, "POST", TICKETS, { body: { service: "ho-tich" } });
	await holds(kiosk, 200, "POST", `${TICKETS}/{id}/failed`, { of: { id: bare.id }, body: { why: "paper_out" } });
	await holds(kiosk, 404, "POST", `${TICKETS}/{id}/printed`, { of: { id: 999 }, body: {} });
	await holds(kiosk, 422, "POST", TICKETS, { body: { service: "thue" } });
	await holds(kiosk, 400, "POST", TICKETS, { body, once: null });
	await holds(kiosk, 200, "POST", "/api/v1/kiosk/status", { body: { printer: "ok" } });
	await holds(kiosk, 422, "POST", "/api/v1/kiosk/status", { body: { printer: "on fire" } });
	const lease = "/api/v1/kiosk/lease";
	const { lease: block } = await holds(kiosk, 201, "POST", lease, { body: { holder: "disk" } });
	await holds(kiosk, 200, "POST", lease, { body: { holder: "disk" } });
	await holds(kiosk, 422, "POST", lease, { body: {} });
	const given = { number: "A950", service: "chung-thuc", token: "A".repeat(22), issued_at: 1, how: "paper" };
	const back = { lease: block.id, day: block.day, tickets: [given, { ...given, number: "A1" }], close: true };
	const taken = await holds(kiosk, 200, "POST", `${lease}/return`, { body: back });
	assert.deepEqual([taken.tickets.length, taken.refused.length], [1, 1]);
	await holds(kiosk, 404, "POST", `${lease}/return`, { body: { ...back, lease: 1 } });
	await holds(kiosk, 422, "POST", `${lease}/return`, { body: { ...back, tickets: {} } });
});

test("openapi: answers about appointment slips are as described", async (t) => {
	const dir = await mkdtemp(join(tmpdir(), "motcua-slips-"));
	t.after(() => rm(dir, { recursive: true }));
	const list = join(dir, "results.csv");
	await writeFile(list, "code,ready,due,counter\nH05.27.12-251126-0001,yes,2025-12-01,1\nH05.27.12-251126-0002,no,2025-12-02,\n");
	const server = await Server.start({ catalogue: false, args: ["--results", list] });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const ask = (code, status = 200) => holds(kiosk, status, "GET", "/api/v1/results/{code}", { of: { code } });
	await until("the list", async () => (await kiosk.get("/api/v1/results/H05.27.12-251126-0001")).as_of);
	assert.equal((await ask("H05.27.12-251126-0001")).ready, true);
	assert.equal((await ask("H05.27.12-251126-0002")).due, 20251202);
	assert.equal((await ask("H05.27.12-251126-0003")).known, false);
	assert.equal((await ask("x", 422)).field, "code");
	const office = await holds(kiosk, 200, "GET", "/api/v1/office");
	assert.equal(office.appointment_slips.list, true);
	const take = (appointment) => holds(kiosk, 422, "POST", TICKETS, { body: { service: "tra-ket-qua", appointment } });
	assert.equal((await take("H05.27.12-251126-0002")).due, 20251202);
	assert.equal((await take("H05.27.12-251126-0003")).known, false);
});

test("openapi: answers about the boards' pictures are as described", async (t) => {
	const { server } = await open(t);
	const lead = await Clerk.at(server.url, undefined, "lan");
	const headers = { "Content-Type": "image/png", Cookie: lead.cookie, "X-CSRF-Token": lead.csrf };
	const put = await fetch(`${server.url}/api/v1/slides/a.png`, { method: "PUT", headers, body: png(4, 4, [9, 9, 9]) });
	assert.equal(put.status, 200);
	const { slides } = await holds(lead, 200, "GET", "/api/v1/slides");
	assert.equal(slides[0].name, "a.png");
	await holds(lead, 200, "PUT", "/api/v1/slides", { body: { order: ["a.png"], seconds: 20 } });
	await holds(lead, 422, "PUT", "/api/v1/slides", { body: { seconds: 1 } });
	const of = { name: "a.png" };
	await holds(lead, 415, "PUT", "/api/v1/slides/{name}", { of, body: {} });
	await holds(lead, 200, "DELETE", "/api/v1/slides/{name}", { of });
	await holds(lead, 404, "DELETE", "/api/v1/slides/{name}", { of });
});

test("openapi: a closed office answers as described", async (t) => {
	const server = await Server.start({ hours: "own", at: "2026-11-29 09:00", catalogue: false });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const { error, opens_at } = await holds(kiosk, 409, "POST", TICKETS, { body: { service: "chung-thuc" } });
	assert.equal(error, "closed");
	assert.equal(new Date(opens_at).toISOString(), "2026-11-30T00:15:00.000Z");
});

const COUNTER = "/api/v1/counters/{counter}";

test("openapi: answers at a counter are as described", async (t) => {
	const { server, kiosk } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	const of = { counter: 2 };
	const move = (status, name, body) => holds(clerk, status, "POST", `${COUNTER}/${name}`, { of, body });
	await move(409, "next");
	await move(200, "open");
	assert.equal((await move(200, "next")).ticket, null);
	await kiosk.take("chung-thuc", { procedure: "2.000815", priority: "merit" });
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	const { queue, next } = await holds(clerk, 200, "GET", `${COUNTER}/queue`, { of });
	assert.deepEqual(queue.map(({ number }) => number), ["A001", "A002", "A003", "A004"]);
	assert.equal(next, "A001");
	assert.equal((await move(200, "next")).ticket.number, "A001");
	assert.equal((await move(409, "next")).error, "busy");
	assert.equal((await move(429, "recall")).error, "slow_down");
	await move(409, "pause", { back_in_min: 5 });
	await move(200, "start");
	await holds(clerk, 200, "GET", `${COUNTER}/queue`, { of });
	await move(200, "finish", { outcome: "done" });
	await move(200, "call", { number: "A003" });
	await move(200, "absent");
	const after = await holds(clerk, 200, "GET", `${COUNTER}/queue`, { of });
	assert.equal(after.absent[0].number, "A003");
	assert.equal((await move(409, "call", { number: "A003" })).ticket.state, "absent");
	await move(404, "call", { number: "Z999" });
	await move(422, "call", {});
	assert.equal((await move(200, "pause", { back_in_min: 5 })).counter.state, "paused");
	await move(422, "pause", { back_in_min: 0 });
	await move(200, "close");
	await holds(clerk, 404, "POST", `${COUNTER}/open`, { of: { counter: 77 } });
	await holds(clerk, 403, "POST", `${COUNTER}/open`, { of: { counter: 3 } });
});

test("openapi: a number's ways from a counter are as described", async (t) => {
	const { server, kiosk } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	const other = await Clerk.at(server.url, 3);
	const of = { counter: 2 };
	const move = (status, name, body) => holds(clerk, status, "POST", `${COUNTER}/${name}`, { of, body });
	await move(200, "open");
	await other.move("open");
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await move(409, "hold", { reason: "lệ phí" });
	await move(200, "call", { number: "A002", reason: "đi cùng" });
	await move(200, "undo");
	await move(409, "undo");
	await move(200, "next");
	await move(200, "start");
	await move(422, "hold", {});
	assert.equal((await move(200, "hold", { reason: "lệ phí", until: server.clock.now() + 60000 })).slip.number, "A001");
	await move(200, "next");
	await move(409, "resume", { number: "A001" });
	await move(422, "transfer", {});
	assert.equal((await move(409, "transfer", { counter: 1 })).error, "closed");
	await move(200, "transfer", { counter: 3 });
	const sent = await holds(other, 200, "GET", `${COUNTER}/queue`, { of: { counter: 3 } });
	assert.equal(sent.queue[0].from_counter, 2);
	await holds(other, 200, "POST", `${COUNTER}/next`, { of: { counter: 3 }, body: {} });
	const now = await holds(clerk, 200, "GET", `${COUNTER}/queue`, { of });
	assert.equal(now.held[0].number, "A001");
	assert.equal(now.undo, null);
	await move(200, "resume", { number: "A001" });
	assert.equal((await holds(clerk, 200, "GET", `${COUNTER}/queue`, { of })).undo.kind, "resumed");
	await move(422, "finish", { procedures: [{ code: "2.000815", quantity: 0 }] });
	await move(200, "finish", { procedures: [{ code: "2.000815", quantity: 2 }], note: "đủ" });
});

test("openapi: ratings and a counter's screen are as described", async (t) => {
	const server = await Server.start({ catalogue: false, displays: ["screen"] });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const screen = new Client(server.url, { key: server.keys.screen });
	const clerk = await Clerk.at(server.url, 2);
	const of = { counter: 2 };
	await clerk.move("open");
	const [one, two] = [await kiosk.take("chung-thuc"), await kiosk.take("chung-thuc")];
	await holds(screen, 200, "GET", `${COUNTER}/next`, { of });
	await holds(clerk, 403, "GET", `${COUNTER}/next`, { of });
	for (let i = 0; i < 2; i++) {
		await clerk.serve();
		await clerk.move("finish");
	}
	const rate = (status, body) => holds(new Client(server.url), status, "POST", `${TICKETS}/{token}/rating`, { of: one, body });
	await rate(422, {});
	await rate(200, { score: 2, reasons: ["wait"] });
	await rate(409, { score: 5 });
	const show = (status, body) => holds(screen, status, "POST", `${COUNTER}/rating`, { of, body });
	await show(422, { score: 5 });
	await show(200, { number: two.number, score: 5 });
	await show(409, { number: two.number, score: 5 });
});

test("openapi: answers about one number are as described", async (t) => {
	const { server, kiosk, anyone } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	const lead = await Clerk.at(server.url, undefined, "lan");
	await clerk.move("open");
	const numbers = [];
	for (let i = 0; i < 3; i++) numbers.push(await kiosk.take("chung-thuc"));
	const [one, two, three] = numbers;
	const of = ({ id, token }, by) => ({ id, token: by === anyone ? token : id });
	const act = (status, by, ticket, name, body = {}) => {
		const path = `${TICKETS}/{${name === "leave" || name === "back" ? "token" : "id"}}/${name}`;
		return holds(by, status, "POST", path, { of: of(ticket, by), body });
	};
	await act(409, anyone, one, "back");
	for (const by of [anyone, kiosk, clerk]) {
		await clerk.move("call", { number: one.number });
		await clerk.move("absent");
		if (by !== clerk) await act(200, by, one, "back");
	}
	await act(409, clerk, one, "back");
	await act(200, lead, one, "leave");
	await act(401, anyone, { token: String(two.id) }, "leave");
	await act(422, lead, two, "void");
	await act(409, lead, two, "release", { reason: "thử" });
	await act(200, clerk, two, "priority", { priority: "elderly" });
	await act(422, clerk, two, "priority");
	await clerk.serve();
	await act(200, lead, two, "release", { reason: "thử" });
	await clerk.serve();
	await clerk.move("finish");
	await act(200, lead, two, "reopen", { reason: "thử" });
	await act(200, lead, three, "void", { reason: "thử" });
	await act(403, clerk, three, "reopen", { reason: "thử" });
	await act(404, lead, { id: 99999 }, "void", { reason: "thử" });
	await kiosk.take("chung-thuc", { procedure: "2.000815" });
	await server.clock.jump(-3600);
	const hall = () => holds(lead, 200, "GET", "/api/v1/hall");
	await until("all of the hall", async () => {
		const { warnings, services } = await hall();
		return warnings.length > 0 && services[0].wait;
	});
	await holds(clerk, 403, "GET", "/api/v1/hall");
	const { rows } = await holds(lead, 200, "GET", "/api/v1/reports/waits");
	assert.ok(rows.length > 0);
	await holds(lead, 422, "GET", "/api/v1/reports/waits", { query: "?from=x" });
	await kiosk.expect(201, "POST", "/api/v1/kiosk/lease", { holder: "disk" });
	const { changes } = await holds(lead, 200, "GET", "/api/v1/reports/changes");
	assert.ok(changes.some(({ told }) => told) && changes.some(({ ticket }) => ticket));
	await holds(lead, 422, "GET", "/api/v1/reports/changes", { query: "?limit=0" });
	for (const kind of ["summary", "services", "counters", "hours", "ratings"]) {
		const path = `/api/v1/reports/${kind}`;
		assert.ok((await holds(lead, 200, "GET", path)).days > 0, kind);
		await holds(lead, 422, "GET", path, { query: "?counter=x" });
	}
	assert.ok((await holds(lead, 200, "GET", "/api/v1/reports/numbers")).rows.length > 0);
	await holds(lead, 422, "GET", "/api/v1/reports/numbers", { query: "?format=pdf" });
	const rules = await holds(lead, 200, "GET", "/api/v1/rules");
	await holds(lead, 200, "PUT", "/api/v1/rules", { body: { limits: { ...rules.limits, undo_seconds: 20 } } });
	await holds(lead, 422, "PUT", "/api/v1/rules", { body: { limits: { undo_seconds: -1 } } });
	await holds(lead, 200, "PUT", "/api/v1/notices", { body: { notices: [{ vi: "Nghỉ họp", en: null, from: "2026-11-23" }] } });
	await holds(lead, 200, "GET", "/api/v1/notices");
	await holds(lead, 422, "PUT", "/api/v1/notices", { body: { notices: [{ vi: "" }] } });
	await holds(anyone, 200, "GET", "/api/v1/board");
	await holds(lead, 403, "GET", "/api/v1/admin/office");
	await holds(lead, 403, "GET", "/api/v1/admin/texts");
});

test("openapi: answers about numbers on paper are as described", async (t) => {
	const { server } = await open(t);
	const lead = await Clerk.at(server.url, undefined, "lan");
	const path = "/api/v1/services/{service}/paper";
	const [of, reason] = [{ service: "chung-thuc" }, "thử"];
	await holds(lead, 201, "POST", path, { of, body: { upto: "A003", since: null } });
	await holds(lead, 422, "POST", path, { of, body: { upto: "A003" } });
	await holds(lead, 409, "POST", path, { of, body: { upto: "A1000" } });
	await holds(lead, 404, "POST", path, { of: { service: "x" }, body: { upto: "A004" } });
	await holds(lead, 200, "GET", "/api/v1/paper");
	await holds(lead, 200, "POST", `${path}/void`, { of, body: { first: "A001", keep: "A001", reason } });
	await holds(lead, 422, "POST", `${path}/void`, { of, body: { first: "A002", reason } });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await clerk.move("next");
	await holds(lead, 409, "POST", `${path}/void`, { of, body: { first: "A001", reason } });
});

test("openapi: answers about calls out of turn are as described", async (t) => {
	const { server, kiosk } = await open(t);
	const clerk = await Clerk.at(server.url, 2);
	const lead = await Clerk.at(server.url, undefined, "lan");
	await clerk.move("open");
	for (const priority of [undefined, "elderly", undefined]) await kiosk.take("chung-thuc", { priority });
	await clerk.serve();
	await clerk.move("finish");
	await clerk.move("call", { number: "A003", reason: "Việc khẩn cấp" });
	const { calls } = await holds(lead, 200, "GET", "/api/v1/calls");
	assert.deepEqual(calls.map(({ number }) => number), ["A003", "A002"]);
	await holds(lead, 200, "GET", "/api/v1/calls", { query: "?day=20200101&reason=chosen" });
	await holds(lead, 422, "GET", "/api/v1/calls", { query: "?reason=in_turn" });
});

test("openapi: answers about devices are as described", async (t) => {
	const server = await Server.start({ displays: ["sanh"], people: [{ user: "lan", role: "lead" }], catalogue: false });
	t.after(() => server.close());
	const lead = await Clerk.at(server.url, undefined, "lan");
	const display = new Client(server.url, { key: server.keys.sanh });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const ask = (status, method, path, body, of = { name: "sanh" }) => holds(lead, status, method, `/api/v1/devices${path}`, { of, body });
	const { devices } = await ask(200, "GET", "");
	assert.deepEqual(devices.map(({ name, state }) => [name, state]), [["cua", "never"], ["sanh", "never"]]);
	await ask(404, "POST", "/{name}/picture");
	const showing = { screen: "hall", number: "A001" };
	const says = { version: "1.0", run: "a", screen: "1920x1080", showing, view: "hall", counter: null, zone: null, volume: 80, mute: false, sound: "ok" };
	await holds(display, 200, "POST", "/api/v1/display/status", { body: says });
	await holds(display, 422, "POST", "/api/v1/display/status", { body: {} });
	const told = await ask(200, "PUT", "/{name}", { view: "counter", counter: 2, volume: 0 });
	assert.equal(told.settings.counter, 2);
	assert.equal((await ask(422, "PUT", "/{name}", { view: "counter", counter: 77 })).field, "counter");
	assert.equal((await ask(422, "PUT", "/{name}", { volume: 50 }, { name: "cua" })).field, "role");
	await ask(404, "PUT", "/{name}", {}, { name: "nobody" });
	assert.equal((await ask(200, "POST", "/{name}/picture")).picture, "asked");
	const orders = await holds(display, 200, "POST", "/api/v1/display/status", { body: says });
	assert.deepEqual([orders.name, orders.picture, orders.settings.volume], ["sanh", true, 0]);
	await ask(404, "GET", "/{name}/picture");
	await holds(display, 415, "POST", "/api/v1/display/picture", { body: {} });
	await holds(kiosk, 403, "POST", "/api/v1/display/picture", { body: {} });
	await holds(kiosk, 200, "POST", "/api/v1/kiosk/status", { body: { printer: "ok", showing: { screen: "in_use" } } });
	await ask(200, "POST", "/{name}/picture", undefined, { name: "cua" });
	await holds(kiosk, 200, "POST", "/api/v1/kiosk/status", { body: { printer: "ok", showing: { screen: "in_use" } } });
	assert.equal((await ask(409, "GET", "/{name}/picture", undefined, { name: "cua" })).error, "in_use");
	await ask(200, "GET", "");
});

test("openapi: answers about what administrators did are as described", async (t) => {
	const server = await Server.start({ people: [{ user: "ba", role: "admin" }], catalogue: false });
	t.after(() => server.close());
	const admin = await Clerk.at(server.url, undefined, "ba");
	const texts = "/api/v1/admin/texts", audit = "/api/v1/admin/audit";
	const { version, ...members } = await holds(admin, 200, "GET", texts);
	await holds(admin, 200, "PUT", texts, { body: { version, ticket_number: { ...members.ticket_number, max: 500 } } });
	await holds(admin, 409, "PUT", texts, { body: { version, notices: [] } });
	await holds(admin, 422, "PUT", texts, { body: { notices: 7 } });
	const { entries: [{ seq }, imported] } = await holds(admin, 200, "GET", audit);
	for (const of of [{ seq }, imported]) await holds(admin, 200, "GET", `${audit}/{seq}`, { of });
	await holds(admin, 200, "POST", `${audit}/{seq}/undo`, { of: { seq }, body: {} });
	await holds(admin, 409, "POST", `${audit}/{seq}/undo`, { of: { seq }, body: {} });
	await holds(admin, 404, "POST", `${audit}/{seq}/undo`, { of: { seq: 999 }, body: {} });
	await holds(admin, 404, "GET", `${audit}/{seq}`, { of: { seq: 999 } });
	await holds(admin, 422, "GET", audit, { query: "?limit=0" });
});

test("openapi: the catalogue and its changes are as described", async (t) => {
	const server = await Server.start({ people: [{ user: "ba", role: "admin" }] });
	t.after(() => server.close());
	const admin = await Clerk.at(server.url, undefined, "ba");
	const list = "/api/v1/admin/procedures", one = `${list}/{code}`, of = { code: "1.001193" };
	const { version, fields, procedures } = await holds(admin, 200, "GET", list);
	const { day, procedure } = await holds(admin, 200, "GET", one, { of });
	await holds(admin, 404, "GET", one, { of: { code: "9.9" } });
	await holds(admin, 200, "PUT", one, { of, body: { version, fee_vnd: 1000 } });
	await holds(admin, 200, "PUT", one, { of, body: { from: day + 10000, fee_vnd: 2000 } });
	await holds(admin, 409, "PUT", one, { of, body: { version, fee_vnd: 3000 } });
	await holds(admin, 422, "PUT", one, { of, body: { fee_vnd: -1 } });
	await holds(admin, 200, "GET", one, { of });
	const catalog = { fields, procedures: [{ ...procedure, name_vi: "Khai sinh" }, { code: "9.9", name_vi: "Mới", field: "ho-tich" }] };
	const tried = await holds(admin, 200, "POST", `${list}/import`, { body: { catalog, try: true } });
	assert.equal(tried.counts.gone, procedures.length - 1);
	await holds(admin, 200, "POST", `${list}/import`, { body: { catalog, from: day } });
	await holds(admin, 409, "POST", `${list}/import`, { body: { catalog, version } });
	await holds(admin, 422, "POST", `${list}/import`, { body: {} });
	await holds(admin, 200, "GET", list);
});

test("openapi: sessions are as described", async (t) => {
	const { server, anyone } = await open(t);
	const session = "/api/v1/session";
	await holds(anyone, 401, "GET", session);
	await holds(anyone, 401, "POST", session, { body: { user: "an", password: "wrong" } });
	await holds(anyone, 422, "POST", session, { body: { user: "an", password: PASSWORD, counter: 77 } });
	const made = await holds(anyone, 200, "POST", session, { body: { user: "lan", password: PASSWORD } });
	assert.deepEqual([made.name, made.title, made.role, made.counter], ["Trần Thị Lan", "Phụ trách", "lead", null]);
	const first = await Clerk.at(server.url, 2);
	await Clerk.at(server.url, 2);
	assert.equal((await holds(first, 200, "GET", session)).taken_over, true);
	const refused = await holds(first, 409, "POST", `${COUNTER}/open`, { of: { counter: 2 } });
	assert.equal(refused.error, "counter_taken");
	assert.deepEqual(await holds(first, 200, "DELETE", session), {});
});

test("openapi: accounts and devices are set up as described", async (t) => {
	const server = await Server.start({ office: false, catalogue: false, clerks: [], kiosks: [] });
	t.after(() => server.close());
	const admin = new Clerk(server.url);
	const anyone = new Client(server.url);
	const boss = { user: "quantri", password: PASSWORD, name: "Trần Thị Quản Trị" };
	await holds(anyone, 200, "GET", "/api/v1/setup");
	await holds(anyone, 403, "POST", "/api/v1/setup", { body: { ...boss, token: "x" }, once: null });
	const token = await server.token();
	await holds(anyone, 422, "POST", "/api/v1/setup", { body: { ...boss, token, password: "x" }, once: null });
	const answer = await admin.ask("POST", "/api/v1/setup", { ...boss, token }, { once: null });
	described.holds(described.answer("POST", "/api/v1/setup", 200), answer.body, "the first administrator");
	admin.enter(answer);
	await holds(admin, 200, "GET", "/api/v1/setup");

	const accounts = "/api/v1/admin/accounts", one = `${accounts}/{user}`, of = { user: "an" };
	await holds(admin, 201, "POST", accounts, { body: { user: "an", role: "clerk", password: PASSWORD } });
	await holds(admin, 422, "POST", accounts, { body: { user: "an", role: "clerk", password: PASSWORD } });
	await Clerk.at(server.url, 1);
	await holds(admin, 200, "GET", accounts);
	await holds(admin, 200, "PUT", one, { of, body: { title: "Công chức" } });
	await holds(admin, 200, "DELETE", one, { of });
	await holds(admin, 404, "PUT", one, { of: { user: "nobody" }, body: {} });
	await holds(admin, 422, "DELETE", one, { of: { user: "quantri" } });
	const own = "/api/v1/session/password";
	await holds(admin, 422, "PUT", own, { body: { old: "x", new: PASSWORD } });
	assert.deepEqual(await holds(admin, 200, "PUT", own, { body: { old: PASSWORD, new: `${PASSWORD}!` } }), {});

	const devices = "/api/v1/admin/devices", named = { name: "cua" };
	await holds(admin, 201, "POST", devices, { body: { name: "cua", role: "kiosk" } });
	await holds(admin, 422, "POST", devices, { body: { name: "cua", role: "kiosk" } });
	const { code } = await holds(admin, 201, "POST", `${devices}/{name}/code`, { of: named, body: {} });
	await holds(admin, 200, "GET", devices);
	await holds(anyone, 422, "POST", "/api/v1/enrol", { body: { code, role: "display" }, once: null });
	await holds(anyone, 201, "POST", "/api/v1/enrol", { body: { code }, once: null });
	await holds(anyone, 403, "POST", "/api/v1/enrol", { body: { code }, once: null });
	await holds(admin, 200, "DELETE", `${devices}/{name}`, { of: named });
	await holds(admin, 404, "POST", `${devices}/{name}/code`, { of: named, body: {} });
	const templates = "/api/v1/admin/templates";
	await holds(admin, 200, "GET", templates);
	await holds(admin, 200, "GET", `${templates}/{name}`, { of: { name: "ward" } });
});

test("openapi: the feed's frames are as described", async (t) => {
	const { server, kiosk } = await open(t);
	const frames = described.operation("GET", "/api/v1/feed")["x-frames"];
	const hall = await FeedReader.open(server.url);
	const ticket = await kiosk.take("chung-thuc", { procedure: "2.000815" });
	const phone = await FeedReader.open(server.url, { query: `?ticket=${ticket.token}` });
	await kiosk.post("/api/v1/kiosk/status", { printer: "paper_low" });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await clerk.move("next");
	await clerk.move("start");
	await clerk.move("finish");
	await clerk.move("pause", { back_in_min: 10 });
	await hall.next("change", ({ kind }) => kind === "counter_paused");
	const lead = await Clerk.at(server.url, undefined, "lan");
	await lead.post("/api/v1/devices/cua/picture");
	await hall.next("devices");
	const again = await FeedReader.open(server.url, { lastEventId: hall.frames[0].id });
	await again.next("waits");
	await phone.next("ticket", ({ state }) => state === "served");
	for (const reader of [hall, again, phone]) {
		for (const { event, data, id } of reader.frames) {
			assert.ok(frames[event], `${event} is described`);
			described.holds(frames[event], data, event);
			assert.equal(id !== null, event === "snapshot" || event === "change", `${event} ${id}`);
		}
		await reader.close();
	}
	const seen = new Set([...hall.frames, ...again.frames, ...phone.frames].map(({ event }) => event));
	assert.deepEqual(sorted(seen), sorted(Object.keys(frames)));
});
