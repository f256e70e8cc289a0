// The words of a call as the office records them: put, replaced and removed from the page, told with
// who did it; what is no recording is refused.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { Description } from "../harness/description.mjs";
import { ROOT } from "../harness/program.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";
import { wav } from "../harness/wave.mjs";

const VOICE = "/api/v1/admin/voice";
const ADMIN = { user: "quan", role: "admin", name: "Lê Minh Quân", title: "Quản trị" };
const described = new Description(await readFile(join(ROOT, "server/openapi.yaml"), "utf8"));

async function open(t) {
	const server = await Server.start({ catalogue: false, clerks: [], kiosks: [], people: [ADMIN] });
	t.after(() => server.close());
	return { server, admin: await Clerk.at(server.url, undefined, "quan"), folder: join(server.data, "voice") };
}

// { vi: { "so-0": clip … }, en }
async function list(admin) {
	const told = await admin.get(VOICE);
	described.holds(described.answer("GET", VOICE, 200), told, "recordings");
	return Object.fromEntries(told.languages.map(({ lang, clips }) => [lang, Object.fromEntries(clips.map((clip) => [clip.name, clip]))]));
}

async function put(admin, name, bytes, type = "audio/wav") {
	const headers = { Cookie: admin.cookie, "X-CSRF-Token": admin.csrf, "Content-Type": type };
	const answer = await fetch(`${admin.url}${VOICE}/${name}`, { method: "PUT", headers, body: bytes });
	return { status: answer.status, ...(await answer.json()) };
}

test("recordings: one is put, heard, replaced and removed, each time an act", async (t) => {
	const { server, admin, folder } = await open(t);
	const none = await list(admin);
	assert.deepEqual([Object.keys(none.vi).length, Object.keys(none.en).length], [55, 66]);
	assert.deepEqual(none.vi["moi-cong-dan-co-so"], { name: "moi-cong-dan-co-so", text: "mời công dân có số", there: false, ms: null, bytes: null, at: null, by: null });
	const bytes = wav({ seconds: 0.5 });
	assert.deepEqual(await put(admin, "vi/so-0", bytes), { status: 200, there: true });
	assert.ok((await readFile(join(folder, "vi", "so-0.wav"))).equals(bytes));
	const heard = await fetch(`${server.url}/voice/vi/so-0.wav`);
	assert.ok(Buffer.from(await heard.arrayBuffer()).equals(bytes));
	const { vi: { "so-0": first } } = await list(admin);
	assert.deepEqual([first.there, first.ms, first.bytes, first.by], [true, 500, bytes.length, "Lê Minh Quân"]);
	assert.equal((await put(admin, "vi/so-0", wav({ seconds: 1, before: Buffer.from("LIST\u0003\0\0\0abc\0") }))).status, 200);
	assert.equal((await put(admin, "vi/so-0", wav({ seconds: 1, hz: 300, before: Buffer.from("LIST\u0003\0\0\0abc\0") }))).status, 200);
	const { vi: { "so-0": second } } = await list(admin);
	assert.deepEqual([second.ms, second.by], [1000, "Lê Minh Quân"], "also one of the same size");
	await admin.expect(200, "DELETE", `${VOICE}/vi/so-0`);
	assert.equal((await fetch(`${server.url}/voice/vi/so-0.wav`)).status, 404);
	await admin.expect(404, "DELETE", `${VOICE}/vi/so-0`);
	const { entries } = await admin.get("/api/v1/admin/audit?object=voice");
	assert.deepEqual(entries.map(({ act, object, by }) => [act, object.id, by]), [
		["end", "vi/so-0", "admin:quan"], ...Array(3).fill(["put", "vi/so-0", "admin:quan"]),
	]);
	await server.stop();
	await server.command(["check"]);
});

test("recordings: what was put, replaced or removed is taken back, also that", async (t) => {
	const { server, admin, folder } = await open(t);
	const [one, two] = [wav({ seconds: 0.5 }), wav({ seconds: 1 })];
	const file = () => readFile(join(folder, "vi", "so-0.wav"));
	const acts = async () => (await admin.get("/api/v1/admin/audit?object=voice")).entries;
	const undo = (status, { seq }) => admin.expect(status, "POST", `/api/v1/admin/audit/${seq}/undo`);
	await put(admin, "vi/so-0", one);
	await put(admin, "vi/so-0", two);
	await admin.expect(200, "DELETE", `${VOICE}/vi/so-0`);
	const [removed, replaced, first] = await acts();
	assert.deepEqual([removed, replaced, first].map((act) => act.can_undo), [true, false, false]);
	const later = await undo(409, replaced);
	assert.equal(later.in_the_way.seq, removed.seq);
	const back = await undo(200, removed);
	assert.deepEqual([back.act, back.object.id, back.undoes], ["undo", "vi/so-0", removed.seq]);
	assert.ok((await file()).equals(two));
	await undo(200, replaced);
	assert.ok((await file()).equals(one));
	await undo(200, first);
	assert.equal((await list(admin)).vi["so-0"].there, false);
	await undo(409, first);
	const [none] = await acts();
	await server.stop();
	await server.start();
	await undo(200, none);
	assert.ok((await file()).equals(one), "also after a start");
	const { vi: { "so-0": clip } } = await list(admin);
	assert.deepEqual([clip.ms, clip.bytes, clip.by], [500, one.length, "Lê Minh Quân"]);
	await server.stop();
	await server.command(["check"]);
});

test("recordings: what came by hand since is not overwritten, nor what is kept no longer made up", async (t) => {
	const { admin, folder } = await open(t);
	const byHand = wav({ seconds: 2 });
	const [act] = await (async () => {
		await put(admin, "vi/so-0", wav());
		await put(admin, "vi/so-0", wav({ seconds: 1 }));
		return (await admin.get("/api/v1/admin/audit?object=voice")).entries;
	})();
	const refused = async () => admin.expect(409, "POST", `/api/v1/admin/audit/${act.seq}/undo`);
	await rm(join(folder, ".kept"), { recursive: true });
	assert.match((await refused()).message, /không còn được giữ/);
	await writeFile(join(folder, "vi", "so-0.wav"), byHand);
	assert.match((await refused()).message, /đã được thay đổi tiếp/);
	assert.ok((await readFile(join(folder, "vi", "so-0.wav"))).equals(byHand));
});

test("recordings: what somebody put by hand is there, of nobody", async (t) => {
	const { admin, folder } = await open(t);
	await put(admin, "en/number-1", wav());
	await mkdir(join(folder, "vi"), { recursive: true });
	await writeFile(join(folder, "vi", "so-1.wav"), wav({ seconds: 2, channels: 2, rate: 44100 }));
	await writeFile(join(folder, "vi", "so-2.wav"), "no sound");
	await writeFile(join(folder, "en", "number-1.wav"), wav({ seconds: 3 }));
	const { vi, en } = await list(admin);
	assert.deepEqual([vi["so-1"].there, vi["so-1"].ms, vi["so-1"].by], [true, 2000, null]);
	assert.deepEqual([vi["so-2"].there, vi["so-2"].ms], [true, null]);
	assert.deepEqual([en["number-1"].ms, en["number-1"].by], [3000, null], "another one since");
});

test("recordings: what cannot be used is refused, and what was stays", async (t) => {
	const { admin, folder } = await open(t);
	const good = wav();
	await put(admin, "vi/so-0", good);
	const refused = async (status, error, bytes, { name = "vi/so-0", type } = {}) => {
		const answer = await put(admin, name, bytes, type);
		assert.deepEqual([answer.status, answer.error], [status, error]);
	};
	await refused(415, "not_recording", good, { type: "audio/mpeg" });
	const bad = [
		Buffer.alloc(0), Buffer.from("RIFF and no more"), wav({ channels: 2 }), wav({ bits: 8 }), wav({ bits: 24 }), wav({ format: 3 }),
		wav({ rate: 4000 }), wav({ rate: 96000 }), wav({ seconds: 6.1 }), wav({ seconds: 0.01 }), good.subarray(0, 44), good.subarray(12),
		wav({ before: Buffer.concat([Buffer.from("LIST"), Buffer.from([255, 255, 255, 255])]) }),
	];
	for (const bytes of bad) await refused(422, "not_recording", bytes);
	await refused(413, "body_too_large", Buffer.alloc((1 << 20) + 1));
	for (const name of ["vi/other", "fr/so-0", "vi/number-0", "vi/..%2f..%2fx"]) await refused(404, "not_found", good, { name });
	assert.ok((await readFile(join(folder, "vi", "so-0.wav"))).equals(good));
	await rm(folder, { recursive: true });
	await writeFile(folder, "no folder");
	assert.equal((await put(admin, "vi/so-0", good)).status, 503);
	assert.equal((await list(admin)).vi["so-0"].there, false);
});

test("recordings: who asked for them and hung up is no burden on a server that stops", async (t) => {
	const { server, admin } = await open(t);
	for (let i = 0; i < 16; i++) await put(admin, `vi/so-${i % 10}`, wav({ seconds: 0.1 }));
	const sockets = await Promise.all(Array.from({ length: 60 }, () => RawSocket.open(server.url)));
	await Promise.all(sockets.map((raw) => raw.request("GET", VOICE, { Cookie: admin.cookie })));
	await admin.get("/healthz"); // they are on their way
	for (const raw of sockets) raw.socket.resetAndDestroy();
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
	assert.equal(server.program.log, "");
});
