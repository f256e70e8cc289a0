// kiosk: how long from a touch to the number on the screen, what an idle kiosk costs, how soon it is
// there after a start. A real server and kiosk on an X server of our own, pixels read from its memory.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Program } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { X11 } from "../harness/x11.mjs";
import { cpuMs, figure, memoryKib } from "./figures.mjs";

const TOUCHES = Number(process.env.TOUCHES ?? 12);
const IDLE_S = Number(process.env.IDLE_S ?? 10);
const CHAM = 0x153a66;
const [BAND, DOOR] = [[20, 80], [950, 500]]; // indigo on every screen; on the number alone
const [SERVICE, TAKE, DONE] = [[540, 475], [540, 1410], [540, 1766]];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function untilIndigo(frame, [x, y], wanted = true) {
	const end = performance.now() + 10000;
	while (((await frame.at(x, y)) === CHAM) !== wanted) {
		if (performance.now() > end) throw new Error(`waited in vain for a picture at ${x},${y}`);
	}
	return performance.now();
}

// One xdotool for all touches: starting it takes longer than what is measured.
class Hand {
	constructor(env) {
		this.child = spawn("xdotool", ["-"], { env: { ...process.env, ...env }, stdio: ["pipe", "ignore", "inherit"] });
	}
	say(words) {
		this.child.stdin.write(`${words}\n`);
	}
	// Down and, after what a finger takes, up: kiosks act on release.
	async touch([x, y]) {
		this.say(`mousemove ${x} ${y} mousedown 1`);
		await sleep(60);
		const at = performance.now();
		this.say("mouseup 1");
		return at;
	}
	close() {
		this.child.stdin.end();
	}
}

async function idle(pid) {
	await sleep(2000);
	const before = await cpuMs(pid);
	await sleep(IDLE_S * 1000);
	const spent = (await cpuMs(pid)) - before;
	figure("kiosk_idle_cpu", spent / IDLE_S / 10, "%", { atMost: 0.5 });
	figure("kiosk_memory", (await memoryKib(pid)) / 1024, "MiB", { atMost: 64 });
}

async function touches(frame, hand) {
	const taken = [];
	for (let i = 0; i < TOUCHES; i++) {
		await untilIndigo(frame, DOOR, false);
		await hand.touch(SERVICE);
		await sleep(500);
		const at = await hand.touch(TAKE);
		taken.push((await untilIndigo(frame, DOOR)) - at);
		await sleep(1600);
		await hand.touch(DONE);
	}
	taken.sort((a, b) => a - b);
	figure("touch_to_number_p50", taken[Math.floor(taken.length / 2)], "ms");
	figure("touch_to_number_p99", taken[Math.floor(taken.length * 0.99)], "ms", { atMost: 100 });
}

const x = await X11.open("1080x1920");
const server = await Server.start({ clock: "true" });
const frame = await x.frame();
const hand = new Hand(x.env);
try {
	const key = join(server.dir, "kiosk.key");
	await writeFile(key, `${server.keys.cua}\n`);
	const args = ["--server", server.url, "--key-file", key, "--printer", `file:${join(server.dir, "slips")}`];
	const started = performance.now();
	const kiosk = new Program("motcua-kiosk", args, { env: { ...process.env, ...x.env } });
	const ms = (await untilIndigo(frame, BAND)) - started;
	figure("kiosk_start_to_picture", ms, "ms", { atMost: 1000 });
	await idle(kiosk.child.pid);
	await touches(frame, hand);
	await kiosk.stop();
} finally {
	hand.close();
	await frame.close();
	await server.close();
	await x.close();
}
