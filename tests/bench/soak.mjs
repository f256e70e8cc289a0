// soak: an office that is busy for MINUTES: kiosks, clerks, and screens that come and go. What grows meanwhile: memory,
// descriptors, the journal of the store, how long a number takes; as slopes over the second half of the time.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { figure, median, memoryKib } from "./figures.mjs";

const MINUTES = Number(process.env.MINUTES ?? 3);
const LOOK_MS = 1000;
const [KIOSKS, SCREENS, PAUSE_MS] = [4, 20, 400];
const CLERKS = { an: 1, binh: 2, chi: 3 };
const SERVICES = ["chung-thuc", "ho-tich", "cu-tru"];

const random = new Random({ diagnostic: (text) => console.log(`# ${text}`) });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const change = (office) => ({ ...office, ticket_number: { ...office.ticket_number, max: 999999 } });
const server = await Server.start({ change, clerks: Object.keys(CLERKS) });
const { pid } = server.program.child;
let [going, taken, times] = [true, 0, []];

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
	const number_ms = times.length ? median(times) : 0;
	times = [];
	return {
		at: (performance.now() - begun) / 60000,
		memory: await memoryKib(pid),
		descriptors: (await readdir(`/proc/${pid}/fd`)).length,
		journal: journal.size / 1024,
		number: number_ms,
		taken,
	};
}

// The straight line through all of them: by how much it grows in a minute.
function slope(looks, name) {
	const mean = (of) => looks.reduce((sum, one) => sum + one[of], 0) / looks.length;
	const [x, y] = [mean("at"), mean(name)];
	const over = looks.reduce((sum, one) => sum + (one.at - x) * (one[name] - y), 0);
	return over / looks.reduce((sum, one) => sum + (one.at - x) ** 2, 0);
}

try {
	const work = Promise.all([
		...Array.from({ length: KIOSKS }, kiosk),
		...Object.entries(CLERKS).map(([user, counter]) => serve(user, counter)),
		...Array.from({ length: SCREENS }, screen),
	]);
	const begun = performance.now();
	const looks = [];
	while (performance.now() - begun < MINUTES * 60000) {
		await Promise.race([sleep(LOOK_MS), work]);
		looks.push(await look(begun));
	}
	going = false;
	await work;
	const half = looks.slice(Math.floor(looks.length / 2));
	const numbers = slope(half, "taken");
	figure("soak_numbers", numbers, "1/min");
	figure("soak_memory", looks.at(-1).memory / 1024, "MiB");
	figure("soak_memory_slope", slope(half, "memory"), "KiB/min");
	// A number is kept in memory until its day is over: that is no leak.
	figure("soak_memory_each", slope(half, "memory") / numbers, "KiB");
	figure("soak_descriptors_slope", slope(half, "descriptors"), "1/min", { atMost: 2 });
	figure("soak_journal", Math.max(...looks.map(({ journal }) => journal)) / 1024, "MiB", { atMost: 16 });
	figure("soak_number_slope", slope(half, "number"), "ms/min", { atMost: 1 });
} finally {
	await server.close();
}
