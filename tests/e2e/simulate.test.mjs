// `motcua-server simulate`: recorded days and the office's own, as they were and with other counters.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { WORKLOAD } from "../harness/drive.mjs";
import { run } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";

const ENGLISH = { env: { ...process.env, LANG: "en_US.UTF-8" } };

async function folder(t) {
	const dir = await mkdtemp(join(tmpdir(), "motcua-simulate-"));
	t.after(() => rm(dir, { recursive: true }));
	return dir;
}

// The lines of a run that must be possible: those of citizens, and one per play.
async function simulateAll(args) {
	const { code, out, log } = await run("motcua-server", ["simulate", ...args]);
	assert.equal(code, 0, log);
	const lines = out.trim().split("\n").map((line) => JSON.parse(line));
	const isPlay = ({ days }) => days !== undefined;
	return { citizens: lines.filter((line) => !isPlay(line)), plays: lines.filter(isPlay) };
}

const simulate = async (args) => (await simulateAll(args)).plays;

test("simulate: recorded days give the recorded calls; each wait, announced and real, and their figures", async (t) => {
	const calls = join(await folder(t), "calls");
	const { citizens, plays: [asIs, ...more] } = await simulateAll([WORKLOAD, "--calls", calls]);
	assert.deepEqual(more, []);
	assert.equal(await readFile(calls, "utf8"), await readFile(join(WORKLOAD, "ward.calls"), "utf8"));
	assert.equal(asIs.play, "as_is");
	assert.equal(asIs.days, 2);
	assert.equal(asIs.called, asIs.citizens);
	assert.equal(asIs.held + asIs.early + asIs.late, asIs.told);
	assert.equal(asIs.services.reduce((sum, { called }) => sum + called, 0), asIs.called);
	assert.equal(citizens.length, asIs.citizens);
	const told = citizens.filter((citizen) => citizen.told);
	const held = told.filter(({ told: { low_s, high_s }, wait_s }) => low_s <= wait_s && wait_s <= high_s);
	assert.equal(told.length, asIs.told);
	assert.equal(held.length, asIs.held);
	assert.equal(Math.max(...citizens.map(({ wait_s }) => wait_s)), asIs.max_wait_s);
	assert.deepEqual(asIs.counters.map(({ id }) => id), ["C1", "C2", "C3", "C4"]);
	for (const { id, open_s, busy_s } of asIs.counters) assert.ok(busy_s > 0 && busy_s <= open_s, id);
});

test("simulate: one more counter shortens the wait, one less makes it longer", async () => {
	const [asIs, more] = await simulate([WORKLOAD, "--open", "C5@08:00-11:00"]);
	assert.equal(more.play, "changed");
	assert.equal(more.citizens, asIs.citizens);
	assert.ok(more.mean_wait_s < asIs.mean_wait_s, `${more.mean_wait_s} < ${asIs.mean_wait_s}`);
	assert.ok(more.counters[4].busy_s > 0);
	const [, five] = await simulate([WORKLOAD, "--counters", "5"]);
	assert.ok(five.mean_wait_s < more.mean_wait_s, "all day long it helps more than in a morning");
	assert.equal(five.counters[4].id, "C5");
	const [, less] = await simulate([WORKLOAD, "--counters", "C1,C2,C4"]);
	assert.ok(less.mean_wait_s > asIs.mean_wait_s);
	assert.equal(less.counters[2].open_s, 0);
	assert.deepEqual((await simulate([WORKLOAD, "--counters", "3"]))[0], asIs, "the same days, the same figures");
});

test("simulate: the report says it to people, in both languages", async () => {
	const { out } = await run("motcua-server", ["simulate", WORKLOAD, "--counters", "3", "--report"]);
	assert.match(out, /^Diễn lại 2 ngày, \d+ lượt người dân\.$/m);
	assert.match(out, /^ +như đã có +nếu thay đổi$/m);
	assert.match(out, /^Chờ trung bình \(phút\) +\d+ +\d+$/m);
	assert.match(out, /^ {2}Chứng thực bản sao +\d+ +\d+$/m);
	assert.match(out, /^ {2}C4 +\d+ +–$/m);
	const english = await run("motcua-server", ["simulate", WORKLOAD, "--report"], ENGLISH);
	assert.match(english.out, /^2 days played, \d+ citizens\.$/m);
	assert.match(english.out, /^Longest wait \(minutes\) +\d+$/m);
	assert.doesNotMatch(english.out, /as it was/);
});

test("simulate: the office's own past becomes days that are played", async (t) => {
	const server = await Server.start({ catalogue: false, at: "2026-08-17 09:00" });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2, "an");
	await clerk.move("open");
	for (const more of [{}, { priority: "elderly" }, {}]) await kiosk.take("chung-thuc", more);
	for (let served = 0; served < 3; served++) {
		await clerk.move("next");
		await server.clock.advance(15);
		await clerk.move("start");
		await server.clock.advance(120);
		await clerk.move("finish");
	}
	await clerk.move("close");
	const days = join(await folder(t), "days");
	const ask = ["--data", server.data, "simulate", days, "--from-days"];
	assert.equal((await run("motcua-server", [...ask, "20260810..20260820"])).code, 3, "a server has the store open");
	await server.stop();

	const made = await run("motcua-server", [...ask, "20260810..20260820"]);
	assert.equal(made.code, 0, made.log);
	const asIs = JSON.parse(made.out.trim().split("\n").at(-1));
	assert.equal(asIs.days, 1);
	assert.equal(asIs.citizens, 3);
	assert.equal(asIs.called, 3);
	assert.ok(Math.abs(asIs.max_wait_s - 270) <= 10, `${asIs.max_wait_s} s, about two visits of 135`);
	assert.deepEqual(await readdir(days), ["day-001.jsonl"]);
	const [office] = (await readFile(join(days, "day-001.jsonl"), "utf8")).split("\n");
	assert.equal(JSON.parse(office).day, 20260817);

	const [, helped] = await simulate([days, "--open", "7@09:00-11:00"]);
	assert.ok(helped.max_wait_s < asIs.max_wait_s);

	const again = await run("motcua-server", [...ask, "20260810..20260820"]);
	assert.equal(again.code, 1);
	assert.match(again.log, /has days already/);
	const empty = [...ask.slice(0, 3), `${days}-2`, "--from-days", "20260801..20260802"];
	const nobody = await run("motcua-server", empty);
	assert.equal(nobody.code, 1);
	assert.match(nobody.log, /nobody took a number on these days/);
});

test("simulate: what cannot be played is said, and changes nothing", async (t) => {
	const empty = await folder(t);
	const refused = async (args, code, why) => {
		const { code: status, out, log } = await run("motcua-server", ["simulate", ...args]);
		assert.equal(status, code, `${args}: ${log}`);
		assert.match(log, why);
		assert.equal(out, "");
	};
	await refused([], 2, /simulate DIR/);
	await refused([WORKLOAD, "--counters", "100"], 2, /must be 1 to 64/);
	await refused([WORKLOAD, "--counters", "C1,C9"], 2, /there is no counter "C9"/);
	await refused([WORKLOAD, "--open", "C4"], 2, /must be ID@HH:MM-HH:MM/);
	await refused([WORKLOAD, "--from-days", "yesterday"], 2, /must be YYYYMMDD\.\.YYYYMMDD/);
	await refused([WORKLOAD, "--calls", join(empty, "no", "calls")], 1, /cannot be written/);
	await refused([empty], 1, /day-\*\.jsonl: there is no such file/);
});
