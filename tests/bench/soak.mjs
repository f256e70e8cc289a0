// soak: an office that is busy for MINUTES, on three days of a clock of its own: people who have waited for the doors,
// kiosks, clerks, and screens that come and go. What grows meanwhile: memory, descriptors, the journal of the store, how
// long a number takes. A day's numbers are held in memory until it is over: from morning to morning nothing may grow.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { manyNumbers } from "../harness/office.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { figure, median, memoryKib } from "./figures.mjs";

const MINUTES = Number(process.env.MINUTES ?? 3);
const [LOOK_MS, NIGHT_MS, REST_MS] = [1000, 2000, 12000];
const DAYS = ["2026-12-01", "2026-12-02", "2026-12-03"];
const AFTER = "2026-12-04";
const [KIOSKS, SCREENS, PAUSE_MS] = [4, 20, 400];
const [RUSH, RUSH_KIOSKS] = [2000, 8];
const CLERKS = { an: 1, binh: 2, chi: 3 };
const SERVICES = ["chung-thuc", "ho-tich", "cu-tru"];

const random = new Random({ diagnostic: (text) => console.log(`# ${text}`) });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const server = await Server.start({ at: `${DAYS[0]} 08:00`, change: manyNumbers, clerks: Object.keys(CLERKS) });
const { pid } = server.program.child;
let [going, taken, times] = [false, 0, []];

async function kiosk() {
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	while (going) {
		const begun = performance.now();
		await kiosk.take(random.pick(SERVICES));
		times.push(performance.now() - begun);
		taken++;
		await sleep(random.between(0, 2 * PAUSE_MS));
	}
}

async function rush() {
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const take = async () => {
		for (let i = 0; i < RUSH / RUSH_KIOSKS; i++) await kiosk.take(random.pick(SERVICES));
	};
	await Promise.all(Array.from({ length: RUSH_KIOSKS }, take));
	taken += RUSH;
}

async function serve(user, counter) {
	const clerk = await Clerk.at(server.url, counter, user);
	await clerk.move("open");
	while (going) {
		if ((await clerk.move("next")).ticket) {
			await clerk.move("start");
			await clerk.move("finish");
		}
		await sleep(random.between(0, PAUSE_MS / 2));
	}
}

async function screen() {
	while (going) {
		const reader = await FeedReader.open(server.url);
		await reader.next("snapshot");
		await sleep(random.between(0, 10 * PAUSE_MS));
		await reader.close();
	}
}

async function look(begun) {
	const journal = await stat(join(server.data, "motcua.sqlite-wal"));
	return {
		at: (performance.now() - begun) / 60000,
		memory: await memoryKib(pid),
		descriptors: (await readdir(`/proc/${pid}/fd`)).length,
		journal: journal.size / 1024,
		taken,
	};
}

// Its looks, and how long a number took.
async function busy() {
	[going, taken, times] = [true, 0, []];
	await rush();
	const work = Promise.all([
		...Array.from({ length: KIOSKS }, kiosk),
		...Object.entries(CLERKS).map(([user, counter]) => serve(user, counter)),
		...Array.from({ length: SCREENS }, screen),
	]);
	const begun = performance.now();
	const looks = [];
	while (performance.now() - begun < (MINUTES / DAYS.length) * 60000) {
		await Promise.race([sleep(LOOK_MS), work]);
		looks.push(await look(begun));
	}
	going = false;
	await work;
	return { looks, number: median(times) };
}

// Nobody is there when the next day begins; what is over is given back once nothing changes.
async function morning(day) {
	await server.clock.set(`${day} 00:01`);
	await sleep(NIGHT_MS);
	await server.clock.set(`${day} 08:00`);
	await sleep(REST_MS);
	return memoryKib(pid);
}

// The straight line through all of them: by how much it grows in a minute.
function slope(looks, name) {
	const mean = (of) => looks.reduce((sum, one) => sum + one[of], 0) / looks.length;
	const [x, y] = [mean("at"), mean(name)];
	const over = looks.reduce((sum, one) => sum + (one.at - x) * (one[name] - y), 0);
	return over / looks.reduce((sum, one) => sum + (one.at - x) ** 2, 0);
}

try {
	const [days, mornings] = [[], []];
	for (const day of DAYS) {
		mornings.push(await morning(day));
		days.push(await busy());
	}
	mornings.push(await morning(AFTER));
	const evenings = days.map(({ looks }) => looks.at(-1));
	const all = days.flatMap(({ looks }) => looks);
	const grown = (name) => median(days.at(-1).looks.map((one) => one[name])) - median(days[0].looks.map((one) => one[name]));
	figure("soak_numbers", evenings.at(-1).taken, "a day");
	figure("soak_memory", evenings.at(-1).memory / 1024, "MiB");
	const took = evenings.at(-1).memory - mornings.at(-2);
	figure("soak_memory_each", took / evenings.at(-1).taken, "KiB", { atMost: 4 });
	figure("soak_memory_back", (evenings.at(-1).memory - mornings.at(-1)) / 1024, "MiB", { floor: took / 1024, atLeast: 0.75 });
	// The first day fills what is kept for good: the store's pages, what is learned.
	figure("soak_memory_day", (mornings.at(-1) - mornings[1]) / 1024 / (DAYS.length - 1), "MiB/day", { atMost: 1 });
	for (const day of days) console.log(`# a minute: memory ${slope(day.looks, "memory").toFixed(0)} KiB, descriptors ${slope(day.looks, "descriptors").toFixed(1)}`);
	figure("soak_descriptors", grown("descriptors"), "descriptors", { atMost: 5 });
	figure("soak_journal", Math.max(...all.map(({ journal }) => journal)) / 1024, "MiB", { atMost: 32 });
	figure("soak_number", days.at(-1).number, "ms", { floor: days[0].number, atMost: 1.25 });
} finally {
	await server.close();
}
