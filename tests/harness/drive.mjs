// drive: `motcua-server drive` answered line by line, and the people who play a recorded day with it.
import { createInterface } from "node:readline";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Program, ROOT } from "./program.mjs";
import { within } from "./wait.mjs";

export const WORKLOAD = join(ROOT, "tests/data/queueing");

// The days of a folder: [{ office, entries }], in order.
export async function readWorkload(folder = WORKLOAD) {
	const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
	return Promise.all(files.map(async (name) => {
		const text = await readFile(join(folder, name), "utf8");
		const [office, ...entries] = text.trim().split("\n").map((line) => JSON.parse(line));
		return { office, entries };
	}));
}

export class Drive {
	constructor() {
		this.program = new Program("motcua-server", ["drive"]);
		this.lines = createInterface({ input: this.program.child.stdout })[Symbol.asyncIterator]();
	}

	// The answer to one line, whatever it is.
	async say(line) {
		this.program.child.stdin.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
		const { value, done } = await within(`an answer to ${JSON.stringify(line)}`, this.lines.next());
		if (done) throw new Error(`the drive ended:\n${this.program.log}`);
		return JSON.parse(value);
	}

	// The answer to a line that must be possible.
	async do(what, rest) {
		const answer = await this.say({ do: what, ...rest });
		if (!answer.ok) throw new Error(`${what} ${JSON.stringify(rest)}: ${JSON.stringify(answer)}`);
		return answer;
	}

	async close() {
		this.program.child.stdin.end();
		return within("the drive to end", this.program.ended);
	}
}

const ABSENT_S = 45;
const SHORTEST_S = 15;

// To the nearest whole number, halves to the even one.
function round(x) {
	const floor = Math.floor(x);
	return x - floor === 0.5 ? floor + (floor % 2) : Math.round(x);
}

/*
 * One day: citizens who come, wait, are away, come back and are sent on; clerks who open, call at
 * once, serve and close. `calls` are lines "DAY T CITIZEN COUNTER"; `waits` are what was announced to
 * those who had to wait and how long it took: { low_s, mid_s, high_s, wait_s }.
 */
export class Play {
	constructor(drive, { office, entries }) {
		this.drive = drive;
		this.office = office;
		this.due = entries.map((entry) => ({ ...entry, on: entry.type }));
		this.seats = new Map(office.counters.map(({ id, serves }) =>
			[id, { id, serves: new Map(serves), open: false, speed: 1, idle: 0, citizen: null, closing: null }]));
		this.citizens = new Map();
		this.numbers = new Map();
		this.pace = 1;
		this.calls = [];
		this.waits = [];
	}

	// At one time what the day brings comes first, then what comes of it, in order.
	later(t, on, rest) {
		let at = this.due.length;
		while (at > 0 && this.due[at - 1].t > t) at--;
		this.due.splice(at, 0, { t, on, ...rest });
	}

	async run() {
		await this.drive.do("day", { day: this.office.day, counters: this.office.counters });
		while (this.due.length) {
			const next = this.due.shift();
			await this[next.on](next);
		}
	}

	book({ id, service, slot }) {
		return this.drive.do("book", { ref: id, service, slot });
	}

	speed({ counter, factor }) {
		if (counter === "*") this.pace = factor;
		else this.seats.get(counter).speed = factor;
	}

	async open({ t, counter }) {
		const seat = this.seats.get(counter);
		seat.closing = null;
		if (seat.open) return;
		seat.open = true;
		await this.drive.do("open", { t, counter });
		await this.call(t, seat);
	}

	async close({ t, counter, back }) {
		const seat = this.seats.get(counter);
		if (!seat.open) return;
		if (seat.citizen) seat.closing = { back };
		else await this.shut(t, seat, back);
	}

	shut(t, seat, back) {
		seat.open = false;
		return this.drive.do("close", { t, counter: seat.id, back });
	}

	async arrive({ t, id, service, slot, ...person }) {
		const { ticket } = await this.drive.do("issue", { t, service, class: person.class, slot });
		const citizen = { ...person, id, ticket, service, t0: t, misses: 0, waiting: true };
		this.citizens.set(id, citizen);
		this.numbers.set(ticket, citizen);
		if (!this.ready(service)) {
			const { estimates } = await this.drive.do("estimates", { t });
			citizen.told = estimates.find((estimate) => estimate.ticket === ticket);
		}
		await this.offer(t, citizen);
	}

	// The ready counter that is offered somebody who wants this.
	ready(service) {
		const seats = [...this.seats.values()].filter((seat) => seat.open && !seat.citizen && seat.serves.has(service));
		const order = (a, b) => a.serves.get(service) - b.serves.get(service) || a.idle - b.idle || (a.id < b.id ? -1 : 1);
		return seats.sort(order)[0];
	}

	async offer(t, { service }) {
		const seat = this.ready(service);
		if (seat) await this.call(t, seat);
	}

	async call(t, seat) {
		const { ticket } = await this.drive.do("next", { t, counter: seat.id });
		seat.idle = t;
		seat.citizen = ticket === null ? null : this.numbers.get(ticket);
		if (ticket === null) return;
		const citizen = seat.citizen;
		citizen.waiting = false;
		this.calls.push(`${this.office.day} ${t} ${citizen.id} ${seat.id}`);
		if (citizen.told && citizen.first === undefined) this.waits.push({ ...citizen.told, wait_s: t - citizen.t0 });
		citizen.first ??= t;
		const gone = t - citizen.t0 > citizen.patience && !citizen.returned;
		const visit_s = round(citizen.walk + citizen.dur * seat.speed * this.pace);
		if (gone) this.later(t + ABSENT_S, "absent", { counter: seat.id });
		else this.later(t + Math.max(SHORTEST_S, visit_s), "finish", { counter: seat.id });
	}

	async leave(t, seat) {
		seat.citizen = null;
		seat.idle = t;
		if (!seat.closing) return this.call(t, seat);
		const { back } = seat.closing;
		seat.closing = null;
		return this.shut(t, seat, back);
	}

	async absent({ t, counter }) {
		const seat = this.seats.get(counter);
		const citizen = seat.citizen;
		await this.drive.do("absent", { t, counter });
		if (++citizen.misses === 1 && citizen.back !== undefined) this.later(t + citizen.back, "back", { id: citizen.id });
		await this.leave(t, seat);
	}

	async back({ t, id }) {
		const citizen = this.citizens.get(id);
		citizen.returned = true;
		const { ok } = await this.drive.say({ do: "return", t, ticket: citizen.ticket });
		if (!ok) return;
		citizen.waiting = true;
		await this.offer(t, citizen);
	}

	async finish({ t, counter }) {
		const seat = this.seats.get(counter);
		const citizen = seat.citizen;
		const { then } = citizen;
		if (!then) {
			await this.drive.do("finish", { t, counter });
			return this.leave(t, seat);
		}
		await this.drive.do("transfer", { t, counter, service: then.service });
		Object.assign(citizen, { ...then, then: undefined, patience: Infinity, waiting: true });
		await this.leave(t, seat);
		if (citizen.waiting) await this.offer(t, citizen);
	}
}
