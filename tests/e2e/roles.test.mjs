// Who may do what, and how that is held: keys, cookies, tokens, origins, hosts, passwords.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";

const SESSION = "/api/v1/session";
const COUNTER = 2;
const PEOPLE = [
	{ user: "clerk", role: "clerk" },
	{ user: "lead", role: "lead" },
	{ user: "admin", role: "admin" },
];

async function open(t, options = {}) {
	const setup = { catalogue: false, clerks: [], people: PEOPLE, kiosks: ["kiosk"], displays: ["display"], ...options };
	const server = await Server.start(setup);
	t.after(() => server.close());
	return server;
}

function signIn(server, user, password = PASSWORD, counter = COUNTER) {
	return new Client(server.url).ask("POST", SESSION, { user, password, counter }, { once: null });
}

// One of each: nobody, the devices, the people. (The last to sign in has the counter: the clerk.)
async function everyone(server) {
	const device = (name) => new Client(server.url, { key: server.keys[name] });
	return {
		none: new Client(server.url),
		kiosk: device("kiosk"),
		display: device("display"),
		admin: await Clerk.at(server.url, undefined, "admin"),
		lead: await Clerk.at(server.url, undefined, "lead"),
		clerk: await Clerk.at(server.url, COUNTER, "clerk"),
	};
}

test("roles: a key or cookie that is none is nobody", async (t) => {
	const server = await open(t);
	const { kiosk, clerk } = await everyone(server);
	const status = async (headers) => {
		const all = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), ...headers };
		return (await fetch(`${server.url}/api/v1/tickets`, { method: "POST", headers: all, body: "{}" })).status;
	};
	assert.equal(await status({ Authorization: `Bearer ${kiosk.key}` }), 422, "the right one, to compare");
	for (const key of ["", "x", kiosk.key.slice(1), `${kiosk.key}A`, kiosk.key.toLowerCase(), "A".repeat(43), "A".repeat(4000)])
		assert.equal(await status({ Authorization: `Bearer ${key}` }), 401, key.slice(0, 50));
	assert.equal(await status({ Authorization: `Basic ${kiosk.key}` }), 401);
	const [name, value] = clerk.cookie.split("=");
	for (const cookie of [name, `${name}=`, `${name}=${"A".repeat(43)}`, `x${name}=${value}`, `${name}=${value}x`]) {
		const { status: got } = await fetch(server.url + SESSION, { headers: { Cookie: cookie } });
		assert.equal(got, 401, cookie);
	}
	const found = await fetch(server.url + SESSION, { headers: { Cookie: `a=1; ${clerk.cookie}; b=2` } });
	assert.equal(found.status, 200);
});

test("roles: a person's command carries the session's token", async (t) => {
	const server = await open(t);
	const { clerk, lead } = await everyone(server);
	const path = `/api/v1/counters/${COUNTER}/open`;
	const { csrf } = clerk;
	for (const wrong of [null, "", "x", lead.csrf, csrf.slice(1), `${csrf}A`]) {
		clerk.csrf = wrong;
		const { error } = await clerk.expect(403, "POST", path, {});
		assert.equal(error, "forbidden");
		await clerk.expect(403, "DELETE", SESSION);
	}
	const { counters } = await clerk.get("/api/v1/board");
	assert.equal(counters.find(({ id }) => id === COUNTER).state, "closed", "nothing was done");
	clerk.csrf = csrf;
	await clerk.post(path);
	await server.stop();
	await server.start();
	await clerk.post(`/api/v1/counters/${COUNTER}/close`);
});

test("roles: what another site's page sends is refused", async (t) => {
	const server = await open(t);
	const { clerk, kiosk } = await everyone(server);
	const { host, port, hostname } = new URL(server.url);
	const near = [`http://${hostname}:${Number(port) + 1}`, `http://${host}.evil.example`, host];
	const foreign = ["http://evil.example", "null", "", ...near];
	for (const origin of foreign) {
		const headers = { Origin: origin };
		const refused = async (client, path, body, options) =>
			assert.equal((await client.expect(403, "POST", path, body, options)).error, "forbidden", origin);
		await refused(clerk, `/api/v1/counters/${COUNTER}/open`, {}, { headers });
		await refused(kiosk, "/api/v1/tickets", { service: "ho-tich" }, { headers });
		const credentials = { user: "clerk", password: PASSWORD, counter: COUNTER };
		await refused(new Client(server.url), SESSION, credentials, { headers, once: null });
	}
	await clerk.post(`/api/v1/counters/${COUNTER}/open`, {}, { headers: { Origin: server.url } });
});

test("roles: another host's name is not ours", async (t) => {
	const server = await open(t, { args: ["--host", "motcua.local"] });
	const { port } = new URL(server.url);
	const status = async (Host) => {
		const raw = await RawSocket.open(server.url);
		await raw.request("GET", "/healthz", { Host, Connection: "close" });
		return Number((await raw.rest()).split(" ")[1]);
	};
	for (const host of [`127.0.0.1:${port}`, `motcua.local:${port}`, "MotCua.Local"])
		assert.equal(await status(host), 200, host);
	for (const host of ["evil.example", `evil.example:${port}`, "motcua.local.evil.example", "10.0.0.1", ""])
		assert.equal(await status(host), 421, host);
	for (const host of [null, "a b", "127.0.0.1:x"]) assert.equal(await status(host), 400, String(host));
});

test("roles: the cookie is for the server alone, and ends with signing out", async (t) => {
	const server = await open(t);
	const signed = await signIn(server, "clerk");
	assert.equal(signed.status, 200);
	const { user, role, counter: at, csrf } = signed.body;
	assert.deepEqual([user, role, at], ["clerk", "clerk", COUNTER]);
	const [set] = signed.headers.getSetCookie();
	const [pair, ...attributes] = set.split("; ");
	assert.match(pair, /^[A-Za-z_-]+=[A-Za-z0-9_-]{43}$/);
	assert.ok(attributes.includes("HttpOnly"));
	assert.ok(attributes.includes("SameSite=Strict"));
	assert.ok(attributes.includes("Path=/"));
	assert.ok(!set.includes(csrf) && !JSON.stringify(signed.body).includes(pair.split("=")[1]), "two secrets");

	const clerk = Object.assign(new Client(server.url), { cookie: pair, csrf });
	assert.equal((await clerk.get(SESSION)).csrf, csrf);
	const other = await signIn(server, "clerk");
	const out = await clerk.ask("DELETE", SESSION);
	assert.equal(out.status, 200);
	assert.match(out.headers.getSetCookie()[0], /Max-Age=0/);
	await clerk.expect(401, "GET", SESSION);
	await clerk.expect(401, "POST", `/api/v1/counters/${COUNTER}/open`, {});
	const still = Object.assign(new Client(server.url), { cookie: other.headers.getSetCookie()[0].split(";")[0] });
	assert.equal((await still.get(SESSION)).user, "clerk", "the other browser stays signed in");
	await server.kill();
	await server.start();
	await clerk.expect(401, "GET", SESSION);
	assert.equal((await still.get(SESSION)).user, "clerk");
});

test("roles: a session nobody uses ends by itself", async (t) => {
	const server = await open(t, { at: "2026-08-17 06:00" });
	const clerk = await Clerk.at(server.url, undefined, "clerk");
	for (let hours = 0; hours < 20; hours += 10) {
		await server.clock.advance(10 * 3600);
		await clerk.get(SESSION);
	}
	await server.clock.advance(13 * 3600);
	await clerk.expect(401, "GET", SESSION);
});

test("roles: at a counter it ends in silence, and who was called stays there", async (t) => {
	const server = await open(t, { at: "2026-08-17 09:00" });
	const clerk = await Clerk.at(server.url, COUNTER, "clerk");
	const kiosk = new Kiosk(server.url, { key: server.keys.kiosk });
	await clerk.move("open");
	await kiosk.take("chung-thuc");
	await clerk.move("next");
	for (let minutes = 0; minutes < 6; minutes += 2) {
		await server.clock.advance(120);
		await clerk.get(SESSION);
	}
	await server.clock.advance(181);
	await clerk.expect(401, "GET", SESSION);
	const { counters } = await kiosk.get("/api/v1/board");
	const { number, state_of_ticket } = counters.find(({ id }) => id === COUNTER);
	assert.deepEqual([number, state_of_ticket], ["A001", "called"], "until a person decides");
	const again = await Clerk.at(server.url, COUNTER, "clerk");
	assert.equal((await again.queue()).ticket.number, "A001", "from whatever browser");
	assert.equal((await again.move("start")).ticket.state, "serving");
});

test("roles: a wrong password is told no more than that, and guessing is slow", async (t) => {
	const server = await open(t, { at: "2026-08-17 09:00" });
	const wrong = await signIn(server, "clerk", "không phải mật khẩu");
	const nobody = await signIn(server, "nobody", PASSWORD);
	assert.equal(wrong.status, 401);
	assert.equal(nobody.status, 401);
	assert.deepEqual(wrong.body, nobody.body, "who has an account is not told");
	assert.equal(wrong.headers.getSetCookie().length, 0);
	for (let i = 1; i < 5; i++) assert.equal((await signIn(server, "clerk", `guess ${i}`)).status, 401);
	for (const password of ["guess 6", PASSWORD]) {
		const slow = await signIn(server, "clerk", password);
		assert.equal(slow.status, 429, "whether it was right is not told either");
		assert.equal(slow.body.error, "slow_down");
		const after = Number(slow.headers.get("retry-after"));
		assert.ok(after > 0 && after <= 900, `Retry-After: ${after}`);
	}
	assert.equal((await signIn(server, "lead")).status, 200, "others are not locked out");
	await server.clock.advance(901);
	assert.equal((await signIn(server, "clerk")).status, 200, "nor is anyone for good");
	for (let i = 0; i < 4; i++) assert.equal((await signIn(server, "clerk", "slip")).status, 401);
	assert.equal((await signIn(server, "clerk")).status, 200);
	for (let i = 0; i < 4; i++) assert.equal((await signIn(server, "clerk", "slip")).status, 401, "the count began anew");
	assert.equal((await signIn(server, "clerk")).status, 200);
});

test("roles: guesses that all come at once are counted as well", async (t) => {
	const server = await open(t, { at: "2026-08-17 09:00" });
	const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(server, "clerk", `guess ${i}`)));
	const count = (status) => answers.filter((answer) => answer.status === status).length;
	assert.equal(count(401), 5);
	assert.equal(count(429), 7);
});

test("roles: a sign-in that makes no sense is told by its field", async (t) => {
	const server = await open(t);
	const refused = [
		["user", { password: PASSWORD }], ["user", { user: "", password: PASSWORD }], ["user", { user: 7, password: PASSWORD }],
		["password", { user: "clerk" }], ["password", { user: "clerk", password: "" }],
		["password", { user: "clerk", password: "x".repeat(1000) }],
		["counter", { user: "clerk", password: PASSWORD, counter: 99 }],
		["counter", { user: "clerk", password: PASSWORD, counter: "2" }],
	];
	const anyone = new Client(server.url);
	for (const [field, body] of refused)
		assert.equal((await anyone.expect(422, "POST", SESSION, body, { once: null })).field, field, JSON.stringify(body));
	await anyone.expect(405, "PUT", SESSION, {});
	const post = await anyone.ask("POST", "/api/v1/board", {});
	assert.equal(post.status, 405);
	assert.equal(post.headers.get("allow"), "GET, HEAD");
	await anyone.expect(404, "GET", "/api/v1/nothing");
});

test("roles: every answer guards the browser that gets it", async (t) => {
	const server = await open(t);
	for (const path of ["/", "/clerk", "/api/v1/board", "/api/v1/session", "/nothing", "/t/x"]) {
		const { headers } = await fetch(server.url + path);
		assert.match(headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/, path);
		assert.equal(headers.get("x-content-type-options"), "nosniff", path);
		assert.equal(headers.get("referrer-policy"), "no-referrer", path);
		assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
		assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", path);
		if (path.startsWith("/api")) assert.equal(headers.get("cache-control"), "no-store", path);
	}
});
