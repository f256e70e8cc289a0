// admin_day_form: the form of a holiday or of a day worked in place of one.
import { openForm } from "./admin_dialog.js";
import { dateText, daysFrom } from "./calendar_days.js";
import { el } from "./dom.js";
import { word } from "./words.js";

const NAME_MAX = 80;
const DAYS_MAX = 31;

// one: { kind, entry } of the list, or null for a new one
export function openDay(special, one) {
	const kinds = el("div", { hidden: one !== null });
	const fields = el("div", { class: "box bare" });
	let kind = one?.kind ?? "holiday";
	const draw = (form) => {
		form.clear();
		fields.replaceChildren(...(kind === "holiday" ? holiday(form, special, one) : makeUp(form, special, one)));
	};
	openForm({
		id: "day",
		title: word(one ? `admin.calendar.${kind}.edit` : "admin.calendar.add"),
		does: word(one ? "admin.done" : "admin.add"),
		fill(form) {
			if (!one) kinds.append(choice((chosen) => draw(form, (kind = chosen))));
			draw(form);
			return [kinds, fields];
		},
		take(form) {
			const { until, ...typed } = Object.fromEntries([...form.fields.values()].map(({ path, read }) => [path, read()]));
			return special.put(kind, entryOf(one?.entry, typed), until, one?.entry);
		},
	});
}

function choice(chosen) {
	const radio = (kind, on) => {
		const input = el("input", { type: "radio", name: "day-kind", id: `day-${kind}`, checked: on });
		input.addEventListener("change", () => chosen(kind));
		return el("li", {}, input, el("label", { for: `day-${kind}` }, word(`admin.calendar.${kind}`)));
	};
	return el("fieldset", { class: "chips" }, el("legend", {}, word("admin.calendar.kind")), el("ul", {}, radio("holiday", true), radio("makeup", false)));
}

// The office file may say more of a day than this form knows; its weekday is another then.
function entryOf(before = {}, typed) {
	const { weekday, ...rest } = before;
	const kept = typed.date === before.date && weekday ? { ...rest, weekday } : rest;
	const entry = { ...kept, ...typed };
	for (const name of ["name_vi", "name_en", "basis"]) if (!entry[name]) delete entry[name];
	return entry;
}

function holiday(form, special, one) {
	const entry = one?.entry ?? {};
	const twice = (day) => special.has("holiday", day, one?.entry);
	const from = form.date("date", {
		label: word(one ? "admin.calendar.day" : "admin.calendar.from"), value: entry.date, need: true,
		check: (day) => (twice(day) ? word("admin.calendar.twice", { date: dateText(day) }) : ""),
	});
	const until = one ? "" : form.date("until", {
		label: word("admin.calendar.until"), hint: word("admin.calendar.until.hint"),
		check: (day) => wrongUntil(form.fields.get("date").read(), day, twice),
	});
	return [
		el("div", { class: "beside" }, from, until),
		form.text("name_vi", { label: word("admin.name.vi"), value: entry.name_vi, lang: "vi", max: NAME_MAX, need: true }),
		form.text("name_en", { label: word("admin.name.en"), value: entry.name_en, lang: "en", max: NAME_MAX }),
		form.text("basis", { label: word("admin.calendar.basis"), value: entry.basis, max: NAME_MAX * 2, hint: word("admin.calendar.basis.hint") }),
	];
}

function wrongUntil(from, until, twice) {
	if (!until || !from) return "";
	if (until < from) return word("admin.calendar.wrong.until");
	const days = daysFrom(from, until);
	if (days.length > DAYS_MAX) return word("admin.calendar.wrong.long", { max: DAYS_MAX });
	const known = days.find(twice);
	return known ? word("admin.calendar.twice", { date: dateText(known) }) : "";
}

function makeUp(form, special, one) {
	const entry = one?.entry ?? {};
	return [
		el("div", { class: "beside" },
			form.date("date", {
				label: word("admin.calendar.worked"), value: entry.date, need: true,
				check: (day) => (special.has("makeup", day, one?.entry) ? word("admin.calendar.twice", { date: dateText(day) }) : ""),
			}),
			form.date("for_date", {
				label: word("admin.calendar.instead"), value: entry.for_date, need: true, hint: word("admin.calendar.instead.hint"),
				check: (day) => (day === form.fields.get("date").read() ? word("admin.calendar.wrong.same") : ""),
			})),
		form.text("basis", { label: word("admin.calendar.basis"), value: entry.basis, max: NAME_MAX * 2, hint: word("admin.calendar.basis.hint") }),
	];
}
