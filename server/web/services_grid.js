// services_grid: the matrix of services and counters as a grid: arrows move, figures set, Enter opens
// the choices.
import { el } from "./dom.js";
import { bound, icon } from "./parts.js";
import { preferenceAt, preferencesOf } from "./services_data.js";
import { preferenceText, titleOf } from "./services_say.js";
import { word } from "./words.js";

const PAGE = 8;

export class ServicesGrid {
	// section: with draft and saved; on: { set(counter, service, preference), edit(service), counter(counter) }
	constructor(section, on) {
		this.section = section;
		this.on = on;
		this.at = [0, 1];
		this.node = el("div", { class: "card matrix" });
		this.node.addEventListener("keydown", (event) => this.key(event));
		this.node.addEventListener("focusin", ({ target }) => this.entered(target));
	}

	draw() {
		const { services, counters } = this.section.draft;
		this.cells = new Map();
		const body = el("tbody", {}, ...services.map((service, row) => this.row(service, row)));
		this.table = el("table", { role: "grid", "aria-labelledby": `title-${this.section.id}`, "aria-describedby": "services-key" }, this.headRow(counters), body);
		this.node.classList.toggle("many", counters.length > 10);
		this.node.replaceChildren(this.table);
		this.rove(...this.at);
	}

	headRow(counters) {
		const plain = (key, look) => el("th", { scope: "col", class: look }, word(key));
		const heads = counters.map((counter) => {
			const full = word("web.counter.full", { counter: counter.id, name: titleOf(counter) });
			return el("th", { scope: "col", class: "q", title: titleOf(counter) }, el("span", { class: "sr" }, full), el("b", { class: "door s", "aria-hidden": "true" }, String(counter.id)));
		});
		return el("thead", {}, el("tr", {}, plain("admin.services.name", "nm"), plain("admin.services.mean", "r"), plain("admin.services.target", "r"), plain("admin.services.saturday", "c"), ...heads));
	}

	row(service, row) {
		const { counters } = this.section.draft;
		const { prefix, avg_service_minutes: mean = 10, target_wait_minutes: target = 0, open_saturday: saturday = true } = service;
		const name = el("button", { type: "button", class: "name", tabindex: "-1", "aria-label": word("admin.services.edit", { service: titleOf(service) }) }, bound(titleOf(service)));
		name.addEventListener("click", () => this.on.edit(service));
		this.keep(name, row, 0);
		const works = saturday ? [icon("check"), el("span", { class: "sr" }, word("form.yes"))] : ["–", el("span", { class: "sr" }, word("form.no"))];
		return el("tr", {},
			el("th", { scope: "row", class: "nm" }, el("span", { class: "line" }, el("b", { class: "door s" }, prefix), name)),
			el("td", { class: "r num" }, String(mean)), el("td", { class: "r num" }, target ? String(target) : "–"), el("td", { class: "c" }, ...works),
			...counters.map((counter, column) => el("td", { class: "q" }, this.cell(counter, service, row, column + 1))));
	}

	cell(counter, service, row, column) {
		const button = el("button", { type: "button", tabindex: "-1", "aria-haspopup": "menu" });
		button.addEventListener("click", () => this.on.choose(counter, service, button));
		this.keep(button, row, column);
		this.cells.set(`${counter.id} ${service.id}`, { button, counter, service });
		this.fill(counter, service);
		return button;
	}

	keep(node, row, column) {
		node.dataset.row = row;
		node.dataset.column = column;
	}

	// What a cell shows now.
	fill(counter, service) {
		const { button } = this.cells.get(`${counter.id} ${service.id}`);
		const { draft, saved } = this.section;
		const preference = preferenceAt(counter, service.id);
		const text = preferenceText(draft, preference);
		const before = saved.counters.find(({ id }) => id === counter.id);
		const changed = (before ? preferenceAt(before, service.id) : 0) !== preference;
		const how = preference ? text : word("admin.services.not");
		button.textContent = text;
		button.className = `pf p${Math.min(preference, 3)}${changed ? " ch" : ""}`;
		button.setAttribute("aria-label", word("admin.services.cell", { counter: counter.id, prefix: service.prefix, how: changed ? word("admin.services.unsaved", { how }) : how }));
	}

	mark(counter, service, wrong) {
		this.cells.get(`${counter} ${service}`)?.button.classList.toggle("bad", wrong);
	}

	focusCell(counter, service) {
		this.cells.get(`${counter} ${service}`)?.button.focus();
	}

	focusRow(service) {
		const row = this.section.draft.services.findIndex(({ id }) => id === service);
		this.find(Math.max(0, row), 0)?.focus();
	}

	/* Moving about in it. */

	find(row, column) {
		return this.table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
	}

	// The one cell that Tab stops at.
	rove(row, column) {
		const { services, counters } = this.section.draft;
		this.at = [Math.min(row, services.length - 1), Math.min(column, counters.length)];
		for (const node of this.table.querySelectorAll("[data-row][tabindex='0']")) node.tabIndex = -1;
		const here = this.find(...this.at);
		if (here) here.tabIndex = 0;
		return here;
	}

	entered({ dataset: { row, column } }) {
		if (row !== undefined) this.rove(Number(row), Number(column));
	}

	key(event) {
		if (event.target.dataset.row === undefined || event.altKey || event.metaKey) return;
		const to = this.target(event);
		if (to) {
			event.preventDefault();
			this.rove(...to)?.focus();
			return;
		}
		if (event.ctrlKey || !/^\d$/.test(event.key)) return;
		event.preventDefault();
		this.figure(Number(event.key));
	}

	target({ key, ctrlKey }) {
		const [row, column] = this.at;
		const [rows, columns] = [this.section.draft.services.length - 1, this.section.draft.counters.length];
		const within = (n, max) => Math.min(Math.max(n, 0), max);
		const moves = {
			ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
			PageUp: [row - PAGE, column], PageDown: [row + PAGE, column],
			Home: [ctrlKey ? 0 : row, 0], End: [ctrlKey ? rows : row, columns],
		};
		const to = moves[key];
		return to && [within(to[0], rows), within(to[1], columns)];
	}

	figure(preference) {
		const [row, column] = this.at;
		const { draft } = this.section;
		if (!column || (preference && !preferencesOf(draft).includes(preference))) return;
		this.on.set(draft.counters[column - 1], draft.services[row], preference);
	}
}
