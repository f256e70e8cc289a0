// The power fails, or the program is killed, while a store that an earlier version left is brought up to date: what is
// there is the old one or a newer one, whole, and the next start goes on from it. From each version that ever was.
import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, run } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";
import { Recording } from "./recording.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 160); // of all versions together
const CONTROL_ROUNDS = 60;
const NUMBERS = 60;

async function versions() {
	const names = await readdir(join(ROOT, "server/schema"));
	return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b).slice(0, -1);
}

// A store of that version is made, and brought up to date by a command; then the power is lost so many times.
async function lose(t, version, rounds, seed, options) {
	const recording = await Recording.open(t, options);
	recording.data = join(recording.files, "data");
	await recording.of(async () => {
		await mkdir(recording.data);
		const { code, out, log } = await run("test/aged", [recording.data, `${version}`, `${NUMBERS}`]);
		assert.equal(code, 0, log);
		for (const told of out.trim().split("\n")) recording.mark(told);
		const checked = await run("motcua-server", ["--data", recording.data, "check"]);
		assert.equal(checked.code, 0, checked.log);
		assert.match(checked.out, new RegExp(`^changes: ${NUMBERS + 1}; the chain holds`));
	});
	return recording.lose(rounds, seed);
}

test("migrate: a store of any version is whole whenever the power fails, and nothing of it is lost", async (t) => {
	const random = new Random(t);
	const seed = random.state;
	const all = await versions();
	const sum = { lost: 0, dup: 0, missed: 0, reorder: 0 };
	for (const version of all) {
		const { said, line, ...faults } = await lose(t, version, Math.ceil(ROUNDS / all.length), seed);
		assert.equal(said, "", `version ${version}: ${line}`);
		for (const kind of Object.keys(sum)) sum[kind] += faults[kind];
	}
	const figures = Object.entries(sum).map(([kind, count]) => `${kind}=${count}`).join(" ");
	t.diagnostic(`migrate: ${figures} rounds=${ROUNDS} seed=${seed} from versions ${all.join(" ")}`);
});

test("migrate: a program that does not sync would be seen to break it", async (t) => {
	const random = new Random(t);
	const { lost, missed } = await lose(t, 1, CONTROL_ROUNDS, random.state, { synchronous: "OFF" });
	assert.ok(lost + missed > 0, "nothing was lost");
});
