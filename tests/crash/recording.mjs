// recording: a server whose every act on its files is written to a log, with a mark for each thing that
// somebody was told (tests/crash/record.h).
import assert from "node:assert/strict";
import { closeSync, openSync, writeSync } from "node:fs";
import { mkdir, mkdtemp, open, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILD, run } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";

const [MARK, , WROTE, CUT, SYNCED] = [1, 2, 3, 4, 5];
const HEAD = 32;
const STORE = "motcua.sqlite";
const DAMAGED = Buffer.from("damaged");
const PAGE = 4096;

class RecordedServer extends Server {
	// Made here each time: that is recorded, too.
	furnish(wanted) {
		return this.furnishIn(this.dir, wanted);
	}

	async command(args, options) {
		if (args[0] === "restore") this.recording.mark("restoring");
		const out = await super.command(args, options);
		if (args[0] === "import") this.recording.mark("setup office");
		if (args[1] === "add") this.recording.mark(`setup ${args[0]} ${args[2]}`);
		if (args[0] === "backup") this.recording.mark("copied");
		return out;
	}
}

export class Recording {
	// synchronous: "NORMAL" or "OFF" for a server that syncs less than it should
	static async open(t, { synchronous } = {}) {
		const recording = new Recording();
		recording.dir = await realpath(await mkdtemp(join(tmpdir(), "motcua-crash-")));
		recording.log = join(recording.dir, "log");
		recording.files = join(recording.dir, "files");
		await mkdir(recording.files);
		recording.fd = openSync(recording.log, "a");
		recording.env = {
			TMPDIR: recording.files,
			LD_PRELOAD: join(BUILD, "test/record.so"),
			RECORD_DIR: recording.files,
			RECORD_LOG: recording.log,
			...(synchronous && { RECORD_SYNCHRONOUS: synchronous }),
		};
		t.after(() => recording.close());
		return recording;
	}

	// Runs `story` with a server on which all that it and its commands do is recorded.
	async of(story) {
		const before = Object.fromEntries(Object.keys(this.env).map((name) => [name, process.env[name]]));
		Object.assign(process.env, this.env);
		RecordedServer.prototype.recording = this;
		try {
			await story(RecordedServer, this);
		} finally {
			for (const [name, value] of Object.entries(before)) {
				if (value === undefined) delete process.env[name];
				else process.env[name] = value;
			}
		}
	}

	mark(words) {
		this.record(MARK, { bytes: Buffer.from(words) });
	}

	record(kind, { file = 0, at = 0, bytes = Buffer.alloc(0) }) {
		const record = Buffer.alloc(HEAD + 8 * Math.ceil(bytes.length / 8));
		record.writeUInt32LE(kind, 0);
		[file, at, bytes.length].forEach((number, i) => record.writeBigUInt64LE(BigInt(number), 8 * (i + 1)));
		bytes.copy(record, HEAD);
		writeSync(this.fd, record);
	}

	// What is no store any more, and then cut.
	async damage() {
		const file = await open(join(this.data, STORE), "r+");
		const { ino } = await file.stat();
		await file.write(DAMAGED, 0, DAMAGED.length, 0);
		this.record(WROTE, { file: ino, bytes: DAMAGED });
		this.record(SYNCED, { file: ino });
		await file.truncate(PAGE);
		this.record(CUT, { file: ino, at: PAGE });
		this.record(SYNCED, { file: ino });
		await file.close();
	}

	// After so many losses: how much is lost, broken …, and what was said of it. complete: nothing that was done
	// to the files was refused, so they are as the log says.
	async lose(rounds, seed, { complete = true } = {}) {
		const left = join(this.dir, "left");
		await mkdir(left);
		const { code, out, log } = await run("test/power", [this.log, this.data, left, `${rounds}`, `${seed}`], {
			patience: 24 * 3600000,
		});
		const line = /^lost=(\d+) dup=(\d+) missed=(\d+) reorder=(\d+) .*$/m.exec(out);
		assert.ok(line, `${out}${log}`);
		const [lost, dup, missed, reorder] = line.slice(1, 5).map(Number);
		if (complete) await this.assertComplete(left);
		await rm(left, { recursive: true });
		return { lost, dup, missed, reorder, line: line[0], said: code ? `${out}${log}` : "" };
	}

	async assertComplete(left) {
		const names = (await readdir(this.data)).filter((name) => name.startsWith(STORE));
		assert.deepEqual((await readdir(left)).sort(), names.sort());
		for (const name of names) {
			const [is, told] = await Promise.all([this.data, left].map((dir) => readFile(join(dir, name))));
			assert.ok(is.equals(told), `something was done to ${name} past the recorder`);
		}
	}

	async close() {
		closeSync(this.fd);
		await rm(this.dir, { recursive: true, force: true });
	}
}
