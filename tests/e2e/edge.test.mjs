// What a client may send that is not as it should be, and the exact answer it gets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";

const TICKETS = "/api/v1/tickets";
const JSON_TYPE = { "Content-Type": "application/json" };

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, ...options });
	t.after(() => server.close());
	const { url } = server;
	return { server, url, anyone: new Client(url), kiosk: new Kiosk(url, { key: server.keys.cua }) };
}

// One request as bytes: { status, headers, body } with the body's text.
async function ask(url, method, path, headers = {}, body = "") {
	const raw = await RawSocket.open(url);
	await raw.request(method, path, { Connection: "close", ...headers }, body);
	const text = await raw.rest();
	const [head] = text.split("\r\n\r\n", 1);
	const [line, ...fields] = head.split("\r\n");
	const pairs = fields.map((field) => [field.split(":", 1)[0].toLowerCase(), field.slice(field.indexOf(":") + 2)]);
	return { status: Number(line.split(" ")[1]), headers: Object.fromEntries(pairs), body: text.slice(head.length + 4) };
}

async function refused(answer, status, error, what) {
	const { status: got, body } = await answer;
	const told = typeof body === "string" ? JSON.parse(body) : body;
	assert.deepEqual([got, told.error], [status, error], what);
	assert.ok(told.message.length > 0);
	return told;
}

test("edge: a body is one JSON object in UTF-8, or it is refused", async (t) => {
	const { server, url, kiosk } = await open(t);
	let key = 0;
	const send = (body, headers = JSON_TYPE) => ask(url, "POST", TICKETS,
		{ Authorization: `Bearer ${server.keys.cua}`, "Idempotency-Key": `k${key++}`, ...headers }, body);
	const bad = ["[]", "null", "7", '"text"', '{"service":"ho-tich"', '{"service":"ho-tich"}x', "\ufeff{}",
		'{"service":"ho-tich","service":"ho-tich"}', '{"service":"ho\\u0000tich"}', '{"service":"ho-tich","x":1e999}',
		'{"service":"ho-tich","x":99999999999999999999}', '{"service":"\\ud800"}', "[".repeat(60000),
		`${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`];
	for (const body of bad) await refused(send(body), 400, "bad_request", body.slice(0, 50));
	for (const type of ["text/plain", "application/jsonp", ""]) {
		await refused(send("{}", { "Content-Type": type || null }), 415, "not_json", type);
	}
	for (const body of ["", "{}", '{"service":null}', '{"service":7}', '{"service":"none"}']) {
		assert.equal((await refused(send(body), 422, "invalid", body)).field, "service");
	}
	for (const field of ["priority", "procedure", "lang"]) {
		const body = JSON.stringify({ service: "ho-tich", [field]: "none" });
		assert.equal((await refused(send(body), 422, "invalid", body)).field, field);
	}
	await refused(send("x".repeat(64 * 1024 + 1)), 413, "body_too_large");
	const said = await send('{"service":"ho-tich","lang":null,"more":[1]}', { "content-type": "Application/JSON; charset=utf-8" });
	assert.equal(said.status, 201, "what is not known is not looked at");
	assert.equal((await kiosk.take("ho-tich")).number, "B002", "nothing of the rest was a number");
});

test("edge: bytes that are no UTF-8 are refused", async (t) => {
	const { server, url } = await open(t);
	const body = Buffer.concat([Buffer.from('{"service":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
	const raw = await RawSocket.open(url);
	const head = [`POST ${TICKETS} HTTP/1.1`, `Host: ${raw.host}`, "Connection: close", "Idempotency-Key: k",
		`Authorization: Bearer ${server.keys.cua}`, "Content-Type: application/json", `Content-Length: ${body.length}`];
	await raw.send(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
	assert.match(await raw.rest(), /^HTTP\/1\.1 400 .*"bad_request"/s);
	await refused(ask(url, "GET", "/api/v1/procedures?q=%c3%28"), 400, "bad_request");
	await refused(ask(url, "GET", `${TICKETS}/%00`), 400, "bad_request");
});

test("edge: a counter or ticket that is none is none, however it is written", async (t) => {
	const { url, anyone, kiosk } = await open(t);
	const clerk = await Clerk.at(url, 2);
	const none = ["0", "-1", "2x", "99", "4294967298", "99999999999", "18446744073709551618", "2%2F", "%20", ""];
	for (const n of none) {
		await refused(clerk.ask("POST", `/api/v1/counters/${n}/open`, {}), 404, "not_found", n);
		await refused(clerk.ask("GET", `/api/v1/counters/${n}/queue`), 404, "not_found", n);
		await refused(kiosk.ask("POST", `${TICKETS}/${n}/printed`, {}), 404, "not_found", n);
		assert.equal((await refused(anyone.ask("GET", `/api/v1/feed?counter=${n}`), 422, "invalid", n)).field, "counter");
	}
	for (const counter of [0, -1, 99, 4294967298, 2.0001, "2", [2], true]) {
		const answer = anyone.ask("POST", "/api/v1/session", { user: "an", password: PASSWORD, counter }, { once: null });
		assert.equal((await refused(answer, 422, "invalid", `${counter}`)).field, "counter");
	}
	for (const back_in_min of [0, -1, 481, 1e18, 1.5, "5", true]) {
		const pause = clerk.ask("POST", "/api/v1/counters/2/pause", { back_in_min });
		assert.equal((await refused(pause, 422, "invalid", `${back_in_min}`)).field, "back_in_min");
	}
	for (const path of ["/api/v1/board/", "/api/v1//board", "/api/v1", "/web/../main.c", "/web/.x", "/web/..%2fx", "/t/", `/t/${"a".repeat(200)}`]) {
		await refused(ask(url, "GET", path), 404, "not_found", path);
	}
});

test("edge: what the edge itself refuses has its slug, in the language asked for", async (t) => {
	const { url } = await open(t);
	await refused(ask(url, "POST", TICKETS, { "Transfer-Encoding": "chunked" }), 411, "length_required");
	await refused(ask(url, "GET", `/${"a".repeat(2048)}`), 414, "target_too_long");
	await refused(ask(url, "GET", "/", { "X-Long": "a".repeat(8192) }), 431, "header_too_large");
	await refused(ask(url, "GET", "/", { Host: "another.example" }), 421, "wrong_host");
	await refused(ask(url, "GET", "/", { "Content-Length": "+1" }), 400, "bad_request");
	const vi = await refused(ask(url, "GET", "/none"), 404, "not_found");
	const en = await refused(ask(url, "GET", "/none", { "Accept-Language": "en" }), 404, "not_found");
	assert.notEqual(vi.message, en.message);
});

test("edge: another method is told which there are, and HEAD is GET without its body", async (t) => {
	const { url } = await open(t);
	const allow = { [TICKETS]: "POST", "/api/v1/board": "GET, HEAD", "/api/v1/session": "GET, HEAD, POST, DELETE" };
	for (const [path, methods] of Object.entries(allow)) {
		for (const method of ["PUT", "PATCH", "OPTIONS", "TRACE"]) {
			const answer = await ask(url, method, path);
			await refused(answer, 405, "method_not_allowed", `${method} ${path}`);
			assert.equal(answer.headers.allow, methods);
		}
		await refused(ask(url, "BREW", path), 501, "not_implemented", path);
	}
	for (const path of ["/", "/clerk", "/t/none", "/web/clerk.js", "/words/vi.json", "/healthz", "/api/v1/office",
		"/api/v1/procedures", "/api/v1/board", `${TICKETS}/none`, "/api/v1/session", "/none"]) {
		const [get, head] = await Promise.all(["GET", "HEAD"].map((method) => ask(url, method, path)));
		assert.equal(head.body, "", path);
		assert.equal(head.status, get.status, path);
		const { date, ...fields } = head.headers;
		const { date: now, "content-length": length, ...others } = get.headers;
		if (path !== "/api/v1/board") assert.equal(head.headers["content-length"], length, path);
		assert.deepEqual({ ...fields, "content-length": length }, { ...others, "content-length": length }, path);
	}
	const feed = await ask(url, "HEAD", "/api/v1/feed");
	assert.equal(feed.headers["content-type"], "text/event-stream");
	assert.equal(feed.body, "");
});

test("edge: who is not known is asked who they are", async (t) => {
	const { url, anyone } = await open(t);
	const unknown = await anyone.ask("POST", TICKETS, { service: "ho-tich" });
	await refused(unknown, 401, "unauthenticated");
	assert.equal(unknown.headers.get("www-authenticate"), "Bearer");
	for (const key of ["", "x", "a".repeat(43)]) {
		await refused(new Client(url, { key }).ask("POST", TICKETS, { service: "ho-tich" }), 401, "unauthenticated");
	}
});

test("edge: it listens on several addresses, and answers to their names and those it was given", async (t) => {
	const args = ["--listen", "[::1]:0", "--listen", "0.0.0.0:0", "--host", "mc.example", "--host", "door.example:81"];
	const { server } = await open(t, { args });
	const lines = server.program.out.trim().split("\n");
	assert.equal(lines.length, 3);
	const [, six, any] = lines.map((line) => new URL(line.replace("listening on ", "")));
	assert.equal((await fetch(`http://[::1]:${six.port}/healthz`)).status, 200);
	const url = `http://127.0.0.1:${any.port}`;
	const status = async (Host) => (await ask(url, "GET", "/healthz", { Host })).status;
	for (const host of [`127.0.0.1:${any.port}`, `localhost:${any.port}`, "mc.example", "MC.example:9", "door.example:81"]) {
		assert.equal(await status(host), 200, host);
	}
	for (const host of ["127.0.0.1", `0.0.0.0:${any.port}`, "door.example", "example", `127.0.0.1:${server.port}`]) {
		assert.equal(await status(host), 421, host);
	}
});
