// Devices: enrolled by a one-time code, revoked within a second.
import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { run } from "../harness/program.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";

const DEVICES = "/api/v1/admin/devices";
const STATUS = "/api/v1/kiosk/status";
const QUARTER_S = 15 * 60;

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, clerks: [], people: [{ user: "quantri", role: "admin" }], kiosks: [], ...options });
	t.after(() => server.close());
	return { server, admin: await Clerk.at(server.url, undefined, "quantri") };
}

const invite = (admin, name = "cua-1", role = "kiosk") => admin.expect(201, "POST", DEVICES, { name, role });
const again = (admin, name = "cua-1") => admin.expect(201, "POST", `${DEVICES}/${name}/code`, {});
const revoke = (admin, name = "cua-1") => admin.expect(200, "DELETE", `${DEVICES}/${name}`);
const enrol = (server, body, status = 201) => new Client(server.url).expect(status, "POST", "/api/v1/enrol", body, { once: null });
const known = (server, key, status = 200) => new Client(server.url, { key }).expect(status, "POST", STATUS, { printer: "ok" });

async function device(admin, name = "cua-1") {
	const { devices } = await admin.get(DEVICES);
	return devices.find((one) => one.name === name);
}

test("enrol: a code is good once, for its device", async (t) => {
	const { server, admin } = await open(t);
	const { code, expires_at: until_ms, ...who } = await invite(admin);
	assert.deepEqual(who, { name: "cua-1", role: "kiosk" });
	assert.match(code, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
	assert.deepEqual(await device(admin), { name: "cua-1", role: "kiosk", enrolled: false, code_expires_at: until_ms, ended: false });
	assert.equal((await enrol(server, { code, role: "display" }, 422)).field, "role");
	await server.kill();
	await server.start();
	const { key, ...is } = await enrol(server, { code: code.toLowerCase().replace("-", " ") });
	assert.deepEqual(is, { name: "cua-1", role: "kiosk" });
	await known(server, key);
	assert.equal((await enrol(server, { code }, 403)).error, "code_wrong");
	assert.deepEqual(await device(admin), { name: "cua-1", role: "kiosk", enrolled: true, code_expires_at: null, ended: false });
	await server.kill();
	await server.start();
	await known(server, key);
	await enrol(server, { code }, 403);
	const { number } = await new Kiosk(server.url, { key }).take("chung-thuc");
	assert.equal(number, "A001");
	await server.stop();
	await server.command(["check"]);
});

test("enrol: a code ends after a quarter of an hour, a newer one takes its place", async (t) => {
	const { server, admin } = await open(t);
	const { code: late } = await invite(admin);
	await server.clock.advance(QUARTER_S + 1);
	await enrol(server, { code: late }, 403);
	assert.equal((await device(admin)).code_expires_at, null);
	const { code: first } = await again(admin);
	const { code: second } = await again(admin);
	await enrol(server, { code: first }, 403);
	const { key: old } = await enrol(server, { code: second });
	const { code: third } = await again(admin);
	await known(server, old);
	const { key } = await enrol(server, { code: third });
	await known(server, key);
	await known(server, old, 401);
});

test("enrol: whoever lost the answer asks again with the key that it made", async (t) => {
	const { server, admin } = await open(t);
	const { code } = await invite(admin);
	const key = Buffer.alloc(32, 7).toString("base64url");
	for (const bad of ["", "x", key.slice(1), `${key}A`, `${key.slice(1)}=`]) assert.equal((await enrol(server, { code, key: bad }, 422)).field, "key", bad);
	const first = await enrol(server, { code, key });
	await server.kill();
	await server.start();
	assert.deepEqual(await enrol(server, { code, key }), first);
	await known(server, key);
	const other = await invite(admin, "cua-2");
	assert.equal((await enrol(server, { code: other.code, key }, 422)).field, "key", "it is the first one's");
	await revoke(admin);
	await enrol(server, { code, key }, 403);
});

test("enrol: guessing is slow", async (t) => {
	const { server, admin } = await open(t);
	const { code } = await invite(admin);
	for (let i = 0; i < 5; i++) await enrol(server, { code: "AAAA-AAAA" }, 403);
	const { retry_after_s: wait } = await enrol(server, { code }, 429);
	assert.ok(wait > 14 * 60 && wait <= QUARTER_S);
});

test("enrol: what is revoked is nobody within a second, and reads no more", async (t) => {
	const { server, admin } = await open(t);
	const { key } = await enrol(server, await invite(admin));
	const { key: other } = await enrol(server, await invite(admin, "cua-2"));
	const feeds = await Promise.all([key, key, other].map((one) => FeedReader.open(server.url, { key: one })));
	t.after(() => feeds[2].close());
	for (const feed of feeds) await feed.next("snapshot");
	assert.equal((await revoke(admin)).ended, true);
	await within("both streams to be cut", Promise.all([feeds[0].ended, feeds[1].ended]), 1000);
	await known(server, key, 401);
	await known(server, other);
	const comments = feeds[2].comments;
	await until("the other's stream to go on", () => feeds[2].comments > comments);
	await server.kill();
	await server.start();
	await known(server, key, 401);
	await admin.expect(404, "POST", `${DEVICES}/cua-1/code`, {});
	await admin.expect(404, "DELETE", `${DEVICES}/cua-1`);
	assert.ok(!(await admin.get("/api/v1/devices")).devices.some(({ name }) => name === "cua-1"));
	const { key: fresh } = await enrol(server, await invite(admin, "cua-1", "display"));
	await known(server, key, 401);
	await known(server, fresh, 403);
	await new Client(server.url, { key: fresh }).expect(200, "POST", "/api/v1/display/status", { view: "hall" });
});

test("enrol: what cannot be is told by its field, in words", async (t) => {
	const { server, admin } = await open(t);
	await invite(admin);
	const wrong = [["name", { name: "cua-1" }], ["name", { name: "cửa" }], ["name", {}], ["role", { role: "clerk" }], ["role", { role: undefined }]];
	for (const [field, more] of wrong) {
		const body = await admin.expect(422, "POST", DEVICES, { ...(field === "role" ? { name: "x" } : {}), role: "kiosk", ...more });
		assert.equal(body.field, field);
		assert.ok(body.message.length > 10);
	}
	await admin.expect(404, "POST", `${DEVICES}/nobody/code`, {});
	assert.equal((await enrol(server, {}, 422)).field, "code");
});

test("enrol: a screen and a kiosk by their own option, and the key file is theirs alone", async (t) => {
	const { server, admin } = await open(t);
	const file = join(server.dir, "man-hinh.key");
	const args = ["--server", server.url, "--view", "hall", "--size", "960x540", "--mute", "--key-file", file];
	const { code } = await invite(admin, "sanh", "display");
	const show = async () => {
		const screen = await Screen.open("motcua-display", [...args, "--enrol", code]);
		t.after(() => screen.close());
		await until("the screen to be heard", async () => (await admin.get("/api/v1/devices")).devices.some(({ name, state }) => name === "sanh" && state === "ok"));
		return screen;
	};
	const first = await show();
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	const key = (await readFile(file, "utf8")).trim();
	assert.match(first.program.log, /enrolled as display sanh/);
	assert.equal((await first.close()).code, 0);
	await server.kill();
	await server.start();
	const second = await show();
	assert.match(second.program.log, /goes on with the key of before/);
	assert.equal((await readFile(file, "utf8")).trim(), key);

	const kiosk = (more) => run("motcua-kiosk", ["--server", server.url, "--key-file", join(server.dir, "kiosk.key"), "--printer", "none", ...more], { env: { ...process.env, SDL_VIDEODRIVER: "dummy" } });
	const refused = await kiosk(["--enrol", "AAAA-AAAA"]);
	assert.deepEqual([refused.code, refused.log.match(/^error: .*/gm).length], [2, 1], refused.log);
	assert.match(refused.log, /AAAA-AAAA is wrong, was used or is older than 15 minutes/);
	const { code: display } = await again(admin, "sanh");
	assert.match((await kiosk(["--enrol", display])).log, /not for a kiosk/);
	await server.stop();
	const away = await kiosk(["--enrol", display]);
	assert.deepEqual([away.code, /no server answers at http/.test(away.log)], [1, true], away.log);
	await writeFile(join(server.dir, "kiosk.key"), "");
	assert.match((await kiosk([])).log, /is not a device key/);
});
