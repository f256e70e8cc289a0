// board: what a reader of the feed knows: the first snapshot, and each change applied over it. Plain
// and apart from the programs' own, so that one can be held against the other.

const RECENT = 8;
const ABSENT = 32;
const FREE = { number: null, service: null, state_of_ticket: null, reason: null, from_counter: null, called_at: null };

export class Board {
	constructor(snapshot) {
		this.shown = structuredClone(snapshot);
	}

	// Of all frames so far.
	static of(frames) {
		let board;
		for (const { event, data } of frames) {
			if (event === "snapshot") board = new Board(data);
			if (event === "change") board.apply(data);
			if (event === "waits") board.wait(data);
		}
		return board?.shown;
	}

	counter(id) {
		return this.shown.counters.find((counter) => counter.id === id);
	}

	wait({ open, services }) {
		this.shown.open = open;
		for (const service of services) Object.assign(this.shown.services.find(({ id }) => id === service.id), service);
	}

	apply(change) {
		if (change.kind === "day_opened") this.clear(change.day);
		if (change.kind.startsWith("counter_")) this.seat(change);
		if (change.number) this.move(change);
		if (change.number && change.lease) this.count(change);
		this.shown.seq = change.seq;
	}

	clear(day) {
		const { services, counters } = this.shown;
		for (const service of services) Object.assign(service, { waiting: 0, wait: null });
		for (const counter of counters) Object.assign(counter, { state: "closed", ...FREE, clerk: null, back_at: null });
		Object.assign(this.shown, { day, recent: [], absent: [], alone: null });
	}

	// Of those that a kiosk gave out while it was cut off.
	count({ kind, first, from, state }) {
		const open = (one) => ["issuing", "waiting", "called", "serving", "held", "absent"].includes(one);
		const alone = this.shown.alone ?? { open: 0, first };
		alone.open += open(state) - open(from);
		if (kind === "issued") alone.first = Math.min(alone.first, first);
		this.shown.alone = alone;
	}

	seat({ kind, counter, clerk = null, back_at = null }) {
		const state = { counter_opened: "open", counter_paused: "paused", counter_closed: "closed" }[kind];
		Object.assign(this.counter(counter), { state, clerk, back_at });
	}

	move({ kind, number, service, from_service: before = service, counter, from, state, reason, from_counter = null, at }) {
		const line = (id) => this.shown.services.find((one) => one.id === id);
		line(before).waiting -= from === "waiting";
		line(service).waiting += state === "waiting";
		const placed = state === "called" || state === "serving";
		const rings = kind === "called" || kind === "recalled";
		const place = placed ? this.counter(counter) : null;
		this.shown.counters.filter((one) => one !== place && one.number === number).forEach((one) => Object.assign(one, FREE));
		if (placed) {
			const same = place.number === number;
			const why = reason ? { reason, from_counter } : {};
			const when = rings || !same ? { called_at: at } : {};
			Object.assign(place, same ? {} : FREE, { number, service, state_of_ticket: state }, why, when);
		}
		if (rings) this.list({ number, counter, at, reason, from_counter });
		if (kind === "undone" && from === "called" && state === "waiting") this.unlist({ number, counter });
		this.shown.absent = this.shown.absent.filter((known) => known !== number);
		if (state === "absent") this.shown.absent = [number, ...this.shown.absent].slice(0, ABSENT);
	}

	unlist(call) {
		this.shown.recent = this.shown.recent.filter(({ number, counter }) => number !== call.number || counter !== call.counter);
	}

	list(call) {
		this.unlist(call);
		this.shown.recent = [call, ...this.shown.recent].slice(0, RECENT);
	}
}
