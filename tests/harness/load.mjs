// load: kiosks that take numbers and clerks who serve them for as long as they may, and what each was told.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

const SERVICES = ["chung-thuc", "ho-tich", "cu-tru"];
const AFTER = { start: "serving", finish: "served", absent: "absent" };
const KIND = { start: "started", finish: "finished", absent: "absent" };
const RANK = { issuing: 0, waiting: 1, called: 2, serving: 3, absent: 3, served: 4 };

// What was acknowledged, and to whom it matters when the next answer has come.
export class Journal {
	constructor() {
		this.tickets = new Map(); // by number: { id, token, state, counter }
		this.told = []; // in order: { kind, who, id, number, token, counter, once }
		this.onAnswer = () => {};
	}

	get acknowledged() {
		return this.told.length;
	}

	note(kind, who, { state, ...more }) {
		const { id, number, token, counter } = more;
		if (token) assert.ok(!this.tickets.get(number)?.token, `${number} was given twice`);
		this.tickets.set(number, { ...this.tickets.get(number), id, state, ...(token && { token }), ...(counter && { counter }) });
		const told = { kind, who, ...more };
		this.told.push(told);
		this.onAnswer(told);
	}
}

// Nothing new is begun while it is shut: what was asked already goes on.
export class Gate {
	constructor() {
		this.ended = false;
		this.open();
	}

	open() {
		this.release?.();
		this.way = null;
	}

	shut() {
		this.way = new Promise((resolve) => {
			this.release = resolve;
		});
	}

	end() {
		this.ended = true;
		this.open();
	}

	async passed() {
		await this.way;
		return !this.ended;
	}
}

// Takes numbers until told to stop.
export async function take(kiosk, journal, random, gate) {
	while (await gate.passed()) {
		const service = random.pick(SERVICES);
		const once = randomUUID();
		const taken = await kiosk.insist("POST", "/api/v1/tickets", { service }, { once });
		assert.equal(taken.status, 201, JSON.stringify(taken.body));
		const { id, number, token, state } = taken.body.ticket;
		journal.note("issued", kiosk.key, { id, number, token, state, service, once });
		const printed = await kiosk.insist("POST", `/api/v1/tickets/${id}/printed`, { how: "paper" });
		assert.equal(printed.status, 200, JSON.stringify(printed.body));
		journal.note("printed", kiosk.key, { id, number, state: "waiting" });
	}
}

// Calls, serves, and sends away until told to stop.
export async function serve(clerk, journal, random, gate) {
	const { counter } = clerk;
	const move = async (name) => {
		const { status, body } = await clerk.insist("POST", `/api/v1/counters/${counter}/${name}`, {});
		assert.equal(status, 200, `${name}: ${JSON.stringify(body)}`);
		return body.ticket;
	};
	while (await gate.passed()) {
		const called = await move("next");
		if (!called) continue;
		const { id, number, state } = called;
		journal.note("called", counter, { id, number, state, counter });
		const steps = random.next() < 0.3 ? ["absent"] : ["start", "finish"];
		for (const step of steps) {
			await move(step);
			journal.note(KIND[step], counter, { id, number, state: AFTER[step], counter });
		}
	}
}

// Everything acknowledged is there, in that state or a later one. acknowledged: entries of Journal.tickets
export async function assertKept(client, acknowledged) {
	for (const [number, { token, state, counter }] of acknowledged) {
		if (!token) continue;
		const now = await client.get(`/api/v1/tickets/${token}`);
		assert.equal(now.number, number);
		assert.ok(RANK[now.state] >= RANK[state], `${number} was ${state} and is ${now.state}`);
		if (counter && now.counter) assert.equal(now.counter, counter, `${number} is at another counter`);
	}
}
