// admin_zone_form: the form of a zone: a part of the hall with screens of its own.
import { openForm } from "./admin_dialog.js";
import { el } from "./dom.js";
import { shortCounterName } from "./parts.js";
import { newId } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

const NAME_MAX = 80;
const ZONES_MAX = 16;

// zone: of the section's draft, or null for a new one
export function openZone(section, zone) {
	const file = section.draft;
	if (!zone && (file.zones ?? []).length >= ZONES_MAX) {
		section.admin.say(word("admin.zones.full", { n: ZONES_MAX }), "advise");
		return;
	}
	const draft = zone ? structuredClone(zone) : { id: "", name_vi: "", counters: [] };
	draft.in = Object.fromEntries(file.counters.map(({ id }) => [id, draft.counters.includes(id)]));
	openForm({
		id: "zone",
		draft,
		title: zone ? titleOf(zone) : word("admin.zones.add"),
		does: word(zone ? "admin.done" : "admin.add"),
		fill: (form) => fields(form, draft, file),
		take: () => keep(section, zone, draft),
		more: zone ? [{ text: word("admin.zones.remove"), take: () => remove(section, zone) }] : [],
	});
}

function fields(form, draft, { counters }) {
	const none = () => (Object.values(draft.in).some(Boolean) ? "" : word("admin.zones.wrong"));
	const flags = counters.map((counter, at) => form.flag(`in.${counter.id}`, { label: word("web.counter.full", { counter: counter.id, name: shortCounterName({ id: counter.id, name: { vi: counter.name_vi, en: counter.name_en } }) }), value: draft.in[counter.id], check: at ? () => "" : none }));
	return [
		form.text("name_vi", { label: word("admin.name.vi"), value: draft.name_vi, lang: "vi", max: NAME_MAX, need: true }),
		form.text("name_en", { label: word("admin.name.en"), value: draft.name_en, lang: "en", max: NAME_MAX }),
		el("fieldset", { class: "box bare tight" }, el("legend", {}, word("admin.zones.of")), ...flags),
	];
}

function keep(section, zone, { in: chosen, ...draft }) {
	const file = section.draft;
	file.zones ??= [];
	if (!draft.name_en) delete draft.name_en;
	draft.id ||= newId(draft.name_vi, file.zones.map(({ id }) => id));
	draft.counters = file.counters.map(({ id }) => id).filter((id) => chosen[id]);
	if (zone) file.zones[file.zones.indexOf(zone)] = draft;
	else file.zones.push(draft);
	return section.changed("#zone-add");
}

function remove(section, zone) {
	section.draft.zones = section.draft.zones.filter((one) => one !== zone);
	return section.changed("#zone-add");
}
