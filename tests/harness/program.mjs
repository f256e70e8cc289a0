// program: one of our programs as a child process, ended by its pid and never left behind.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { within } from "./wait.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const BUILD = resolve(ROOT, process.env.BUILD ?? "build");

const running = new Set();
process.on("exit", () => {
	for (const program of running) program.child.kill("SIGKILL");
});

export class Program {
	// name: "motcua-server"; through: a command that starts it elsewhere; options as for spawn
	constructor(name, args, { through = [], ...options } = {}) {
		this.name = name;
		this.out = "";
		this.log = "";
		const [command, ...rest] = [...through, join(BUILD, name), ...args];
		this.child = spawn(command, rest, { stdio: ["pipe", "pipe", "pipe"], ...options });
		this.child.stdin.on("error", () => {});
		this.child.stdout.setEncoding("utf8").on("data", (text) => {
			this.out += text;
		});
		this.child.stderr.setEncoding("utf8").on("data", (text) => {
			this.log += text;
		});
		running.add(this);
		this.ended = new Promise((resolve) => {
			this.child.on("error", (error) => resolve({ code: null, signal: null, error }));
			this.child.on("close", (code, signal) => resolve({ code, signal }));
		}).then((end) => {
			running.delete(this);
			this.end = end;
			return end;
		});
	}

	// Its first output that matches; fails when it ends before.
	async says(pattern) {
		const said = new Promise((resolve, reject) => {
			const look = () => {
				const match = pattern.exec(this.out);
				if (match) resolve(match);
			};
			this.child.stdout.on("data", look);
			look();
			this.ended.then(() => reject(new Error(`${this.name} ended before it said ${pattern}:\n${this.log}`)));
		});
		return within(`${this.name} to say ${pattern}`, said);
	}

	// { code, signal }
	async stop(signal = "SIGTERM") {
		if (!this.end) this.child.kill(signal);
		return within(`${this.name} to end after ${signal}`, this.ended);
	}
}

// Runs to the end: { code, out, log }.
export async function run(name, args, { input = "", patience = 60000, ...options } = {}) {
	const program = new Program(name, args, options);
	program.child.stdin.end(input);
	const { code, error } = await within(`${name} ${args.join(" ")}`, program.ended, patience);
	if (error) throw error;
	return { code, out: program.out, log: program.log };
}
