// admin_indicator_form: the form of one thing that the office reports of each quarter.
import { openForm } from "./admin_dialog.js";
import { newId } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

const NAME_MAX = 120;
const TARGET_MAX = 10000;
const MEASURES = ["wait_mean", "wait_median", "wait_p90", "service_mean", "wait_within", "windows_held", "slips_on_time", "satisfied", "no_show"];
const BOUNDS = ["none", "at_most", "at_least"];

function boundOf(one) {
	return BOUNDS.find((bound) => (one[bound] ?? null) !== null) ?? "none";
}

// indicator: of the section's draft, or null for a new one; wrongs: what the server said, by member
export function openIndicator(section, indicator, wrongs = {}) {
	const draft = indicator ? structuredClone(indicator) : { id: "", name_vi: "", measure: "wait_mean", source_vi: "" };
	draft.bound = boundOf(draft);
	draft.target = draft[draft.bound] ?? null;
	openForm({
		id: "indicator",
		draft,
		wrongs,
		title: indicator ? titleOf(indicator) : word("admin.indicators.add"),
		does: word(indicator ? "admin.done" : "admin.add"),
		fill: (form) => fields(form, draft),
		take: () => keep(section, indicator, draft),
		more: indicator ? [{ text: word("admin.indicators.remove"), take: () => remove(section, indicator) }] : [],
	});
}

function fields(form, draft) {
	const text = (path, key, lang, more = {}) => form.text(path, { label: word(key), value: draft[path], lang, max: NAME_MAX, ...more });
	const needed = (n) => (draft.bound !== "none" && n === null ? word("admin.indicators.target.missing") : "");
	const ordered = (until) => (until && draft.from && until < draft.from ? word("admin.indicators.order") : "");
	return [
		text("name_vi", "admin.name.vi", "vi", { need: true }),
		text("name_en", "admin.name.en", "en"),
		form.choice("measure", { label: word("admin.indicators.measure"), value: draft.measure, choices: MEASURES.map((one) => [one, word(`admin.indicators.of.${one}`)]) }),
		form.choice("bound", { label: word("reports.quarter.target"), value: draft.bound, choices: BOUNDS.map((one) => [one, word(`admin.indicators.bound.${one}`)]) }),
		form.number("target", { label: word("admin.indicators.amount"), value: draft.target, max: TARGET_MAX, need: false, hint: word("admin.indicators.amount.hint"), check: needed }),
		text("source_vi", "admin.indicators.source", "vi", { need: true, hint: word("admin.indicators.source.hint") }),
		text("source_en", "admin.indicators.source.en", "en"),
		form.date("from", { label: word("admin.indicators.valid.from"), value: draft.from ?? "" }),
		form.date("until", { label: word("admin.indicators.valid.until"), value: draft.until ?? "", hint: word("admin.indicators.until.hint"), check: ordered }),
	];
}

// What is empty is left out.
function plain({ bound, target, ...draft }) {
	for (const one of BOUNDS) delete draft[one];
	if (bound !== "none") draft[bound] = target;
	return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== "" && value !== null));
}

function keep(section, indicator, draft) {
	const list = (section.draft.indicators ??= []);
	const one = plain(draft);
	one.id ??= newId(one.name_vi, list.map(({ id }) => id));
	if (indicator) list[list.indexOf(indicator)] = one;
	else list.push(one);
	return section.changed(`[aria-label="${word("admin.indicators.edit", { name: titleOf(one) })}"]`);
}

function remove(section, indicator) {
	section.draft.indicators = section.draft.indicators.filter((one) => one !== indicator);
	return section.changed("#indicator-add");
}
