// kiosk box: a real kiosk with its disk and its printer, which can be killed and started again.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { FakeClock } from "./fake_clock.mjs";
import { Screen } from "./screen.mjs";
import { decode, png } from "./slip.mjs";
import { until } from "./wait.mjs";

export const SCREENS_MS = 30000;
const TOKEN = /\/t\/([\w-]{22})\n$/;

// The lines of a script: from the first page to a number, and back to the first page.
export const take = (service) => `until service:${service}\ntap service:${service}\nuntil take\ntap take\nuntil number\n`;
export const takes = (service, times) => `${take(service)}until home\ntap home\n`.repeat(times);

export class KioskBox {
	// name: of the device, and of its folder. url: where it finds the server
	static async make(t, server, { name = "cua", url = server.url } = {}) {
		const box = new KioskBox();
		Object.assign(box, { server, name, url, state: join(server.dir, `${name}-state`), slipsDir: join(server.dir, `${name}-slips`) });
		box.keyFile = join(server.dir, `${name}.key`);
		await writeFile(box.keyFile, `${server.keys[name]}\n`);
		box.clock = new FakeClock(join(server.dir, `${name}.clock`));
		box.begin = server.clock.shift;
		t.after(() => box.screen?.close());
		return box;
	}

	// Its clocks go with the server's; one that only grows never begins before the machine did.
	follow() {
		return this.clock.move(this.server.clock.shift - this.begin, this.begin);
	}

	async advance(seconds) {
		await this.server.clock.advance(seconds);
		await this.follow();
	}

	async start(script = "") {
		const file = join(this.server.dir, `${this.name}.script`);
		await this.follow();
		await writeFile(file, script);
		const args = ["--server", this.url, "--key-file", this.keyFile, "--printer", `file:${this.slipsDir}`, "--state", this.state];
		this.screen = await Screen.open("motcua-kiosk", [...args, "--script", file, "--size", "1080x1920"], { env: this.clock.env });
	}

	async kill() {
		await this.screen.program.stop("SIGKILL");
		await this.screen.close();
	}

	async close() {
		assert.deepEqual(await this.screen.close(), { code: 0, signal: null }, this.screen.program.log);
	}

	shows(what, look) {
		return this.screen.shows(what, look, SCREENS_MS);
	}

	// The text of the number that is shown, once one is.
	async number() {
		const { items } = await this.shows("a number", (text) => text("number"));
		return items.find(({ id }) => id === "number").text;
	}

	// What its disk says: a file's JSON, or null.
	async file(name) {
		return JSON.parse(await readFile(join(this.state, name), "utf8").catch(() => "null"));
	}

	// What is under way there.
	async journal() {
		const names = (await readdir(this.state).catch(() => [])).filter((name) => name.startsWith("ticket-"));
		return (await Promise.all(names.map((name) => this.file(name)))).filter(Boolean);
	}

	lease() {
		return until("a lease on the kiosk's disk", async () => (await this.file("lease.json"))?.lease, SCREENS_MS);
	}

	// The tokens of the slips that came out.
	async slips() {
		const names = (await readdir(this.slipsDir).catch(() => [])).filter((name) => name.endsWith(".bin")).sort();
		return Promise.all(names.map((name) => this.scan(join(this.slipsDir, name))));
	}

	async scan(path) {
		const picture = `${path}.png`;
		await writeFile(picture, png(decode(await readFile(path))));
		const { stdout } = await promisify(execFile)("zbarimg", ["-q", "--raw", picture]);
		return TOKEN.exec(stdout)[1];
	}
}
