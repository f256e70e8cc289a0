// admin_year: a year of days at a glance: open, closed each week, holiday, worked in place of one.
import { dateText, DAYS, weekdayOf } from "./calendar_days.js";
import { el } from "./dom.js";
import { word } from "./words.js";

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const KINDS = ["open", "closed", "holiday", "makeup"];

export class YearView {
	constructor() {
		this.node = el("div", { class: "year card" });
	}

	draw(days, year, today) {
		const legend = el("ul", { class: "legend" }, ...KINDS.map((kind) => el("li", {}, el("span", { class: `cell ${kind}`, "aria-hidden": "true" }), word(`admin.calendar.legend.${kind}`))));
		this.node.replaceChildren(legend, el("div", { class: "months" }, ...MONTHS.map((month) => this.month(days.month(year, month), month, today))));
	}

	month(list, month, today) {
		const head = DAYS.map((day) => el("th", { scope: "col" }, el("abbr", { title: word(`admin.day.${day}`) }, word(`admin.day.short.${day}`))));
		const cells = [...Array.from({ length: weekdayOf(list[0].day) }, () => null), ...list];
		const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
		const rows = weeks.map((week) => el("tr", {}, ...week.map((one) => (one ? this.cell(one, today) : el("td", {})))));
		return el("table", {}, el("caption", {}, word("admin.calendar.month", { n: month })), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
	}

	cell({ day, kind }, today) {
		const said = kind === "open" ? "" : el("span", { class: "sr" }, ` ${word(`admin.calendar.legend.${kind}`)}`);
		const cell = el("td", { class: `cell ${kind}`, "aria-current": day === today ? "date" : null, title: dateText(day) }, String(Number(day.slice(8))), said);
		return cell;
	}
}
