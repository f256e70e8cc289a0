// services_data: services, counters and zones of an office file as they hang together. Knows neither
// the page nor the server. A preference is 1 for a counter's own work, 2 and more where it helps out,
// 0 where it does not serve.
import { same } from "./paths.js";

const LETTERS = "ABCD\u0110EGHKLMNPQRSTUVXY";
const MARKS = /\p{M}/gu;

export function preferencesOf({ priority_rule: rule }) {
	return Object.keys(rule?.helper_handicap_min ?? { 1: 0 }).map(Number).sort((a, b) => a - b);
}

export function handicapOf({ priority_rule: rule }, preference) {
	return rule?.helper_handicap_min?.[preference] ?? 0;
}

export function preferenceAt(counter, service) {
	return counter.services.find(([id]) => id === service)?.[1] ?? 0;
}

// Keeps the order in which the counter names its services.
export function serve(counter, service, preference) {
	const known = counter.services.find(([id]) => id === service);
	if (!preference) counter.services = counter.services.filter((pair) => pair !== known);
	else if (known) known[1] = preference;
	else counter.services.push([service, preference]);
}

export function saturdayOf({ saturday_counters: list }, counter) {
	return counter.open_saturday ?? (!list || list.includes(counter.id));
}

// The signs that a prefix may begin with here without being misread.
export function lettersOf({ ticket_number: number }) {
	return LETTERS + Object.keys(number?.letter_spoken_vi ?? {}).join("");
}

// Whether a number of one prefix can look like one of the other: A1001 is of A and of A1.
function alikeOneWay({ format, max = 999 }, a, b) {
	const rest = b.slice(a.length);
	const digits = Number(/0(\d)d/.exec(format)?.[1] ?? 3);
	return !format.includes("}-{") && b.startsWith(a) && /^\d+$/.test(rest) && rest.length + digits <= String(max).length;
}

export function alike({ ticket_number: number }, a, b) {
	return alikeOneWay(number, a, b) || alikeOneWay(number, b, a);
}

// An id of small letters for a name, which nobody has yet.
export function newId(name, taken) {
	const plain = name.normalize("NFD").replaceAll(MARKS, "").toLowerCase().replaceAll("\u0111", "d");
	const stem = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "").slice(0, 32) || "x";
	for (let n = 1; ; n++) {
		const id = n === 1 ? stem : `${stem}-${n}`;
		if (!taken.includes(id)) return id;
	}
}

export function removeService(draft, id) {
	draft.services = draft.services.filter((service) => service.id !== id);
	for (const counter of draft.counters) {
		serve(counter, id, 0);
		if (counter.may_help) counter.may_help = counter.may_help.filter((one) => one !== id);
	}
}

// A zone without a counter is none.
export function removeCounter(draft, id) {
	draft.counters = draft.counters.filter((counter) => counter.id !== id);
	if (!draft.zones) return;
	for (const zone of draft.zones) zone.counters = zone.counters.filter((one) => one !== id);
	draft.zones = draft.zones.filter(({ counters }) => counters.length);
}

export function moveTo(list, item, place) {
	const rest = list.filter((one) => one !== item);
	rest.splice(place, 0, item);
	return rest;
}

// What differs between two lists of things with an id: { added, removed, kept: [[was, is]], moved }
export function differ(from = [], to = []) {
	const [was, is] = [from, to].map((list) => new Map((list ?? []).map((one) => [one.id, one])));
	const stayed = (list) => (list ?? []).map(({ id }) => id).filter((id) => was.has(id) && is.has(id));
	return {
		added: [...is.values()].filter(({ id }) => !was.has(id)),
		removed: [...was.values()].filter(({ id }) => !is.has(id)),
		kept: [...is.values()].filter(({ id }) => was.has(id)).map((one) => [was.get(one.id), one]),
		moved: !same(stayed(from), stayed(to)),
	};
}
