// reports: how long the reports of a year of a provincial centre take, and what a clerk who calls numbers
// meanwhile notices of it. The store is filled through the product's own code (tests/bench/fill.c).
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { manyNumbers, openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { BUILD } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { backedUp } from "./backup.mjs";
import { figure } from "./figures.mjs";

const TICKETS = Number(process.env.TICKETS ?? 250000);
const DAYS = Number(process.env.DAYS ?? 312);
const CALLS = 1000; // fewer have no hundredth that means anything
const FROM = 20260105;
const TO = 20270103;
const KINDS = ["summary", "waits", "services", "counters", "hours", "ratings"];

const at = (times, part) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

async function took(work) {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}

function fill(...args) {
	const { status } = spawnSync(join(BUILD, "test/fill"), args.map(String), { stdio: "inherit" });
	if (status !== 0) throw new Error(`fill ended with ${status}`);
}

const office = manyNumbers(openAlways(await readOffice(PROVINCE)));
const people = [{ user: "truong", role: "lead" }, { user: "quan", role: "admin" }];
const server = await Server.make({ catalogue: false, at: "2026-01-04 06:00", change: () => office });
await server.addUser("an");
for (const { user, role } of people) await server.addUser(user, role);
server.keys = { cua: await server.addDevice("cua", "kiosk") };

async function start(moment) {
	await server.clock.set(moment);
	await server.start();
	const lead = await Clerk.at(server.url, undefined, "truong");
	const report = (kind, from = FROM, to = TO) => lead.get(`/api/v1/reports/${kind}?from=${from}&to=${to}`);
	return { lead, report };
}

// How long each of some calls takes, one person after the other.
async function calls(clerk, kiosk, count, going = () => true) {
	const times = [];
	while (times.length < count && going()) {
		await kiosk.take(office.services[0].id);
		times.push(await took(() => clerk.move("next")));
		await clerk.move("start");
		await clerk.move("finish");
	}
	return times;
}

try {
	const filled = await took(() => fill(server.data, FROM, DAYS, Math.ceil(TICKETS / DAYS)));
	console.log(`# ${TICKETS} numbers on ${DAYS} days, made in ${(filled / 1000).toFixed(0)} s`);

	let { report, lead } = await start("2027-01-04 08:00");
	await backedUp(await Clerk.at(server.url, undefined, "quan"));
	const first = {};
	for (const kind of KINDS) first[kind] = await took(() => report(kind));
	for (const kind of KINDS) figure(`year_${kind}`, first[kind], "ms", { atMost: 1000 });
	figure("year_again", await took(() => report("summary")), "ms");

	const clerk = await Clerk.at(server.url, 1);
	await clerk.move("open");
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	await calls(clerk, kiosk, 20);
	let asking = true;
	let asked = 0;
	const ask = async () => {
		for (; asking; asked++) await report(KINDS[asked % KINDS.length]);
	};
	// Turn by turn, so that whatever else the machine does is in both.
	const alone = [];
	const beside = [];
	for (let turn = 0; turn < 5; turn++) {
		alone.push(...(await calls(clerk, kiosk, CALLS / 5)));
		asking = true;
		const done = ask();
		beside.push(...(await calls(clerk, kiosk, CALLS / 5)));
		asking = false;
		await done;
	}
	console.log(`# ${asked} reports of the year beside ${beside.length} calls`);
	figure("call_beside_reports_p50", at(beside, 0.5), "ms", { floor: at(alone, 0.5) });
	figure("call_beside_reports_p99", at(beside, 0.99), "ms", { floor: at(alone, 0.99), atMost: 1.2 });

	// Without what was kept: a year is counted again from its changes, while the clerk calls.
	await server.stop();
	fill(server.data, "forget");
	({ report, lead } = await start("2027-01-04 10:00"));
	await clerk.signIn("an");
	let counted = false;
	const again = took(() => report("summary", FROM, TO)).then((ms) => {
		counted = true;
		return ms;
	});
	const times = await calls(clerk, kiosk, 100000, () => !counted);
	figure("year_counted_again", (await again) / 1000, "s");
	if (times.length) figure("call_beside_counting_p99", at(times, 0.99), "ms");
} finally {
	await server.close();
}
