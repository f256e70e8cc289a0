// board_hall: the hall as everyone may see it, kept right by the feed: a snapshot resets it, each
// change is applied in order, as the server's and the screens' common/board does.
export const RECENT = 8;
const ABSENT = 32;
const COUNTER = { counter_opened: "open", counter_paused: "paused", counter_closed: "closed" };
const OPEN = ["issuing", "waiting", "called", "serving", "held", "absent"];
const NOBODY = { number: null, service: null, state_of_ticket: null, reason: null, from_counter: null, called_at: null };
const UNKNOWN = { waiting: 0, wait: null, reach: null, break: null };

function find(list, id) {
	return list.find((one) => one.id === id);
}

function isCall({ kind }) {
	return kind === "called" || kind === "recalled";
}

function clearDay(hall, day) {
	Object.assign(hall, { day, recent: [], absent: [], alone: null });
	for (const service of hall.services) Object.assign(service, UNKNOWN);
	for (const counter of hall.counters) Object.assign(counter, NOBODY, { state: "closed", clerk: null, back_at: null });
}

function applyWaiting(hall, change) {
	const before = find(hall.services, change.from_service || change.service);
	const service = find(hall.services, change.service);
	if (before && change.from === "waiting" && before.waiting > 0) before.waiting--;
	if (service && change.state === "waiting") service.waiting++;
}

function put(counter, change) {
	const same = counter.number === change.number;
	if (!same) Object.assign(counter, NOBODY);
	counter.number = change.number;
	counter.service = change.service || null;
	counter.state_of_ticket = change.state;
	if (change.reason) {
		counter.reason = change.reason;
		counter.from_counter = change.from_counter || null;
	}
	if (isCall(change) || !same) counter.called_at = change.at;
}

// A ticket is at the counter that calls or serves it, and nowhere else.
function applyPlace(hall, change) {
	const placed = change.state === "called" || change.state === "serving";
	for (const counter of hall.counters) {
		if (placed && counter.id === change.counter) put(counter, change);
		else if (counter.number === change.number) Object.assign(counter, NOBODY);
	}
}

// A recall need not say why the ticket was called: the counter still knows.
function applyCalls(hall, change) {
	const back = change.kind === "undone" && change.from === "called" && change.state === "waiting";
	if (!isCall(change) && !back) return;
	hall.recent = hall.recent.filter(({ number, counter }) => number !== change.number || counter !== change.counter);
	if (back) return;
	const { number, counter, at } = change;
	const why = change.reason ? change : find(hall.counters, counter) || {};
	hall.recent.unshift({ number, counter, at, reason: why.reason || null, from_counter: why.from_counter || null });
	hall.recent.length = Math.min(hall.recent.length, RECENT);
}

function applyAbsent(hall, { number, state }) {
	const listed = hall.absent.includes(number);
	if (listed && state !== "absent") hall.absent = hall.absent.filter((one) => one !== number);
	if (!listed && state === "absent") hall.absent = [number, ...hall.absent].slice(0, ABSENT);
}

function applyAlone(hall, change) {
	if (!change.lease) return;
	const alone = hall.alone || { open: 0, first: 0 };
	alone.open += OPEN.includes(change.state) - OPEN.includes(change.from);
	if (change.kind === "issued" && (!alone.first || change.first < alone.first)) alone.first = change.first;
	hall.alone = alone;
}

function applyCounter(hall, change) {
	const counter = COUNTER[change.kind] && find(hall.counters, change.counter);
	if (!counter) return;
	Object.assign(counter, { state: COUNTER[change.kind], back_at: change.back_at || null, clerk: change.clerk || null });
}

export function applyChange(hall, change) {
	applyCounter(hall, change);
	if (change.kind === "day_opened") clearDay(hall, change.day);
	if (change.number && change.state) {
		applyWaiting(hall, change);
		applyPlace(hall, change);
		applyCalls(hall, change);
		applyAbsent(hall, change);
		applyAlone(hall, change);
	}
	hall.seq = change.seq;
}

// What time alone changes.
export function applyWaits(hall, { open, services, notices }) {
	hall.open = open;
	if (notices) Object.assign(hall, { notices, notice: notices[0] || null });
	for (const service of services) Object.assign(find(hall.services, service.id) || {}, service);
}

// Counters that are not closed, in order; beyond `max` those called longest ago are left out.
export function rowsOf(counters, max) {
	const rows = counters.filter(({ state, number }) => state !== "closed" || number);
	const age = ({ number, called_at: at }) => (number ? at || 0 : 0);
	while (rows.length > max) {
		let oldest = 0;
		for (let i = 1; i < rows.length; i++) if (age(rows[i]) < age(rows[oldest])) oldest = i;
		rows.splice(oldest, 1);
	}
	return rows;
}
