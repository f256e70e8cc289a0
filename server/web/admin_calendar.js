// admin_calendar: when the office is open: the hours of each weekday, when numbers are given, and the
// days that are not as the week is.
import { describeSpecial, SpecialDays } from "./admin_special.js";
import { FileSection } from "./admin_file_section.js";
import { DAYS } from "./calendar_days.js";
import { el } from "./dom.js";
import { describeHours, hoursText, WeekHours } from "./week_hours.js";
import { word } from "./words.js";

const HOURS = "opening_hours";
const MINUTES_MAX = 240;
const CUTOFF = "15:00";

// A time of day so many minutes later.
function shifted(time, by) {
	const [hour, minute] = time.split(":").map(Number);
	const at = Math.max(0, hour * 60 + minute + by);
	return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

export class CalendarSection extends FileSection {
	constructor(admin, id) {
		super(admin, id, [HOURS, "holidays", "make_up_workdays", "ticket_issue"]);
		this.special = new SpecialDays(this);
	}

	body() {
		this.week = new WeekHours(this, HOURS);
		const week = el("section", { class: "card box", "aria-labelledby": "calendar-week" }, el("h2", { id: "calendar-week" }, word("admin.calendar.week")), el("p", { class: "hint" }, word("admin.calendar.week.hint")), this.week.list);
		return [el("div", { class: "boxes hours" }, week, this.issue()), this.special.draw()];
	}

	issue() {
		const { ticket_issue: issue = {} } = this.draft;
		const minutes = (name) => this.form.number(`ticket_issue.${name}`, { label: word(`admin.calendar.${name}`), value: issue[name] ?? 0, otherwise: 0, max: MINUTES_MAX, unit: word("admin.minutes") });
		this.sample = el("p", { class: "hint", role: "status" });
		this.showSample();
		return el("fieldset", { class: "card box" }, el("legend", {}, word("admin.calendar.issue")),
			el("div", { class: "beside" }, minutes("open_minutes_before"), minutes("stop_minutes_before_close")),
			this.sample,
			this.form.time("ticket_issue.same_day_result_cutoff", { label: word("admin.calendar.same_day_result_cutoff"), value: issue.same_day_result_cutoff ?? CUTOFF, otherwise: CUTOFF, hint: word("admin.calendar.same_day_result_cutoff.hint") }));
	}

	// What the minutes mean on the first weekday that is open.
	showSample() {
		const { opening_hours: hours = {}, ticket_issue: issue = {} } = this.draft;
		const { open_minutes_before: before = 0, stop_minutes_before_close: stop = 0 } = issue;
		const day = DAYS.find((one) => hours[one]?.length);
		const whole = day && Number.isInteger(before) && Number.isInteger(stop) && hours[day].every((span) => span.every((time) => /^\d\d:\d\d$/.test(time)));
		const spans = whole ? hours[day].map(([from, to]) => [shifted(from, -before), shifted(to, -stop)]) : [];
		this.sample.textContent = whole ? word("admin.calendar.issue.sample", { day: word(`admin.day.${day}`), spans: hoursText(spans) }) : "";
	}

	edited() {
		super.edited();
		this.showSample();
		this.special.drawYear();
	}

	describe(from, to) {
		return [...describeHours(from[HOURS], to[HOURS]), ...describeSpecial(from, to), ...super.describe(from, to)];
	}
}
