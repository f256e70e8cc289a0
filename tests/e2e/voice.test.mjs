// The words of a call for boards in browsers: which recordings say it, and the recordings themselves,
// from one folder and nowhere else; and the one command that fills the folder.
import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "../harness/client.mjs";
import { PROVINCE, readOffice } from "../harness/office.mjs";
import { run } from "../harness/program.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";

const BYTES = Buffer.from("RIFF and what else a recording is made of");

async function folder(t) {
	const dir = await mkdtemp(join(tmpdir(), "motcua-clips-"));
	t.after(() => rm(dir, { recursive: true }));
	return dir;
}

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, ...options });
	t.after(() => server.close());
	return server;
}

// "so-0 so-1, den-quay-so": as the server says it.
async function says(server, query, status = 200) {
	const { clips, pauses, field } = await new Client(server.url).expect(status, "GET", `/api/v1/voice?${query}`);
	return field ?? clips.map((clip, i) => (pauses.includes(i) ? `${clip},` : clip)).join(" ");
}

test("voice: which recordings say a call", async (t) => {
	const server = await open(t);
	assert.equal(await says(server, "number=A012&counter=13"), "moi-cong-dan-co-so chu-a so-0 so-1 so-2, den-quay-so so-10 so-3");
	assert.equal(await says(server, "number=A012&counter=13&counters=digits"), "moi-cong-dan-co-so chu-a so-0 so-1 so-2, den-quay-so so-1 so-3");
	assert.equal(await says(server, "number=A105&counter=3&numbers=words"), "moi-cong-dan-co-so chu-a so-1 tram linh so-5, den-quay-so so-3");
	assert.equal(await says(server, "number=A105&counter=3&numbers=words&region=south"), "moi-cong-dan-co-so chu-a so-1 tram le so-5, den-quay-so so-3");
	assert.equal(await says(server, "number=A012&counter=3&lang=en"), "number letter-a number-0 number-1 number-2, please-go-to-counter number-3");
	assert.equal(await says(server, "number=A%2F1&counter=3"), "", "a sign that no clip says");
	for (const [query, field] of [
		["counter=3", "number"], ["number=&counter=3", "number"], [`number=${"A".repeat(16)}&counter=3`, "number"],
		["number=A001", "counter"], ["number=A001&counter=0", "counter"], ["number=A001&counter=10000", "counter"],
		["number=A001&counter=3&lang=fr", "lang"], ["number=A001&counter=3&lang=en-GB", "lang"],
		["number=A001&counter=3&region=east", "region"], ["number=A001&counter=3&numbers=both", "numbers"],
	]) assert.equal(await says(server, query, 422), field, query);
});

test("voice: a series' prefix is spelt, also where it ends in a figure", async (t) => {
	const province = await readOffice(PROVINCE);
	const server = await open(t, { change: () => province });
	const { services: [{ prefix }] } = await new Client(server.url).get("/api/v1/office");
	assert.match(prefix, /\d$/);
	const words = await says(server, `number=${encodeURIComponent(prefix)}-012&counter=1&numbers=words`);
	assert.match(words, new RegExp(`^moi-cong-dan-co-so chu-\\w+ so-${prefix.at(-1)}, so-10 so-2, den-quay-so so-1$`));
});

test("voice: a number is of the series that has such numbers: A123 of A, A1123 of A1", async (t) => {
	const change = (office) => {
		const [first, second, ...rest] = office.services;
		return { ...office, services: [{ ...first, prefix: "A" }, { ...second, prefix: "A1" }, ...rest] };
	};
	const server = await open(t, { change });
	const { services } = await new Client(server.url).get("/api/v1/office");
	assert.deepEqual(services.slice(0, 2).map(({ prefix }) => prefix), ["A", "A1"]);
	assert.equal(await says(server, "number=A123&counter=1&numbers=words"), "moi-cong-dan-co-so chu-a so-1 tram so-2 so-x0 so-3, den-quay-so so-1");
	assert.equal(await says(server, "number=A1123&counter=1&numbers=words"), "moi-cong-dan-co-so chu-a so-1 so-1 tram so-2 so-x0 so-3, den-quay-so so-1");
});

test("voice: a recording is given out, and known again", async (t) => {
	const dir = await folder(t);
	await mkdir(join(dir, "vi"));
	await writeFile(join(dir, "vi", "so-0.wav"), BYTES);
	const server = await open(t, { args: ["--voice-dir", dir] });
	const get = (options) => fetch(`${server.url}/voice/vi/so-0.wav`, options);
	const first = await get();
	assert.equal(first.status, 200);
	assert.equal(first.headers.get("content-type"), "audio/wav");
	assert.equal(first.headers.get("cache-control"), "no-cache");
	assert.deepEqual(Buffer.from(await first.arrayBuffer()), BYTES);
	const tag = first.headers.get("etag");
	const head = await get({ method: "HEAD" });
	assert.deepEqual([head.status, head.headers.get("etag"), head.headers.get("content-length"), await head.text()], [200, tag, String(BYTES.length), ""]);
	const known = await get({ headers: { "If-None-Match": tag } });
	assert.deepEqual([known.status, known.headers.get("etag"), await known.text()], [304, tag, ""]);
	await writeFile(join(dir, "vi", "so-0.wav"), Buffer.concat([BYTES, BYTES]));
	const anew = await get({ headers: { "If-None-Match": tag } });
	assert.equal(anew.status, 200);
	assert.equal((await anew.arrayBuffer()).byteLength, 2 * BYTES.length);
	assert.equal((await get({ method: "POST" })).status, 405);
});

test("voice: without the option the folder is voice in the data, also one that comes later", async (t) => {
	const server = await open(t);
	const get = () => fetch(`${server.url}/voice/en/number-7.wav`);
	assert.equal((await get()).status, 404);
	await mkdir(join(server.data, "voice", "en"), { recursive: true });
	await writeFile(join(server.data, "voice", "en", "number-7.wav"), BYTES);
	assert.equal((await get()).status, 200);
});

test("voice: nothing else is there, and all of it is missing in the same words", async (t) => {
	const dir = await folder(t);
	await mkdir(join(dir, "clips", "vi"), { recursive: true });
	await writeFile(join(dir, "secret.wav"), BYTES);
	await writeFile(join(dir, "clips", "vi", "other.wav"), BYTES);
	await writeFile(join(dir, "clips", "vi", "so-1.wav"), Buffer.alloc((1 << 20) + 1));
	const server = await open(t, { args: ["--voice-dir", join(dir, "clips")] });
	const missing = await (await fetch(`${server.url}/voice/vi/so-0.wav`)).text();
	assert.equal(JSON.parse(missing).error, "not_found");
	for (const path of [
		"/voice/vi/so-1.wav", "/voice/vi/other.wav", "/voice/vi/so-0", "/voice/vi/.wav", "/voice/fr/so-0.wav", "/voice/VI/so-0.wav",
		"/voice/vi/number-0.wav", "/voice/vi/so-0.WAV", "/voice/vi/..%2f..%2fsecret.wav", "/voice/..%2f/secret.wav", "/voice/../secret.wav",
		"/voice/vi/../../secret.wav", "/voice/vi/%2e%2e%2fsecret.wav", "/voice/vi/so-0%00.wav", "/voice/%2e%2e/secret.wav", "/voice/vi/", "/voice/vi", "/voice/",
	]) {
		const raw = await RawSocket.open(server.url);
		await raw.request("GET", path, { Connection: "close" });
		const text = await raw.rest();
		if (text.startsWith("HTTP/1.1 400 ")) continue; // The edge takes no such target at all.
		assert.match(text, /^HTTP\/1.1 404 /, path);
		assert.equal(text.slice(text.indexOf("\r\n\r\n") + 4), missing, path);
	}
});

test("voice: one command fills the folder, and leaves what is there", async (t) => {
	const dir = await folder(t);
	const make = (env = {}) => run("motcua-display", ["--voice-make", join(dir, "voice")], { env: { ...process.env, ...env } });
	const silent = await make({ PATH: dir });
	assert.equal(silent.code, 1, "without espeak-ng");
	assert.match(silent.log, /espeak-ng/);
	const first = await make();
	assert.equal(first.code, 0, first.log);
	const { out } = await run("motcua-display", ["--voice-list"]);
	const files = out.trim().split("\n").map((line) => line.split("\t")[0]);
	const there = async () => (await Promise.all(["vi", "en"].map(async (lang) => (await readdir(join(dir, "voice", lang))).map((name) => `${lang}/${name}`)))).flat().sort();
	assert.deepEqual(await there(), [...files].sort(), "each clip, and nothing else");
	for (const file of files) {
		const bytes = await readFile(join(dir, "voice", file));
		assert.equal(bytes.toString("latin1", 0, 4) + bytes.toString("latin1", 8, 16), "RIFFWAVEfmt ", file);
		assert.equal(bytes.readUInt32LE(4), bytes.length - 8, file);
		assert.equal(bytes.readUInt32LE(40), bytes.length - 44, file);
		assert.ok(bytes.subarray(44).some((byte) => byte !== 0), file);
	}
	const mine = join(dir, "voice", "vi", "so-0.wav");
	await copyFile(join(dir, "voice", "vi", "so-9.wav"), mine);
	await rm(join(dir, "voice", "vi", "so-1.wav"));
	const kept = await stat(join(dir, "voice", "vi", "so-2.wav"));
	assert.equal((await make()).code, 0);
	assert.deepEqual(await readFile(mine), await readFile(join(dir, "voice", "vi", "so-9.wav")), "an own recording stays");
	assert.equal((await stat(join(dir, "voice", "vi", "so-2.wav"))).mtimeMs, kept.mtimeMs);
	assert.deepEqual(await there(), [...files].sort());
	const server = await open(t, { args: ["--voice-dir", join(dir, "voice")] });
	const { clips } = await new Client(server.url).get("/api/v1/voice?number=A012&counter=3");
	for (const clip of clips) assert.equal((await fetch(`${server.url}/voice/vi/${clip}.wav`)).status, 200, clip);
	await writeFile(join(dir, "file"), "");
	assert.equal((await run("motcua-display", ["--voice-make", join(dir, "file")])).code, 1, "no folder");
});
