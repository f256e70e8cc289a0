// history: what clients were told, what screens were sent and what the server's log says, held against each other.

const MOVES = new Set(["called", "started", "finished", "absent"]);
const FREES = new Set(["finished", "absent"]);

export const NONE = { lost: 0, dup: 0, missed: 0, reorder: 0 };

class Check {
	constructor({ told, log, screens }) {
		Object.assign(this, { told, log, screens, faults: { ...NONE }, said: [] });
		this.bySeq = new Map(log.map((change) => [change.seq, change]));
	}

	fault(kind, what) {
		this.faults[kind]++;
		this.said.push(`${kind}: ${what}`);
	}

	// Each change follows the one before it.
	inOrder(changes, what, gap) {
		changes.slice(1).forEach(({ seq }, i) => {
			const { seq: before } = changes[i];
			if (seq === before) this.fault("dup", `${what} has change ${seq} twice`);
			else if (seq < before) this.fault("reorder", `${what} has change ${seq} after ${before}`);
			else if (seq > before + 1) this.fault(gap, `${what} has no change between ${before} and ${seq}`);
		});
	}

	// What somebody was told happened once, and as he was told.
	keepsWhatWasTold() {
		const times = new Map();
		for (const { kind, number, counter } of this.log) {
			const of = times.get(`${kind} ${number}`) ?? [];
			times.set(`${kind} ${number}`, [...of, counter]);
		}
		for (const { kind, number, counter } of this.told) {
			const at = times.get(`${kind} ${number}`) ?? [];
			const what = `${number} was ${kind}${counter ? ` at counter ${counter}` : ""}`;
			if (!at.length) this.fault("lost", what);
			else if (at.length > 1) this.fault("dup", `${what}, ${at.length} times`);
			else if (counter && at[0] !== counter) this.fault("lost", `${what}, it says counter ${at[0]}`);
		}
	}

	// One press is one number; a number is one person's.
	numbersAreOnes() {
		const owners = new Map();
		const presses = new Map();
		for (const { kind, number, once } of this.told) {
			if (kind !== "issued") continue;
			if (owners.has(number) && owners.get(number) !== once) this.fault("dup", `${number} was given to two`);
			if (presses.has(once) && presses.get(once) !== number) this.fault("dup", `${number} and ${presses.get(once)} for one press`);
			owners.set(number, once);
			presses.set(once, number);
		}
		for (const { kind, number } of this.log) {
			if (kind === "issued" && !owners.has(number)) this.fault("dup", `nobody was told of ${number}`);
		}
	}

	seriesAreInOrder() {
		const last = new Map();
		for (const { kind, number, service } of this.log) {
			if (kind !== "issued") continue;
			const value = Number(number.replace(/^\D+/, ""));
			if (value <= (last.get(service) ?? 0)) this.fault("reorder", `${number} after ${last.get(service)}`);
			last.set(service, value);
		}
	}

	// Nobody is at two counters, and no counter has two.
	countersHaveOne() {
		const at = new Map();
		for (const { kind, number, counter } of this.log) {
			if (!MOVES.has(kind)) continue;
			const own = [...at].find(([, one]) => one === number)?.[0];
			if (kind === "called" && at.has(counter)) this.fault("dup", `counter ${counter} has ${at.get(counter)} and ${number}`);
			if (own !== undefined && own !== counter) this.fault("dup", `${number} is at ${own} and ${counter}`);
			if (FREES.has(kind)) at.delete(counter);
			else at.set(counter, number);
		}
	}

	// From where it began a screen was sent all to the end, once, in order, as it is in the log.
	screenHasAll(changes, name) {
		const what = `screen ${name}`;
		this.inOrder(changes, what, "missed");
		for (const change of changes) {
			const same = JSON.stringify(change) === JSON.stringify(this.bySeq.get(change.seq));
			if (!same) this.fault("missed", `${what} was sent another change ${change.seq}`);
		}
		const end = this.log.at(-1)?.seq;
		if (changes.at(-1)?.seq !== end) this.fault("missed", `${what} ends at ${changes.at(-1)?.seq}, not at ${end}`);
	}
}

/*
 * { lost, dup, missed, reorder, said }: how many faults of each kind, and what they are.
 * told: of Journal, with the answers to presses that were repeated; log: all changes, in order as they were read;
 * screens: of each screen all changes that it was sent.
 */
export function checkHistory(history) {
	const check = new Check(history);
	check.inOrder(check.log, "the log", "lost");
	check.keepsWhatWasTold();
	check.numbersAreOnes();
	check.seriesAreInOrder();
	check.countersHaveOne();
	check.screens.forEach((changes, i) => check.screenHasAll(changes, i));
	return { ...check.faults, said: check.said };
}
