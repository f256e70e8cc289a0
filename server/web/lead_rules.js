// lead_rules: the rules of the queue, shown and changed while the hall works.
import { get, Refusal } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { changedRules, headStartClasses, keyOf, maxOf, overtakeMin, preferencesOf, valuesOf } from "./lead_rules_form.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { setBlocked, shortCounterName } from "./parts.js";
import { nameOf, word } from "./words.js";

const GROUPS = {
	head: ["head_start_min"],
	appointment: ["appointment_head_start_min", "appointment_grace_min"],
	miss: ["miss_penalty_min", "max_misses", "return_within_min"],
};

// A field's key where an element's id cannot hold it.
function idOf(key) {
	return `rule-${key.replaceAll(/[^\w-]/g, "_")}`;
}

export class Rules {
	constructor(hall) {
		this.hall = hall;
		this.moves = new Moves("/api/v1", "PUT");
		this.rules = null;
		this.version = null;
		this.values = new Map();
		this.wrong = null;
		this.form = byId("rules-form");
		this.bar = byId("rules-save");
		this.form.addEventListener("input", (event) => this.typed(event.target));
		this.form.addEventListener("submit", (event) => this.save(event));
		byId("rules-undo").addEventListener("click", () => this.use(this.rules));
		byId("rules-reload").addEventListener("click", () => this.load());
	}

	// The hall says which version counts now; one's own unsaved work is not thrown away.
	know(version) {
		if (version === this.version) return;
		this.version = version;
		if (!this.rules || !this.changed().length) this.load();
		else byId("rules-newer").hidden = false;
	}

	async load() {
		try {
			this.use(await get("/api/v1/rules"));
		} catch {
			this.version = null; // The next look at the hall asks again.
		}
	}

	use(rules) {
		this.rules = rules;
		this.version = rules.version;
		this.values = valuesOf(rules);
		this.wrong = null;
		byId("rules-newer").hidden = true;
		this.draw();
	}

	services() {
		return this.hall.office.services;
	}

	changed() {
		if (!this.rules) return [];
		return changedRules(this.rules, this.services().map(({ id }) => id), this.values).changed;
	}

	reword() {
		if (this.rules) this.draw();
	}

	/* What it looks like. */

	draw() {
		this.form.append(this.bar);
		const [head, ...others] = Object.entries(GROUPS).map(([name, keys]) => [name, keys.map((key) => this.number(key, word(`lead.rule.${key}`)))]);
		head[1].push(...headStartClasses(this.rules).map((klass) => this.number(`class:${klass.id}`, this.nameOf(klass))));
		const helping = preferencesOf(this.rules).filter((n) => n > 1);
		const helpers = helping.map((n) => this.number(`helper:${n}`, word("lead.rule.helper", { n })));
		byId("rules-groups").replaceChildren(...[head, ...others, ["helper", helpers]].map(([name, fields]) => this.group(name, fields)));
		byId("rules-serves").replaceChildren(this.table());
		this.show();
	}

	group(name, fields) {
		return el("fieldset", { class: "card group" }, el("legend", {}, word(`lead.rules.${name}`)), ...fields);
	}

	nameOf({ name_vi: vi, name_en: en }) {
		return nameOf({ vi, en });
	}

	number(key, label) {
		const id = idOf(key);
		const unit = word(key === "max_misses" ? "lead.rules.times" : "lead.rules.minutes");
		const input = el("input", { id, type: "number", min: 0, max: maxOf(key), step: 1, inputmode: "numeric", "data-key": key, "aria-describedby": `${id}-unit ${id}-wrong` });
		input.value = this.values.get(key);
		const wrong = el("small", { class: "wrong", id: `${id}-wrong` });
		return el("div", { class: "rule" }, el("label", { for: id }, label), el("span", { class: "amount" }, input, el("span", { id: `${id}-unit` }, unit)), wrong);
	}

	table() {
		const counters = this.hall.office.counters;
		const head = counters.map((counter) => el("th", { scope: "col" }, el("b", { class: "door s" }, String(counter.id)), el("span", { class: "mut" }, shortCounterName(counter))));
		const rows = this.services().map((service) => {
			const name = el("th", { scope: "row" }, nameOf(service.name));
			return el("tr", {}, name, ...counters.map((counter) => el("td", {}, ...this.choice(counter, service))));
		});
		return el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), ...head)), el("tbody", {}, ...rows));
	}

	choice(counter, service) {
		const key = `serves:${counter.id}:${service.id}`;
		const chosen = this.values.get(key) ?? 0;
		const options = [0, ...preferencesOf(this.rules)].map((n) => el("option", { value: n, selected: n === chosen }, this.preferenceText(n)));
		const label = word("lead.rules.at", { service: nameOf(service.name), counter: counter.id });
		const where = el("span", { class: "where", "aria-hidden": "true" }, word("web.counter", { counter: counter.id }));
		return [where, el("select", { id: idOf(key), "data-key": key, "aria-label": label }, ...options)];
	}

	preferenceText(n) {
		if (n < 2) return word(n ? "lead.rules.own" : "lead.rules.not");
		return word("lead.rules.helps", { n: this.values.get(`helper:${n}`) });
	}

	// What is unsaved, what is wrong, what the rules mean; the fields themselves stay as they are.
	show() {
		const changed = new Set(this.changed());
		for (const field of this.form.querySelectorAll("[data-key]")) {
			const { key } = field.dataset;
			const wrong = this.wrong && key.startsWith(this.wrong.key);
			field.classList.toggle("changed", changed.has(key));
			if (wrong) field.setAttribute("aria-invalid", "true");
			else field.removeAttribute("aria-invalid");
			const text = byId(`${field.id}-wrong`);
			if (text) setText(text, wrong ? this.wrong.text : "");
		}
		setText(byId("rules-wall"), word("lead.rules.wall", { n: overtakeMin(this.values) }));
		this.bar.hidden = !changed.size;
		byId("rules-say").classList.toggle("wrong", this.wrong !== null);
		setText(byId("rules-say"), this.wrong?.text ?? word("lead.rules.unsaved", { n: changed.size }));
		setBlocked(byId("rules-do"), this.blocked());
	}

	render() {
		if (this.rules) this.show();
	}

	/* What is changed. */

	blocked() {
		const { ended, lostAt } = this.hall;
		if (ended) return word("clerk.blocked.readonly");
		return lostAt ? word("clerk.blocked.lost") : null;
	}

	typed(field) {
		const { dataset: { key }, value } = field;
		if (!key) return;
		this.stand(field);
		const before = this.values.get("head_start_min");
		this.values.set(key, value === "" ? NaN : Number(value));
		if (key === "head_start_min") this.follow(before);
		if (key.startsWith("helper:")) this.renameHelpers();
		this.wrong = null;
		this.show();
	}

	// The bar stands where the last change was made; floating it would cover fields.
	stand(field) {
		field.closest("fieldset").append(this.bar);
	}

	// A class without a head start of its own goes with the common one.
	follow(before) {
		for (const { id } of headStartClasses(this.rules)) {
			const key = `class:${id}`;
			if (this.values.get(key) !== before) continue;
			this.values.set(key, this.values.get("head_start_min"));
			byId(idOf(key)).value = this.form.querySelector("[data-key=head_start_min]").value;
		}
	}

	renameHelpers() {
		for (const option of this.form.querySelectorAll("option")) {
			if (Number(option.value) > 1) setText(option, this.preferenceText(Number(option.value)));
		}
	}

	// The first thing that does not hold: { key, text }; null when all does.
	missing() {
		for (const field of this.form.querySelectorAll("input[data-key]")) {
			const { key } = field.dataset;
			const value = this.values.get(key);
			if (Number.isInteger(value) && value >= 0 && value <= maxOf(key)) continue;
			return { key, text: word("lead.rules.range", { max: maxOf(key) }) };
		}
		const served = (id) => this.hall.office.counters.some((counter) => this.values.get(`serves:${counter.id}:${id}`) > 0);
		const alone = this.services().find(({ id }) => !served(id));
		if (!alone) return null;
		const [{ id }] = this.hall.office.counters;
		return { key: `serves:${id}:${alone.id}`, text: word("lead.rules.alone", { service: nameOf(alone.name) }) };
	}

	fail(wrong) {
		this.wrong = wrong;
		this.show();
		const field = [...this.form.querySelectorAll("[data-key]")].find(({ dataset }) => dataset.key.startsWith(wrong.key));
		if (field) this.stand(field);
		(field ?? byId("rules-do")).focus();
	}

	async save(event) {
		event.preventDefault();
		const missing = this.missing();
		if (this.blocked() || this.busy) return;
		if (missing) {
			this.fail(missing);
			return;
		}
		this.busy = true;
		const { body } = changedRules(this.rules, this.services().map(({ id }) => id), this.values);
		try {
			this.use(await this.moves.send("rules", body));
			say(word("lead.rules.saved"));
			byId("rules-title").focus();
			this.hall.refreshOffice();
		} catch (error) {
			this.refused(error);
		}
		this.busy = false;
	}

	refused(error) {
		if (!(error instanceof Refusal)) this.fail({ key: "-", text: word("web.unreachable") });
		else this.fail({ key: keyOf(error.field, this.rules) ?? "-", text: word("lead.rules.refused", { why: error.message }) });
	}
}
