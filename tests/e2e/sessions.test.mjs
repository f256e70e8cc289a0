// How long a person is known and by what, who is slowed down when passwords are guessed, and that a ticket's token
// tells nothing to who has none.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const SESSION = "/api/v1/session";
const HOUR_S = 3600;
const GUESSES = 5; // of one account from one address in a quarter of an hour

async function open(t, options) {
	const server = await Server.start({ catalogue: false, people: [{ user: "lan", role: "lead" }], ...options });
	t.after(() => server.close());
	return server;
}

const secret = () => randomBytes(32).toString("base64url");

test("sessions: each sign-in has an id of its own, whatever is brought along", async (t) => {
	const server = await open(t);
	const seen = new Set();
	const planted = `motcua=${secret()}`;
	const client = new Client(server.url);
	for (let i = 0; i < 4; i++) {
		const Cookie = client.cookie ?? planted;
		const answer = await client.ask("POST", SESSION, { user: "lan", password: PASSWORD }, { once: null, headers: { Cookie } });
		client.enter(answer);
		assert.ok(client.cookie !== planted && !seen.has(client.cookie));
		seen.add(client.cookie);
	}
	const { status } = await fetch(server.url + SESSION, { headers: { Cookie: planted } });
	assert.equal(status, 401, "what somebody else chose is nobody");
});

test("sessions: one ends after a day, however much it is used", async (t) => {
	const server = await open(t, { at: "2026-08-17 06:00" });
	const lead = await Clerk.at(server.url, undefined, "lan");
	for (let hours = 0; hours < 20; hours += 4) {
		await server.clock.advance(4 * HOUR_S);
		await lead.get(SESSION);
	}
	await server.clock.advance(4 * HOUR_S);
	await lead.expect(401, "GET", SESSION);
	await lead.signIn("lan");
	await lead.get(SESSION);
});

// A sign-in from another address of this machine: its status.
function signInFrom(server, localAddress, user, password) {
	const { hostname, port } = new URL(server.url);
	const body = JSON.stringify({ user, password });
	const headers = { "Content-Type": "application/json", "Content-Length": body.length };
	return new Promise((resolve, reject) => {
		const sent = request({ hostname, port, localAddress, method: "POST", path: SESSION, headers }, (answer) => resolve(answer.resume().statusCode));
		sent.on("error", reject).end(body);
	});
}

test("sessions: who guesses is slowed down, and not the person whose account it is", async (t) => {
	const server = await open(t, { at: "2026-08-17 09:00" });
	const guess = (from, password) => signInFrom(server, from, "lan", password);
	for (let i = 0; i < GUESSES; i++) assert.equal(await guess("127.0.0.7", `guess ${i}`), 401);
	for (const password of ["guess", PASSWORD]) assert.equal(await guess("127.0.0.7", password), 429);
	assert.equal(await guess("127.0.0.8", PASSWORD), 200, "she, at her own desk");
	assert.equal(await guess("127.0.0.7", PASSWORD), 429, "which lets nobody else in");
	await server.clock.advance(901);
	assert.equal(await guess("127.0.0.7", PASSWORD), 200, "nor is that desk lost for long");
});

test("sessions: an address that tries many names is slowed down for all of them", async (t) => {
	const server = await open(t, { at: "2026-08-17 09:00" });
	const from = (address, user, password) => signInFrom(server, address, user, password);
	for (let i = 0; i < 10; i++)
		for (let j = 0; j < GUESSES; j++) assert.equal(await from("127.0.0.7", `user-${i}`, "guess"), 401);
	assert.equal(await from("127.0.0.7", "lan", PASSWORD), 429);
	assert.equal(await from("127.0.0.8", "lan", PASSWORD), 200);
});

// All of an answer that could tell one token from another.
async function told(server, method, path) {
	const headers = { "Idempotency-Key": randomBytes(8).toString("hex"), "Content-Type": "application/json" };
	const answer = await fetch(server.url + path, { method, headers, body: method === "POST" ? '{"score":5}' : undefined });
	const fields = [...answer.headers].filter(([name]) => name !== "date");
	return JSON.stringify([answer.status, fields, await answer.text()]);
}

test("tokens: unknown, wrong and of another day are one and the same answer", async (t) => {
	const server = await open(t, { at: "2026-08-17 22:00" });
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const { token: past } = await kiosk.take("ho-tich");
	await server.clock.set("2026-08-18 09:00");
	await until("the next day", async () => (await kiosk.get("/api/v1/board")).day === 20260818);
	const { token } = await kiosk.take("ho-tich");
	const wrong = [past, randomBytes(16).toString("base64url"), `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, token.slice(1), `${token}A`, token.toLowerCase(), "x", "A".repeat(22)];
	const ways = [
		["GET", (one) => `/api/v1/tickets/${one}`], ["GET", (one) => `/api/v1/tickets/${one}/qr.svg`], ["GET", (one) => `/t/${one}`],
		["GET", (one) => `/api/v1/feed?ticket=${one}`], ...["leave", "back", "rating"].map((name) => ["POST", (one) => `/api/v1/tickets/${one}/${name}`]),
	];
	for (const [method, path] of ways) {
		const answers = new Set();
		for (const one of wrong) answers.add(await told(server, method, path(one)));
		assert.equal(answers.size, 1, [...answers].join("\n"));
		assert.match([...answers][0], /^\[40[14],/);
	}
	assert.equal((await fetch(`${server.url}/api/v1/tickets/${token}`)).status, 200);
});

test("tokens: of 128 random bits, none like another", async (t) => {
	const server = await open(t);
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const many = 256;
	const tokens = [];
	while (tokens.length < many) tokens.push((await kiosk.take("ho-tich", {}, { print: false })).token);
	assert.equal(new Set(tokens).size, many);
	const bytes = tokens.map((token) => Buffer.from(token, "base64url"));
	assert.ok(bytes.every(({ length }) => length === 16));
	for (let bit = 0; bit < 128; bit++) {
		const ones = bytes.filter((one) => one[bit >> 3] & (1 << (bit & 7))).length;
		assert.ok(Math.abs(ones - many / 2) < 6 * Math.sqrt(many) / 2, `bit ${bit} is set in ${ones} of ${many}`);
	}
});
