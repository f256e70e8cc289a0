// The kiosk speaks: "Nghe" reads the screen, headphones and keys lead to a number without a look at
// the screen, one voice at a time, and a voice that is missing or broken takes nothing away.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Ear } from "../harness/ear.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const FASTER = 6; // than people hear
const PATIENCE_MS = 60000;
const SPEAKS = `exec "$REAL_ESPEAK" "$@"`;
const has = (id) => (_, { items }) => items.some((item) => item.id === id);

class Booth {
	// espeak: the shell lines of the program in the place of espeak-ng, after it has noted what it is to
	// say; null: there is none. script: what the citizen does.
	static async open(t, script, { espeak = SPEAKS, args = [], server = {} } = {}) {
		const booth = new Booth();
		booth.server = await Server.start({ catalogue: false, ...server });
		t.after(() => booth.server.close());
		booth.dir = booth.server.dir;
		booth.said = join(booth.dir, "said");
		booth.ear = await Ear.open(booth.dir);
		t.after(() => booth.ear.close());
		await booth.program(espeak);
		booth.args = args;
		await booth.start(t, script);
		return booth;
	}

	async start(t, script) {
		const [keyFile, scriptFile] = [join(this.dir, "kiosk.key"), join(this.dir, "citizen.script")];
		await writeFile(keyFile, `${this.server.keys.cua}\n`);
		await writeFile(scriptFile, script);
		await writeFile(this.said, "");
		const { stdout } = await promisify(execFile)("sh", ["-c", "command -v espeak-ng"]);
		const env = { PATH: this.path, REAL_ESPEAK: stdout.trim(), ...this.ear.env(FASTER) };
		const args = ["--server", this.server.url, "--key-file", keyFile, "--script", scriptFile, "--size", "1080x1920"];
		this.kiosk = await Screen.open("motcua-kiosk", [...args, "--state", join(this.dir, "state"), ...this.args], { env });
		const { kiosk } = this;
		t.after(() => kiosk.close());
	}

	async program(lines) {
		const bin = join(this.dir, "bin");
		await mkdir(bin, { recursive: true });
		this.path = lines === null ? bin : `${bin}:${process.env.PATH}`;
		if (lines === null) return;
		const path = join(bin, "espeak-ng");
		const note = `text=$(cat; echo .)\nprintf '%s\\n' "\${text%.}" >> '${this.said}'\n`;
		await writeFile(path, `#!/bin/sh\n${note}printf '%s' "\${text%.}" | { ${lines}\n}\n`);
		await chmod(path, 0o755);
	}

	async sentences() {
		return (await readFile(this.said, "utf8")).split("\n").filter(Boolean);
	}

	async says(pattern) {
		return until(`the kiosk to say ${pattern}`, async () => (await this.sentences()).find((line) => pattern.test(line)), PATIENCE_MS);
	}

	async end() {
		assert.deepEqual(await this.kiosk.close(), { code: 0, signal: null }, this.kiosk.program.log);
	}

	// Seconds of sound of all sentences that are kept.
	async kept() {
		const voice = join(this.dir, "state", "voice");
		let bytes = 0;
		for (const name of await readdir(voice)) bytes += (await stat(join(voice, name))).size;
		return bytes / 2 / 22050;
	}
}

test("kiosk: \"Nghe\" reads the screen in one voice, once, and a second press ends it", async (t) => {
	const booth = await Booth.open(t, "until listen\ntap listen\n");
	const { ear } = booth;
	await booth.says(/^Ông, bà cần làm việc gì\?$/);
	await booth.says(/^Chứng thực/);
	await booth.says(/^Nghe đọc màn hình/);
	const spoken = (list) => list.items.find(({ id }) => id === "listen")?.state;
	await until("the reading to end", async () => spoken(await booth.kiosk.now()) === "normal", 120000);
	const all = await booth.kept();
	assert.ok(all > 10, `${all} s are kept`);
	// One after another: at least as long as its parts, some of which ("Không ai chờ") come again.
	assert.ok(ear.seconds > all * 0.9 && ear.seconds < all * 2, `${ear.seconds} s of ${all}`);
	assert.ok(ear.loud > ear.heard * 0.2, "it is a voice");
	const sentences = await booth.sentences();
	assert.equal(new Set(sentences).size, sentences.length, "each is made once");
	await booth.end();

	// Again: nothing has to be made; stopped after the beginning, and then silent.
	const before = ear.heard;
	await booth.start(t, "until listen\ntap listen\nwait 300\ntap listen\n");
	await until("something to be heard", () => ear.heard > before, PATIENCE_MS);
	const normal = (_, list) => spoken(list) === "normal";
	await until("the press that ends it", async () => (await booth.kiosk.lists()).some((list) => spoken(list) === "on"), PATIENCE_MS);
	await booth.kiosk.shows("that it is over", normal, PATIENCE_MS);
	const stopped = ear.seconds - before / Ear.RATE_HZ;
	assert.ok(stopped < all / 2, `${stopped} s of ${all}`);
	assert.deepEqual(await booth.sentences(), []);
	await booth.end();
});

test("kiosk: with headphones and keys alone to a number, on a dark screen", async (t) => {
	const keys = (names) => names.map((name) => `key ${name}\nwait 1000\n`).join("");
	const script = `until search\n${keys(["f15", "right", "f2", "right", "enter"])}until take\n${keys(["enter"])}until number\n`;
	const booth = await Booth.open(t, script);
	// What is said in between may be cut off by the next key before it is made; the number is not.
	await booth.says(/^Máy có hướng dẫn bằng giọng nói\.$/);
	await booth.kiosk.shows("a number", has("number"), PATIENCE_MS);
	await booth.says(/^Số [a-zđêô ]+ không không một$/);
	await booth.says(/^Xin nhắc lại: Số [a-zđêô ]+ không không một\.$/);
	const pictures = (await readdir(booth.kiosk.dir)).filter((name) => name.endsWith(".png")).sort();
	const sizes = await Promise.all(pictures.map(async (name) => (await stat(join(booth.kiosk.dir, name))).size));
	assert.ok(sizes.at(-1) < sizes[0] / 4, `the last picture is black: ${sizes}`);
	await booth.end();
});

async function assertUsable(t, options, log) {
	const booth = await Booth.open(t, "until service:chung-thuc\ntap service:chung-thuc\nuntil take\ntap take\nuntil number\n", options);
	await booth.kiosk.shows("a number", has("number"), PATIENCE_MS);
	assert.equal(booth.kiosk.program.log.split(log).length - 1, 1, booth.kiosk.program.log);
	const offered = (await booth.kiosk.lists()).some(({ items }) => items.some(({ id }) => id === "listen"));
	await booth.end();
	return offered;
}

test("kiosk: without espeak-ng there is no \"Nghe\", one line in the log, and all else", async (t) => {
	assert.equal(await assertUsable(t, { espeak: null }, "espeak-ng is not installed"), false);
});

test("kiosk: a voice that crashes or hangs is silent, and all else goes on", async (t) => {
	const script = "until listen\ntap listen\nwait 500\ntap service:chung-thuc\nuntil take\ntap take\nuntil number\n";
	for (const espeak of ["exit 1", "exec sleep 100"]) {
		const booth = await Booth.open(t, script, { espeak });
		await booth.kiosk.shows("a number", has("number"), PATIENCE_MS);
		assert.equal(booth.ear.heard, 0);
		await booth.end();
	}
});

test("kiosk: --volume is how loud it is", async (t) => {
	const booth = await Booth.open(t, "until listen\ntap listen\n", { args: ["--volume", "0"] });
	await until("a second of sound", () => booth.ear.seconds > 1, PATIENCE_MS);
	assert.equal(booth.ear.loud, 0);
	await booth.end();
});

test("kiosk: muted, it offers nothing to listen to and opens no sound", async (t) => {
	const booth = await Booth.open(t, "until search\nkey f15\nkey right\n", { args: ["--mute"] });
	const list = await booth.kiosk.shows("the services", has("search"), PATIENCE_MS);
	assert.equal(list.items.some(({ id }) => id === "listen"), false);
	assert.deepEqual(await booth.sentences(), []);
	assert.equal(booth.ear.heard, 0);
	await booth.end();
});
