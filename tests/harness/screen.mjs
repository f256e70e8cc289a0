// screen: a board or kiosk without a screen, read by the lists it writes (--shots).
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "./program.mjs";
import { until } from "./wait.mjs";

export class Screen {
	// name: "motcua-display"; args without --shots; through: as for Program
	static async open(name, args, { env = {}, through } = {}) {
		const screen = new Screen();
		screen.dir = await mkdtemp(join(tmpdir(), "motcua-screen-"));
		screen.program = new Program(name, [...args, "--shots", screen.dir], {
			through,
			env: { ...process.env, SDL_VIDEODRIVER: "dummy", SDL_AUDIODRIVER: "dummy", ...env },
		});
		return screen;
	}

	// All pictures' lists so far, oldest first.
	async lists() {
		const names = (await readdir(this.dir)).filter((name) => name.endsWith(".json")).sort();
		return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(this.dir, name), "utf8"))));
	}

	// The newest picture's list.
	async now() {
		const names = (await readdir(this.dir)).filter((name) => name.endsWith(".json")).sort();
		return JSON.parse(await readFile(join(this.dir, names.at(-1)), "utf8"));
	}

	// Waits until the newest list satisfies `look(text_of_id, list)`.
	async shows(what, look, patience) {
		return until(`the screen to show ${what}`, async () => {
			const list = await this.now();
			const text = (id) => list.items.find((item) => item.id === id)?.text;
			return look(text, list) ? list : null;
		}, patience);
	}

	async close() {
		const end = this.program.end ?? (await this.program.stop());
		await rm(this.dir, { recursive: true, force: true });
		return end;
	}
}
