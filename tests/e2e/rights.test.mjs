// The table of who may do what: each route of the interface by each who may ask, the server's answer in each cell.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Client } from "../harness/client.mjs";
import { Description } from "../harness/description.mjs";
import { ROOT } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";

const SESSION = "/api/v1/session";
const COUNTER = 2, OTHER = 3;
const PEOPLE = ["clerk", "lead", "admin"].map((role) => ({ user: role, role }));

// Whoever knows nothing that holds any more is nobody: no key and no cookie, a key that was revoked, an account that
// was ended, a session that was signed out of.
const STRANGERS = ["none", "revoked kiosk", "revoked display", "ended admin", "signed out lead"];
const ALL = [...STRANGERS, "kiosk", "display", "clerk", "lead", "admin"];
const NOBODY = []; // not even who may do all: there is an administrator
const ISSUE = ["kiosk", "lead", "admin"];
const CALL = ["clerk", "lead"];
const counter = (name) => ["POST", `/api/v1/counters/${COUNTER}/${name}`, CALL];
// Each route once; what is asked for need not be there, only whose right it is is looked at.
const ROUTES = [
	["GET", "/", ALL],
	["GET", "/clerk", ALL],
	["GET", "/lead", ALL],
	["GET", "/reports", ALL],
	["GET", "/admin", ALL],
	["GET", "/board", ALL],
	["GET", "/t/x", ALL],
	["GET", "/voice/vi/x", ALL],
	["GET", "/web/x", ALL],
	["GET", "/words/vi.json", ALL],
	["GET", "/openapi.yaml", ALL],
	["GET", "/healthz", ALL],
	["GET", "/metrics", ALL],
	["GET", "/api/v1/office", ALL],
	["GET", "/api/v1/procedures", ALL],
	["GET", "/api/v1/procedures/x", ALL],
	["GET", "/api/v1/board", ALL],
	["GET", "/api/v1/feed?ticket=x", ALL],
	["GET", "/api/v1/voice", ALL],
	["GET", "/api/v1/tickets/x", ALL],
	["GET", "/api/v1/tickets/x/qr.svg", ALL],
	["GET", "/api/v1/results/x", ["kiosk", "clerk", "lead"]],
	["POST", "/api/v1/tickets", ISSUE],
	["POST", "/api/v1/tickets/1/printed", ISSUE],
	["POST", "/api/v1/tickets/1/failed", ["kiosk", "lead"]],
	["POST", "/api/v1/tickets/x/leave", ALL],
	["POST", "/api/v1/tickets/x/back", ALL],
	["POST", "/api/v1/tickets/x/rating", ALL],
	["POST", "/api/v1/tickets/1/leave", ["kiosk", ...CALL]],
	["POST", "/api/v1/tickets/1/back", ["kiosk", ...CALL]],
	...["release", "reopen", "void"].map((name) => ["POST", `/api/v1/tickets/1/${name}`, ["lead"]]),
	["POST", "/api/v1/tickets/1/priority", CALL],
	...["status", "picture", "lease", "lease/return"].map((name) => ["POST", `/api/v1/kiosk/${name}`, ["kiosk"]]),
	...["status", "picture"].map((name) => ["POST", `/api/v1/display/${name}`, ["display"]]),
	["GET", "/api/v1/devices", ["lead", "admin"]],
	["PUT", "/api/v1/devices/x", ["lead", "admin"]],
	["GET", "/api/v1/devices/x/picture", ["lead", "admin"]],
	["POST", "/api/v1/devices/x/picture", ["lead", "admin"]],
	["GET", "/api/v1/hall", ["lead", "admin"]],
	["GET", "/api/v1/calls", ["lead", "admin"]],
	["GET", "/api/v1/paper", ["lead", "admin"]],
	["POST", "/api/v1/services/x/paper", ["lead"]],
	["POST", "/api/v1/services/x/paper/void", ["lead"]],
	["GET", "/api/v1/advice", ["lead", "admin"]],
	["POST", "/api/v1/advice/x/apply", ["lead"]],
	["POST", "/api/v1/advice/x/back", ["lead"]],
	["POST", "/api/v1/advice/x/later", ["lead"]],
	["GET", "/api/v1/rules", ["lead", "admin"]],
	["PUT", "/api/v1/rules", ["lead", "admin"]],
	["GET", "/api/v1/slides", ALL],
	["GET", "/slides/x.png", ALL],
	["PUT", "/api/v1/slides", ["lead", "admin"]],
	["PUT", "/api/v1/slides/x.png", ["lead", "admin"]],
	["DELETE", "/api/v1/slides/x.png", ["lead", "admin"]],
	["GET", "/api/v1/notices", ["lead", "admin"]],
	["PUT", "/api/v1/notices", ["lead", "admin"]],
	["GET", "/api/v1/admin/audit", ["admin"]],
	["GET", "/api/v1/admin/audit/1", ["admin"]],
	["POST", "/api/v1/admin/audit/1/undo", ["admin"]],
	["GET", "/api/v1/admin/office", ["admin"]],
	["PUT", "/api/v1/admin/office", ["admin"]],
	...["services", "counters", "calendar", "rules", "texts"].flatMap((part) => [
		["GET", `/api/v1/admin/${part}`, ["admin"]], ["PUT", `/api/v1/admin/${part}`, ["admin"]],
	]),
	["GET", "/api/v1/setup", ALL],
	["POST", "/api/v1/setup", NOBODY],
	["POST", "/api/v1/enrol", ALL],
	["GET", "/api/v1/admin/procedures", ["admin"]],
	["GET", "/api/v1/admin/procedures/x", ["admin"]],
	["PUT", "/api/v1/admin/procedures/x", ["admin"]],
	["POST", "/api/v1/admin/procedures/import", ["admin"]],
	["GET", "/api/v1/admin/accounts", ["admin"]],
	["POST", "/api/v1/admin/accounts", ["admin"]],
	["PUT", "/api/v1/admin/accounts/x", ["admin"]],
	["DELETE", "/api/v1/admin/accounts/x", ["admin"]],
	["GET", "/api/v1/admin/devices", ["admin"]],
	["POST", "/api/v1/admin/devices", ["admin"]],
	["POST", "/api/v1/admin/devices/x/code", ["admin"]],
	["DELETE", "/api/v1/admin/devices/x", ["admin"]],
	["GET", "/api/v1/admin/voice", ["admin"]],
	["PUT", "/api/v1/admin/voice/vi/so-0", ["admin"]],
	["DELETE", "/api/v1/admin/voice/vi/so-0", ["admin"]],
	["GET", "/api/v1/admin/preview", ["admin"]],
	["POST", "/api/v1/admin/preview", ["admin"]],
	["GET", "/api/v1/admin/backups", ["admin"]],
	["POST", "/api/v1/admin/backups", ["admin"]],
	["GET", "/api/v1/admin/backups/x.sqlite", ["admin"]],
	["POST", "/api/v1/admin/backups/x.sqlite/drill", ["admin"]],
	["PUT", `${SESSION}/password`, ["clerk", "lead", "admin"]],
	["GET", "/api/v1/admin/templates", ["admin"]],
	["GET", "/api/v1/admin/templates/x", ["admin"]],
	["GET", "/api/v1/reports/waits", ["lead", "admin"]],
	...["numbers", "summary", "services", "counters", "hours", "ratings", "changes"].map((kind) => ["GET", `/api/v1/reports/${kind}`, ["lead", "admin"]]),
	["GET", SESSION, ["clerk", "lead", "admin"]],
	["POST", SESSION, ALL],
	["GET", `/api/v1/counters/${COUNTER}/queue`, CALL],
	["GET", `/api/v1/counters/${COUNTER}/next`, ["display"]],
	["POST", `/api/v1/counters/${COUNTER}/rating`, ["display"]],
	...["open", "pause", "close", "next", "call", "recall", "start", "finish", "absent"].map(counter),
	...["hold", "resume", "transfer", "undo"].map(counter),
	["DELETE", SESSION, ["clerk", "lead", "admin"]],
];


async function open(t) {
	const people = [...PEOPLE, { user: "former", role: "admin" }];
	const server = await Server.start({ catalogue: false, clerks: [], people, kiosks: ["kiosk", "lost-kiosk"], displays: ["display", "lost-display"] });
	t.after(() => server.close());
	return server;
}

// One of each. (The last to sign in has the counter: the clerk.)
async function everyone(server) {
	const device = (name) => new Client(server.url, { key: server.keys[name] });
	const person = (user, counter) => Clerk.at(server.url, counter, user);
	const all = {
		none: new Client(server.url), "revoked kiosk": device("lost-kiosk"), "revoked display": device("lost-display"),
		"ended admin": await person("former"), "signed out lead": await person("lead"),
		kiosk: device("kiosk"), display: device("display"), admin: await person("admin"), lead: await person("lead"), clerk: await person("clerk", COUNTER),
	};
	for (const name of ["lost-kiosk", "lost-display"]) await all.admin.expect(200, "DELETE", `/api/v1/admin/devices/${name}`);
	await all.admin.expect(200, "DELETE", "/api/v1/admin/accounts/former");
	await all["signed out lead"].expect(200, "DELETE", SESSION);
	assert.deepEqual(Object.keys(all).sort(), [...ALL].sort());
	return all;
}

async function send(server, actor, method, path) {
	const body = method === "POST" || method === "PUT" ? "{}" : undefined;
	const headers = { "X-CSRF-Token": actor.csrf ?? "", "Idempotency-Key": crypto.randomUUID() };
	if (actor.key) headers.Authorization = `Bearer ${actor.key}`;
	if (actor.cookie) headers.Cookie = actor.cookie;
	if (body) headers["Content-Type"] = "application/json";
	const answer = await fetch(server.url + path, { method, headers, body });
	return { status: answer.status, text: await answer.text() };
}

function holds({ status, text }, role, allowed, what) {
	if (allowed.includes(role)) {
		assert.ok(status !== 401 && status !== 403 && status < 500, what);
		return;
	}
	const refused = STRANGERS.includes(role) ? [401, "unauthenticated"] : [403, "forbidden"];
	assert.deepEqual([status, JSON.parse(text).error], allowed === NOBODY ? [403, "link_over"] : refused, what);
}

test("rights: every route of the interface has its row", async () => {
	const { operations } = new Description(await readFile(join(ROOT, "server/openapi.yaml"), "utf8"));
	const parts = (path) => path.split("?")[0].split("/");
	const fits = (path, row) => parts(path).length === parts(row).length && parts(path).every((part, at) => part.startsWith("{") || part === parts(row)[at]);
	const missing = operations.filter(({ method, path }) => !ROUTES.some(([how, row]) => how === method && fits(path, row)));
	assert.deepEqual(missing.map(({ method, path }) => `${method} ${path}`), []);
	const unknown = ROUTES.filter(([how, row]) => !operations.some(({ method, path }) => how === method && fits(path, row)));
	assert.deepEqual(unknown, []);
});

test("rights: each route is open to its own and to nobody else", async (t) => {
	const server = await open(t);
	const actors = await everyone(server);
	let cells = 0;
	for (const [method, path, allowed] of ROUTES) {
		for (const [role, actor] of Object.entries(actors)) {
			const answer = await send(server, actor, method, path);
			holds(answer, role, allowed, `${method} ${path} as ${role}: ${answer.status} ${answer.text.slice(0, 80)}`);
			cells += 1;
		}
	}
	console.log(`rights: routes=${ROUTES.length} actors=${ALL.length} cells=${cells} wrong=0`);
});

test("rights: a clerk works at one counter, a lead at each, and who has none at none", async (t) => {
	const server = await open(t);
	const { clerk, lead } = await everyone(server);
	const nowhere = await Clerk.at(server.url, undefined, "clerk");
	const before = await lead.get("/api/v1/board");
	for (const [method, path] of ROUTES.filter(([, row, allowed]) => row.startsWith(`/api/v1/counters/${COUNTER}/`) && allowed === CALL)) {
		const other = path.replace(`/${COUNTER}/`, `/${OTHER}/`);
		const ask = async (who) => JSON.parse((await send(server, who, method, other)).text).error;
		assert.equal(await ask(clerk), "forbidden", other);
		assert.equal(await ask(nowhere), "counter_taken", other);
	}
	assert.deepEqual((await lead.get("/api/v1/board")).counters, before.counters);
	await lead.post(`/api/v1/counters/${OTHER}/open`);
	await clerk.post(`/api/v1/counters/${COUNTER}/open`);
});
