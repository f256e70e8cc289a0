// days: calendar days as the integer YYYYMMDD, and spans { from, to } of them, by their names.
const DAY_MS = 86400000;

function utcOf(day) {
	return Date.UTC(Math.floor(day / 10000), monthOf(day) - 1, day % 100);
}

function dayOfUtc(ms) {
	const at = new Date(ms);
	return at.getUTCFullYear() * 10000 + (at.getUTCMonth() + 1) * 100 + at.getUTCDate();
}

// The day so many days later; earlier when negative.
export function dayPlus(day, days) {
	return dayOfUtc(utcOf(day) + days * DAY_MS);
}

export function daysIn({ from, to }) {
	return (utcOf(to) - utcOf(from)) / DAY_MS + 1;
}

export function isDay(day) {
	return Number.isInteger(day) && day >= 20000101 && day <= 99991231 && dayPlus(day, 0) === day;
}

function yearOf(day) {
	return Math.floor(day / 10000);
}

function monthOf(day) {
	return Math.floor(day / 100) % 100;
}

// Monday 1 to Sunday 7
export function weekdayOf(day) {
	return new Date(utcOf(day)).getUTCDay() || 7;
}

export function quarterOf(day) {
	return Math.ceil(monthOf(day) / 3);
}

// The first day of the month so many months after that of a day.
function monthStart(day, months) {
	const at = new Date(utcOf(day));
	return dayOfUtc(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
}

function months(day, before, count) {
	const from = monthStart(day, -before);
	return { from, to: dayPlus(monthStart(from, count), -1) };
}

const WHOLE = {
	day: (day) => ({ from: day, to: day }),
	week: (day) => ({ from: dayPlus(day, 1 - weekdayOf(day)), to: dayPlus(day, 7 - weekdayOf(day)) }),
	month: (day) => months(day, 0, 1),
	quarter: (day) => months(day, (monthOf(day) - 1) % 3, 3),
	year: (day) => months(day, monthOf(day) - 1, 12),
};

export const UNITS = Object.keys(WHOLE);

// The day, week, month, quarter or year around a day, as far as it has come.
export function spanAround(unit, day, today) {
	const { from, to } = WHOLE[unit](day);
	return { from, to: from <= today && to > today ? today : to };
}

function same(a, b) {
	return a.from === b.from && a.to === b.to;
}

// Which of the units a span is; `wanted` where it could be several; null: none.
export function unitOf(span, today, wanted) {
	const fits = UNITS.filter((unit) => same(span, spanAround(unit, span.from, today)));
	return fits.includes(wanted) ? wanted : (fits[0] ?? null);
}

// The span of the same kind just before, or with step 1 just after.
export function spanBeside(span, step, today, wanted) {
	const unit = unitOf(span, today, wanted);
	const beside = step < 0 ? dayPlus(span.from, -1) : dayPlus(unit ? WHOLE[unit](span.from).to : span.to, 1);
	if (unit) return spanAround(unit, beside, today);
	const length = daysIn(span) - 1;
	return step < 0 ? { from: dayPlus(beside, -length), to: beside } : { from: beside, to: dayPlus(beside, length) };
}

// The quarters up to today, the newest first.
export function quartersUntil(today, count) {
	const quarters = [spanAround("quarter", today, today)];
	while (quarters.length < count) quarters.push(spanBeside(quarters.at(-1), -1, today, "quarter"));
	return quarters;
}

// As many days just before, or months where a span is of whole ones: what it is held against.
export function daysBefore(span) {
	const after = dayPlus(span.to, 1);
	if (span.from % 100 === 1 && after % 100 === 1) {
		const count = 12 * (yearOf(after) - yearOf(span.from)) + monthOf(after) - monthOf(span.from);
		return months(span.from, count, count);
	}
	return { from: dayPlus(span.from, -daysIn(span)), to: dayPlus(span.from, -1) };
}
