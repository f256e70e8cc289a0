// x11: an X server of our own, if wanted with a window manager, and hands on its keyboard and mouse.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { until, within } from "./wait.mjs";

const execute = promisify(execFile);

export class X11 {
	// size: "1080x1920"; managed: windows are managed as on a desk
	static async open(size, { managed = false } = {}) {
		const x = new X11();
		x.dir = await mkdtemp(join(tmpdir(), "motcua-x11-"));
		const args = ["-displayfd", "1", "-screen", "0", `${size}x24`, "-nolisten", "tcp", "-noreset", "-fbdir", x.dir];
		x.child = spawn("Xvfb", args, { stdio: ["ignore", "pipe", "ignore"] });
		x.ended = new Promise((resolve) => x.child.on("close", resolve));
		process.on("exit", () => x.child.kill("SIGKILL"));
		const number = new Promise((resolve, reject) => {
			x.child.on("error", reject);
			x.child.stdout.once("data", (text) => resolve(String(text).trim()));
		});
		// SDL loads X11's libraries and unloads them, with what they had, before the leaks are counted.
		const ASAN_OPTIONS = `${process.env.ASAN_OPTIONS ?? ""}:detect_leaks=0`;
		x.env = { DISPLAY: `:${await within("Xvfb to say its number", number)}`, SDL_VIDEODRIVER: "x11", ASAN_OPTIONS };
		if (managed) await x.manage().catch((error) => x.close().then(() => Promise.reject(error)));
		return x;
	}

	async manage() {
		const env = { ...process.env, ...this.env };
		this.manager = spawn("openbox", [], { stdio: "ignore", env });
		this.manager.ended = new Promise((resolve) => this.manager.on("close", resolve));
		await until("the window manager", () => execute("wmctrl", ["-m"], { env }));
	}

	// Wishes all windows away, as a desk's close button does.
	async closeWindows(title) {
		await execute("wmctrl", ["-c", title], { env: { ...process.env, ...this.env } });
	}

	// xdotool's words: hands("key", "alt+F4")
	async hands(...words) {
		const { stdout } = await execute("xdotool", words, { env: { ...process.env, ...this.env } });
		return stdout.trim();
	}

	// The picture on it as it is now: at(x, y) is a colour 0xRRGGBB.
	async frame() {
		const file = await open(join(this.dir, "Xvfb_screen0"));
		const head = Buffer.alloc(100);
		await file.read(head, 0, 100, 0);
		const [size, line, colors] = [head.readUInt32BE(0), head.readUInt32BE(48), head.readUInt32BE(76)];
		const start = size + colors * 12;
		const pixel = Buffer.alloc(4);
		return {
			close: () => file.close(),
			at: async (x, y) => {
				await file.read(pixel, 0, 4, start + y * line + x * 4);
				return pixel.readUInt32LE(0) & 0xffffff;
			},
		};
	}

	async close() {
		this.manager?.kill();
		await this.manager?.ended;
		this.child.kill();
		await within("Xvfb to end", this.ended);
		await rm(this.dir, { recursive: true, force: true });
	}
}
