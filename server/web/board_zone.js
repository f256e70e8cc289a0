// board_zone: the part of a hall that a board stands for: its counters, what they serve, their calls.
import { RECENT } from "./board_hall.js";

// { name, counters, services } of the zone; null: the whole hall; undefined: there is no such zone.
export function zoneOf({ zones, counters }, id) {
	if (!id || !zones || !zones.length) return null;
	const zone = zones.find((one) => String(one.id) === id);
	if (!zone) return undefined;
	const here = new Set(zone.counters);
	const services = counters.filter((one) => here.has(one.id)).reduce((all, one) => all.concat(one.services), []);
	return { name: zone.name, counters: here, services: new Set(services) };
}

// The service of a number: the one whose prefix is the longest that it begins with.
function serviceOf({ services }, number) {
	const mine = services.filter(({ prefix }) => number.startsWith(prefix));
	return mine.sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

// Whether a counter is one of the zone's.
export function isHere(zone, counter) {
	return zone === null || (zone !== undefined && zone.counters.has(counter));
}

// The hall's list has its last calls; a counter knows its own, also where others called more often. What
// came back to its counter unasked was not called for a reason.
function callsOf(recent, counters) {
	const calls = recent.filter(({ counter }) => counters.some(({ id }) => id === counter));
	for (const { id: counter, number, called_at: at, reason, from_counter } of counters) {
		if (!number || !reason || calls.some((call) => call.counter === counter && call.number === number)) continue;
		const place = calls.findIndex((call) => call.at < at);
		calls.splice(place < 0 ? calls.length : place, 0, { number, counter, at, reason, from_counter });
	}
	return calls.slice(0, RECENT);
}

export function hallOf(hall, office, zone) {
	if (!zone) return hall;
	const counters = hall.counters.filter(({ id }) => zone.counters.has(id));
	const serves = ({ id }) => zone.services.has(id);
	return {
		...hall,
		counters,
		services: hall.services.filter(serves),
		recent: callsOf(hall.recent, counters),
		absent: hall.absent.filter((number) => serves(serviceOf(office, number) || {})),
	};
}
