// board_announce: which call is the newest one, for how long it is lit, and when it is to be heard.
// The rules are those of the hall's other boards (display/announce): one call at a time, in the order
// in which they were made, each for ten seconds and until it has been heard; a recall is a call
// again; what is older than a minute is shown and neither lit nor heard; who is no longer awaited
// before his turn is left out. Knows neither page, clock nor sound: times are the server's.
const MAX = 32;
const OLD_MS = 60000;
const KEEP_MS = 10000;
const BLINK_MS = 1000;

function same(a, { number, counter }) {
	return a !== null && a.number === number && a.counter === counter;
}

function stillCalled(hall, { number, counter }) {
	const one = hall.counters.find(({ id }) => id === counter);
	return one !== undefined && one.state_of_ticket === "called" && one.number === number;
}

export class Announce {
	// concerns(counter): whether calls to it are shown here. heardMs: calls made up to then were heard.
	constructor(concerns, heardMs = 0) {
		this.concerns = concerns;
		this.heardMs = heardMs;
		this.speaking = false;
		this.clear();
	}

	clear() {
		this.shown = null;
		this.fresh = false;
		this.since = 0;
		this.pending = [];
		this.heard = new Map(); // each counter's last call that was heard of
		this.say = false;
	}

	// Hears of a call; false when that is not the first time.
	hearOf({ counter, at }) {
		const last = this.heard.has(counter) ? this.heard.get(counter) : -Infinity;
		if (at <= last || at <= this.heardMs) return false;
		this.heard.set(counter, at);
		return true;
	}

	add(call) {
		if (this.pending.length === MAX) this.pending.shift();
		this.pending.push(call);
	}

	drop(number) {
		this.pending = this.pending.filter((call) => call.number !== number);
	}

	show(call, fresh, now) {
		Object.assign(this, { shown: call, fresh, since: now, say: fresh });
	}

	// Nothing to announce: the panel keeps or gets the hall's last call, as one of the past.
	fallBack(hall, now) {
		const last = hall.recent.find(({ counter }) => this.concerns(counter));
		if (!last) this.shown = null;
		else if (!same(this.shown, last)) this.show(last, false, now);
	}

	isNew(now) {
		return this.shown !== null && this.fresh && now - this.since < KEEP_MS;
	}

	keeps(now) {
		return this.speaking || this.isNew(now);
	}

	// Nothing was heard later than now: a clock was set back, and what is noted says nothing.
	forgetLater(now) {
		for (const [counter, at] of this.heard) if (at > now) this.heard.delete(counter);
		if (this.heardMs > now) this.heardMs = 0;
	}

	takeSnapshot(hall, now) {
		this.forgetLater(now);
		this.pending = this.pending.filter((call) => stillCalled(hall, call));
		for (const call of [...hall.recent].reverse()) {
			if (!this.concerns(call.counter) || !this.hearOf(call)) continue;
			if (now - call.at > OLD_MS || !stillCalled(hall, call)) continue;
			this.drop(call.number);
			this.add(call);
		}
		this.tick(now);
		const stays = this.shown !== null && this.fresh && this.keeps(now) && stillCalled(hall, this.shown);
		if (!this.pending.length && !stays) this.fallBack(hall, now);
	}

	hearCall({ number, counter, at, reason, from_counter: from }, now) {
		const call = { number, counter, at, reason: reason || null, from_counter: from || null };
		this.hearOf(call);
		const waits = this.pending.find((one) => same(one, call));
		if (waits) {
			waits.at = at;
			return;
		}
		const again = same(this.shown, call);
		if (again && !call.reason) Object.assign(call, { reason: this.shown.reason, from_counter: this.shown.from_counter });
		const atOnce = again && this.fresh && !this.speaking && !this.pending.length;
		if (atOnce && now - at <= OLD_MS) this.show(call, true, now);
		else this.add(call);
	}

	// `hall` is the one after the change.
	takeChange(hall, change, now) {
		const { kind, number, state } = change;
		if (kind === "day_opened") this.clear();
		else if ((kind === "called" || kind === "recalled") && this.concerns(change.counter)) this.hearCall(change, now);
		else if (number && state && state !== "called") this.drop(number);
		const undone = kind === "undone" && state === "waiting";
		if (undone && this.shown !== null && this.shown.number === number) {
			this.shown = null;
			this.say = false;
		}
		this.tick(now);
		if (this.shown === null) this.fallBack(hall, now);
	}

	tick(now) {
		if (now < this.since) this.since = now;
		while (this.pending.length && !this.keeps(now)) {
			const call = this.pending.shift();
			this.show(call, now - call.at <= OLD_MS, now);
		}
	}

	// When `tick` or `isLit` next tell something else; Infinity for never.
	due(now) {
		if (!this.isNew(now)) return this.pending.length && !this.speaking ? now : Infinity;
		return this.since + (Math.floor((now - this.since) / BLINK_MS) + 1) * BLINK_MS;
	}

	// The call that is to be heard now, else null; no other comes before `spoken`.
	take() {
		if (!this.say) return null;
		this.say = false;
		this.speaking = true;
		return this.shown;
	}

	spoken(now) {
		this.speaking = false;
		this.tick(now);
	}

	// Calls made up to then need not be heard again after the one that was taken.
	doneMs() {
		const done = Math.max(0, ...this.heard.values());
		return this.pending.reduce((ms, { at }) => Math.min(ms, at - 1), done);
	}

	isLit(now) {
		if (this.shown === null || !this.fresh) return false;
		const on = now - this.since;
		return on >= KEEP_MS || Math.floor(on / BLINK_MS) % 2 === 0;
	}

	// Until then the call on the panel is lit.
	stillMs() {
		return this.shown !== null && this.fresh ? this.since + KEEP_MS : 0;
	}

	isPending(call) {
		return this.pending.some((one) => same(one, call));
	}
}
