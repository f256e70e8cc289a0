// reports_tools: the row over the report: which days, service and counter, which view, CSV and paper.
import { dayText, quarterText, spanText } from "./amounts.js";
import { daysBefore, dayPlus, daysIn, isDay, quartersUntil, spanAround, spanBeside, unitOf } from "./days.js";
import { byId, el, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { nameOf, word } from "./words.js";

const UNITS = ["day", "yesterday", "week", "month", "quarter", "year"];
const PARTS = ["summary", "waits", "services", "counters", "hours", "ratings", "changes"]; // the last in pieces
const QUARTERS = 8;
const LONGEST_DAYS = 366;

const dateOf = (day) => dayText(day).split("/").reverse().join("-");
const dayOf = (date) => Number(date.replaceAll("-", ""));

function option(value, text) {
	return el("option", { value }, text);
}

// Choices that are rebuilt only where they say something else.
function fillSelect(select, choices, value) {
	const state = JSON.stringify(choices);
	if (select.dataset.state !== state) {
		select.dataset.state = state;
		select.replaceChildren(...choices.map(([id, text]) => option(id, text)));
	}
	select.value = value;
}

export class Tools {
	// page: { today, query, office, ask(query), unfoldAll(), … }
	constructor(page) {
		this.page = page;
		byId("spans").replaceChildren(...UNITS.map((unit) => this.spanButton(unit)), this.ownButton());
		byId("earlier").addEventListener("click", () => this.step(-1));
		byId("later").addEventListener("click", () => this.step(1));
		byId("own").addEventListener("submit", (event) => this.takeOwn(event));
		byId("quarter").addEventListener("change", ({ target }) => this.goTo(this.quarters()[target.selectedIndex], "quarter"));
		byId("service").addEventListener("change", ({ target }) => page.ask(page.query.with({ service: target.value })));
		byId("counter").addEventListener("change", ({ target }) => page.ask(page.query.with({ counter: target.value })));
		for (const button of byId("views").children) button.addEventListener("click", () => this.look(button.dataset.view));
		byId("figures-all").addEventListener("click", () => page.unfoldAll());
		byId("print").addEventListener("click", () => window.print());
		this.listenToMenu();
	}

	spanButton(unit) {
		const button = el("button", { type: "button", class: "b", "data-span": unit });
		button.addEventListener("click", () => this.goTo(this.spanOf(unit), unit === "yesterday" ? "day" : unit));
		return button;
	}

	ownButton() {
		const button = el("button", { type: "button", class: "b", "data-span": "own", "aria-controls": "own" });
		button.addEventListener("click", () => this.openOwn(byId("own").hidden));
		return button;
	}

	spanOf(unit) {
		const { today } = this.page;
		if (unit !== "yesterday") return spanAround(unit, today, today);
		const day = dayPlus(today, -1);
		return { from: day, to: day };
	}

	quarters() {
		return quartersUntil(this.page.today, QUARTERS);
	}

	goTo(span, unit) {
		this.openOwn(false);
		this.page.ask(this.page.query.with({ ...span, unit }));
	}

	step(step) {
		const { query, today } = this.page;
		if (step > 0 && query.to >= today) return;
		this.goTo(spanBeside(query.span, step, today, query.unit), query.unit);
	}

	look(view) {
		const { query, today } = this.page;
		const span = view === "quarter" ? { ...spanAround("quarter", query.to, today), unit: "quarter" } : {};
		this.page.ask(query.with({ view, ...span }));
	}

	/* Days of one's own. */

	openOwn(open) {
		byId("own").hidden = !open;
		this.sayOwn("");
		this.render();
		if (!open) return;
		const { query, today } = this.page;
		for (const name of ["from", "to"]) {
			byId("own")[name].value = dateOf(query[name]);
			byId("own")[name].max = dateOf(today);
		}
		byId("own").from.focus();
	}

	takeOwn(event) {
		event.preventDefault();
		const [from, to] = ["from", "to"].map((name) => dayOf(byId("own")[name].value));
		if (!isDay(from)) this.sayOwn("reports.own.missing", "from");
		else if (!isDay(to)) this.sayOwn("reports.own.missing", "to");
		else if (to < from) this.sayOwn("reports.own.order", "to");
		else if (daysIn({ from, to }) > LONGEST_DAYS) this.sayOwn("reports.own.long", "from");
		else this.page.ask(this.page.query.with({ from, to, unit: null }));
	}

	sayOwn(key, field = null) {
		setText(byId("own-say"), key ? word(key) : "");
		byId("own-say").hidden = !key;
		for (const name of ["from", "to"]) {
			if (name === field) byId("own")[name].setAttribute("aria-invalid", "true");
			else byId("own")[name].removeAttribute("aria-invalid");
		}
		if (field) byId("own")[field].focus();
	}

	/* The parts that there are as CSV. */

	listenToMenu() {
		const [button, menu] = [byId("csv"), byId("csv-menu")];
		button.addEventListener("click", () => this.openMenu(menu.hidden));
		for (const node of [button, menu]) {
			node.addEventListener("keydown", ({ key }) => {
				if (key !== "Escape" || menu.hidden) return;
				this.openMenu(false);
				button.focus();
			});
		}
	}

	openMenu(open) {
		byId("csv-menu").hidden = !open;
		byId("csv").setAttribute("aria-expanded", String(open));
		if (open) byId("csv-menu").querySelector("a").focus();
	}

	renderMenu() {
		const { query } = this.page;
		const link = (part) => el("a", { class: "b quiet", href: query.path(part, "csv"), download: query.fileName(part) }, icon("down"), word(`reports.csv.${part}`));
		const links = PARTS.map(link);
		links.at(-1).addEventListener("click", (event) => {
			event.preventDefault();
			this.page.saveChanges();
		});
		byId("csv-menu").replaceChildren(...links.map((one) => el("li", {}, one)));
	}

	render() {
		const { query, today, office } = this.page;
		const quarter = query.view === "quarter";
		setText(byId("span"), quarter ? quarterText(query.from) : spanText(query.span));
		setBlocked(byId("later"), query.to >= today);
		this.renderSpans(query, today);
		for (const id of ["spans", "figures-all"]) byId(id).hidden = quarter;
		byId("quarter-box").hidden = !quarter;
		fillSelect(byId("quarter"), this.quarters().map(({ from }) => [from, quarterText(from)]), query.from);
		for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === query.view));
		fillSelect(byId("service"), [["", word("reports.service.all")], ...office.services.map(({ id, prefix, name }) => [id, `${prefix} – ${nameOf(name)}`])], query.service);
		fillSelect(byId("counter"), [["", word("reports.counter.all")], ...office.counters.map(({ id, name }) => [id, nameOf(name)])], query.counter);
		this.renderMenu();
	}

	renderSpans(query, today) {
		const unit = unitOf(query.span, today, query.unit);
		const open = !byId("own").hidden;
		for (const button of byId("spans").children) {
			const { span } = button.dataset;
			setText(button, word(`reports.span.${span}`));
			if (span === "own") {
				button.setAttribute("aria-expanded", String(open));
				continue;
			}
			const { from, to } = this.spanOf(span);
			const fits = from === query.from && to === query.to && unit === (span === "yesterday" ? "day" : span);
			button.setAttribute("aria-pressed", String(fits && !open));
		}
	}

	// "24 ngày có số liệu, so với kỳ trước 28/09 – 25/10/2026."
	daysText({ summary: { days, previous }, query }) {
		const had = word("reports.days", { n: days });
		return previous ? `${had}, ${word("reports.days.against", { span: spanText(daysBefore(query.span)) })}.` : `${had}.`;
	}
}
