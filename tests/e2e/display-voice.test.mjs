// The hall's voice: each call once, chime first, to its end, one after another; recordings of the
// office before espeak-ng; never an old call, never in quiet hours, and the chime alone without a voice.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Ear } from "../harness/ear.mjs";
import { run } from "../harness/program.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const FASTER = 6; // than people hear
const PATIENCE_MS = 60000;
const FULL = 32767;
const CHIME_MS = 1300;
const [BEFORE_MS, GAP_MS, PAUSE_MS] = [450, 50, 350]; // of silence
const TONE_MS = 300;
const VOLUME = 60;
const LEVEL = FULL / 9 * Math.SQRT2; // the peak of a tone as loud as all words are made
const CLERKS = ["an", "binh", "chi"];

async function folder(t) {
	const dir = await mkdtemp(join(tmpdir(), "motcua-voice-"));
	t.after(() => rm(dir, { recursive: true }));
	return dir;
}

class Place {
	static async open(t, { args = [], env = {} } = {}) {
		const place = new Place();
		place.server = await Server.start({ catalogue: false, clerks: CLERKS });
		t.after(() => place.server.close());
		place.dir = place.server.dir;
		place.ear = await Ear.open(place.dir);
		t.after(() => place.ear.close());
		place.env = { ...place.ear.env(FASTER), ...env };
		place.args = ["--server", place.server.url, "--view", "hall", "--state", join(place.dir, "state"), ...args];
		place.kiosk = new Kiosk(place.server.url, { key: place.server.keys.cua });
		place.clerks = await Promise.all(CLERKS.map((name, i) => Clerk.at(place.server.url, i + 2, name)));
		for (const clerk of place.clerks) await clerk.move("open");
		await place.show(t);
		return place;
	}

	async show(t) {
		const screen = await Screen.open("motcua-display", this.args, { env: this.env });
		t.after(() => screen.close());
		this.hall = screen;
		await screen.shows("the counters", (text) => [2, 3, 4].every((n) => text(`row:${n}`) !== undefined), PATIENCE_MS);
	}

	async call(clerk, service = "chung-thuc") {
		await this.kiosk.take(service);
		return (await clerk.move("next")).ticket.number;
	}

	shows(number) {
		return this.hall.shows(number, (text) => text("call") === number, PATIENCE_MS);
	}

	// Until so many sounds were heard since the sample `from`, the last one to its end.
	hears(count, from = 0) {
		return until(`${count} sounds`, () => {
			const sounds = this.ear.sounds({ from });
			const last = sounds[count - 1];
			const over = last && last.at_ms + last.ms + GAP_MS < (this.ear.heard - from) * 1000 / Ear.RATE_HZ;
			return over ? sounds : null;
		}, PATIENCE_MS);
	}

	// How many samples were heard, when no more come of a display that has ended.
	async allHeard() {
		let last = -1;
		await until("the last of the sound", () => {
			const same = this.ear.heard === last;
			last = this.ear.heard;
			return same;
		});
		return last;
	}

	async end() {
		assert.deepEqual(await this.hall.close(), { code: 0, signal: null }, this.hall.program.log);
	}
}

// The files that an office may record, in their order.
async function clips() {
	const { code, out } = await run("motcua-display", ["--voice-list"]);
	assert.equal(code, 0);
	return out.trim().split("\n").map((line) => line.split("\t")).map(([file, text]) => ({ file, text }));
}

// A tone of its own for each clip: the order of the sounds tells which they are.
const hertz = (i) => 400 + 20 * i;

function wav({ hz, ms = TONE_MS, rate = 44100, channels = 1, loudness = 0.3 }) {
	const count = Math.round(rate * ms / 1000);
	const bytes = Buffer.alloc(44 + count * channels * 2);
	bytes.write("RIFF");
	bytes.writeUInt32LE(bytes.length - 8, 4);
	bytes.write("WAVEfmt ", 8);
	[[16, 4], [1, 2], [channels, 2], [rate, 4], [rate * channels * 2, 4], [channels * 2, 2], [16, 2]].reduce((at, [n, size]) => bytes.writeUIntLE(n, at, size), 16);
	bytes.write("data", 36);
	bytes.writeUInt32LE(bytes.length - 44, 40);
	for (let i = 0; i < count * channels; i += 1) {
		const sine = Math.sin(2 * Math.PI * hz * Math.floor(i / channels) / rate);
		bytes.writeInt16LE(Math.round(FULL * loudness * sine), 44 + 2 * i);
	}
	return bytes;
}

async function record(dir) {
	const all = (await clips()).filter(({ file }) => file.startsWith("vi/"));
	await mkdir(join(dir, "vi"), { recursive: true });
	for (const [i, { file }] of all.entries()) {
		const rates = [[44100, 1], [22050, 2], [48000, 2], [16000, 1]];
		const [rate, channels] = rates[i % rates.length];
		// Loud and soft ones are heard alike.
		await writeFile(join(dir, file), wav({ hz: hertz(i), rate, channels, loudness: i % 2 ? 0.9 : 0.1 }));
	}
	return all.map(({ file }) => file.replace(/^vi\/|\.wav$/g, ""));
}

const isChime = ({ ms, peak }) => ms > CHIME_MS * 0.5 && ms < CHIME_MS && peak < FULL;
const near = (value, wanted, by, what) => assert.ok(Math.abs(value - wanted) <= by, `${what}: ${value}, not ${wanted}`);

// A sentence, each word whole, with the silence that belongs between them; not before `from_ms`.
function assertWords(tones, names, words, from_ms) {
	const heard = tones.map(({ hz }) => names[Math.round((hz - 400) / 20)]);
	assert.deepEqual(heard, words.map((word) => word.replace(",", "")));
	let at = from_ms + BEFORE_MS;
	for (const [i, { at_ms, ms, peak }] of tones.entries()) {
		near(ms, TONE_MS, 15, `length of ${heard[i]}`);
		// The first one waits until it is made.
		if (i > 0) near(at_ms, at, 25, `when ${heard[i]} begins`);
		else assert.ok(at_ms > at - 25, `begins at ${at_ms}, not ${at}`);
		near(peak, LEVEL * VOLUME / 100, LEVEL / 10, `how loud ${heard[i]} is`);
		at = at_ms + ms + (words[i].endsWith(",") ? PAUSE_MS : GAP_MS);
	}
}

// The next of the sounds are the chime and then that sentence, so often.
function assertCall(sounds, names, sentence, times) {
	const words = sentence.split(" ");
	const [chime] = sounds.splice(0, 1);
	assert.ok(isChime(chime), JSON.stringify(chime));
	let from_ms = chime.at_ms + CHIME_MS;
	for (let i = 0; i < times; i += 1) {
		const tones = sounds.splice(0, words.length);
		assertWords(tones, names, words, from_ms);
		from_ms = tones.at(-1).at_ms + TONE_MS;
	}
}

test("hall-voice: calls close together and a recall, each whole, in their order; twice while nobody waits", async (t) => {
	const recordings = await folder(t);
	const names = await record(recordings);
	const place = await Place.open(t, { args: ["--voice-dir", recordings, "--voice-repeat", "2", "--volume", `${VOLUME}`] });
	const { ear } = place;
	const [an, binh, chi] = place.clerks;
	assert.equal(await place.call(an), "A001");
	await place.shows("A001");
	assert.equal(await place.call(binh), "A002");
	assert.equal(await place.call(chi, "dat-dai"), "D001");
	const sounds = await place.hears(3 + 5 * 7);
	const sentence = (letter, n, counter) => `moi-cong-dan-co-so chu-${letter} so-0 so-0 so-${n}, den-quay-so so-${counter}`;
	assertCall(sounds, names, sentence("a", 1, 2), 2);
	assertCall(sounds, names, sentence("a", 2, 3), 1);
	assertCall(sounds, names, sentence("d", 1, 4), 2);
	await place.shows("D001");
	const from = ear.heard;
	await an.move("recall");
	const again = await place.hears(1 + 2 * 7, from);
	assertCall(again, names, sentence("a", 1, 2), 2);
	await place.shows("A001");
	assert.deepEqual([sounds, again, ear.sounds().length], [[], [], 3 + 5 * 7 + 1 + 2 * 7]);
	await place.end();
});

// espeak-ng that notes what it is told to say.
async function noting(dir) {
	const { stdout } = await promisify(execFile)("sh", ["-c", "command -v espeak-ng"]);
	const said = join(dir, "said");
	const path = join(dir, "espeak-ng");
	await writeFile(path, `#!/bin/sh\ntext=$(cat)\nprintf '%s\\n' "$text" >> '${said}'\nprintf '%s' "$text" | exec ${stdout.trim()} "$@"\n`);
	await chmod(path, 0o755);
	await writeFile(said, "");
	const words = async () => (await readFile(said, "utf8")).split("\n").filter(Boolean);
	return { env: { PATH: `${dir}:${process.env.PATH}` }, words };
}

test("hall-voice: espeak-ng speaks each word once; a restart is silent about what was called before", async (t) => {
	const { env, words } = await noting(await folder(t));
	const place = await Place.open(t, { env, args: ["--voice", "vi,en"] });
	const { ear, server } = place;
	const [an, binh] = place.clerks;
	await place.call(an);
	const second = await place.call(binh);
	const first = ["mời công dân có số", "a", "không", "một", "đến quầy số", "hai", "number", "eigh", "zero", "one", "please go to counter", "two"];
	await until("the words of both", async () => (await words()).length === first.length + 2, PATIENCE_MS);
	assert.deepEqual(await words(), [...first, "ba", "three"]);
	const sounds = ear.sounds();
	assert.ok(isChime(sounds[0]), JSON.stringify(sounds[0]));
	assert.ok(ear.sounds().every(({ peak }) => peak < FULL * 0.95), "nothing is clipped");
	assert.ok(ear.loud > Ear.RATE_HZ * 1.5, "it is a voice");
	await place.end();

	await server.clock.advance(61);
	const before = await place.allHeard();
	await place.show(t);
	await place.shows(second);
	await an.move("start");
	await an.move("finish", {});
	const third = await place.call(an);
	await place.shows(third);
	const [chime] = await place.hears(4, before);
	assert.ok(isChime(chime), JSON.stringify(chime));
	assert.ok(chime.at_ms < CHIME_MS, "nothing is heard before it");
	assert.equal((await words()).length, first.length + 2, "all else is kept");
	await place.end();
});

test("hall-voice: without espeak-ng the chime alone, one line in the log, and nothing twice", async (t) => {
	const place = await Place.open(t, { env: { PATH: await folder(t) } });
	const [an, binh, chi] = place.clerks;
	await place.call(an);
	await place.shows(await place.call(binh));
	const sounds = await place.hears(2);
	assert.ok(sounds.length === 2 && sounds.every(isChime), JSON.stringify(sounds));
	assert.equal(place.hall.program.log.match(/voice: .*\n/g).length, 1, place.hall.program.log);

	// Started anew at once, it knows that both were heard.
	const [{ at }] = (await an.get("/api/v1/board")).recent;
	await until("the end of the call to be noted", async () => Number(await readFile(join(place.dir, "state", "heard-hall"))) === at, PATIENCE_MS);
	await place.end();
	const before = await place.allHeard();
	await place.show(t);
	await place.shows(await place.call(chi, "dat-dai"));
	await place.hears(1, before);
	assert.equal(place.ear.sounds({ from: before }).length, 1);
	await place.end();
});

test("hall-voice: in quiet hours calls are shown and nothing is heard", async (t) => {
	const place = await Place.open(t, { args: ["--quiet", "00:00-12:00,12:00-24:00"] });
	const [an, binh] = place.clerks;
	await place.call(an);
	await place.shows(await place.call(binh));
	assert.equal(place.ear.heard, 0);
	await place.end();
});

test("hall-voice: options that say nothing are refused in one line", async () => {
	const wrong = [["--voice", "fr"], ["--voice", "vi,vi"], ["--voice", "vi,"], ["--voice", "vien"], ["--quiet", "11:30"], ["--quiet", "11:30-25:00"],
		["--voice-numbers", "both"], ["--voice-counters", "1"], ["--voice-region", "west"], ["--voice-repeat", "3"], ["--volume", "101"]];
	for (const args of wrong) {
		const { code, log } = await run("motcua-display", ["--server", "http://127.0.0.1:1", "--view", "hall", ...args]);
		assert.equal(code, 2, `${args}`);
		assert.equal(log.trim().split("\n").length, 1, log);
		assert.ok(log.includes(args[0].slice(2)), log);
	}
});
