// The server under a certificate of its own: what it speaks and refuses, how a certificate is renewed, and
// how kiosk and screen come to it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { chmod, copyFile, writeFile } from "node:fs/promises";
import { Agent, get } from "node:https";
import { join } from "node:path";
import { test } from "node:test";
import { connect } from "node:tls";
import { askSecurely, makePair } from "../harness/certificate.mjs";
import { FakeClock } from "../harness/fake_clock.mjs";
import { run } from "../harness/program.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Screen } from "../harness/screen.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };

async function open(t, { start = true, ...options } = {}) {
	const server = await Server.make({
		catalogue: false, accounts: [{ user: "an", role: "clerk" }],
		devices: [{ name: "cua", role: "kiosk" }, { name: "sanh", role: "display" }], ...options,
	});
	t.after(() => server.close());
	const pair = await makePair(server.dir, "motcua");
	server.args = ["--tls-cert", pair.cert, "--tls-key", pair.key];
	if (start) await server.start();
	const ask = (path, more = {}) => askSecurely(server.url + path, pair.pem, more);
	return { server, pair, ask };
}

test("tls: what is asked is answered, and a session's cookie never travels in the clear", async (t) => {
	const { server, ask } = await open(t);
	assert.match(server.url, /^https:/);
	assert.deepEqual(JSON.parse((await ask("/healthz")).body).status, "ok");
	const body = JSON.stringify({ user: "an", password: PASSWORD });
	const session = await ask("/api/v1/session", { method: "POST", headers: JSON_TYPE, body });
	assert.match(session.headers["set-cookie"][0], /^motcua=[\w-]+; .*HttpOnly; SameSite=Strict; Secure$/);
	assert.equal(session.headers["strict-transport-security"], undefined);
	const headers = { ...JSON_TYPE, Authorization: `Bearer ${server.keys.cua}`, "Idempotency-Key": "k" };
	const taken = await ask("/api/v1/tickets", { method: "POST", headers, body: '{"service":"ho-tich"}' });
	assert.equal(taken.status, 201);
	assert.ok(JSON.parse(taken.body).ticket.url.startsWith(`${server.url}/t/`), taken.body);
	const script = await ask("/static/clerk.js");
	assert.equal(Buffer.byteLength(script.body), Number(script.headers["content-length"]));
});

test("tls: a connection serves many requests, a feed flows, and both end when the server does", async (t) => {
	const { server, pair, ask } = await open(t);
	const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: pair.pem });
	const sockets = new Set();
	for (let i = 0; i < 20; i++) {
		const [answer] = await once(get(`${server.url}/api/v1/office`, { agent }), "response");
		sockets.add(answer.socket);
		assert.equal(answer.statusCode, 200);
		await once(answer.resume(), "end");
	}
	assert.equal(sockets.size, 1);
	const [feed] = await once(get(`${server.url}/api/v1/feed`, { ca: pair.pem, agent: false }), "response");
	let frames = "";
	const ended = once(feed, "close");
	feed.on("error", () => {}).setEncoding("utf8").on("data", (text) => {
		frames += text;
	});
	await until("the snapshot", () => frames.includes("event: snapshot"));
	const headers = { ...JSON_TYPE, Authorization: `Bearer ${server.keys.cua}`, "Idempotency-Key": "k" };
	await ask("/api/v1/tickets", { method: "POST", headers, body: '{"service":"ho-tich"}' });
	await until("the number", () => /event: change\ndata: .*"B001"/.test(frames));
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
	await within("the feed to end", ended);
});

test("tls: old versions, weak ciphers and plain requests are refused, and a handshake has its time", async (t) => {
	const { server, pair, ask } = await open(t);
	const silent = await RawSocket.open(server.url);
	const silence = silent.rest();
	const hello = (options) => once(connect({ port: server.port, host: "127.0.0.1", ca: pair.pem, ...options }), "secureConnect");
	const insecure = "@SECLEVEL=0";
	await assert.rejects(hello({ minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: `ALL:${insecure}` }), /alert|version|ECONNRESET/i);
	await assert.rejects(hello({ maxVersion: "TLSv1.2", ciphers: `AES128-SHA:${insecure}` }), /alert|ECONNRESET/i);
	assert.equal((await ask("/healthz", { maxVersion: "TLSv1.2" })).protocol, "TLSv1.2");
	assert.equal((await ask("/healthz")).protocol, "TLSv1.3");
	const plain = await RawSocket.open(server.url);
	await plain.request("GET", "/healthz");
	assert.doesNotMatch(await plain.rest().catch(() => ""), /HTTP/);
	assert.equal(await silence, "");
});

test("tls: SIGHUP takes another certificate, and one that is bad never", async (t) => {
	const { server, pair, ask } = await open(t);
	const other = await makePair(server.dir, "moi");
	const again = (count) => until("the server to have looked", () => server.program.log.split("\n").length > count);
	const agent = new Agent({ keepAlive: true, ca: pair.pem });
	assert.equal((await ask("/healthz", { agent })).by, "motcua");
	await copyFile(other.cert, pair.cert);
	server.program.child.kill("SIGHUP");
	await again(1);
	assert.match(server.program.log, /^error: the key \S+motcua\.key is not that of the certificate \S+motcua\.pem\n$/);
	assert.equal((await ask("/healthz")).by, "motcua");
	await copyFile(other.key, pair.key);
	server.program.child.kill("SIGHUP");
	await again(2);
	assert.match(server.program.log, /the certificate was read again\n$/);
	assert.equal((await askSecurely(`${server.url}/healthz`, other.pem)).by, "moi");
	assert.equal((await ask("/healthz", { agent })).by, "motcua", "who was there stays");
	agent.destroy();
});

test("tls: files that are no good are named, and the server does not begin", async (t) => {
	const { server, pair } = await open(t, { start: false });
	const other = await makePair(server.dir, "other");
	const none = join(server.dir, "none");
	const text = join(server.dir, "text");
	await writeFile(text, "no certificate\n");
	await chmod(text, 0o600);
	const late = new FakeClock(join(server.dir, "late"));
	await late.set("2090-01-01 00:00");
	const begin = async (args, env = {}) => {
		const { code, log } = await run("motcua-server", ["--data", server.data, "--listen", "127.0.0.1:0", ...args], { env: { ...process.env, ...env } });
		return `${code} ${log.replaceAll(`${server.dir}/`, "")}`;
	};
	const both = (cert, key, env) => begin(["--tls-cert", cert, "--tls-key", key], env);
	assert.equal(await both(none, pair.key), "1 error: no certificate can be read from none: No such file or directory\n");
	assert.equal(await both(text, pair.key), "1 error: no certificate can be read from text: no start line\n");
	assert.equal(await both(pair.cert, none), "1 error: no key can be read from none: No such file or directory\n");
	assert.match(await both(pair.cert, text), /^1 error: no key can be read from text: /);
	assert.equal(await both(pair.cert, other.key), "1 error: the key other.key is not that of the certificate motcua.pem\n");
	assert.match(await both(pair.cert, pair.key, late.env), /^1 error: the certificate motcua\.pem has expired on \d{4}-\d\d-\d\d\n/);
	assert.equal(await begin(["--tls-cert", pair.cert]), "2 motcua-server: --tls-cert and --tls-key go together\n");
});

test("tls: kiosk and screen take whom they are told to trust, and nobody else", async (t) => {
	const { server, pair } = await open(t);
	const start = async (name, device, ...args) => {
		const key = join(server.dir, `${device}.key`);
		await writeFile(key, `${server.keys[device]}\n`);
		const screen = await Screen.open(name, ["--server", server.url, "--key-file", key, "--size", "540x960", ...args]);
		t.after(() => screen.close());
		return screen;
	};
	const kiosk = await start("motcua-kiosk", "cua", "--ca", pair.cert);
	const hall = await start("motcua-display", "sanh", "--view", "hall", "--mute", "--ca", pair.cert);
	const wary = await start("motcua-display", "sanh", "--view", "hall", "--mute");
	await kiosk.shows("its first page", (text, list) => list.screen === "home" && text("service:ho-tich"));
	await hall.shows("an empty hall", (text) => text("empty") === "Chưa có số nào được gọi");
	assert.doesNotMatch(hall.program.log + kiosk.program.log, /server away/);
	await until("a word of warning", () => /server away: .*certificate/i.test(wary.program.log));
	const { code, log } = await run("motcua-display", ["--server", server.url, "--ca", join(server.dir, "none"), "--view", "hall", "--mute"]);
	assert.equal(code, 1);
	assert.match(log, /^error: cannot read \S+none: No such file or directory\n/);
});
