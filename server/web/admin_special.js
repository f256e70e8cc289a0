// admin_special: holidays, and the days that are worked in their place: a list of one year, and the
// year itself.
import { openDay } from "./admin_day_form.js";
import { YearView } from "./admin_year.js";
import { dateText, Days, DAYS, daysFrom, weekdayOf } from "./calendar_days.js";
import { el, setText } from "./dom.js";
import { icon } from "./parts.js";
import { same } from "./paths.js";
import { nameOf, word } from "./words.js";

const LISTS = { holiday: "holidays", makeup: "make_up_workdays" };

function longDate(day) {
	return word("admin.date", { day: word(`admin.day.${DAYS[weekdayOf(day)]}`), date: dateText(day) });
}

function titleOf({ kind, entry }) {
	const { name_vi: vi, name_en: en, basis, for_date: instead } = entry;
	if (kind === "makeup") return word("admin.calendar.makeup.for", { date: longDate(instead) });
	return nameOf({ vi, en }) || basis || word("admin.calendar.holiday");
}

function byDate(list) {
	return new Map((list ?? []).map((entry) => [entry.date, entry]));
}

// A sentence for each day that was added, taken out or changed.
export function describeSpecial(from, to) {
	return Object.entries(LISTS).flatMap(([kind, name]) => {
		const [was, is] = [byDate(from[name]), byDate(to[name])];
		const days = [...new Set([...was.keys(), ...is.keys()])].sort();
		return days.flatMap((day) => {
			if (same(was.get(day), is.get(day))) return [];
			const how = !was.has(day) ? "added" : !is.has(day) ? "removed" : "changed";
			return [word(`admin.calendar.${kind}.${how}`, { date: dateText(day) })];
		});
	});
}

export class SpecialDays {
	constructor(section) {
		this.section = section;
		this.year = null;
	}

	draw() {
		this.year ??= Number(String(this.section.admin.office.day ?? new Date().toISOString()).slice(0, 4));
		const add = el("button", { type: "button", class: "b", id: "calendar-add" }, icon("plus"), word("admin.calendar.add"));
		add.addEventListener("click", () => openDay(this, null));
		this.title = el("h2", { id: "calendar-year" });
		this.sum = el("p", { class: "hint", role: "status" });
		this.rows = el("ul", {});
		this.none = el("p", { class: "none" });
		this.view = new YearView();
		const head = el("div", { class: "hd" }, this.turn(-1, "before"), this.title, this.turn(1, "after"), el("span", { class: "space" }), add);
		this.drawYear();
		return el("section", { class: "special", "aria-labelledby": "calendar-year" }, head, this.sum, el("div", { class: "yearly" }, el("div", { class: "card days" }, this.rows, this.none), this.view.node));
	}

	turn(by, name) {
		const button = el("button", { type: "button", class: `b turn ${name}`, id: `calendar-${name}`, "aria-label": word(`admin.calendar.year.${name}`) }, icon("chev"));
		button.addEventListener("click", () => {
			this.year += by;
			this.drawYear();
		});
		return button;
	}

	// Each of the year that is shown: { kind, entry }
	entries() {
		const of = (kind) => (this.section.draft[LISTS[kind]] ?? []).map((entry) => ({ kind, entry }));
		const year = String(this.year);
		return [...of("holiday"), ...of("makeup")].filter(({ entry }) => entry.date.startsWith(year)).sort((a, b) => a.entry.date.localeCompare(b.entry.date));
	}

	drawYear() {
		const days = new Days(this.section.draft);
		const entries = this.entries();
		const sum = days.sum(this.year);
		setText(this.title, word("admin.calendar.year", { year: this.year }));
		setText(this.sum, word("admin.calendar.sum", { worked: sum.open + sum.makeup, holidays: sum.holiday, makeups: sum.makeup }));
		this.rows.replaceChildren(...entries.map((one) => this.row(one)));
		this.none.hidden = entries.length > 0;
		setText(this.none, word("admin.calendar.none", { year: this.year }));
		this.view.draw(days, this.year, this.today());
	}

	today() {
		const day = String(this.section.admin.office.day ?? "");
		return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
	}

	row(one) {
		const { kind, entry } = one;
		const { saved } = this.section;
		const fresh = !same(byDate(saved[LISTS[kind]]).get(entry.date), entry);
		const date = longDate(entry.date);
		const button = (name, picture, act) => {
			const made = el("button", { type: "button", class: "b quiet", "aria-label": word(`admin.calendar.${name}`, { date }) }, icon(picture));
			made.addEventListener("click", act);
			return made;
		};
		const tag = el("span", { class: `tag ${kind}` }, icon(kind === "holiday" ? "x" : "plus", ""), word(`admin.calendar.legend.${kind}`));
		return el("li", { class: fresh ? "fresh" : null }, el("div", { class: "when" }, el("b", {}, date.slice(0, -5)), tag), el("span", { class: "mut" }, titleOf(one)), el("div", { class: "does" }, button("edit", "edit", () => openDay(this, one)), button("remove", "x", () => this.remove(one))));
	}

	/* What is changed. */

	has(kind, day, but = null) {
		return (this.section.draft[LISTS[kind]] ?? []).some((entry) => entry !== but && entry.date === day);
	}

	// A holiday that goes over several days is one entry for each. Gives what leads to it.
	put(kind, entry, until, before) {
		const name = LISTS[kind];
		const rest = (this.section.draft[name] ?? []).filter((one) => one !== before);
		const days = kind === "holiday" && until ? daysFrom(entry.date, until) : [entry.date];
		this.section.draft[name] = [...rest, ...days.map((date) => ({ ...entry, date }))].sort((a, b) => a.date.localeCompare(b.date));
		this.year = Number(entry.date.slice(0, 4));
		this.section.edited();
		return () => this.focus(entry.date);
	}

	focus(day) {
		const place = this.entries().findIndex(({ entry }) => entry.date >= day);
		(this.rows.children[place]?.querySelector("button") ?? this.section.node.querySelector("#calendar-add")).focus();
	}

	remove({ kind, entry }) {
		const name = LISTS[kind];
		this.section.draft[name] = this.section.draft[name].filter((one) => one !== entry);
		this.section.edited();
		this.focus(entry.date);
	}
}
