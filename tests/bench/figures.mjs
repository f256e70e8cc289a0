// figures: what was measured. A line for each, "name value unit floor ratio target ok|MISSED", and all of them in
// build/bench.json, each with the command that measures it. A part that is measured anew (the script that runs) takes
// the place of what it measured before; with AGAIN=1 all its runs are kept as well.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { BUILD, ROOT } from "../harness/program.mjs";

export const FILE = join(BUILD, "bench.json");
const COMMAND = `make bench T=${basename(process.argv[1], ".mjs")}`;

function now() {
	const commit = execFileSync("git", ["describe", "--always", "--dirty"], { cwd: ROOT, encoding: "utf8" }).trim();
	return { commit, at: new Date().toISOString(), processors: cpus().length };
}

export function read() {
	try {
		return JSON.parse(readFileSync(FILE, "utf8"));
	} catch (error) {
		if (error.code !== "ENOENT") throw error;
		return { ...now(), figures: {} };
	}
}

// A part's own figures go when it begins anew.
let begun = Number(process.env.AGAIN ?? 0) > 0;
function begin() {
	const all = read();
	if (begun) return all;
	begun = true;
	const others = Object.entries(all.figures).filter(([, { command }]) => command !== COMMAND);
	return { ...now(), figures: Object.fromEntries(others) };
}

const rounded = (value) => Number(value.toPrecision(4));
const weight = ({ ratio, value }) => ratio ?? value;

// The run in the middle stands for all.
function middle(runs) {
	const sorted = [...runs].sort((a, b) => weight(a) - weight(b));
	return { ...sorted[Math.floor(sorted.length / 2)], least: weight(sorted[0]), most: weight(sorted.at(-1)) };
}

function targetOf({ atLeast, atMost }) {
	if (atLeast !== undefined) return `>=${atLeast}`;
	return atMost === undefined ? undefined : `<=${atMost}`;
}

function holds(at, { atLeast, atMost }) {
	return (atLeast === undefined || at >= atLeast) && (atMost === undefined || at <= atMost);
}

export function lineOf(name, { value, unit, floor, ratio, target, ok }) {
	const verdict = ok === undefined ? "-" : ok ? "ok" : "MISSED";
	return [name, value, unit, floor ?? "-", ratio ?? "-", target ?? "-", verdict].join(" ");
}

/*
 * floor: what was measured beside it, in the same unit; then it is the ratio to it that is to be reached,
 * otherwise the value itself.
 */
export function figure(name, value, unit, { floor, ...goal } = {}) {
	const all = begin();
	const run = { value: rounded(value), ...(floor !== undefined && { floor: rounded(floor), ratio: rounded(value / floor) }) };
	const runs = [...(all.figures[name]?.runs ?? []), run];
	const target = targetOf(goal);
	const whole = { ...middle(runs), unit, target, command: COMMAND, runs };
	if (target) whole.ok = holds(weight(whole), goal);
	all.figures[name] = whole;
	writeFileSync(`${FILE}.new`, JSON.stringify(all, null, "\t"));
	renameSync(`${FILE}.new`, FILE);
	console.log(lineOf(name, { ...run, unit, target, ok: target && holds(weight(run), goal) }));
}

// Starts one of the programs that measure; `line` is told each line it prints, `done` gives its figures, by name.
export function measuring(name, args, { env = {}, line = () => {} } = {}) {
	const child = spawn(join(BUILD, "test", name), args.map(String), { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "inherit"] });
	const figures = {};
	createInterface({ input: child.stdout }).on("line", (text) => {
		const [, what, value] = /^(\w+) ([\d.]+) /.exec(text) ?? [];
		if (what) figures[what] = Number(value);
		line(text);
	});
	const done = new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => (code === 0 ? resolve(figures) : reject(new Error(`${name} ended with ${code}`))));
	});
	return { child, done, go: () => child.stdin.write("\n") };
}

export const measured = (...args) => measuring(...args).done;

// Until a thread that sleeps goes on, in the middle of many times.
export async function wakeMs() {
	return (await measured("floor_wake", [5000])).wake_p50;
}

export function median(values) {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// Of all its threads, in milliseconds.
export async function cpuMs(pid) {
	const tasks = await readdir(`/proc/${pid}/task`);
	const told = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/schedstat`, "utf8")));
	return told.reduce((sum, text) => sum + Number(text.split(" ")[0]) / 1e6, 0);
}

// What of it is in memory: "VmRSS"; "RssAnon" without the files that are mapped, which programs share.
export async function memoryKib(pid, what = "VmRSS") {
	return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(await readFile(`/proc/${pid}/status`, "utf8"))[1]);
}
