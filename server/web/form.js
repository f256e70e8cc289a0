// form: fields with their label above, a hint and what is wrong below, tied together also for who
// does not see them. Each is known by the path of what it holds, and is checked when it is left.
import { byId, el, setText } from "./dom.js";
import { dateOf, dayShown, dayTyped, minuteText, oneLine, weekdayName, wholeNumber } from "./form_values.js";
import { icon } from "./parts.js";
import { pathOf } from "./paths.js";
import { word } from "./words.js";

export class Form {
	// id: what its fields' ids begin with; input(path, value): called at each change
	constructor(id, input = () => {}) {
		this.id = id;
		this.input = input;
		this.fields = new Map();
	}

	// Before it is drawn anew, or those of it that stand below a path.
	clear(path = "") {
		for (const key of this.fields.keys()) {
			if (!path || key === path || key.startsWith(`${path}.`)) this.fields.delete(key);
		}
	}

	/*
	 * The fields. Common options: label, value, hint, need (true, or the words where it is empty),
	 * check(value): what is wrong, or "", otherwise: what holds where nothing is said, quiet: the label
	 * is only heard, untold: the section tells of its changes itself. Each gives its node.
	 */

	// more: attributes; size: "s" or "m", narrower; parse(text): the value of what was typed
	text(path, { value = "", max = null, lang = null, size = "", type = "text", more = {}, parse = (text) => text, ...options }) {
		const control = el("input", { type, maxlength: max, lang, dir: "auto", autocomplete: "off", ...more });
		control.value = value ?? "";
		return this.add(path, control, { ...options, size, read: () => parse(oneLine(control.value)) });
	}

	area(path, { value = "", max = null, lang = null, rows = 3, parse = (text) => text, ...options }) {
		const control = el("textarea", { maxlength: max, lang, rows, dir: "auto" });
		control.value = value ?? "";
		return this.add(path, control, { ...options, read: () => parse(oneLine(control.value)) });
	}

	// The value is NaN where it is no whole number, null where it is empty and may be.
	number(path, { value, min = 0, max, unit = "", check = () => "", need = true, ...options }) {
		const control = el("input", { inputmode: "numeric", autocomplete: "off" });
		control.value = value ?? "";
		const read = () => (control.value.trim() === "" && !need ? null : wholeNumber(control.value));
		const range = (n) => (n === null || (Number.isInteger(n) && n >= min && n <= max) ? check(n) : word("form.wrong.range", { min, max }));
		return this.add(path, control, { ...options, unit, size: "n", check: range, read });
	}

	// "07:30"; what cannot be read as an hour stays as it was typed.
	time(path, { value = "", check = () => "", need = true, ...options }) {
		const control = el("input", { inputmode: "numeric", autocomplete: "off", maxlength: 8, placeholder: "00:00" });
		control.value = value ?? "";
		control.addEventListener("change", () => (control.value = minuteText(control.value) ?? control.value));
		const read = () => minuteText(control.value) ?? control.value.trim();
		const hour = (text) => (!text || minuteText(text) ? check(text) : word("form.wrong.time"));
		return this.add(path, control, { ...options, need, size: "n", check: hour, read });
	}

	// "2026-11-23", typed as 23/11/2026 whatever the browser's own way is; the weekday stands beside it.
	// What cannot be read as a day stays as it was typed.
	date(path, { value = "", check = () => "", ...options }) {
		const control = el("input", { inputmode: "numeric", autocomplete: "off", maxlength: 10, placeholder: word("form.date.as") });
		control.value = dayShown(value ?? "");
		const read = () => dayTyped(control.value) ?? control.value.trim();
		const day = (text) => (!text || dateOf(text) ? check(text) : word("form.wrong.date"));
		const node = this.add(path, control, { ...options, unit: " ", size: "d", check: day, read });
		const weekday = node.querySelector(".amount > span");
		const tell = () => setText(weekday, weekdayName(read()));
		control.addEventListener("input", tell);
		control.addEventListener("change", () => (control.value = dayShown(read())));
		tell();
		return node;
	}

	// options: [[value, text], …]
	choice(path, { value = "", choices, ...options }) {
		const control = el("select", {}, ...choices.map(([one, text]) => el("option", { value: one, selected: String(one) === String(value) }, text)));
		const shown = (one) => choices.find(([choice]) => String(choice) === String(one))?.[1] ?? one;
		return this.add(path, control, { ...options, shown, read: () => control.value });
	}

	flag(path, { value = false, label, hint = "", ...options }) {
		const id = this.idOf(path);
		const control = el("input", { type: "checkbox", id, "aria-describedby": `${id}-hint ${id}-wrong` });
		control.checked = value;
		const shown = (on) => word(on ? "form.yes" : "form.no");
		const node = el("div", { class: "fld flag" }, el("label", { class: "check", for: id }, control, el("span", {}, label)), this.hint(id, hint), this.wrongOf(id));
		return this.keep(path, { ...options, label, control, node, shown, read: () => control.checked });
	}

	add(path, control, { label, hint = "", unit = "", size = "", quiet = false, ...options }) {
		const id = this.idOf(path);
		control.id = id;
		control.setAttribute("aria-describedby", `${id}-unit ${id}-hint ${id}-wrong`);
		if (options.need) control.setAttribute("aria-required", "true");
		const amount = el("span", { class: "amount" }, control, unit ? el("span", { id: `${id}-unit` }, unit) : "");
		const node = el("div", { class: `fld ${size}` }, el("label", { for: id, class: quiet ? "sr" : null }, label), amount, this.hint(id, hint), this.wrongOf(id));
		return this.keep(path, { ...options, label, unit, control, node });
	}

	idOf(path) {
		return `${this.id}-${path.replaceAll(/[^\w-]/g, "_")}`;
	}

	hint(id, text) {
		return el("p", { class: "hint", id: `${id}-hint`, hidden: !text }, text);
	}

	wrongOf(id) {
		return el("p", { class: "wrong", id: `${id}-wrong`, hidden: true }, icon("warn"), el("span"));
	}

	keep(path, field) {
		const all = { check: () => "", shown: (value) => value, ...field, path: pathOf(path) };
		this.fields.set(all.path, all);
		const { control, node } = all;
		control.addEventListener("input", () => this.typed(all));
		control.addEventListener("change", () => this.typed(all));
		control.addEventListener("blur", () => this.left(all));
		return node;
	}

	/* What is typed, and whether it holds. */

	typed(field) {
		field.touched = true;
		if (field.control.getAttribute("aria-invalid")) this.mark(field, this.wrongIn(field));
		this.input(field.path, field.read());
	}

	left(field) {
		if (field.touched) this.mark(field, this.wrongIn(field));
	}

	wrongIn(field) {
		const value = field.read();
		const empty = value === "" || value === null;
		if (empty && field.need) return field.need === true ? word("form.wrong.empty") : field.need;
		return field.check(value);
	}

	mark(field, text) {
		const { control } = field;
		const said = byId(`${control.id}-wrong`) ?? field.node.querySelector(".wrong");
		said.hidden = !text;
		setText(said.lastElementChild, text);
		if (text) control.setAttribute("aria-invalid", "true");
		else control.removeAttribute("aria-invalid");
	}

	// Everything that does not hold, marked: { path, label, text }
	check() {
		const wrongs = [];
		for (const field of this.fields.values()) {
			const text = this.wrongIn(field);
			this.mark(field, text);
			if (text) wrongs.push({ path: field.path, label: field.label, text });
		}
		return wrongs;
	}

	// The field that a refusal of the server is about, marked; null: none of these.
	refuse(place, text) {
		const path = pathOf(place);
		const near = [...this.fields.values()].filter((field) => path === field.path || path.startsWith(`${field.path}.`) || field.path.startsWith(`${path}.`));
		const [field] = near;
		if (!field) return null;
		this.mark(field, text);
		return field;
	}

	focus(path) {
		const field = this.fields.get(pathOf(path));
		field?.control.focus();
		field?.node.scrollIntoView({ block: "nearest" });
	}

	set(path, value) {
		const { control } = this.fields.get(pathOf(path));
		if (control.type === "checkbox") control.checked = value;
		else control.value = value;
	}

	// Shows which differ from what is saved.
	showChanged(isChanged) {
		for (const field of this.fields.values()) field.control.classList.toggle("changed", isChanged(field));
	}
}
