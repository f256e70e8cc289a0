// feed: how long it takes from a clerk's key until the last of many screens has been told, beside a loop that does
// nothing but write to as many; what the screens cost, coming and going too; whether each is told all.
import { Clerk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { figure, measured, measuring, median, memoryKib } from "./figures.mjs";

const TURNS = 3;
const ROUNDS = { 10: 60, 100: 60, 1000: 20, 5000: 6 };
const AT_MOST = { 1000: 1.5, 5000: 1.5 };
const [MANY, RENEWED, DEAF, CHANGES] = [10000, 10000, 1000, 100];
const [SERVICE, COUNTER] = ["chung-thuc", 2];

const change = (office) => ({ ...office, ticket_number: { ...office.ticket_number, max: 999999 } });

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
	if (screens === 10) figure("call_10_over_commit", of(calls, "call_p50"), "ms", { floor: of(floors, "commit_1_p50"), atMost: 2 });
}

async function withServer(work, ...clerks) {
	const server = await Server.start({ clock: "true", catalogue: false, change, clerks });
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

async function all(server, env, deaf) {
	const { pid } = server.program.child;
	const before = await memoryKib(pid);
	const count = MANY + deaf;
	const opened = async () => {
		const now = await memoryKib(pid);
		figure(`readers_${count}_each`, (now - before) / count, "KiB", { atMost: 3 });
		figure(`readers_${count}_server`, now / 1024, "MiB", deaf ? {} : { atMost: 48 });
	};
	const told = await pausing(["all", server.port, MANY, deaf, CHANGES, SERVICE], env, opened);
	figure(`readers_${count}_change`, told.all_time / CHANGES, "ms");
	figure(`readers_${count}_dropped`, told.all_dropped, "readers", { atMost: 0 });
}

await withServer(async (server, env) => {
	const clerk = await Clerk.at(server.url, COUNTER);
	await clerk.move("open");
	const own = { ...env, LOAD_COOKIE: clerk.cookie, LOAD_CSRF: clerk.csrf };
	for (const screens of Object.keys(ROUNDS)) await calls(server, own, Number(screens));
}, "an");
await withServer(renewals);
await withServer((server, env) => all(server, env, 0));
await withServer((server, env) => all(server, env, DEAF));
