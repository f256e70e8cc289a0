// admin_class_form: the form of a priority class: who may come first, by how much, what shows it.
import { openForm } from "./admin_dialog.js";
import { el } from "./dom.js";
import { classKind, HEAD_START } from "./rules_say.js";
import { moveTo, newId } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

const NAME_MAX = 80;
const CLASSES_MAX = 16;
const OPTIONAL = ["name_en", "proof_vi", "proof_en", "basis_vi", "head_start_min", "min_age"];
const KNOWN_BY_ID = ["appointment", "return"]; // what these mean is the program's

// klass: of the section's draft, or null for a new one; wrongs: what the server said, by member
export function openClass(section, klass, wrongs = {}) {
	const list = (section.draft.priority_classes ??= []);
	if (!klass && list.length >= CLASSES_MAX) {
		section.admin.say(word("admin.class.full", { n: CLASSES_MAX }), "advise");
		return;
	}
	const draft = klass ? structuredClone(klass) : { id: "", name_vi: "", rank: 1, basis_kind: "office-rule" };
	draft.order = (klass ? list.indexOf(klass) : list.length - (list.some((one) => classKind(one) === "none") ? 1 : 0)) + 1;
	const fixed = klass && (classKind(klass) === "none" || KNOWN_BY_ID.includes(klass.id));
	openForm({
		id: "class",
		draft,
		wrongs,
		title: klass ? titleOf(klass) : word("admin.class.add"),
		does: word(klass ? "admin.done" : "admin.add"),
		fill: (form) => fields(form, draft, section, klass),
		take: () => keep(section, klass, draft),
		more: klass && !fixed ? [{ text: word("admin.class.remove"), take: () => remove(section, klass) }] : [],
	});
}

function fields(form, draft, { draft: file }, klass) {
	const kind = klass ? classKind(klass) : "head";
	const places = file.priority_classes.length + (klass ? 0 : 1);
	const common = file.priority_rule.head_start_min ?? HEAD_START;
	const names = [
		form.text("name_vi", { label: word("admin.name.vi"), value: draft.name_vi, lang: "vi", max: NAME_MAX, need: true }),
		form.text("name_en", { label: word("admin.name.en"), value: draft.name_en, lang: "en", max: NAME_MAX }),
	];
	const order = form.number("order", { label: word("admin.services.order"), value: draft.order, min: 1, max: places });
	if (kind === "none") return [...names, order];
	const head = kind === "slot" ? [] : [form.number("head_start_min", { label: word("admin.class.head"), value: draft.head_start_min, max: 480, need: false, unit: word("admin.minutes"), hint: word("admin.class.head.hint", { n: common }) })];
	return [
		...names,
		el("div", { class: "beside" }, ...head, form.number("min_age", { label: word("admin.class.min_age"), value: draft.min_age || "", max: 120, need: false, unit: word("admin.years"), hint: word("admin.class.min_age.hint") }), order),
		form.text("proof_vi", { label: word("admin.class.proof.vi"), value: draft.proof_vi, lang: "vi", max: NAME_MAX, hint: word("admin.class.proof.hint"), check: (text) => (!text && draft.proof_en ? word("form.wrong.empty") : "") }),
		form.text("proof_en", { label: word("admin.class.proof.en"), value: draft.proof_en, lang: "en", max: NAME_MAX }),
		form.text("basis_vi", { label: word("admin.class.basis"), value: draft.basis_vi, lang: "vi", max: NAME_MAX * 2, hint: word("admin.class.basis.hint") }),
	];
}

function keep(section, klass, { order, ...draft }) {
	const file = section.draft;
	for (const name of OPTIONAL) if (draft[name] === "" || draft[name] === null) draft[name] = klass?.[name] === null ? null : undefined;
	for (const name of OPTIONAL) if (draft[name] === undefined) delete draft[name];
	draft.id ||= newId(draft.name_vi, file.priority_classes.map(({ id }) => id));
	if (klass) file.priority_classes[file.priority_classes.indexOf(klass)] = draft;
	else file.priority_classes.push(draft);
	file.priority_classes = moveTo(file.priority_classes, draft, order - 1);
	return section.changed(`[aria-label="${word("admin.class.edit", { name: titleOf(draft) })}"]`);
}

function remove(section, klass) {
	section.draft.priority_classes = section.draft.priority_classes.filter((one) => one !== klass);
	return section.changed("#class-add");
}
