// admin_counter_form: the form of a counter: its names, Saturdays, hours of its own, zones.
import { openForm } from "./admin_dialog.js";
import { el } from "./dom.js";
import { removeCounter, saturdayOf } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { WeekHours } from "./week_hours.js";
import { nameOf, word } from "./words.js";

const NAME_MAX = 80;
const ID_MAX = 99;

function freeId(counters) {
	for (let id = 1; ; id++) if (!counters.some((counter) => counter.id === id)) return id;
}

// counter: of the section's draft, or null for a new one; wrongs: what the server said, by member
export function openCounter(section, counter, wrongs = {}) {
	const file = section.draft;
	const draft = counter ? structuredClone(counter) : { id: freeId(file.counters), name_vi: "", services: [], open_saturday: true };
	draft.zones = (file.zones ?? []).map((zone) => zone.counters.includes(counter?.id));
	draft.own = Boolean(draft.opening_hours);
	draft.open_saturday = saturdayOf(file, draft);
	openForm({
		id: "counter",
		draft,
		title: counter ? word("web.counter", { counter: counter.id }) : word("admin.counters.add"),
		wrongs,
		does: word(counter ? "admin.done" : "admin.add"),
		fill: (form) => [...names(form, draft, file, counter), ...times(form, draft, section), ...zones(form, draft, file)],
		take: () => keep(section, counter, draft),
		more: counter && file.counters.length > 1 ? [{ text: word("admin.counters.remove"), take: () => remove(section, counter) }] : [],
	});
}

function names(form, draft, { counters }, counter) {
	const taken = (id) => (counters.some((one) => one !== counter && one.id === id) ? word("admin.counters.twice", { counter: id }) : "");
	const id = counter ? [] : [form.number("id", { label: word("admin.counters.id"), value: draft.id, min: 1, max: ID_MAX, check: taken })];
	return [
		...id,
		form.text("name_vi", { label: word("admin.name.vi"), value: draft.name_vi, lang: "vi", max: NAME_MAX, need: true, hint: word("admin.counters.name.hint") }),
		form.text("name_en", { label: word("admin.name.en"), value: draft.name_en, lang: "en", max: NAME_MAX, hint: word("admin.name.en.hint") }),
	];
}

// Hours of its own begin as those of the hall.
function times(form, draft, section) {
	const place = el("div", {});
	const host = { draft, form, showChanged() {}, edited() {} };
	const show = () => {
		form.clear("opening_hours");
		place.replaceChildren(...(draft.own ? [new WeekHours(host, "opening_hours").list] : []));
	};
	const own = form.flag("own", { label: word("admin.counters.own"), value: draft.own, hint: word("admin.counters.own.hint") });
	own.querySelector("input").addEventListener("change", ({ target }) => {
		draft.own = target.checked;
		draft.opening_hours ??= structuredClone(section.draft.opening_hours);
		show();
	});
	show();
	return [form.flag("open_saturday", { label: word("admin.counters.saturday"), value: draft.open_saturday }), own, place];
}

function zones(form, draft, { zones: list = [] }) {
	if (!list.length) return [];
	return [el("fieldset", { class: "box bare" }, el("legend", {}, word("admin.zones")), ...list.map((zone, at) => form.flag(`zones.${at}`, { label: titleOf(zone), value: draft.zones[at] })))];
}

function keep(section, counter, { own, zones: chosen, ...draft }) {
	const file = section.draft;
	if (!draft.name_en) delete draft.name_en;
	if (!own) delete draft.opening_hours;
	if (counter) file.counters[file.counters.indexOf(counter)] = draft;
	else file.counters = [...file.counters, draft].sort((a, b) => a.id - b.id);
	if (counter && counter.open_saturday === undefined && draft.open_saturday === saturdayOf(file, counter)) delete draft.open_saturday;
	for (const [at, zone] of (file.zones ?? []).entries()) {
		const rest = zone.counters.filter((id) => id !== draft.id);
		if (chosen[at] !== zone.counters.includes(draft.id)) zone.counters = chosen[at] ? [...rest, draft.id].sort((a, b) => a - b) : rest;
	}
	file.zones = file.zones?.filter(({ counters }) => counters.length);
	return section.changed(`[aria-label="${word("admin.counters.edit", { counter: draft.id })}"]`);
}

// A number that is there stays until somebody calls it elsewhere; that is said first.
async function remove(section, counter) {
	const state = section.admin.office.counters.find(({ id }) => id === counter.id)?.state ?? "closed";
	const sure = await section.admin.ask({
		title: word("admin.counters.remove.ask", { counter: counter.id, name: nameOf({ vi: counter.name_vi, en: counter.name_en }) }),
		text: word(state === "closed" ? "admin.counters.remove.text" : "admin.counters.remove.open"),
		choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.counters.remove"), value: true, look: "p" }],
	});
	if (!sure) return false;
	removeCounter(section.draft, counter.id);
	return section.changed("#counter-add");
}
