// ear: what comes out of a program's loudspeaker, through SDL's disk driver.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

const CHUNK_MS = 42; // what the device takes at a time
const LOUD = 500; // of 32767: more is a sound, less the end of one
const WINDOW = 480; // samples, 10 ms

export class Ear {
	static RATE_HZ = 48000;

	// dir: a folder of the test's own
	static async open(dir) {
		const ear = new Ear();
		ear.path = join(dir, "sound");
		ear.loud = 0;
		ear.heard = 0;
		ear.chunks = [];
		await promisify(execFile)("mkfifo", [ear.path]);
		// Open for both, so that it does not end when the program is silent for a while.
		ear.cat = spawn("sh", ["-c", 'exec cat <> "$0"', ear.path], { stdio: ["ignore", "pipe", "inherit"] });
		ear.cat.stdout.on("data", (bytes) => ear.take(bytes));
		return ear;
	}

	// For the program; faster: than people hear.
	env(faster = 1) {
		return { SDL_AUDIODRIVER: "disk", SDL_DISKAUDIOFILE: this.path, SDL_DISKAUDIODELAY: `${CHUNK_MS / faster}` };
	}

	take(bytes) {
		this.chunks.push(bytes);
		for (let at = 0; at + 1 < bytes.length; at += 2) {
			this.heard++;
			if (Math.abs(bytes.readInt16LE(at)) > LOUD) this.loud++;
		}
	}

	get seconds() {
		return this.heard / Ear.RATE_HZ;
	}

	get samples() {
		const bytes = Buffer.concat(this.chunks);
		return Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i));
	}

	/*
	 * The sounds since the sample `from`, parted by at least `silence_ms`: when they begin and how long
	 * they are, in ms, how loud at most, and the frequency that a pure tone would have.
	 */
	sounds({ from = 0, silence_ms = 30 } = {}) {
		const samples = this.samples.subarray(from);
		const all = [];
		let last = null; // the last loud window's end
		for (let at = 0; at < samples.length; at += WINDOW) {
			const end = Math.min(at + WINDOW, samples.length);
			if (!samples.subarray(at, end).some((v) => Math.abs(v) > LOUD)) continue;
			if (last === null || (at - last) * 1000 / Ear.RATE_HZ >= silence_ms) all.push({ from: at });
			last = all.at(-1).to = end;
		}
		return all.map(({ from: first, to }) => {
			const sound = samples.subarray(first, to);
			const loud = [...sound.keys()].filter((i) => Math.abs(sound[i]) > LOUD);
			const span = sound.subarray(loud[0], loud.at(-1));
			const turns = span.reduce((n, v, i) => n + (i > 0 && v >= 0 !== span[i - 1] >= 0 ? 1 : 0), 0);
			return {
				at_ms: (first + loud[0]) * 1000 / Ear.RATE_HZ,
				ms: span.length * 1000 / Ear.RATE_HZ,
				peak: sound.reduce((max, v) => Math.max(max, Math.abs(v)), 0),
				hz: turns * Ear.RATE_HZ / span.length / 2,
			};
		});
	}

	async close() {
		const ended = once(this.cat, "exit");
		this.cat.kill();
		await ended;
	}
}
