// server: a real server on a free port of the loopback, with its data in a folder of its own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeClock } from "./fake_clock.mjs";
import { openAlways, PROCEDURES, readOffice, writeOffice } from "./office.mjs";
import { Program, run } from "./program.mjs";

export const PASSWORD = "mot-cua-mot-dau-moi";

export class Server {
	/*
	 * change(office): the office file for this test, made of the ward that never closes.
	 * catalogue: whether the procedures are imported. args: more for the command line.
	 * at: "2026-08-22 07:15", the moment it believes it is, changed through `clock`; null: now.
	 * hours: "always", or "own" for the ward's own opening hours and limits.
	 */
	static async make({ change = (office) => office, catalogue = true, args = [], at = null, hours = "always" } = {}) {
		const server = new Server();
		server.dir = await mkdtemp(join(tmpdir(), "motcua-test-"));
		server.data = join(server.dir, "data");
		server.args = args;
		server.port = 0;
		server.clock = new FakeClock(join(server.dir, "clock"));
		await (at ? server.clock.set(at) : server.clock.avoidMidnight());
		const file = join(server.dir, "office.json");
		const ward = await readOffice();
		await writeOffice(file, change(hours === "own" ? ward : openAlways(ward)));
		await server.command(["import", file]);
		if (catalogue) await server.command(["import", PROCEDURES]);
		return server;
	}

	/*
	 * make, one clerk's account for each name, one key for each device, and start.
	 * people: more accounts, { user, role, name, title }, the last two for the screens.
	 */
	static async start({ clerks = ["an"], people = [], kiosks = ["cua"], displays = [], ...rest } = {}) {
		const server = await Server.make(rest);
		for (const name of clerks) await server.addUser(name);
		for (const { user, role, ...person } of people) await server.addUser(user, role, PASSWORD, person);
		server.keys = {};
		for (const name of kiosks) server.keys[name] = await server.addDevice(name, "kiosk");
		for (const name of displays) server.keys[name] = await server.addDevice(name, "display");
		await server.start();
		return server;
	}

	// What a command printed; fails when it did not end with status 0 (or `status`).
	async command(args, { input, status = 0 } = {}) {
		const env = { ...process.env, ...this.clock.env };
		const ended = await run("motcua-server", ["--data", this.data, ...args], { input, env });
		if (ended.code !== status) {
			throw new Error(`${args.join(" ")}: status ${ended.code}\n${ended.out}${ended.log}`);
		}
		return ended.out;
	}

	// person: { name, title }
	async addUser(user, role = "clerk", password = PASSWORD, person = {}) {
		const more = Object.entries(person).flatMap(([key, text]) => [`--${key}`, text]);
		const args = ["user", "add", user, "--role", role, "--password-stdin", ...more];
		await this.command(args, { input: `${password}\n` });
	}

	async addDevice(name, role) {
		return (await this.command(["device", "add", name, "--role", role])).trim();
	}

	// Starts, on the port of the last time if there was one.
	async start() {
		const listen = ["--listen", `127.0.0.1:${this.port}`];
		const env = { ...process.env, ...this.clock.env };
		this.program = new Program("motcua-server", ["--data", this.data, ...listen, ...this.args], { env });
		const [, url, port] = await this.program.says(/listening on (http:\/\/127\.0\.0\.1:(\d+))/);
		this.url = url;
		this.port = Number(port);
	}

	stop() {
		return this.program.stop("SIGTERM");
	}

	kill() {
		return this.program.stop("SIGKILL");
	}

	// Ends it, with its folder; fails when it did not end well, by itself or when told to.
	async close() {
		const { program } = this;
		const killed = program?.end?.signal === "SIGKILL";
		const end = program && (program.end ?? (await this.stop()));
		// A kiosk that is still there may just be writing its state.
		await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
		if (end && end.code !== 0 && !killed) {
			throw new Error(`the server ended with ${end.code ?? end.signal}:\n${program.log}`);
		}
	}
}
