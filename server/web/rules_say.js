// rules_say: what priority classes mean and what changed in them, in sentences.
import { same } from "./paths.js";
import { differ } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

export const HEAD_START = 60;

// "head": counts as having come earlier; "slot": by an appointment's time; "none": the ordinary class
export function classKind({ id, rank, basis_kind: basis }) {
	if (id === "appointment") return "slot";
	return (rank ?? 1) < 1 || basis === "default" ? "none" : "head";
}

export function headStartText({ priority_rule: rule }, klass) {
	const kind = classKind(klass);
	if (kind !== "head") return word(`admin.class.${kind}`);
	const own = klass.head_start_min;
	const text = word(own === undefined ? "admin.class.common" : "admin.class.own", { n: own ?? rule.head_start_min ?? HEAD_START });
	return klass.min_age ? `${text}. ${word("admin.class.age", { n: klass.min_age })}` : text;
}

// What is other in a list; details(was, is): of one that stayed.
export function describeList(from, to, kind, details) {
	const { added, removed, kept, moved } = differ(from, to);
	return [
		...added.map((one) => word(`admin.${kind}.added`, { name: titleOf(one) })),
		...removed.map((one) => word(`admin.${kind}.removed`, { name: titleOf(one) })),
		...kept.filter(([was, is]) => !same(was, is)).map(([was, is]) => word(`admin.${kind}.changed`, { name: titleOf(is), what: details(was, is) })),
		...(moved ? [word(`admin.${kind}.moved`)] : []),
	];
}

export function describeClasses(from, to) {
	const text = (was, is) => (headStartText(from, was) === headStartText(to, is) ? word("admin.services.other") : headStartText(to, is));
	return describeList(from.priority_classes, to.priority_classes, "class", text);
}

export function describeOutcomes(from, to) {
	return describeList(from.visit?.outcomes, to.visit?.outcomes, "outcome", () => word("admin.services.other"));
}
