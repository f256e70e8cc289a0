// Accounts come, change and end while the hall is open; whoever may not go on is out at once.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Client } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { within } from "../harness/wait.mjs";

const ACCOUNTS = "/api/v1/admin/accounts";
const SESSION = "/api/v1/session";
const OTHER = "một mật khẩu khác";
const PEOPLE = [
	{ user: "quantri", role: "admin", name: "Trần Thị Quản Trị" },
	{ user: "an", role: "clerk", name: "Nguyễn Văn An", title: "Công chức" },
];

async function open(t) {
	const server = await Server.start({ catalogue: false, clerks: [], people: PEOPLE, kiosks: [] });
	t.after(() => server.close());
	return { server, admin: await Clerk.at(server.url, undefined, "quantri") };
}

const chi = (more = {}) => ({ user: "chi", role: "lead", name: "Lê Thị Chi", title: "Phó Trưởng bộ phận", password: PASSWORD, ...more });
const signedOut = (person) => person.expect(401, "GET", SESSION);
const put = (admin, user, body, status = 200) => admin.expect(status, "PUT", `${ACCOUNTS}/${user}`, body);
const end = (admin, user, status = 200) => admin.expect(status, "DELETE", `${ACCOUNTS}/${user}`);

async function cannotSignIn(server, user, password = PASSWORD) {
	const answer = await new Client(server.url).ask("POST", SESSION, { user, password }, { once: null });
	assert.equal(answer.status, 401);
}

async function account(admin, name) {
	const { accounts } = await admin.get(ACCOUNTS);
	return accounts.find(({ user }) => user === name);
}

test("accounts: a new one signs in at once, and is listed with where it sits", async (t) => {
	const { server, admin } = await open(t);
	const made = await admin.expect(201, "POST", ACCOUNTS, chi());
	assert.deepEqual(made, { user: "chi", role: "lead", name: "Lê Thị Chi", title: "Phó Trưởng bộ phận", ended: false, signed_in: null });
	const lead = await Clerk.at(server.url, 3, "chi");
	assert.equal((await lead.get(SESSION)).role, "lead");
	const { accounts } = await admin.get(ACCOUNTS);
	assert.deepEqual(accounts.map(({ user }) => user), ["an", "chi", "quantri"]);
	assert.deepEqual(accounts.map(({ signed_in: at }) => at && at.counter), [null, 3, null]);
	assert.ok(accounts[1].signed_in.seen_at > 0);
	assert.ok(!JSON.stringify(accounts).includes("argon2"));
	await server.kill();
	await server.start();
	await lead.get(SESSION);
	await Clerk.at(server.url, undefined, "chi");
});

test("accounts: what cannot be is told by its field, in words", async (t) => {
	const { admin } = await open(t);
	const wrong = [
		["user", { user: "an" }], ["user", { user: "chị" }], ["user", { user: "" }], ["user", { user: "x".repeat(33) }], ["user", { user: 7 }],
		["role", { role: "king" }], ["role", { role: undefined }], ["name", { name: "a\nb" }], ["title", { title: "x".repeat(300) }],
		["password", { password: "chín ký tự" .slice(0, 9) }], ["password", { password: undefined }], ["ended", { ended: true }],
	];
	for (const [field, more] of wrong) {
		const { field: told, message } = await admin.expect(422, "POST", ACCOUNTS, chi(more));
		assert.equal(told, field, JSON.stringify(more));
		assert.ok(message.length > 10);
	}
	for (const body of [{ role: "king" }, { name: 7 }, { password: "ngắn" }, { ended: true }]) await put(admin, "an", body, 422);
	await put(admin, "nobody", {}, 404);
	await end(admin, "nobody", 404);
	assert.equal((await admin.get(ACCOUNTS)).accounts.length, 2);
});

test("accounts: another name is shown, another role or password signs out", async (t) => {
	const { server, admin } = await open(t);
	const an = await Clerk.at(server.url, 2);
	const feed = await FeedReader.open(server.url, { cookie: an.cookie });
	await feed.next("snapshot");
	assert.equal((await put(admin, "an", { name: "Nguyễn Thị An", title: "" })).signed_in.counter, 2);
	assert.equal((await an.get(SESSION)).name, "Nguyễn Thị An");
	assert.equal((await put(admin, "an", { role: "lead" })).signed_in, null);
	await within("the stream to be cut", feed.ended);
	await signedOut(an);
	const again = await Clerk.at(server.url, 2);
	assert.equal((await again.get(SESSION)).role, "lead");
	await put(admin, "an", { password: OTHER });
	await signedOut(again);
	await cannotSignIn(server, "an");
	await Clerk.at(server.url, undefined, "an", OTHER);
	await put(admin, "an", {});
	assert.deepEqual((await account(admin, "an")).name, "Nguyễn Thị An", "nothing said, nothing changed");
});

test("accounts: an end is an end at once, also after a crash, until it is taken back", async (t) => {
	const { server, admin } = await open(t);
	const an = await Clerk.at(server.url, 2);
	assert.deepEqual(await end(admin, "an"), { user: "an", role: "clerk", name: "Nguyễn Văn An", title: "Công chức", ended: true, signed_in: null });
	await server.kill();
	await server.start();
	await signedOut(an);
	await cannotSignIn(server, "an");
	assert.equal((await end(admin, "an")).ended, true, "twice is no error");
	const { message } = await admin.expect(422, "POST", ACCOUNTS, { ...chi(), user: "an" });
	assert.match(message, /đã ngừng/);
	assert.equal((await put(admin, "an", { ended: false })).ended, false);
	await signedOut(an);
	await Clerk.at(server.url, 2);
	await server.stop();
	await server.command(["check"]);
});

test("accounts: nobody ends the own one, however many administrators there are", async (t) => {
	const { admin } = await open(t);
	await admin.expect(201, "POST", ACCOUNTS, chi({ role: "admin" }));
	const { field, message } = await end(admin, "quantri", 422);
	assert.deepEqual([field, /chính mình/.test(message)], ["ended", true]);
});

test("accounts: the last administrator stays", async (t) => {
	const { server, admin } = await open(t);
	assert.equal((await end(admin, "quantri", 422)).field, "ended");
	assert.equal((await put(admin, "quantri", { role: "lead" }, 422)).field, "role");
	await admin.expect(201, "POST", ACCOUNTS, chi({ role: "admin" }));
	const other = await Clerk.at(server.url, undefined, "chi");
	const answers = await Promise.all([other.ask("PUT", `${ACCOUNTS}/quantri`, { role: "clerk" }), admin.ask("DELETE", `${ACCOUNTS}/chi`)]);
	assert.ok(answers.filter(({ status }) => status === 200).length <= 1, JSON.stringify(answers.map(({ status }) => status)));
	const left = answers[0].status === 200 ? other : admin;
	const { accounts } = await left.get(ACCOUNTS);
	assert.ok(accounts.some(({ role, ended }) => role === "admin" && !ended));
});

test("accounts: one's own password needs the old one, and ends one's other sessions", async (t) => {
	const { server } = await open(t);
	const an = await Clerk.at(server.url, 2);
	const elsewhere = await Clerk.at(server.url, undefined);
	const change = (status, body) => an.expect(status, "PUT", `${SESSION}/password`, body);
	assert.equal((await change(422, { old: "wrong", new: OTHER })).field, "old");
	assert.equal((await change(422, { new: OTHER })).field, "old");
	assert.equal((await change(422, { old: PASSWORD, new: "ngắn" })).field, "new");
	assert.deepEqual(await change(200, { old: PASSWORD, new: OTHER, role: "admin" }), {});
	assert.equal((await an.get(SESSION)).role, "clerk");
	await signedOut(elsewhere);
	await server.kill();
	await server.start();
	await an.get(SESSION);
	await cannotSignIn(server, "an");
	for (let i = 0; i < 4; i++) await change(422, { old: "wrong", new: OTHER });
	const { retry_after_s: wait } = await change(429, { old: OTHER, new: PASSWORD });
	assert.ok(wait > 0);
	an.csrf = "x";
	await change(403, { old: OTHER, new: PASSWORD });
});

test("accounts: the same key makes one, and no secret is on the disk", async (t) => {
	const { server, admin } = await open(t);
	const once = "the-key-of-a-careful-browser";
	const first = await admin.expect(201, "POST", ACCOUNTS, chi(), { once });
	await server.kill();
	await server.start();
	assert.deepEqual(await admin.expect(201, "POST", ACCOUNTS, chi(), { once }), first);
	await admin.expect(422, "POST", ACCOUNTS, chi({ password: OTHER }), { once });
	await Clerk.at(server.url, undefined, "chi");
	await server.stop();
	for (const name of await readdir(server.data)) {
		const bytes = await readFile(join(server.data, name)).catch(() => Buffer.alloc(0));
		for (const secret of [PASSWORD, OTHER, once]) assert.ok(!bytes.includes(secret), `${name}: ${secret}`);
	}
});
