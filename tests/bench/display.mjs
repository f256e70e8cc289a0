// display: how long from a clerk's key to the pixels of the call, what an idle board costs, how soon it is
// there after a start and right again after its line was cut. Real programs on an X server of our own,
// pixels read from its memory.
import { fileURLToPath } from "node:url";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Cable, enterNetwork } from "../harness/netns.mjs";
import { Program } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { X11 } from "../harness/x11.mjs";
import { cpuMs, figure, memoryKib } from "./figures.mjs";

const why = await enterNetwork(fileURLToPath(import.meta.url));

const CALLS = Number(process.env.CALLS ?? 20);
const CUTS = Number(process.env.CUTS ?? 3);
const IDLE_S = Number(process.env.IDLE_S ?? 10);
const [STORM, TAKERS] = [1000, 20];
const STORM_LINE = { hall: "dat-dai", counter: "ho-tich" }; // a day's numbers are not enough for both
const PORT = 8080;
const YELLOW = 0xffc83d;
const INDIGO = 0x153a66; // the band and the doors
const SIZE = ["--size", "1920x1080"];
const VIEWS = {
	hall: ["--view", "hall"],
	counter: ["--view", "counter", "--counter", "2"],
};

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function untilColor(frame, [x, y], color, wanted = true) {
	const end = performance.now() + 10000;
	while (((await frame.at(x, y)) === color) !== wanted) {
		if (performance.now() > end) throw new Error(`waited in vain for a picture at ${x},${y}`);
	}
	return performance.now();
}

// Looks all over the picture, from below (the panel above keeps each call for a while): when and where
// the colour is there.
async function untilSome(frame, fits, wanted = true) {
	const end = performance.now() + 10000;
	while (performance.now() < end) {
		const point = await find(frame, fits);
		if (Boolean(point) === wanted) return { point, at: performance.now() };
	}
	throw new Error("waited in vain for a picture");
}

async function find(frame, fits) {
	for (let y = 1065; y > 0; y -= 30) for (let x = 15; x < 1920; x += 30) if (fits(await frame.at(x, y))) return [x, y];
	return null;
}

function spread(name, times, goal) {
	times.sort((a, b) => a - b);
	const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
	figure(`${name}_p50`, at(0.5), "ms");
	figure(`${name}_p99`, at(0.99), "ms", { atMost: goal });
}

async function memoryMb(pid) {
	return (await memoryKib(pid)) / 1024;
}

async function idle(pid, view) {
	await sleep(2000);
	const before = await cpuMs(pid);
	await sleep(IDLE_S * 1000);
	const spent = (await cpuMs(pid)) - before;
	figure(`display_${view}_idle_cpu`, spent / IDLE_S / 10, "%", { atMost: 0.5 });
}

class Bench {
	static async open() {
		const bench = new Bench();
		const args = why ? [] : ["--listen", `${Cable.address}:${PORT}`];
		bench.server = await Server.start({ clock: "true", catalogue: false, args });
		bench.kiosk = new Kiosk(bench.server.url, { key: bench.server.keys.cua });
		bench.clerk = await Clerk.at(bench.server.url, 2);
		await bench.clerk.move("open");
		return bench;
	}

	// Takes a number and calls it: when the key was pressed, and the server's answer there.
	async call() {
		await this.kiosk.take("chung-thuc");
		const pressed = performance.now();
		await this.clerk.move("next");
		return { pressed, answered: performance.now() };
	}

	async finish() {
		await this.clerk.move("start");
		await this.clerk.move("finish", {});
	}

	// A point of the picture that is yellow when a call is there, whatever the layout.
	async point(frame) {
		await untilSome(frame, (color) => color === YELLOW, false);
		await this.call();
		const { point } = await untilSome(frame, (color) => color === YELLOW);
		await this.finish();
		return point;
	}

	async calls(frame, point, view) {
		const [answers, pictures] = [[], []];
		for (let i = 0; i < CALLS; i += 1) {
			await untilColor(frame, point, YELLOW, false);
			const [{ pressed, answered }, shown] = await Promise.all([this.call(), untilColor(frame, point, YELLOW)]);
			answers.push(answered - pressed);
			pictures.push(shown - pressed);
			await this.finish();
		}
		spread(`call_to_answer_${view}`, answers);
		spread(`call_to_pixels_${view}`, pictures, 50);
	}

	// A thousand changes as fast as the server makes them: drawn together, and nothing is kept of them.
	async storm(pid, view) {
		const [cpu, mb] = [await cpuMs(pid), await memoryMb(pid)];
		const takeSome = async () => {
			for (let i = 0; i < STORM / 2 / TAKERS; i += 1) await this.kiosk.take(STORM_LINE[view]);
		};
		await Promise.all(Array.from({ length: TAKERS }, takeSome));
		await sleep(1000);
		figure(`display_${view}_storm_cpu`, (await cpuMs(pid)) - cpu, "ms");
		figure(`display_${view}_storm_growth`, (await memoryMb(pid)) - mb, "MiB");
		figure(`display_${view}_memory`, await memoryMb(pid), "MiB", { atMost: 64 });
	}

	async view(x, name) {
		const frame = await x.frame();
		const started = performance.now();
		const args = ["--server", this.server.url, ...VIEWS[name], "--mute", ...SIZE];
		const display = new Program("motcua-display", args, { env: { ...process.env, ...x.env } });
		const { at } = await untilSome(frame, (color) => color === INDIGO);
		figure(`display_${name}_start_to_picture`, at - started, "ms", { atMost: 1000 });
		await idle(display.child.pid, name);
		await this.calls(frame, await this.point(frame), name);
		await this.storm(display.child.pid, name);
		await display.stop();
		await frame.close();
	}

	// From the moment packets flow again to a picture without the mark.
	async returns() {
		const random = new Random({ diagnostic: (text) => console.log(`# ${text}`) });
		const cable = await Cable.lay(this.server.dir);
		const url = `http://${Cable.address}:${PORT}`;
		const screen = await Screen.open("motcua-display", ["--server", url, "--view", "hall", "--mute", ...SIZE], { through: cable.through });
		const taken = [];
		try {
			await screen.shows("the hall", (text) => text("row:2"));
			for (let i = 0; i < CUTS; i += 1) {
				await cable[i % 2 ? "unplug" : "lose"]();
				await screen.shows("the mark", (text) => text("lost"));
				await sleep(random.between(0, 3000));
				const flows = await cable.mend();
				await screen.shows("the hall again", (text) => text("row:2") && !text("lost"));
				taken.push(performance.now() - flows);
			}
		} finally {
			await screen.close();
			await cable.close();
		}
		spread("line_back_to_right", taken, 2000);
	}

	async close() {
		await this.server.close();
	}
}

const bench = await Bench.open();
try {
	for (const view of Object.keys(VIEWS)) {
		const x = await X11.open("1920x1080");
		try {
			await bench.view(x, view);
		} finally {
			await x.close();
		}
	}
	if (why) console.log(`# line_back_to_right: ${why}`);
	else await bench.returns();
} finally {
	await bench.close();
}
