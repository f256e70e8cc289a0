// lead_rules_form: the rules of the office file as values that a form can show, one per key, and
// back. Knows neither the page nor the server.
//   head_start_min … return_within_min  members of priority_rule
//   helper:2                            minutes that preference 2 costs
//   class:elderly                       head start of a class
//   serves:2:chung-thuc                 preference of a service at a counter, 0: not served
const NUMBERS = ["head_start_min", "appointment_head_start_min", "appointment_grace_min", "miss_penalty_min", "max_misses", "return_within_min"];
const OTHERWISE = { head_start_min: 60, appointment_head_start_min: 45, appointment_grace_min: 15, miss_penalty_min: 10, max_misses: 2, return_within_min: 60 };
const MAX = { max_misses: 99, return_within_min: 1440 };
const MINUTES_MAX = 480;

export function maxOf(key) {
	return MAX[key] ?? MINUTES_MAX;
}

// 1, 2, 3: own work, and what a counter helps out with.
export function preferencesOf({ priority_rule: { helper_handicap_min: minutes } }) {
	return Object.keys(minutes).map(Number).sort((a, b) => a - b);
}

// The classes with a head start; an appointment's comes from its slot.
export function headStartClasses({ priority_classes: classes }) {
	return classes.filter(({ id, rank, basis_kind: basis }) => (rank ?? 1) >= 1 && basis !== "default" && id !== "appointment");
}

export function valuesOf(rules) {
	const { priority_rule: rule, counters } = rules;
	const values = new Map(NUMBERS.map((key) => [key, rule[key] ?? OTHERWISE[key]]));
	for (const n of preferencesOf(rules)) values.set(`helper:${n}`, rule.helper_handicap_min[n]);
	for (const { id, head_start_min: own } of headStartClasses(rules)) values.set(`class:${id}`, own ?? values.get("head_start_min"));
	for (const { id, services } of counters) {
		for (const [service, preference] of services) values.set(`serves:${id}:${service}`, preference);
	}
	return values;
}

function ruleOf({ priority_rule: rule }, values) {
	const numbers = Object.fromEntries(NUMBERS.map((key) => [key, values.get(key)]));
	const helpers = Object.keys(rule.helper_handicap_min).map((n) => [n, values.get(`helper:${n}`)]);
	return { ...rule, ...numbers, helper_handicap_min: Object.fromEntries(helpers) };
}

// A class says its own head start only where it is not the common one.
function classesOf({ priority_classes: classes }, values) {
	return classes.map((klass) => {
		const wanted = values.get(`class:${klass.id}`);
		if (wanted === undefined) return klass;
		const { head_start_min: _, ...rest } = klass;
		return wanted === values.get("head_start_min") ? rest : { ...rest, head_start_min: wanted };
	});
}

function countersOf({ counters }, services, values) {
	return counters.map((counter) => {
		const pairs = services.map((id) => [id, values.get(`serves:${counter.id}:${id}`) ?? 0]);
		const order = (pair) => counter.services.findIndex(([id]) => id === pair[0]) >>> 0;
		return { ...counter, services: pairs.filter(([, preference]) => preference > 0).sort((a, b) => order(a) - order(b)) };
	});
}

// The members to send: those with a value that is another than before. services: ids of the office
export function changedRules(rules, services, values) {
	const before = valuesOf(rules);
	const keys = new Set([...before.keys(), ...values.keys()]);
	const changed = [...keys].filter((key) => (before.get(key) ?? 0) !== (values.get(key) ?? 0));
	const any = (...starts) => changed.some((key) => starts.some((start) => key.startsWith(start)));
	const body = {};
	if (any(...NUMBERS, "helper:")) body.priority_rule = ruleOf(rules, values);
	if (any("class:", "head_start_min")) body.priority_classes = classesOf(rules, values);
	if (any("serves:")) body.counters = countersOf(rules, services, values);
	return { body, changed };
}

// The key that a refusal's field, such as "counters[1].services[0]", is about; null: none here.
export function keyOf(field, { priority_classes: classes, counters }) {
	const [, list, index] = /^(\w+)\[(\d+)\]/.exec(field) ?? [];
	if (list === "priority_classes") return `class:${classes[index]?.id}`;
	if (list === "counters") return `serves:${counters[index]?.id}:`;
	const [, member, helper] = /^priority_rule\.(\w+)(?:\.(\d+))?$/.exec(field) ?? [];
	return helper ? `helper:${helper}` : (member ?? null);
}

// The longest that somebody can come after one and still be called before, in minutes.
export function overtakeMin(values) {
	const classes = [...values].filter(([key]) => key.startsWith("class:")).map(([, minutes]) => minutes);
	return Math.max(0, ...classes, values.get("appointment_head_start_min") + values.get("appointment_grace_min"));
}
