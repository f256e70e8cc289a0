// server: a real server on a free port of the loopback, with its data in a folder of its own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeClock } from "./fake_clock.mjs";
import { openAlways, PROCEDURES, readOffice, writeOffice } from "./office.mjs";
import { prepare } from "./prepared.mjs";
import { Program, run } from "./program.mjs";

export const PASSWORD = "mot-cua-mot-dau-moi";

async function officeFile(change, hours) {
	const ward = await readOffice();
	return change(hours === "own" ? ward : openAlways(ward));
}

export class Server {
	/*
	 * change(office): the office file for this test, made of the ward that never closes.
	 * catalogue: whether the procedures are imported. args: more for the command line.
	 * at: "2026-08-22 07:15", the moment it believes it is, changed through `clock`; null: now.
	 * clock: "true" for the machine's own, which nobody can change: nothing is asked of it but what `make run` asks.
	 * hours: "always", or "own" for the ward's own opening hours and limits.
	 * office: false for a server that nobody has told what its office is.
	 * through: a command that starts it, ["prlimit", "--nofile=256"].
	 */
	static async make({ change = (file) => file, catalogue = true, args = [], at = null, clock = "fake", hours = "always", office = true, through = [], accounts = [], devices = [] } = {}) {
		const server = new this();
		server.dir = await mkdtemp(join(tmpdir(), "motcua-test-"));
		server.args = args;
		server.through = through;
		server.port = 0;
		server.clock = new FakeClock(join(server.dir, "clock"));
		if (clock === "true") server.clock.env = {};
		else await (at ? server.clock.set(at) : server.clock.avoidMidnight());
		const wanted = { file: office && (await officeFile(change, hours)), catalogue, at: at ?? server.clock.shift, accounts, devices };
		const { keys, end } = await server.furnish(wanted);
		if (at) await server.clock.move(end - Date.now());
		server.keys = keys;
		return server;
	}

	// Its data: a copy, for all but the first who want the same.
	async furnish(wanted) {
		const data = join(this.dir, "data");
		const told = await prepare(data, wanted, (dir) => this.furnishIn(dir, wanted));
		this.data = data;
		return told;
	}

	// By the program's commands: { keys: of the devices, end: when it was done by the server's clock }.
	async furnishIn(dir, { file, catalogue, accounts, devices }) {
		this.data = join(dir, "data");
		if (file) await writeOffice(join(dir, "office.json"), file);
		if (file) await this.command(["import", join(dir, "office.json")]);
		if (catalogue) await this.command(["import", PROCEDURES]);
		for (const { user, role, ...person } of accounts) await this.addUser(user, role, PASSWORD, person);
		const keys = {};
		for (const { name, role } of devices) keys[name] = await this.addDevice(name, role);
		return { keys, end: this.clock.now() };
	}

	/*
	 * make, one clerk's account for each name, one key for each device, and start.
	 * people: more accounts, { user, role, name, title }, the last two for the screens.
	 */
	static async start({ clerks = ["an"], people = [], kiosks = ["cua"], displays = [], ...rest } = {}) {
		const accounts = [...clerks.map((user) => ({ user, role: "clerk" })), ...people];
		const devices = [...kiosks.map((name) => ({ name, role: "kiosk" })), ...displays.map((name) => ({ name, role: "display" }))];
		const server = await this.make({ ...rest, accounts, devices });
		await server.start();
		return server;
	}

	// What a command printed; fails when it did not end with status 0 (or `status`).
	async command(args, { input, status = 0 } = {}) {
		const env = { ...process.env, ...this.clock.env };
		const ended = await run("motcua-server", ["--data", this.data, ...args], { input, env, through: this.through });
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

	// Starts, on the port of the last time if there was one. more: for the program, as `env`.
	async start(more = {}) {
		const listen = this.listen ?? ["--listen", `127.0.0.1:${this.port}`];
		const env = { ...process.env, ...this.clock.env, ...more.env };
		this.program = new Program("motcua-server", ["--data", this.data, ...listen, ...this.args], { through: this.through, ...more, env });
		const [, url, port] = await this.program.says(/listening on (https?:\/\/[\d.]+:(\d+))/);
		this.url = url;
		this.port = Number(port);
	}

	// What the link for the first administrator ends with, as printed at the last start.
	async token() {
		const [, token] = await this.program.says(/^set-up link \(15 min, once\): http:\/\/127\.0\.0\.1:\d+\/admin#setup=([\w-]{43})$/m);
		return token;
	}

	stop() {
		return this.program.stop("SIGTERM");
	}

	// Told twice, it waits for nobody.
	stopAtOnce() {
		if (!this.program.end) this.program.child.kill("SIGINT");
		return this.stop();
	}

	kill() {
		return this.program.stop("SIGKILL");
	}

	// Ends it, with its folder; fails when it did not end well, by itself or when told to.
	async close() {
		const { program } = this;
		const killed = program?.end?.signal === "SIGKILL";
		const end = program && (program.end ?? (await this.stopAtOnce()));
		// A kiosk that is still there may just be writing its state.
		await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
		if (end && end.code !== 0 && !killed) {
			throw new Error(`the server ended with ${end.code ?? end.signal}:\n${program.log}`);
		}
	}
}
