// feed: how long it takes from a clerk's key until the last of many screens has been told, beside a loop that does
// nothing but write to as many; what the screens cost, coming and going too; whether each is told all, also while others
// never read, whose sockets are full: the server keeps a little for each of those, then ends it.
import { readFile } from "node:fs/promises";
import { Clerk } from "../harness/client.mjs";
import { Metrics } from "../harness/metrics.mjs";
import { manyNumbers } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { figure, measured, measuring, median, memoryKib, wakeMs } from "./figures.mjs";

const TURNS = 3;
const ROUNDS = { 10: 60, 100: 60, 1000: 20, 5000: 6 };
const AT_MOST = { 1000: 1.5, 5000: 1.5 };
const [MANY, RENEWED, DEAF, CHANGES] = [10000, 10000, 1000, 100];
const [SOCKET_KIB, BEHIND_KIB] = [32, 64]; // what a reader's socket keeps, and the server besides, at most
const [SERVICE, COUNTER] = ["chung-thuc", 2];

async function calls(server, env, screens) {
	const [floors, calls] = [[], []];
	for (let turn = 0; turn < TURNS; turn++) {
		const fanout = await measured("floor_fanout", [ROUNDS[screens], screens]);
		floors.push({ ...fanout, ...(await measured("floor_commit", [server.dir, 0.5, 1])) });
		calls.push(await measured("load_feed", ["call", server.port, screens, ROUNDS[screens], COUNTER, SERVICE], { env }));
	}
	const of = (runs, name) => median(runs.map((run) => run[name]));
	const atMost = AT_MOST[screens];
	figure(`call_${screens}_p50`, of(calls, "call_p50"), "ms", { floor: of(floors, `fanout_${screens}_p50`), ...(atMost && { atMost }) });
	figure(`call_${screens}_p95`, of(calls, "call_p95"), "ms", { floor: of(floors, `fanout_${screens}_p95`) });
	if (screens === 10) await beside(of(calls, "call_p50"), of(floors, "commit_1_p50"), of(floors, "fanout_10_p50"));
}

// A call is a commit, the writing to the screens, which wakes the one who writes and the one who reads, and the way to
// the store's thread and back.
async function beside(call, commit, fanout) {
	const wake = await wakeMs();
	figure("call_10_over_commit", call, "ms", { floor: commit, atMost: 2 });
	figure("call_10_over_parts", call, "ms", { floor: commit + fanout + 2 * wake });
}

async function withServer(work, ...clerks) {
	const server = await Server.start({ clock: "true", catalogue: false, change: manyNumbers, clerks });
	try {
		await work(server, { LOAD_KEY: server.keys.cua });
	} finally {
		await server.close();
	}
}

// What is done each time that it says "ready".
function pausing(args, env, ...steps) {
	const running = measuring("load_feed", args, {
		env,
		line: async (text) => {
			if (text !== "ready") return;
			await steps.shift()();
			running.go();
		},
	});
	return running.done;
}

async function renewals(server, env) {
	let before;
	const { pid } = server.program.child;
	const first = async () => (before = await memoryKib(pid));
	const second = async () => figure("reconnects_growth", Math.max(0, (await memoryKib(pid)) - before) / 1024, "MiB", { atMost: 2 });
	await pausing(["renew", server.port, 100, RENEWED], env, first, second);
}

async function all(server, env) {
	const { pid } = server.program.child;
	const before = await memoryKib(pid);
	const opened = async () => {
		const now = await memoryKib(pid);
		figure(`readers_${MANY}_each`, (now - before) / MANY, "KiB", { atMost: 3 });
		figure(`readers_${MANY}_server`, now / 1024, "MiB", { atMost: 48 });
	};
	tell(MANY, await pausing(["all", server.port, MANY, 0, CHANGES, SERVICE], env, opened));
}

function tell(count, { all_time, all_dropped }) {
	figure(`readers_${count}_change`, all_time / CHANGES, "ms");
	figure(`readers_${count}_dropped`, all_dropped, "readers", { atMost: 0 });
}

// The server's connections whose socket is as full as the server lets it be.
async function blocked(port) {
	const end = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
	const lines = (await readFile("/proc/net/tcp", "utf8")).split("\n").map((line) => line.trim().split(/\s+/));
	return lines.filter(([, local, , , queues]) => local?.endsWith(end) && parseInt(queues, 16) >= SOCKET_KIB * 1024).length;
}

// What is kept for each of the deaf is at most what the server lets a reader be behind.
async function besideDeaf(server, env) {
	const { pid } = server.program.child;
	const count = MANY + DEAF;
	const readers = async () => (await Metrics.of(server.url)).value("motcua_feed_readers");
	const filled = async () => {
		figure("deaf_blocked", await blocked(server.port), "readers", { atLeast: DEAF });
		figure("deaf_server", (await memoryKib(pid)) / 1024, "MiB");
	};
	const opened = async () => figure(`readers_${count}_server`, (await memoryKib(pid)) / 1024, "MiB", { atMost: 48 + (DEAF * BEHIND_KIB) / 1024 });
	const flooded = async () => {
		await until("the screens to be gone", async () => (await readers()) <= DEAF);
		const there = await readers();
		await measured("load", ["take", server.port, 1, 8, SERVICE], { env });
		await until("all who never read to be cut off", async () => (await readers()) === 0);
		figure("deaf_cut", there, "readers", { atLeast: DEAF });
		figure(`readers_${count}_most`, (await memoryKib(pid, "VmHWM")) / 1024, "MiB", { atMost: 48 + (DEAF * BEHIND_KIB) / 1024 });
	};
	tell(count, await pausing(["all", server.port, MANY, DEAF, CHANGES, SERVICE], env, filled, opened, flooded));
}

await withServer(async (server, env) => {
	const clerk = await Clerk.at(server.url, COUNTER);
	await clerk.move("open");
	const own = { ...env, LOAD_COOKIE: clerk.cookie, LOAD_CSRF: clerk.csrf };
	for (const screens of Object.keys(ROUNDS)) await calls(server, own, Number(screens));
}, "an");
await withServer(renewals);
await withServer(all);
await withServer(besideDeaf);
