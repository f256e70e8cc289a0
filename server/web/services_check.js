// services_check: what does not hold in services and counters, and what is worth a thought.
import { alike, lettersOf, preferenceAt } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

// What is wrong with a prefix that a service (its place in the list; -1: a new one) would have; or "".
export function prefixWrong(draft, place, prefix) {
	if (!/^[\p{L}\p{N}]+$/u.test(prefix)) return word("admin.services.wrong.prefix");
	const others = draft.services.filter((_, at) => at !== place);
	const twin = others.find((one) => one.prefix === prefix);
	if (twin) return word("admin.services.wrong.twice", { prefix, service: titleOf(twin) });
	const near = others.find((one) => alike(draft, one.prefix, prefix));
	return near ? word("admin.services.wrong.alike", { prefix: near.prefix, service: titleOf(near) }) : "";
}

// Which of a prefix's letters is easily misread; or "".
export function letterDoubt(draft, prefix) {
	const letters = lettersOf(draft);
	return [...prefix].find((sign) => /\p{L}/u.test(sign) && !letters.includes(sign)) ?? "";
}

// What a look at the matrix would mend, together by what it is: { key, items: [{ name, service or
// counter: its id }] }.
export function warningsOf(draft) {
	const served = (service) => draft.counters.map((counter) => preferenceAt(counter, service.id));
	const services = (key, bad) => ({ key, items: draft.services.filter(bad).map((service) => ({ name: titleOf(service), service: service.id })) });
	const idle = draft.counters.filter((counter) => !counter.services.length);
	const groups = [
		services("admin.services.warn.nobody", (service) => !served(service).some(Boolean)),
		services("admin.services.warn.noown", (service) => served(service).some(Boolean) && !served(service).includes(1)),
		services("admin.services.warn.target", (service) => !service.target_wait_minutes),
		services("admin.services.warn.letter", (service) => letterDoubt(draft, service.prefix)),
		{ key: "admin.services.warn.idle", items: idle.map(({ id }) => ({ name: word("web.counter", { counter: id }), counter: id })) },
	];
	return groups.filter(({ items }) => items.length);
}
