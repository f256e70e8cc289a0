// admin_service_form: the form of a service: its letter, names, minutes, and what it takes in.
import { openForm } from "./admin_dialog.js";
import { el } from "./dom.js";
import { moveTo, newId, removeService } from "./services_data.js";
import { letterDoubt, prefixWrong } from "./services_check.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

const NAME_MAX = 80;
const PREFIX_MAX = 4;

// service: of the section's draft, or null for a new one; wrongs: what the server said, by member
export function openService(section, service, wrongs = {}) {
	const file = section.draft;
	const place = file.services.indexOf(service);
	const draft = service ? structuredClone(service) : { id: "", prefix: "", name_vi: "", avg_service_minutes: 10, target_wait_minutes: 15, open_saturday: true, fields: [], procedures_first: [] };
	draft.order = (place < 0 ? file.services.length : place) + 1;
	openForm({
		id: "service",
		draft,
		title: service ? titleOf(service) : word("admin.services.add"),
		does: word(service ? "admin.done" : "admin.add"),
		wrongs,
		fill: (form) => fields(form, draft, section, place),
		take: () => keep(section, service, draft),
		more: service && file.services.length > 1 ? [{ text: word("admin.services.remove"), take: () => remove(section, service) }] : [],
	});
}

function fields(form, draft, section, place) {
	const file = section.draft;
	const last = file.services.length + (place < 0 ? 1 : 0);
	const prefix = form.text("prefix", {
		label: word("admin.services.prefix"), value: draft.prefix, max: PREFIX_MAX, size: "s", need: true,
		hint: word("admin.services.prefix.hint"), check: (text) => prefixWrong(file, place, text.toUpperCase()),
	});
	const doubt = el("p", { class: "hint", role: "status" });
	prefix.append(doubt);
	prefix.querySelector("input").addEventListener("input", ({ target }) => {
		target.value = target.value.toUpperCase();
		const letter = letterDoubt(file, target.value);
		doubt.textContent = letter ? word("admin.services.letter", { letter }) : "";
	});
	return [
		el("div", { class: "beside" }, prefix, form.number("order", { label: word("admin.services.order"), value: draft.order, min: 1, max: last, hint: word("admin.services.order.hint") })),
		form.text("name_vi", { label: word("admin.name.vi"), value: draft.name_vi, lang: "vi", max: NAME_MAX, need: true }),
		form.text("name_en", { label: word("admin.name.en"), value: draft.name_en, lang: "en", max: NAME_MAX, hint: word("admin.name.en.hint") }),
		el("div", { class: "beside" },
			form.number("avg_service_minutes", { label: word("admin.services.mean.long"), value: draft.avg_service_minutes ?? 10, min: 1, max: 240, unit: word("admin.minutes"), hint: word("admin.services.mean.hint") }),
			form.number("target_wait_minutes", { label: word("admin.services.target.long"), value: draft.target_wait_minutes ?? 0, min: 0, max: 480, unit: word("admin.minutes"), hint: word("admin.services.target.hint") })),
		form.flag("open_saturday", { label: word("admin.services.saturday.long"), value: draft.open_saturday ?? true }),
		form.flag("needs_appointment_slip", { label: word("admin.services.slip"), value: draft.needs_appointment_slip ?? false, hint: word("admin.services.slip.hint") }),
	];
}

function keep(section, service, { order, ...draft }) {
	const file = section.draft;
	if (!draft.name_en) delete draft.name_en;
	draft.prefix = draft.prefix.toUpperCase();
	if (!draft.id) draft.id = newId(draft.name_vi, file.services.map(({ id }) => id));
	if (service) file.services[file.services.indexOf(service)] = draft;
	else file.services.push(draft);
	file.services = moveTo(file.services, draft, order - 1);
	return section.changed() ?? (() => section.view().focusRow(draft.id));
}

// Who waits keeps the number; that there is nobody to call it is said first.
async function remove(section, service) {
	const waiting = section.admin.office.services.find(({ id }) => id === service.id)?.waiting ?? 0;
	const sure = await section.admin.ask({
		title: word("admin.services.remove.ask", { service: titleOf(service) }),
		text: waiting ? word("admin.services.remove.waiting", { n: waiting }) : word("admin.services.remove.text"),
		choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.services.remove"), value: true, look: "p" }],
	});
	if (!sure) return false;
	removeService(section.draft, service.id);
	return section.changed("#service-add");
}
