// procedures_say: what is other of a procedure, in words.
import { dayText } from "./amounts.js";
import { el } from "./dom.js";
import { currentLanguage, word } from "./words.js";

const KNOWN = ["name_vi", "short_vi", "name_en", "field", "documents_vi", "fee_vnd", "fee_note_vi", "time_limit_vi", "time_limit_kind", "time_limit_days", "time_limit_hours", "service", "valid_from", "valid_until", "replaced_by", "amended"];
const DAYS = ["valid_from", "valid_until"];
const LONG = 90;

function labelOf(member) {
	return word(`admin.procedures.${KNOWN.includes(member) ? member : "other"}`);
}

function shortened(text) {
	return text.length > LONG ? `${text.slice(0, LONG).trimEnd()}…` : text;
}

// A value of a file, as people read it.
function valueText(member, value) {
	if (value === null || value === undefined || value === "") return word("admin.procedures.nothing");
	if (DAYS.includes(member)) return dayText(value);
	if (member === "time_limit_kind") return word(`admin.procedures.kind.${value}`);
	if (Array.isArray(value)) return word("admin.procedures.papers", { n: value.length });
	if (typeof value === "number") return value.toLocaleString(currentLanguage() === "en" ? "en-GB" : "vi-VN");
	return typeof value === "object" ? "…" : shortened(String(value));
}

// What came into a list of papers and what went.
function papersText(was, is) {
	const said = (key, list, other) => list.filter((one) => !other.includes(one)).map((text) => word(key, { text: shortened(text) }));
	const all = [...said("admin.procedures.papers.in", is, was), ...said("admin.procedures.papers.out", was, is)];
	return all.join("; ") || word("admin.procedures.papers.order");
}

// One difference, "lệ phí: 10.000, trước là 8.000"; the member is the first step of its path.
export function changeText({ path, was, is }) {
	const [member] = path.split(".");
	if (!member) return word("admin.procedures.whole");
	if (!KNOWN.includes(member) || member === "amended") return labelOf(member);
	if (Array.isArray(was) && Array.isArray(is)) return word("admin.procedures.set", { what: labelOf(member), is: papersText(was, is) });
	return word("admin.procedures.change", { what: labelOf(member), was: valueText(member, was), is: valueText(member, is) });
}

// Each of them once, in a list.
export function changeList(changes) {
	const said = [...new Set(changes.map(changeText))];
	return el("ul", { class: "said" }, ...said.map((text) => el("li", {}, text)));
}
