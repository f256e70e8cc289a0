// The first start: no account, no office, one link on the console; from there on the browser is enough.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { openAlways, readOffice } from "../harness/office.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";

const SETUP = "/api/v1/setup";
const LINK = /set-up link/;
const QUARTER_S = 15 * 60;
const BOSS = { user: "quantri", password: PASSWORD, name: "Trần Thị Quản Trị", title: "Quản trị hệ thống" };

async function open(t, options = {}) {
	const server = await Server.start({ office: false, catalogue: false, clerks: [], kiosks: [], ...options });
	t.after(() => server.close());
	return server;
}

const state = (server) => new Client(server.url).get(SETUP);
const enter = (client, token, more = {}) => client.ask("POST", SETUP, { ...BOSS, token, ...more }, { once: null });

async function stands(server, expected) {
	const { now: _, ...rest } = await state(server);
	assert.deepEqual(rest, expected);
}

async function refused(server, token) {
	const { status, body } = await enter(new Client(server.url), token);
	assert.deepEqual([status, body.error], [403, "link_over"], JSON.stringify(body));
}

async function firstAdmin(server) {
	const admin = new Client(server.url);
	const answer = await enter(admin, await server.token());
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	admin.enter(answer);
	return admin;
}

test("first start: the link makes the first administrator, once", async (t) => {
	const server = await open(t);
	const token = await server.token();
	const before = await state(server);
	assert.deepEqual([before.needed, before.has_office], [true, false]);
	const left = before.expires_at - before.now;
	assert.ok(left > 0 && left <= QUARTER_S * 1000, `${left} ms`);
	await refused(server, `${token.slice(1)}A`);
	await refused(server, undefined);
	const wrong = [["user", { user: "quản trị" }], ["user", { user: undefined }], ["password", { password: "quá ngắn" }], ["name", { name: 7 }]];
	for (const [field, more] of wrong) {
		const { status, body } = await enter(new Client(server.url), token, more);
		assert.deepEqual([status, body.field], [422, field]);
	}
	const admin = await firstAdmin(server);
	const { user, role, name, title, csrf } = await admin.get("/api/v1/session");
	assert.deepEqual([user, role, name, title], [BOSS.user, "admin", BOSS.name, BOSS.title]);
	assert.equal(csrf, admin.csrf);
	await admin.get("/api/v1/admin/office");
	await refused(server, token);
	await stands(server, { needed: false, expires_at: null, has_office: false });
	await server.kill();
	await server.start();
	assert.doesNotMatch(server.program.out, LINK);
	await admin.get("/api/v1/session");
	await Clerk.at(server.url, undefined, BOSS.user);
	await server.stop();
	assert.match(await server.command(["user", "list"]), /^quantri\tadmin\tTrần Thị Quản Trị\tQuản trị hệ thống\n$/);
	await server.command(["check"]);
});

test("first start: the link ends after a quarter of an hour, and a restart prints another", async (t) => {
	const server = await open(t);
	const late = await server.token();
	await server.clock.advance(QUARTER_S + 1);
	await stands(server, { needed: true, expires_at: null, has_office: false });
	await refused(server, late);
	await server.stop();
	await server.start();
	const other = await server.token();
	assert.notEqual(other, late);
	await refused(server, late);
	await server.kill();
	await server.start();
	await refused(server, other);
	await firstAdmin(server);
});

test("first start: of two who use the link at once one comes in", async (t) => {
	const server = await open(t);
	const token = await server.token();
	const answers = await Promise.all(["a", "b", "c"].map((user) => enter(new Client(server.url), token, { user })));
	assert.equal(answers.filter(({ status }) => status === 200).length, 1);
	assert.ok(answers.every(({ status }) => [200, 403, 503].includes(status)));
	await server.stop();
	assert.equal((await server.command(["user", "list"])).trim().split("\n").length, 1);
});

test("first start: a crash leaves an administrator or the way to one", async (t) => {
	const server = await open(t);
	for (let delay = 0; ; delay += 15) {
		const token = await server.token();
		const answer = enter(new Client(server.url), token).catch(() => null);
		await new Promise((resolve) => setTimeout(resolve, delay)); // into the middle of it
		await server.kill();
		const told = (await answer)?.status === 200;
		await server.start();
		const { needed } = await state(server);
		assert.ok(!(told && needed), "who was told is there");
		if (!needed) break;
	}
	await Clerk.at(server.url, undefined, BOSS.user);
});

test("first start: where there is an account nobody is invited", async (t) => {
	const server = await open(t, { office: true, clerks: ["an"] });
	assert.doesNotMatch(server.program.out, LINK);
	await stands(server, { needed: false, expires_at: null, has_office: true });
	await refused(server, "A".repeat(43));
});

test("first start: a link that others can open, whatever is listened on", async (t) => {
	const server = await Server.make({ office: false, catalogue: false });
	t.after(() => server.close());
	const printed = async (args) => {
		server.args = args;
		await server.start();
		const [, base] = await server.program.says(/^set-up link .*: (\S+)\/admin#setup=/m);
		await server.stop();
		return base;
	};
	const all = ["--listen", "0.0.0.0:0"];
	assert.equal(await printed(["--public-url", "https://mot-cua.vn/"]), "https://mot-cua.vn");
	server.port = 0;
	assert.match(await printed([]), /^http:\/\/127\.0\.0\.1:\d+$/);
	server.listen = all;
	assert.match(await printed(["--host", "motcua.local"]), /^http:\/\/motcua\.local:\d+$/);
	assert.equal(await printed(["--host", "motcua.local:8080"]), "http://motcua.local:8080");
	assert.match(await printed([]), /^http:\/\/(?!0\.)\d+\.\d+\.\d+\.\d+:\d+$/);
});

test("first start: from nothing to the first number called, without a command", async (t) => {
	const server = await open(t);
	const admin = await firstAdmin(server);
	const ward = openAlways(await readOffice());
	await admin.expect(200, "PUT", "/api/v1/admin/office", ward);
	assert.equal((await state(server)).has_office, true);
	await admin.expect(201, "POST", "/api/v1/admin/accounts", { user: "an", role: "clerk", name: "Nguyễn Văn An", title: "Công chức", password: PASSWORD });
	const { code } = await admin.expect(201, "POST", "/api/v1/admin/devices", { name: "cua-1", role: "kiosk" });
	const { key } = await new Client(server.url).expect(201, "POST", "/api/v1/enrol", { code });
	const an = await Clerk.at(server.url, 2);
	await an.move("open");
	const { number } = await new Kiosk(server.url, { key }).take("chung-thuc");
	assert.equal(number, "A001");
	assert.equal((await an.move("next")).ticket.number, number);
});
