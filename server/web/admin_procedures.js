// admin_procedures: the catalogue: every procedure with its days, found by words, changed one by one or
// by another list.
import { ListSection } from "./admin_list_section.js";
import { openImport } from "./admin_procedures_import.js";
import { openNewProcedure, openProcedure } from "./admin_procedures_form.js";
import { dayText } from "./amounts.js";
import { addButton } from "./cards.js";
import { el, setText } from "./dom.js";
import { Form } from "./form.js";
import { icon, setBlocked } from "./parts.js";
import { listed, select, stateOf, titleOf } from "./procedures_data.js";
import { Rows } from "./rows.js";
import { nameOf, word } from "./words.js";

const STATES = ["now", "later", "over", "all"];
const SHOWN = 50; // as many more at a time

export class ProceduresSection extends ListSection {
	constructor(admin, id) {
		super(admin, id, ["catalogue", "office"]);
		this.wants = { text: "", state: "now", service: "" };
		this.shown = SHOWN;
	}

	ask() {
		return this.admin.get("admin/procedures");
	}

	concerns(name, data) {
		return (name === "change" && data.kind === "day_opened") || super.concerns(name, data);
	}

	take(list) {
		this.fields = new Map(list.fields.map((field) => [field.id, nameOf({ vi: field.name_vi, en: field.name_en })]));
		this.all = list.procedures.map((one) => listed(one, this.fields));
		super.take(list);
	}

	// A service by its name; none where the office has none for it.
	serviceText(id) {
		const service = this.admin.office.services.find((one) => one.id === id);
		return service ? nameOf(service.name) : word("admin.procedures.noservice");
	}

	actions() {
		const take = addButton("admin.procedures.import", "procedures-import", this.does(() => this.file.click()));
		take.querySelector("use").setAttribute("href", "#i-up");
		return [take, addButton("admin.procedures.add", "procedure-add", this.does(() => openNewProcedure(this)))];
	}

	body() {
		this.file = el("input", { type: "file", accept: ".json,application/json", hidden: true, id: "procedures-file" });
		this.file.addEventListener("change", () => this.chosen());
		this.sum = el("p", { class: "hint" });
		this.count = el("p", { class: "sm", role: "status", id: "procedures-count" });
		const list = el("ul", { class: "card listed procedures-list" });
		this.rows = new Rows(list, () => this.make(), (row, one) => this.tell(row, one));
		this.more = el("button", { type: "button", class: "b", id: "procedures-more" }, word("admin.procedures.more"));
		this.more.addEventListener("click", () => this.showMore());
		return [this.sum, this.file, this.filter(), this.count, list, this.more];
	}

	filter() {
		const form = new Form("procedures", (path, value) => this.wish(path, value));
		const services = [...this.admin.office.services.map(({ id, name }) => [id, nameOf(name)]), ["none", word("admin.procedures.noservice")]];
		return el("div", { class: "card box find" },
			form.text("text", { label: word("admin.procedures.find"), value: this.wants.text, type: "search", hint: word("admin.procedures.find.hint") }),
			form.choice("state", { label: word("admin.procedures.state"), value: this.wants.state, choices: STATES.map((state) => [state, word(`admin.procedures.state.${state}`)]) }),
			form.choice("service", { label: word("admin.procedures.service"), value: this.wants.service, choices: [["", word("admin.procedures.allservices")], ...services] }));
	}

	wish(path, value) {
		this.wants[path] = value;
		this.shown = SHOWN;
		this.fill();
	}

	showMore() {
		const first = this.shown;
		this.shown += SHOWN;
		this.fill();
		this.rows.list.children[first]?.querySelector("button").focus();
	}

	fill() {
		const { day } = this.list;
		const found = select(this.all, day, this.wants);
		const n = Object.fromEntries(STATES.map((state) => [state, this.all.filter((one) => stateOf(one, day) === state).length]));
		setText(this.sum, this.all.length ? word("admin.procedures.sum", n) : word("admin.procedures.empty"));
		setText(this.count, found.length > this.shown ? word("admin.procedures.part", { n: found.length, shown: this.shown }) : word("admin.procedures.found", { n: found.length }));
		this.rows.show(found.slice(0, this.shown));
		this.more.hidden = found.length <= this.shown;
	}

	make() {
		const row = { li: el("li", {}), name: el("b", {}), facts: el("small", { class: "mut" }), how: el("div", { class: "how" }) };
		row.edit = this.button("", () => openProcedure(this, row.item.code), icon("edit"), word("admin.edit"));
		row.li.append(el("div", { class: "who" }, row.name, row.facts), row.how, el("div", { class: "does" }, row.edit));
		return row;
	}

	tell(row, one) {
		row.li.dataset.code = one.code;
		setText(row.name, titleOf(one));
		setText(row.facts, [one.code, this.fields.get(one.field)].filter(Boolean).join(" · "));
		const tags = this.tagsOf(one).map(([look, text]) => el("span", { class: `tag ${look}` }, text));
		row.how.replaceChildren(el("span", { class: "sm" }, this.serviceText(one.service)), ...tags);
		row.edit.setAttribute("aria-label", word("admin.procedures.edit", { name: titleOf(one), code: one.code }));
		setBlocked(row.edit, this.admin.blocked());
	}

	tagsOf(one) {
		const state = stateOf(one, this.list.day);
		const tags = [];
		if (state === "later") tags.push(["waits", word("admin.procedures.from", { day: dayText(one.valid_from) })]);
		if (one.valid_until) tags.push([state === "over" ? "" : "waits", word("admin.procedures.until", { day: dayText(one.valid_until) })]);
		if (one.replaced_by) tags.push(["", word("admin.procedures.by", { code: one.replaced_by })]);
		if (one.amended_from) tags.push(["waits", word("admin.procedures.amends", { day: dayText(one.amended_from) })]);
		if (state === "now" && !one.service) tags.push(["amiss", word("admin.procedures.unseen")]);
		return tags;
	}

	async chosen() {
		const [file] = this.file.files;
		const text = file ? await file.text() : "";
		this.file.value = "";
		if (file) await openImport(this, text);
	}

	// On the button of a procedure that is shown, else on the heading.
	focus(code) {
		(this.rows.rows.get(code)?.edit ?? this.node.querySelector("h1")).focus();
	}
}
