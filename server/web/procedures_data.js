// procedures_data: the catalogue's procedures as /admin lists and finds them, and their days.
import { nameOf } from "./words.js";

// What people call it by.
export function titleOf({ short, name }) {
	return nameOf(short) || nameOf(name);
}

// Letters without their marks, small.
function folded(text) {
	return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/[\u0111\u0110]/g, "d").toLowerCase();
}

// A procedure with what it is found by, the names apart from the rest.
export function listed(one, fields) {
	const { code, name, short } = one;
	const names = folded([code, short?.vi, name.vi].filter(Boolean).join("\n"));
	return { ...one, id: code, names, found: `${names} ${folded(`${name.en ?? ""} ${fields.get(one.field) ?? ""}`)}` };
}

// How well a text names it: one of its names begins so, has it, or has but its words.
function rank(one, text) {
	if (`\n${one.names}`.includes(`\n${text}`)) return 0;
	return one.names.includes(text) ? 1 : 2;
}

// "now", "later" or "over"
export function stateOf({ in_force: now, valid_from: from }, day) {
	if (now) return "now";
	return from && from > day ? "later" : "over";
}

// Those of a state ("all": any) and service ("": any) that have every word of a text, those named so
// first.
export function select(all, day, { text, state, service }) {
	const words = folded(text).split(/\s+/).filter(Boolean);
	const sought = words.join(" ");
	const fits = (one) => (state === "all" || stateOf(one, day) === state) && (!service || (one.service ?? "none") === service);
	const found = all.filter((one) => fits(one) && words.every((part) => one.found.includes(part)));
	return sought ? found.sort((a, b) => rank(a, sought) - rank(b, sought)) : found;
}

/* Days: 20261123 as the server has them, "2026-11-23" as forms have them. */

export function dayOfForm(day) {
	return day ? String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3") : "";
}

export function dayNumber(text) {
	return text ? Number(text.replaceAll("-", "")) : null;
}
