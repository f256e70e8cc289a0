// numbers: how many numbers a second a server gives out, each safe on the disk before it is told, and how long each
// takes, beside what the disk can do at best at the same time; the same with a slow disk.
import { join } from "node:path";
import { manyNumbers } from "../harness/office.mjs";
import { BUILD } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { figure, measured, median, wakeMs } from "./figures.mjs";

const SECONDS = Number(process.env.SECONDS ?? 1.5);
const TURNS = 3;
const AT_LEAST = { 1: 0.5, 8: 2, 64: 5 };
const PEER = { 8: 500, 64: 515 }; // a second, of the fastest other system that is durable and gives no number twice
const [SERVICE, SLOW_MS] = ["chung-thuc", 5];

const open = () => Server.make({ clock: "true", catalogue: false, change: manyNumbers, devices: [{ name: "cua", role: "kiosk" }] });

function load(server, what, connections, of) {
	return measured("load", [what, server.port, SECONDS, connections, of], { env: { LOAD_KEY: server.keys.cua } });
}

// Turn by turn, so that whatever else the machine does is in both.
async function takes(connections) {
	const server = await open();
	const [floors, takes] = [[], []];
	try {
		await server.start();
		for (let turn = 0; turn < TURNS; turn++) {
			floors.push(await measured("floor_commit", [server.dir, SECONDS, 1]));
			takes.push(await load(server, "take", connections, SERVICE));
		}
	} finally {
		await server.close();
	}
	const of = (runs, name) => median(runs.map((run) => run[name]));
	const rate = of(takes, "take_rate");
	figure(`numbers_${connections}`, rate, "1/s", { floor: of(floors, "commit_1_rate"), atLeast: AT_LEAST[connections] });
	if (PEER[connections]) figure(`numbers_${connections}_over_peer`, rate, "1/s", { floor: PEER[connections], atLeast: 20 });
	figure(`number_${connections}_p50`, of(takes, "take_p50"), "ms", { floor: of(floors, "commit_1_p50") });
	if (connections === 1) await beside(of(takes, "take_p50"), of(floors, "commit_1_p50"));
	figure(`number_${connections}_p99`, of(takes, "take_p99"), "ms", { floor: of(floors, "commit_1_p99"), ...(connections === 8 && { atMost: 3 }) });
}

// A number alone is a commit and four times somebody who is woken: the loop by who asks, the store's thread by the
// loop, and both ways back.
async function beside(number, commit) {
	const wake = await wakeMs();
	figure("wake_p50", wake, "ms");
	figure("number_1_over_parts", number, "ms", { floor: commit + 4 * wake });
}

async function slowly() {
	const server = await open();
	const env = { LD_PRELOAD: join(BUILD, "test/slow_sync.so"), SLOW_SYNC_MS: String(SLOW_MS) };
	try {
		await server.start({ env });
		const [take, get] = await Promise.all([load(server, "take", 64, SERVICE), load(server, "get", 1, "/api/v1/board")]);
		figure("numbers_64_slow_disk", take.take_rate, "1/s", { atLeast: 3000 });
		figure("get_slow_disk_p99", get.get_p99, "ms", { atMost: 5 });
	} finally {
		await server.close();
	}
}

// What is no number: an answer that needs no disk, beside a loop that always answers the same.
async function answers() {
	const server = await open();
	try {
		await server.start();
		const commits = await measured("floor_commit", [server.dir, SECONDS, 10, 100]);
		for (const rows of [10, 100]) figure(`floor_commit_${rows}`, commits[`commit_${rows}_rate`], "1/s");
		const floors = await measured("floor_hello", [SECONDS, 8, 64]);
		for (const connections of [8, 64]) {
			const get = await load(server, "get", connections, "/healthz");
			figure(`answers_${connections}`, get.get_rate, "1/s", { floor: floors[`hello_${connections}_rate`] });
			figure(`answer_${connections}_p99`, get.get_p99, "ms", { floor: floors[`hello_${connections}_p99`] });
		}
	} finally {
		await server.close();
	}
}

await answers();
for (const connections of [1, 8, 64]) await takes(connections);
await slowly();
