// reports_query: what is asked of the reports: days, a service, a counter, and which view; it stands
// in the page's address, so that a link shows the same again.
import { isDay, spanAround, UNITS } from "./days.js";
import { MEASURES } from "./reports_heat.js";

const DAYS_UNIT = "month";
const VIEWS = ["charts", "quarter"];

function readDay(text) {
	const day = Number(text);
	return isDay(day) ? day : null;
}

export class Query {
	constructor(values) {
		Object.assign(this, { unit: DAYS_UNIT, service: "", counter: "", view: VIEWS[0], measure: Object.keys(MEASURES)[0] }, values);
	}

	// What the address says; where it says nothing, this month until today. `span` names a unit.
	static read(search, today) {
		const asked = new URLSearchParams(search);
		const unit = UNITS.includes(asked.get("span")) ? asked.get("span") : DAYS_UNIT;
		const [from, to] = [readDay(asked.get("from")), readDay(asked.get("to"))];
		const span = from && to && from <= to ? { from, to } : spanAround(unit, today, today);
		const query = new Query({ ...span, unit, service: asked.get("service") ?? "", counter: asked.get("counter") ?? "" });
		if (VIEWS.includes(asked.get("view"))) query.view = asked.get("view");
		if (Object.hasOwn(MEASURES, asked.get("heat"))) query.measure = asked.get("heat");
		return query.view === "quarter" ? query.with(spanAround("quarter", query.to, today)) : query;
	}

	with(values) {
		return new Query({ ...this, ...values });
	}

	get span() {
		return { from: this.from, to: this.to };
	}

	// For the server and for the address alike.
	params() {
		const params = new URLSearchParams({ from: this.from, to: this.to });
		if (this.service) params.set("service", this.service);
		if (this.counter) params.set("counter", this.counter);
		return params;
	}

	address() {
		const params = this.params();
		if (this.view !== VIEWS[0]) params.set("view", this.view);
		if (this.measure !== Object.keys(MEASURES)[0]) params.set("heat", this.measure);
		return `?${params}`;
	}

	path(part, format = "json") {
		const params = this.params();
		params.set("format", format);
		return `/api/v1/reports/${part}?${params}`;
	}

	fileName(part) {
		return `motcua-${part}-${this.from}-${this.to}.csv`;
	}

	// Whether the server would count anything else.
	sameFigures(other) {
		return String(this.params()) === String(other.params());
	}
}
