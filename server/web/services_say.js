// services_say: what changed in services, counters and zones, in sentences.
import { dayHoursText } from "./week_hours.js";
import { same } from "./paths.js";
import { differ, handicapOf, preferenceAt, saturdayOf } from "./services_data.js";
import { nameOf, word } from "./words.js";

export function titleOf({ name_vi: vi, name_en: en }) {
	return nameOf({ vi, en });
}

export function preferenceText(file, preference) {
	if (!preference) return "–";
	return preference === 1 ? word("admin.services.own") : word("admin.services.plus", { n: handicapOf(file, preference) });
}

function quoted(text) {
	return text ? word("admin.quoted", { text }) : word("admin.change.empty");
}

function minutes(n) {
	return word("web.minutes", { n });
}

function flag(on) {
	return word(on ? "form.yes" : "form.no");
}

const OF_SERVICE = [
	["prefix", (service) => service.prefix],
	["name_vi", (service) => quoted(service.name_vi)],
	["name_en", (service) => quoted(service.name_en)],
	["avg_service_minutes", (service) => minutes(service.avg_service_minutes ?? 10)],
	["target_wait_minutes", (service) => minutes(service.target_wait_minutes ?? 0)],
	["open_saturday", (service) => flag(service.open_saturday ?? true)],
	["needs_appointment_slip", (service) => flag(service.needs_appointment_slip ?? false)],
	["fields", (service) => String((service.fields ?? []).length)],
];

const OF_COUNTER = [
	["name_vi", (counter) => quoted(counter.name_vi)],
	["name_en", (counter) => quoted(counter.name_en)],
	["open_saturday", (counter, file) => flag(saturdayOf(file, counter))],
	["opening_hours", (counter) => dayHoursText(counter.opening_hours)],
];

// What differs of one thing, by its table of members; something else: in general.
function details(table, was, is, from, to, passed = []) {
	const said = table.filter(([name, text]) => text(was, from) !== text(is, to) || (name === "fields" && !same(was.fields ?? [], is.fields ?? []))).map(([name, text]) => word("admin.change", { what: word(`admin.part.${name}`), value: text(is, to) }));
	const known = [...table.map(([name]) => name), ...passed];
	const rest = (one) => Object.fromEntries(Object.entries(one).filter(([name]) => !known.includes(name)));
	return said.length || same(rest(was), rest(is)) ? said : [word("admin.services.other")];
}

function sayServices(from, to) {
	const { added, removed, kept, moved } = differ(from.services, to.services);
	return [
		...added.map((service) => word("admin.services.added", { service: titleOf(service), prefix: service.prefix })),
		...removed.map((service) => word("admin.services.removed", { service: titleOf(service) })),
		...kept.flatMap(([was, is]) => details(OF_SERVICE, was, is, from, to).map((what) => word("admin.services.changed", { service: titleOf(is), what }))),
		...(moved ? [word("admin.services.moved")] : []),
	];
}

function sayServes(from, to) {
	const before = new Map(from.counters.map((counter) => [counter.id, counter]));
	return to.counters.flatMap((counter) =>
		to.services.flatMap((service) => {
			const was = before.has(counter.id) ? preferenceAt(before.get(counter.id), service.id) : 0;
			const is = preferenceAt(counter, service.id);
			if (was === is) return [];
			const key = is > 1 ? "admin.services.helps" : is ? "admin.services.serves" : "admin.services.stops";
			return [word(key, { counter: counter.id, service: titleOf(service), n: handicapOf(to, is) })];
		}));
}

function sayCounters(from, to) {
	const { added, removed, kept, moved } = differ(from.counters, to.counters);
	return [
		...added.map(({ id }) => word("admin.counters.added", { counter: id })),
		...removed.map(({ id }) => word("admin.counters.removed", { counter: id })),
		...kept.flatMap(([was, is]) => details(OF_COUNTER, was, is, from, to, ["services"]).map((what) => word("admin.counters.changed", { counter: is.id, what }))),
		...(moved ? [word("admin.counters.moved")] : []),
	];
}

function sayZones(from, to) {
	const { added, removed, kept } = differ(from.zones, to.zones);
	return [
		...added.map((zone) => word("admin.zones.added", { zone: titleOf(zone) })),
		...removed.map((zone) => word("admin.zones.removed", { zone: titleOf(zone) })),
		...kept.filter(([was, is]) => !same(was, is)).map(([, zone]) => word("admin.zones.changed", { zone: titleOf(zone), counters: zone.counters.join(", ") })),
	];
}

// A sentence for each change.
export function describe(from, to) {
	return [...sayServices(from, to), ...sayServes(from, to), ...sayCounters(from, to), ...sayZones(from, to)];
}
