// What was done to accounts and devices is in the audit log, and can be taken back; secrets cannot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { within } from "../harness/wait.mjs";

const ACCOUNTS = "/api/v1/admin/accounts";
const DEVICES = "/api/v1/admin/devices";
const AUDIT = "/api/v1/admin/audit";
const SESSION = "/api/v1/session";
const PEOPLE = [
	{ user: "quantri", role: "admin", name: "Trần Thị Quản Trị" },
	{ user: "an", role: "clerk", name: "Nguyễn Văn An", title: "Công chức" },
];

async function open(t) {
	const server = await Server.start({ catalogue: false, clerks: [], people: PEOPLE, kiosks: [] });
	t.after(() => server.close());
	return { server, admin: await Clerk.at(server.url, undefined, "quantri") };
}

async function again(server) {
	await server.kill();
	await server.start();
}

const put = (admin, user, body) => admin.expect(200, "PUT", `${ACCOUNTS}/${user}`, body);
const end = (admin, user) => admin.expect(200, "DELETE", `${ACCOUNTS}/${user}`);
const add = (admin, more) => admin.expect(201, "POST", ACCOUNTS, { user: "chi", role: "lead", name: "Lê Thị Chi", password: PASSWORD, ...more });
const newest = async (admin, kind = "user") => (await admin.get(`${AUDIT}?object=${kind}&limit=1`)).entries[0];
const undo = (admin, { seq }, status = 200) => admin.expect(status, "POST", `${AUDIT}/${seq}/undo`, {});
const signedOut = (person) => person.expect(401, "GET", SESSION);

async function account(admin, name) {
	const { accounts } = await admin.get(ACCOUNTS);
	const { role, name: called, ended } = accounts.find(({ user }) => user === name);
	return [role, called, ended];
}

test("undo of accounts: each act is told, and is taken back for good", async (t) => {
	const { server, admin } = await open(t);
	await put(admin, "an", { role: "lead", name: "Nguyễn Thị An" });
	const changed = await newest(admin);
	assert.deepEqual([changed.by, changed.act, changed.object, changed.can_undo], ["admin:quantri", "put", { kind: "user", id: "an" }, true]);
	const { changes } = await admin.get(`${AUDIT}/${changed.seq}`);
	assert.deepEqual(changes.map(({ path, was, is }) => [path, was, is]).sort(), [["name", "Nguyễn Văn An", "Nguyễn Thị An"], ["role", "clerk", "lead"]]);
	const an = await Clerk.at(server.url, undefined);
	const back = await undo(admin, changed);
	assert.deepEqual([back.act, back.undoes, back.by], ["undo", changed.seq, "admin:quantri"]);
	await signedOut(an);
	await again(server);
	assert.deepEqual(await account(admin, "an"), ["clerk", "Nguyễn Văn An", false]);
	assert.equal((await admin.get(`${AUDIT}/${changed.seq}`)).undone_by, back.seq);
	assert.equal((await undo(admin, changed, 409)).error, "wrong_state");

	await end(admin, "an");
	await undo(admin, await newest(admin));
	await Clerk.at(server.url, undefined);
	await add(admin);
	const chi = await Clerk.at(server.url, undefined, "chi");
	const added = await newest(admin);
	await undo(admin, added);
	await signedOut(chi);
	await again(server);
	assert.deepEqual(await account(admin, "chi"), ["lead", "Lê Thị Chi", true]);
	await undo(admin, await newest(admin));
	await Clerk.at(server.url, undefined, "chi");
	await server.stop();
	await server.command(["check"]);
});

test("undo of accounts: what came later stands in the way, and secrets do not come back", async (t) => {
	const { server, admin } = await open(t);
	await put(admin, "an", { name: "Một" });
	const first = await newest(admin);
	await put(admin, "an", { name: "Hai", title: "Chuyên viên" });
	const second = await newest(admin);
	assert.deepEqual((await undo(admin, first, 409)).in_the_way, { path: "name", seq: second.seq });
	assert.equal((await admin.get(`${AUDIT}/${first.seq}`)).can_undo, false);
	await undo(admin, second);
	await undo(admin, first);
	assert.deepEqual(await account(admin, "an"), ["clerk", "Nguyễn Văn An", false]);

	await put(admin, "an", { password: "một mật khẩu khác" });
	const secret = await newest(admin);
	assert.equal(secret.can_undo, false);
	const { changes } = await admin.get(`${AUDIT}/${secret.seq}`);
	assert.deepEqual(changes.map(({ path, was, is }) => [path, was, is]), [["password", null, true]]);
	await undo(admin, secret, 409);
	await Clerk.at(server.url, undefined, "an", "một mật khẩu khác");
	const an = await Clerk.at(server.url, undefined, "an", "một mật khẩu khác");
	await an.expect(200, "PUT", `${SESSION}/password`, { old: "một mật khẩu khác", new: PASSWORD });
	assert.equal((await newest(admin)).by, "clerk:an");
});

test("undo of accounts: it does not take away the last administrator", async (t) => {
	const { server, admin } = await open(t);
	await add(admin, { role: "admin" });
	const added = await newest(admin);
	const chi = await Clerk.at(server.url, undefined, "chi");
	assert.match((await undo(chi, added, 422)).message, /chính mình/, "nor the own account");
	await end(chi, "quantri");
	await signedOut(admin);
	assert.equal((await undo(chi, added, 422)).field, "ended");
	assert.deepEqual(await account(chi, "chi"), ["admin", "Lê Thị Chi", false]);
});

test("undo of devices: a revoked one is known again, a new one is revoked, keys and codes do not come back", async (t) => {
	const { server, admin } = await open(t);
	const invite = () => admin.expect(201, "POST", DEVICES, { name: "cua-1", role: "kiosk" });
	const enrol = (code, status = 201) => new Client(server.url).expect(status, "POST", "/api/v1/enrol", { code }, { once: null });
	const known = (key, status = 200) => new Client(server.url, { key }).expect(status, "POST", "/api/v1/kiosk/status", { printer: "ok" });
	const { key } = await enrol((await invite()).code);
	const [enrolled, added] = (await admin.get(`${AUDIT}?object=device`)).entries;
	assert.deepEqual([enrolled.act, enrolled.by, enrolled.can_undo, added.act, added.can_undo], ["enrol", "kiosk:cua-1", false, "add", false]);
	await undo(admin, enrolled, 409);
	await admin.expect(200, "DELETE", `${DEVICES}/cua-1`);
	await known(key, 401);
	await undo(admin, await newest(admin, "device"));
	await known(key);
	await again(server);
	await known(key);

	const { code } = await admin.expect(201, "POST", `${DEVICES}/cua-1/code`, {});
	await undo(admin, await newest(admin, "device"));
	await enrol(code, 403);
	await known(key);
	const { code: other } = await admin.expect(201, "POST", DEVICES, { name: "sanh", role: "display" });
	await undo(admin, await newest(admin, "device"));
	await enrol(other, 403);
	const feed = await FeedReader.open(server.url, { key });
	await feed.next("snapshot");
	await admin.expect(200, "DELETE", `${DEVICES}/cua-1`);
	await within("the stream to be cut", feed.ended, 1000);
	const { devices } = await admin.get(DEVICES);
	assert.deepEqual(devices.map(({ name, ended }) => [name, ended]), [["cua-1", true], ["sanh", true]]);
	await server.stop();
	await server.command(["check"]);
});
