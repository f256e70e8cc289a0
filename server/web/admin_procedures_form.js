// admin_procedures_form: one procedure: what citizens read of it, its days, what replaces it, and what
// was changed.
import { openForm } from "./admin_dialog.js";
import { dayText } from "./amounts.js";
import { dayOf, timeText } from "./clock.js";
import { el } from "./dom.js";
import { oneLine } from "./form_values.js";
import { icon } from "./parts.js";
import { same } from "./paths.js";
import { dayNumber, dayOfForm, titleOf } from "./procedures_data.js";
import { changeList, changeText } from "./procedures_say.js";
import { nameOf, word } from "./words.js";

const KINDS = ["working-days", "calendar-days", "hours", "same-day-15h", "immediate", "varies"];
const TEXTS = ["name_vi", "short_vi", "name_en", "field", "service", "fee_note_vi", "time_limit_vi", "time_limit_kind", "replaced_by"];
const NUMBERS = ["fee_vnd", "time_limit_days", "time_limit_hours"];
const DATES = ["valid_from", "valid_until"];
const NAME_MAX = 1000;
const FEE_MAX = 9999999;
const CODE = /^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/;

// A row of the file as the form has it.
function draftOf(row, day) {
	const draft = { documents_vi: row.documents_vi ?? [], from: dayOfForm(day) };
	for (const key of TEXTS) draft[key] = row[key] ?? "";
	for (const key of NUMBERS) draft[key] = row[key] ?? null;
	for (const key of DATES) draft[key] = dayOfForm(row[key]);
	return draft;
}

// Those members that are other than in the file.
function membersOf(draft, row) {
	const is = { documents_vi: draft.documents_vi };
	for (const key of TEXTS) is[key] = draft[key] || null;
	for (const key of NUMBERS) is[key] = draft[key];
	for (const key of DATES) is[key] = dayNumber(draft[key]);
	const other = ([key, value]) => !same(value, row[key] ?? (key === "documents_vi" ? [] : null));
	return Object.fromEntries(Object.entries(is).filter(other));
}

class ProcedureForm {
	constructor(section, told) {
		this.section = section;
		this.told = told;
		this.row = told.procedure;
		this.draft = draftOf(this.row, told.day);
		this.draft.code = this.row.code ?? "";
		this.draft.field ||= section.list.fields[0].id;
	}

	get isNew() {
		return !this.row.code;
	}

	text(form, path, more = {}) {
		return form.text(path, { label: word(`admin.procedures.${path}`), value: this.draft[path], max: NAME_MAX, ...more });
	}

	lines(form, path, more = {}) {
		return form.area(path, { label: word(`admin.procedures.${path}`), value: this.draft[path], max: NAME_MAX, lang: "vi", rows: 2, ...more });
	}

	number(form, path, max, unit) {
		return form.number(path, { label: word(`admin.procedures.${path}`), value: this.draft[path], max, unit: word(unit), need: false });
	}

	date(form, path, more = {}) {
		return form.date(path, { label: word(`admin.procedures.${path}`), value: this.draft[path], ...more });
	}

	fields(form) {
		this.form = form;
		return [this.names(form), this.papers(form), this.money(form), this.days(form), this.begin(form), this.planned(), this.history()];
	}

	names(form) {
		const { fields } = this.section.list;
		const taken = (code) => {
			if (!CODE.test(code)) return word("admin.procedures.code.wrong");
			return this.section.all.some((one) => one.code === code) ? word("admin.procedures.code.taken") : "";
		};
		const code = this.isNew ? form.text("code", { label: word("admin.procedures.code"), value: "", max: 32, size: "m", need: true, check: taken }) : el("p", { class: "mut" }, word("admin.procedures.codeis", { code: this.row.code }));
		const services = this.section.admin.office.services.map(({ id, name }) => [id, nameOf(name)]);
		return el("div", { class: "box bare" }, code,
			this.lines(form, "name_vi", { need: true }),
			this.text(form, "short_vi", { lang: "vi", hint: word("admin.procedures.short_vi.hint") }),
			this.text(form, "name_en", { lang: "en" }),
			form.choice("field", { label: word("admin.procedures.field"), value: this.draft.field, choices: fields.map((field) => [field.id, nameOf({ vi: field.name_vi, en: field.name_en })]) }),
			form.choice("service", { label: word("admin.procedures.service"), value: this.draft.service, choices: [["", word("admin.procedures.byfield")], ...services] }));
	}

	papers(form) {
		const control = el("textarea", { rows: 6, lang: "vi" });
		control.value = this.draft.documents_vi.join("\n");
		const read = () => control.value.split("\n").map(oneLine).filter(Boolean);
		return form.add("documents_vi", control, { label: word("admin.procedures.documents_vi"), hint: word("admin.procedures.documents_vi.hint"), read });
	}

	money(form) {
		const kinds = [["", word("admin.procedures.kind.none")], ...KINDS.map((kind) => [kind, word(`admin.procedures.kind.${kind}`)])];
		return el("div", { class: "box bare" },
			el("div", { class: "beside" }, form.number("fee_vnd", { label: word("admin.procedures.fee_vnd"), value: this.draft.fee_vnd, max: FEE_MAX, unit: word("admin.procedures.dong"), need: false, hint: word("admin.procedures.fee_vnd.hint") })),
			this.lines(form, "fee_note_vi"),
			this.lines(form, "time_limit_vi", { hint: word("admin.procedures.time_limit_vi.hint") }),
			form.choice("time_limit_kind", { label: word("admin.procedures.time_limit_kind"), value: this.draft.time_limit_kind, choices: kinds }),
			el("div", { class: "beside" }, this.number(form, "time_limit_days", 3650, "admin.procedures.days"), this.number(form, "time_limit_hours", 744, "admin.procedures.hours")));
	}

	days(form) {
		const late = (text) => (this.draft.valid_from && text && text < this.draft.valid_from ? word("admin.procedures.until.early") : "");
		const known = (code) => (!code || this.section.all.some((one) => one.code === code && code !== this.row.code) ? "" : word("admin.procedures.code.unknown"));
		return el("fieldset", { class: "box bare" }, el("legend", {}, word("admin.procedures.validity")),
			el("div", { class: "beside" }, this.date(form, "valid_from", { hint: word("admin.procedures.valid_from.hint") }), this.date(form, "valid_until", { hint: word("admin.procedures.valid_until.hint"), check: late })),
			this.text(form, "replaced_by", { size: "m", max: 32, hint: word("admin.procedures.replaced_by.hint"), check: (code) => known(code) || (code && !this.draft.valid_until ? word("admin.procedures.until.need") : "") }));
	}

	begin(form) {
		if (this.isNew) return "";
		const { day } = this.told;
		const early = (text) => (dayNumber(text) < day ? word("admin.procedures.early", { day: dayText(day) }) : "");
		return form.date("from", { label: word("admin.procedures.changefrom"), value: this.draft.from, need: true, hint: word("admin.procedures.changefrom.hint"), check: early });
	}

	planned() {
		const list = this.told.planned.map(({ from, ...members }) => {
			const said = Object.entries(members).map(([path, is]) => changeText({ path, was: this.row[path], is }));
			return el("li", {}, el("b", {}, word("admin.procedures.planned.from", { day: dayText(from) })), " ", said.join("; "));
		});
		return list.length ? el("div", { class: "advice" }, el("ul", { class: "differ" }, ...list)) : "";
	}

	history() {
		const acts = this.told.history.map(({ at, by, name, changes }) => el("li", {}, el("b", {}, `${timeText(at)}, ${dayOf(at)}`), el("small", { class: "mut" }, name || (by === "system" ? word("admin.procedures.system") : by.split(":").at(-1))), changeList(changes)));
		return acts.length ? el("details", { class: "past" }, el("summary", {}, icon("chev"), el("h3", {}, word("admin.procedures.history", { n: acts.length }))), el("ul", { class: "differ" }, ...acts)) : "";
	}

	async send(members) {
		const code = this.isNew ? this.draft.code : this.row.code;
		const from = this.isNew ? null : dayNumber(this.draft.from);
		await this.section.admin.send("PUT", `admin/procedures/${encodeURIComponent(code)}`, { version: this.told.version, from, ...members });
		const later = from > this.told.day;
		this.section.admin.say(word(later ? "admin.procedures.willbe" : "admin.saved", { day: dayText(from) }));
		await this.section.read();
		return () => this.section.focus(code);
	}

	keep() {
		const members = membersOf(this.draft, this.row);
		return Object.keys(members).length ? this.send(members) : undefined;
	}

	open() {
		const drop = this.told.planned.length ? [{ text: word("admin.procedures.planned.drop"), take: () => this.send({ amended: null }) }] : [];
		openForm({
			id: "procedure",
			draft: this.draft,
			title: this.isNew ? word("admin.procedures.add") : titleOf(this.told.now),
			does: word(this.isNew ? "admin.add" : "admin.save"),
			fill: (form) => this.fields(form),
			take: () => this.keep(),
			more: drop,
		});
	}
}

export async function openProcedure(section, code) {
	try {
		new ProcedureForm(section, await section.admin.get(`admin/procedures/${encodeURIComponent(code)}`)).open();
	} catch (error) {
		if (!error.status && error.name !== "Error") throw error;
		section.admin.say(section.admin.refusalText(error), "warn");
	}
}

export function openNewProcedure(section) {
	const { version, day, fields } = section.list;
	if (!fields.length) {
		section.admin.say(word("admin.procedures.empty"), "advise");
		return;
	}
	new ProcedureForm(section, { version, day, procedure: {}, planned: [], history: [] }).open();
}
