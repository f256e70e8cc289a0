/*
 * recount: the office's reports, counted again from its changes alone.
 *
 * Written from what the figures are said to mean (README), not from the server's code, so that both
 * can be held against each other. Ratings are the exception: changes do not say which visit was
 * rated and how, so whoever rated tells.
 */
const ZONE_MS = 7 * 3600000; // of the sample office
const HOUR_MS = 3600000;
const LONG_S = 4 * 3600;
const ENDS = ["served", "no_show", "cancelled", "void", "expired"];
const AT_COUNTER = ["called", "serving"];
const STEPS = ["called", "started", "absent", "held", "resumed", "transferred"];
const NOT_BY_A_CLERK = ["rated", "released", "expired", "help_begun", "help_ended"];
const REASONS = ["wait", "guidance", "attitude", "procedure", "facilities"];

const sum = (list) => list.reduce((a, b) => a + b, 0);
const round = (a, b) => Math.floor((a + Math.floor(b / 2)) / b);
const seconds = (ms) => Math.floor(ms / 1000);
const local = (ms) => new Date(ms + ZONE_MS);
const hourOf = (ms) => local(ms).getUTCHours();
const weekdayOf = (day) => new Date(Date.UTC(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, day % 100)).getUTCDay() || 7;
const group = (list, key) => list.reduce((map, one) => map.set(key(one), [...(map.get(key(one)) ?? []), one]), new Map());
const count = (list, test) => list.filter(test).length;

// The smallest value that so much of them does not exceed.
function quantile(sorted, share) {
	return sorted[Math.ceil(sorted.length * share) - 1];
}

function figures(list) {
	const sorted = list.map(({ s }) => s).sort((a, b) => a - b);
	const targets = list.filter(({ target }) => target);
	const none = sorted.length === 0;
	return {
		count: sorted.length,
		mean_s: none ? null : round(sum(sorted), sorted.length),
		median_s: none ? null : quantile(sorted, 0.5),
		p90_s: none ? null : quantile(sorted, 0.9),
		max_s: none ? null : sorted.at(-1),
		within_target: count(targets, ({ s, target }) => s <= target),
		of_target: targets.length,
	};
}

// What is left of a number's changes when all that was taken back is left out.
function without(undone) {
	const left = [];
	for (const change of undone) {
		if (change.kind === "recalled") continue;
		if (change.kind === "undone") left.splice(left.findLastIndex(({ kind }) => STEPS.includes(kind)), 1);
		else left.push(change);
	}
	return left;
}

// One number: what its changes say of it. clocks: when the clock was set that day.
function visitOf(all, clocks) {
	const changes = without(all);
	const [issued] = changes;
	const first = changes.find(({ kind }) => kind === "called");
	const last = changes.at(-1);
	const classes = changes.filter(({ kind }) => kind === "issued" || kind === "reclassified");
	const visit = {
		service: issued.service, day: issued.day, state: last.state,
		priority: classes.at(-1).priority ?? null,
		at: issued.taken_at ?? issued.at, told: issued.told ?? null,
		calledAt: first?.at ?? null, firstCounter: first?.counter ?? null,
		counter: changes.findLast(({ kind }) => kind === "called" || kind === "resumed")?.counter ?? null,
		calls: count(changes, ({ kind }) => kind === "called"),
		chosen: count(changes, ({ kind, reason }) => kind === "called" && reason === "chosen"),
		misses: count(changes, ({ kind }) => kind === "absent"),
		stays: [], served: [],
	};
	let here = null;
	let serving = null;
	let unended = false;
	for (const { kind, at, state, counter } of changes) {
		if (kind === "called" || kind === "resumed") here = { counter, from: at };
		if (kind === "started" || kind === "resumed") serving = at;
		if (AT_COUNTER.includes(state) || !here) continue;
		const known = kind !== "released" && kind !== "expired";
		unended ||= kind === "expired";
		if (known) visit.stays.push({ ...here, to: at });
		if (known && serving) visit.served.push({ counter: here.counter, ms: at - serving });
		here = serving = null;
	}
	if (here) visit.here = here;
	const end = ENDS.includes(last.state) ? last.at : Infinity;
	const set = clocks.filter(({ seq, at }) => seq > issued.seq && at <= end && (end === Infinity || seq < last.seq));
	const onPaper = issued.first !== undefined && issued.lease === undefined;
	visit.waitDoubt = onPaper || set.some(({ seq }) => !first || seq < first.seq);
	visit.wait_s = first ? seconds(first.at - visit.at) : null;
	const isServed = visit.state === "served";
	visit.service_s = isServed ? seconds(sum(visit.served.map(({ ms }) => ms))) : null;
	visit.stay_s = isServed ? seconds(sum(visit.served.filter(({ counter }) => counter === visit.counter).map(({ ms }) => ms))) : null;
	visit.serviceDoubt = unended || set.some(({ seq }) => first && seq > first.seq) || visit.service_s > LONG_S
		|| changes.some(({ kind }) => kind === "released" || kind === "reopened");
	return visit;
}

// Without the moments that a clock skipped.
function pieces({ from, to }, gaps) {
	let begin = from;
	const list = [];
	for (const gap of gaps) {
		if (gap.to <= begin || gap.from >= to) continue;
		list.push([begin, gap.from]);
		begin = gap.to;
	}
	return [...list, [begin, to]].filter(([a, b]) => a < b);
}

// [hour, ms] of a span.
function byHour(span, gaps) {
	return pieces(span, gaps).flatMap(([from, to]) => {
		const parts = [];
		for (let at = from; at < to;) {
			const next = Math.min(to, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
			parts.push([hourOf(at), next - at]);
			at = next;
		}
		return parts;
	});
}

// One day: its visits, and how long each counter was open and busy in each hour.
function dayOf(day, changes) {
	const clocks = changes.filter(({ kind }) => kind === "clock_set");
	const gaps = clocks.map(({ at, how }) => ({ from: at - Number(how) * 1000, to: at }));
	const tickets = group(changes.filter(({ ticket }) => ticket), ({ ticket }) => ticket);
	const visits = [...tickets.values()].map((list) => visitOf(list, clocks));
	const acted = new Map();
	const open = new Map();
	const desks = [];
	const add = (kind, counter, span) => {
		for (const [hour, ms] of byHour(span, gaps)) desks.push({ day, counter, hour, kind, ms });
	};
	for (const { kind, counter, at } of changes) {
		if (!counter || NOT_BY_A_CLERK.includes(kind)) continue;
		acted.set(counter, at);
		if (kind === "counter_opened" && !open.has(counter)) open.set(counter, at);
		if ((kind === "counter_paused" || kind === "counter_closed") && open.has(counter)) {
			add("open", counter, { from: open.get(counter), to: at });
			open.delete(counter);
		}
	}
	for (const [counter, from] of open) add("open", counter, { from, to: acted.get(counter) });
	for (const visit of visits) {
		for (const stay of visit.stays) add("busy", stay.counter, stay);
		if (visit.here) add("busy", visit.here.counter, { from: visit.here.from, to: acted.get(visit.here.counter) });
	}
	return { day, visits, desks };
}

function windowsOf(visits) {
	const told = visits.filter(({ told: window, wait_s: wait, waitDoubt }) => window && wait !== null && !waitDoubt);
	return {
		told: told.length,
		held: count(told, ({ wait_s: s, told: { low_s: low, high_s: high } }) => s >= low && s <= high),
		early: count(told, ({ wait_s: s, told: { low_s: low } }) => s < low),
		late: count(told, ({ wait_s: s, told: { high_s: high } }) => s > high),
	};
}

const ticketsOf = (visits) => ({
	issued: visits.length,
	...Object.fromEntries(ENDS.map((state) => [state, count(visits, (one) => one.state === state)])),
	open: count(visits, ({ state }) => !ENDS.includes(state)),
});
const doubtful = (visits) => count(visits, ({ waitDoubt, serviceDoubt }) => waitDoubt || serviceDoubt);
const served = (visits) => count(visits, ({ state }) => state === "served");

export class Recount {
	// office: the office file; ratings: { day, service, counter, score, reasons } of each that was given
	constructor(office, changes, ratings) {
		this.office = office;
		this.ratings = ratings;
		this.days = [...group(changes, ({ day }) => day)].map(([day, list]) => dayOf(day, list));
		this.names = new Map(office.services.map(({ id, name_vi: vi, name_en: en }) => [id, { vi, en: en ?? null }]));
		this.targets = new Map(office.services.map(({ id, target_wait_minutes: minutes }) => [id, (minutes ?? 0) * 60]));
	}

	// { visits, desks, ratings, days } of a span, with filters.
	of({ from, to, service = null, counter = null }, { anyCounter = false } = {}) {
		const days = this.days.filter(({ day }) => day >= from && day <= to);
		const wanted = (one) => (!service || one.service === service) && (!counter || anyCounter || one.counter === counter);
		const visits = days.flatMap((day) => day.visits).filter(wanted);
		return {
			visits,
			days: new Set(visits.map(({ day }) => day)).size,
			desks: days.flatMap(({ desks }) => desks).filter((desk) => !counter || desk.counter === counter),
			ratings: this.ratings.filter((one) => one.day >= from && one.day <= to && wanted(one)),
		};
	}

	waits(visits) {
		const sure = visits.filter(({ wait_s: s, waitDoubt }) => s !== null && !waitDoubt);
		return figures(sure.map(({ wait_s: s, service }) => ({ s, target: this.targets.get(service) })));
	}

	services(visits, what = "service_s") {
		return figures(visits.filter((one) => one[what] !== null && !one.serviceDoubt).map((one) => ({ s: one[what] })));
	}

	summary(asked, before) {
		const { visits, days, ratings } = this.of(asked);
		const earlier = this.of({ ...asked, ...before }).visits;
		const special = visits.filter(({ priority }) => priority);
		return {
			from: asked.from, to: asked.to, days,
			tickets: ticketsOf(visits), wait: this.waits(visits), service: this.services(visits), windows: windowsOf(visits),
			calls: {
				made: sum(visits.map(({ calls }) => calls)), missed: sum(visits.map(({ misses }) => misses)),
				out_of_turn: sum(visits.map(({ chosen }) => chosen)),
			},
			priority: { issued: special.length, served: served(special), wait: this.waits(special) },
			ratings: { count: ratings.length, scores: [1, 2, 3, 4, 5].map((score) => count(ratings, (one) => one.score === score)) },
			doubtful: doubtful(visits),
			previous: earlier.length
				? { tickets: ticketsOf(earlier), wait: this.waits(earlier), service: this.services(earlier), windows: windowsOf(earlier) } : null,
		};
	}

	byService(asked) {
		const { visits, days } = this.of(asked);
		const rows = this.office.services.filter(({ id }) => !asked.service || id === asked.service).map(({ id }) => {
			const own = visits.filter(({ service }) => service === id);
			return {
				service: id, name: this.names.get(id), issued: own.length, served: served(own),
				no_show: count(own, ({ state }) => state === "no_show"), wait: this.waits(own), service_time: this.services(own),
				target_s: this.targets.get(id) || null, windows: windowsOf(own), doubtful: doubtful(own),
			};
		});
		return { from: asked.from, to: asked.to, days, rows };
	}

	byCounter(asked) {
		const { visits, days, desks } = this.of(asked, { anyCounter: true });
		const ms = (id, kind) => seconds(sum(desks.filter((one) => one.counter === id && one.kind === kind).map((one) => one.ms)));
		const rows = this.office.counters.filter(({ id }) => !asked.counter || id === asked.counter).map(({ id, name_vi: vi, name_en: en }) => {
			const own = visits.filter(({ counter }) => counter === id);
			return {
				counter: id, name: { vi, en: en ?? null }, served: served(own),
				wait: this.waits(visits.filter(({ firstCounter }) => firstCounter === id)),
				service_time: this.services(own, "stay_s"), open_s: ms(id, "open"), busy_s: ms(id, "busy"), doubtful: doubtful(own),
			};
		});
		return { from: asked.from, to: asked.to, days, rows };
	}

	byHour(asked) {
		const { visits, days, desks } = this.of(asked);
		const rows = [];
		for (let weekday = 1; weekday <= 7; weekday++) {
			const own = visits.filter(({ day }) => weekdayOf(day) === weekday);
			for (let hour = 0; hour < 24; hour++) {
				const taken = own.filter(({ at }) => hourOf(at) === hour);
				const called = count(own, ({ calledAt }) => calledAt && hourOf(calledAt) === hour);
				const ms = (kind) => (asked.service ? 0 : sum(desks
					.filter((one) => one.kind === kind && weekdayOf(one.day) === weekday && one.hour === hour).map((one) => one.ms)));
				if (!taken.length && !called && !ms("open")) continue;
				rows.push({
					weekday, hour, days: new Set(own.map(({ day }) => day)).size, issued: taken.length, called,
					wait: this.waits(taken), busy_share: ms("open") ? round(ms("busy") * 1000, ms("open")) / 1000 : null,
				});
			}
		}
		return { from: asked.from, to: asked.to, days, rows };
	}

	rated(asked) {
		const { visits, days, ratings } = this.of(asked);
		const rows = this.office.services.flatMap(({ id: service }) => this.office.counters.flatMap(({ id: counter }) =>
			[1, 2, 3, 4, 5].map((score) => ({
				service, counter, score,
				count: count(ratings, (one) => one.service === service && one.counter === counter && one.score === score),
			})))).filter((row) => row.count);
		const reasons = REASONS.map((reason) => ({ reason, count: count(ratings, (one) => one.reasons.includes(reason)) }));
		return { from: asked.from, to: asked.to, days, rows, reasons, served: served(visits), rated: ratings.length };
	}

	told(asked) {
		const { visits, days } = this.of(asked);
		const sure = visits.filter(({ wait_s: s, waitDoubt }) => s !== null && !waitDoubt);
		const row = (list) => {
			const windows = list.filter(({ told }) => told);
			return {
				called: list.length, ...windowsOf(list),
				mean_wait_s: list.length ? round(sum(list.map(({ wait_s: s }) => s)), list.length) : null,
				mean_error_s: windows.length
					? round(sum(windows.map(({ wait_s: s, told }) => Math.abs(s - told.mid_s))), windows.length) : null,
				max_wait_s: Math.max(0, ...list.map(({ wait_s: s }) => s)),
			};
		};
		const groups = group(sure, ({ day, service }) => `${day} ${service}`);
		const rows = [...groups.values()].map((list) => ({ day: list[0].day, service: list[0].service, ...row(list) }));
		const spread = [...Array(24).keys()].map((hour) => {
			const sorted = sure.filter(({ at }) => hourOf(at) === hour).map(({ wait_s: s }) => s).sort((a, b) => a - b);
			return { hour, median_s: quantile(sorted, 0.5), p90_s: quantile(sorted, 0.9), count: sorted.length };
		}).filter((one) => one.count);
		return { from: asked.from, to: asked.to, days, rows, total: row(sure), spread };
	}
}
