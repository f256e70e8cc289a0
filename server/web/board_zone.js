// board_zone: the part of a hall that a board stands for: its counters, what they serve, their calls.

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

export function hallOf(hall, office, zone) {
	if (!zone) return hall;
	const serves = ({ id }) => zone.services.has(id);
	return {
		...hall,
		counters: hall.counters.filter(({ id }) => zone.counters.has(id)),
		services: hall.services.filter(serves),
		recent: hall.recent.filter(({ counter }) => zone.counters.has(counter)),
		absent: hall.absent.filter((number) => serves(serviceOf(office, number) || {})),
	};
}
