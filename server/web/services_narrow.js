// services_narrow: the matrix on a narrow screen: one service at a time, its counters below it.
import { el } from "./dom.js";
import { icon, shortCounterName } from "./parts.js";
import { preferenceAt, preferencesOf } from "./services_data.js";
import { preferenceText, titleOf } from "./services_say.js";
import { word } from "./words.js";

export class ServicesNarrow {
	constructor(section, on) {
		this.section = section;
		this.on = on;
		this.chosen = null;
		this.node = el("div", { class: "narrow" });
	}

	draw() {
		const { services } = this.section.draft;
		if (!services.some(({ id }) => id === this.chosen)) this.chosen = services[0]?.id;
		const options = services.map((service) => el("option", { value: service.id, selected: service.id === this.chosen }, `${service.prefix} – ${titleOf(service)}`));
		this.select = el("select", { id: "services-one" }, ...options);
		this.select.addEventListener("change", () => this.show(this.select.value));
		const label = el("label", { for: "services-one" }, word("admin.services.name"));
		this.list = el("div", { class: "card box" });
		this.node.replaceChildren(el("div", { class: "fld" }, label, this.select), this.list);
		this.show(this.chosen);
	}

	service() {
		return this.section.draft.services.find(({ id }) => id === this.chosen);
	}

	show(id) {
		this.chosen = id;
		const service = this.service();
		if (!service) return;
		const { avg_service_minutes: mean = 10, target_wait_minutes: target = 0, open_saturday: saturday = true } = service;
		const edit = el("button", { type: "button", class: "b", id: "services-edit" }, icon("edit"), word("admin.services.edit.this"));
		edit.addEventListener("click", () => this.on.edit(service));
		const facts = el("p", { class: "mut" }, word("admin.services.facts", { mean, target: target || "–", saturday: word(saturday ? "form.yes" : "form.no") }));
		this.list.replaceChildren(facts, edit, ...this.section.draft.counters.map((counter) => this.counter(counter, service)));
	}

	counter(counter, service) {
		const current = preferenceAt(counter, service.id);
		const { draft } = this.section;
		const radios = [0, ...preferencesOf(draft)].map((preference) => {
			const id = `narrow-${counter.id}-${preference}`;
			const input = el("input", { type: "radio", id, name: `narrow-${counter.id}`, checked: preference === current });
			input.addEventListener("change", () => this.on.set(counter, service, preference));
			return el("li", {}, input, el("label", { for: id }, preference ? preferenceText(draft, preference) : word("admin.services.not")));
		});
		const name = shortCounterName({ id: counter.id, name: { vi: counter.name_vi, en: counter.name_en } });
		return el("fieldset", { class: "chips", "data-counter": counter.id }, el("legend", {}, el("b", { class: "door s", "aria-hidden": "true" }, String(counter.id)), el("span", { class: "sr" }, word("web.counter", { counter: counter.id })), name), el("ul", {}, ...radios));
	}

	fill() {}

	mark(counter, service, wrong) {
		this.list.querySelector(`[data-counter="${counter}"]`)?.classList.toggle("bad", wrong && service === this.chosen);
	}

	focusCell(counter, service) {
		this.go(service);
		this.list.querySelector(`[data-counter="${counter}"] input:checked`)?.focus();
	}

	focusRow(service) {
		this.go(service);
		this.select.focus();
	}

	go(service) {
		this.select.value = service;
		this.show(service);
	}
}
