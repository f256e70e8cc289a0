// Random days, with everything that can happen in a hall: every figure of every report is what comes out
// when the changes alone are counted again, by other code. SEED= for the same days again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { openAlways, readOffice } from "../harness/office.mjs";
import { Random } from "../harness/random.mjs";
import { Recount } from "../harness/recount.mjs";
import { until } from "../harness/wait.mjs";

const DAYS = [20260817, 20260818, 20260819]; // Monday to Wednesday
const ACTS = Number(process.env.ACTS ?? 50); // a day
const SERVICES = ["chung-thuc", "chung-thuc", "ho-tich", "dat-dai", "tra-ket-qua"];
const PRIORITIES = ["elderly", "pregnant", "merit"];
const REASONS = ["wait", "guidance", "attitude", "procedure", "facilities"];
const REPORTS = "/api/v1/reports";
const JUMP_S = 1800;

// People who come, clerks who do what they like; what is refused is refused.
class Play {
	constructor(hall, random) {
		Object.assign(this, { hall, random, tickets: [], ratings: [], done: new Map() });
	}

	// Whether it was done.
	async ask(who, path, body = {}) {
		const { status, body: answer } = await who.ask("POST", path, body);
		assert.ok(status < 500, `${path}: ${status} ${JSON.stringify(answer)}`);
		return status < 300 ? answer : null;
	}

	counter(name, body) {
		const clerk = this.random.pick(this.clerks);
		return this.ask(clerk, `/api/v1/counters/${clerk.counter}/${name}`, body);
	}

	// A step, or none, and back.
	async backAndForth() {
		const clerk = this.random.pick(this.clerks);
		const step = this.random.pick(["next", "start", "absent", "hold", "transfer"]);
		const body = { hold: { reason: "photo" }, transfer: { service: "dat-dai" } }[step];
		await this.ask(clerk, `/api/v1/counters/${clerk.counter}/${step}`, body);
		await this.ask(clerk, `/api/v1/counters/${clerk.counter}/undo`);
	}

	one() {
		return this.random.pick(this.tickets.slice(-25));
	}

	async take() {
		const priority = this.random.next() < 0.25 ? { priority: this.random.pick(PRIORITIES) } : {};
		const print = this.random.next() < 0.95;
		this.tickets.push(await this.hall.kiosk.take(this.random.pick(SERVICES), priority, { print }));
	}

	// Numbers that a kiosk gave out while it was cut off.
	async alone() {
		const { lease } = await this.ask(this.hall.kiosk, "/api/v1/kiosk/lease", { holder: "disk" });
		const used = (this.used = this.used?.day === lease.day ? this.used : { day: lease.day, next: lease.first });
		const number = `A${used.next++}`;
		const given = {
			number, service: "chung-thuc", priority: null, procedure: null, lang: "vi", how: "paper", void: null,
			token: `${number}${String(lease.day)}`.padEnd(22, "A"), issued_at: this.hall.server.clock.now() - this.random.between(0, 900) * 1000,
		};
		await this.ask(this.hall.kiosk, "/api/v1/kiosk/lease/return", { lease: lease.id, day: lease.day, tickets: [given] });
	}

	async rate() {
		const { token, service, id } = this.one();
		const score = this.random.between(1, 5);
		const reasons = REASONS.filter(() => this.random.next() < 0.3);
		if (await this.ask(this.hall.anyone, `/api/v1/tickets/${token}/rating`, { score, reasons }))
			this.ratings.push({ id, service, score, reasons, before: (await this.hall.board()).seq });
	}

	async act() {
		const { random } = this;
		const ticket = (name, body) => this.ask(this.lead, `/api/v1/tickets/${this.one().id}/${name}`, body);
		const reason = { reason: "thử" };
		const acts = [
			[18, () => this.take()], [22, () => this.counter("next")], [20, () => this.counter("start")],
			[20, () => this.counter("finish")], [6, () => this.counter("absent")], [6, () => this.backAndForth()],
			[4, () => this.counter("recall")], [4, () => this.counter("hold", { reason: "photo" })],
			[4, () => this.counter("resume", { number: this.one().number })],
			[4, () => this.counter("call", { number: this.one().number, note: "thử" })],
			[4, () => this.counter("transfer", { service: random.pick(SERVICES) })],
			[2, () => this.counter("transfer", { counter: random.pick([2, 3, 4]) })],
			[3, () => ticket("back")], [2, () => ticket("leave")], [2, () => ticket("release", reason)],
			[2, () => ticket("reopen", reason)], [1, () => ticket("void", reason)],
			[2, () => ticket("priority", { priority: random.pick([...PRIORITIES, null]) })],
			[8, () => this.rate()], [3, () => this.alone()], [3, () => this.counter("open")],
			[2, () => this.counter("pause", { back_in_min: 10 })], [1, () => this.counter("close")],
		];
		let at = random.next() * acts.reduce((all, [weight]) => all + weight, 0);
		await acts.find(([weight]) => (at -= weight) < 0)[1]();
		if (random.next() < 0.7) await this.hall.pass(random.between(1, 240));
	}

	// Once everything that chance may leave out.
	async story() {
		const [an] = this.clerks;
		const move = async (name, body) => {
			const answer = await an.move(name, body);
			await this.hall.pass(15);
			return answer.ticket;
		};
		const [first] = [await this.hall.kiosk.take("chung-thuc"), await this.hall.kiosk.take("chung-thuc")];
		await move("next");
		await move("undo");
		await move("next");
		await move("absent");
		await move("undo");
		await move("absent");
		await this.ask(this.lead, `/api/v1/tickets/${first.id}/back`);
		const { number } = await move("next");
		await move("recall");
		await move("start");
		await move("hold", { reason: "photo" });
		await move("resume", { number });
		await move("transfer", { service: "ho-tich" });
		await move("undo");
		await move("finish");
		await move("call", { number: first.number, note: "thử" });
		await move("start");
		await move("finish");
		this.tickets = [first];
		await this.rate();
		await this.ask(this.lead, `/api/v1/tickets/${first.id}/reopen`, { reason: "thử" });
		await move("call", { number: first.number, note: "thử" });
		await this.ask(this.lead, `/api/v1/tickets/${first.id}/release`, { reason: "thử" });
		await this.alone();
	}

	async sit() {
		this.hall.people = [];
		this.clerks = [await this.hall.sit("an", 2), await this.hall.sit("binh", 3)];
		this.lead = await this.hall.sit("truong");
	}

	async day(day, begin) {
		if (day !== DAYS[0]) await this.hall.server.clock.set(begin);
		await until("the day", async () => (await this.hall.board()).day === day);
		this.tickets = [];
		await this.sit();
		await this.story();
		for (let i = 0; i < ACTS; i++) await this.act();
	}

	// The machine's clock is wrong for a minute, and then believed.
	async setClock() {
		const set = async () => (await this.changes()).some(({ kind, how }) => kind === "clock_set" && Number(how) > JUMP_S / 2);
		await this.hall.server.clock.jump(JUMP_S);
		await until("the clock to be seen to be off", () => /s ahead of the office's time/.test(this.hall.server.program.log));
		await this.hall.pass(61);
		await until("the clock to be believed", set);
		await this.sit();
	}

	// All changes, page by page.
	async changes() {
		const all = [];
		for (let after = 0; after !== null;) {
			const page = await this.lead.get(`${REPORTS}/changes?from=${DAYS[0]}&to=${DAYS.at(-1)}&after=${after}&limit=300`);
			assert.equal(page.more, page.next !== null);
			all.push(...page.changes);
			after = page.next;
		}
		assert.deepEqual(all.map(({ seq }) => seq), all.map((_, i) => all[0].seq + i));
		return all;
	}

	// Each rating with its day and the counter where the visit had ended then.
	given(changes) {
		return this.ratings.map(({ id, before, ...rating }) => {
			const { day, counter } = changes.findLast(({ kind, ticket, seq }) => kind === "finished" && ticket === id && seq <= before);
			return { day, counter, ...rating };
		});
	}
}

const before = ({ from, to }) => {
	const days = to - from + 1; // all within a month
	return { from: from - days, to: from - 1 };
};

const SPANS = [...DAYS.map((day) => ({ from: day, to: day })), { from: DAYS[0], to: DAYS[1] }, { from: 20260801, to: 20260831 }];
const FILTERS = [{ service: "chung-thuc" }, { service: "ho-tich", counter: 3 }, { counter: 2 }];
const KINDS = [
	"undone", "recalled", "reopened", "released", "absent", "returned", "held", "resumed", "transferred", "rated", "expired", "clock_set",
	"leased",
];

async function compareAll(get, recount, { spans = SPANS, filters = FILTERS } = {}) {
	for (const span of spans) await compare(get, recount, span);
	for (const filter of filters) await compare(get, recount, { from: DAYS[0], to: DAYS[2], ...filter });
}

async function compare(get, recount, asked) {
	const query = Object.entries(asked).map(([key, value]) => `${key}=${value}`).join("&");
	const report = (kind) => get(`${REPORTS}/${kind}?${query}`);
	const { slips, indicators, ...summary } = await report("summary");
	assert.deepEqual(summary, recount.summary(asked, before(asked)), `summary ${query}`);
	assert.deepEqual(await report("services"), recount.byService(asked), `services ${query}`);
	assert.deepEqual(await report("counters"), recount.byCounter(asked), `counters ${query}`);
	assert.deepEqual(await report("hours"), recount.byHour(asked), `hours ${query}`);
	assert.deepEqual(await report("ratings"), recount.rated(asked), `ratings ${query}`);
	assert.deepEqual(await report("waits"), recount.told(asked), `waits ${query}`);
}

test("reports: random days, counted again from their changes", async (t) => {
	const hall = await Hall.open(t);
	const play = new Play(hall, new Random(t));
	await play.day(DAYS[0], null);
	await play.day(DAYS[1], "2026-08-18 08:10");
	await play.setClock();
	for (let i = 0; i < ACTS / 2; i++) await play.act();
	await play.day(DAYS[2], "2026-08-19 07:50");
	const office = openAlways(await readOffice());
	const holds = (get, all, which) => compareAll(get, new Recount(office, all, play.given(all)), which);

	// What time alone does meanwhile makes it another hall: once more, then.
	const { wrong, changes } = await until("nothing to happen while it is compared", async () => {
		const { seq } = await hall.board();
		const all = await play.changes();
		const error = await holds((path) => play.lead.get(path), all).catch((one) => one);
		return (await hall.board()).seq === seq && { wrong: error, changes: all };
	});
	assert.ifError(wrong);
	for (const kind of KINDS) assert.ok(changes.some((one) => one.kind === kind), kind);

	await hall.server.stop();
	const command = async (path) => {
		const [, kind, query] = /(\w+)\?(.*)$/.exec(path);
		const options = query.split("&").flatMap((one) => one.split("=").map((word, i) => (i ? word : `--${word}`)));
		return hall.server.command(["report", kind, ...options]);
	};
	const lines = await command(`changes?from=${DAYS[0]}&to=${DAYS.at(-1)}`);
	const again = lines.trim().split("\n").map((line) => JSON.parse(line));
	const widest = { spans: SPANS.slice(-1), filters: FILTERS.slice(-1) };
	await holds(async (path) => JSON.parse(await command(path)), again, widest);
	await hall.server.start();
});
