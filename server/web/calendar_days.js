// calendar_days: which days of a year an office is open, by its hours, holidays and make-up days; as
// server/calendar.c reckons. Days are "2026-11-23". Knows neither the page nor the server.
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export function dateText(day) {
	return day.split("-").reverse().join("/");
}

// 0: Monday
export function weekdayOf(day) {
	return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}

function nextDay(day) {
	const date = new Date(`${day}T12:00:00Z`);
	date.setUTCDate(date.getUTCDate() + 1);
	return date.toISOString().slice(0, 10);
}

// Each day from … to, both counted; none when they are the wrong way round.
export function daysFrom(from, to) {
	const days = [];
	for (let day = from; day <= to; day = nextDay(day)) days.push(day);
	return days;
}

export class Days {
	constructor({ opening_hours: hours = {}, holidays = [], make_up_workdays: makeUps = [] }) {
		this.hours = hours;
		this.holidays = new Map((holidays ?? []).map((holiday) => [holiday.date, holiday]));
		this.makeUps = new Map((makeUps ?? []).map((makeUp) => [makeUp.date, makeUp]));
	}

	spansOf(day) {
		return this.hours[DAYS[weekdayOf(day)]] ?? [];
	}

	// { kind: "open", "closed", "holiday" or "makeup", spans, special: the holiday or make-up day }
	at(day) {
		const makeUp = this.makeUps.get(day);
		const holiday = this.holidays.get(day);
		if (makeUp) return { kind: "makeup", spans: this.spansOf(makeUp.for_date), special: makeUp };
		if (holiday) return { kind: "holiday", spans: [], special: holiday };
		const spans = this.spansOf(day);
		return { kind: spans.length ? "open" : "closed", spans, special: null };
	}

	// Of a month 1–12: its days with how they are.
	month(year, month) {
		const first = `${year}-${String(month).padStart(2, "0")}-01`;
		const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
		return daysFrom(first, last).map((day) => ({ day, ...this.at(day) }));
	}

	// How many days of each kind a year has.
	sum(year) {
		const sum = { open: 0, closed: 0, holiday: 0, makeup: 0 };
		for (const day of daysFrom(`${year}-01-01`, `${year}-12-31`)) sum[this.at(day).kind]++;
		return sum;
	}
}
