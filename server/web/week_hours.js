// week_hours: opening hours of each weekday as fields: several spans a day, in order of the day. They
// are changed in a section's draft, at a path that holds { mon: [["07:30", "11:30"], …], … }.
import { DAYS } from "./calendar_days.js";
import { el } from "./dom.js";
import { icon } from "./parts.js";
import { getAt, same } from "./paths.js";
import { word } from "./words.js";

const WORKDAYS = ["tue", "wed", "thu", "fri"];
const SPANS_MAX = 4;

function minutes(text) {
	const [hour, minute] = text.split(":").map(Number);
	return hour * 60 + minute;
}

function later(minute) {
	const at = Math.min(minute, 24 * 60);
	return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

// "07:30–11:30, 13:30–17:00"; closed: in words
export function hoursText(spans = []) {
	return spans.length ? spans.map(([from, to]) => `${from}–${to}`).join(", ") : word("admin.hours.closed");
}

// Hours of a week of one's own in one line: the days that have the same together.
export function dayHoursText(hours) {
	if (!hours) return word("admin.hours.hall");
	const groups = new Map();
	for (const day of DAYS) {
		const text = hoursText(hours[day]);
		groups.set(text, [...(groups.get(text) ?? []), word(`admin.day.short.${day}`)]);
	}
	return [...groups].map(([text, days]) => word("admin.change", { what: days.join(" "), value: text })).join("; ");
}

// A sentence for each weekday whose hours differ.
export function describeHours(from = {}, to = {}) {
	return DAYS.filter((day) => !same(from[day] ?? [], to[day] ?? [])).map((day) => word("admin.change", { what: word(`admin.day.${day}`), value: hoursText(to[day]) }));
}

export class WeekHours {
	constructor(section, path) {
		this.section = section;
		this.path = path;
		this.list = el("ul", { class: "week" });
		this.draw();
	}

	spans(day) {
		return getAt(this.section.draft, `${this.path}.${day}`) ?? [];
	}

	draw() {
		this.section.form.clear(this.path);
		this.list.replaceChildren(...DAYS.map((day) => this.row(day)));
		this.section.showChanged();
	}

	row(day) {
		const spans = this.spans(day);
		const name = word(`admin.day.${day}`);
		const add = el("button", { type: "button", class: "b quiet", "data-add": day, "aria-label": word("admin.hours.add.of", { day: name }) }, icon("plus"), word("admin.hours.add"));
		add.addEventListener("click", () => this.add(day));
		const closed = spans.length ? "" : el("span", { class: "mut" }, word("admin.hours.closed"));
		const copy = day === "mon" ? this.copy() : "";
		return el("li", {}, el("b", {}, name), el("div", { class: "spans" }, closed, ...spans.map((span, at) => this.span(day, at)), spans.length < SPANS_MAX ? add : "", copy));
	}

	span(day, at) {
		const name = word(`admin.day.${day}`);
		const path = `${this.path}.${day}.${at}`;
		const [from, to] = this.spans(day)[at];
		const label = (end) => word(`admin.hours.${end}`, { day: name, n: at + 1 });
		const common = { quiet: true, untold: true };
		const remove = el("button", { type: "button", class: "b quiet", "aria-label": word("admin.hours.remove", { day: name, from, to }) }, icon("x"));
		remove.addEventListener("click", () => this.remove(day, at));
		return el("div", { class: "span" },
			this.section.form.time(`${path}.0`, { ...common, label: label("from"), value: from, check: (text) => this.wrongFrom(day, at, text) }),
			el("span", { "aria-hidden": "true" }, "–"),
			this.section.form.time(`${path}.1`, { ...common, label: label("to"), value: to, check: (text) => this.wrongTo(day, at, text) }),
			remove);
	}

	// Whoever has the same hours all week writes them once.
	copy() {
		const button = el("button", { type: "button", class: "b quiet", "data-copy": "mon" }, icon("down"), word("admin.hours.copy"));
		button.addEventListener("click", () => {
			const hours = getAt(this.section.draft, this.path);
			for (const day of WORKDAYS) hours[day] = structuredClone(this.spans("mon"));
			this.redraw("[data-copy]");
		});
		return button;
	}

	wrongFrom(day, at, text) {
		const before = at ? this.spans(day)[at - 1][1] : "00:00";
		return text && minutes(text) < minutes(before) ? word("admin.hours.wrong.from", { time: before }) : "";
	}

	wrongTo(day, at, text) {
		const [from] = this.spans(day)[at];
		return text && minutes(text) <= minutes(from) ? word("admin.hours.wrong.to", { time: from }) : "";
	}

	add(day) {
		const spans = this.spans(day);
		const from = spans.length ? minutes(spans.at(-1)[1]) + 60 : 7 * 60 + 30;
		spans.push(from < 24 * 60 ? [later(from), later(from + 240)] : ["", ""]);
		getAt(this.section.draft, this.path)[day] = spans;
		this.redraw(`#${this.section.form.idOf(`${this.path}.${day}.${spans.length - 1}.0`)}`);
	}

	remove(day, at) {
		this.spans(day).splice(at, 1);
		this.redraw(`[data-add=${day}]`);
	}

	// Drawn anew, with the focus where it is next needed.
	redraw(focus) {
		this.draw();
		this.section.edited();
		this.list.querySelector(focus)?.focus();
	}
}
