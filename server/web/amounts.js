// amounts: numbers, shares, minutes and days as people read them in a report.
import { daysIn, quarterOf } from "./days.js";
import { currentLanguage, word } from "./words.js";

// Of fewer, a mean or a share says nothing.
export const FEW = 5;
export const NONE = "–";

const MINUTE_S = 60;
const HOUR_S = 3600;

// "1.234", "12,5"
export function numberText(n, digits = 0) {
	const locale = currentLanguage() === "en" ? "en-GB" : "vi-VN";
	return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(n);
}

// "80 %" of a number of hundreds; null: "–"
export function percentText(n, digits = 0) {
	return n === null ? NONE : word("web.percent", { n: numberText(n, digits) }).replaceAll(" ", "\u00A0");
}

// What a part is of a whole in hundreds; null where the whole is too little to tell.
export function shareOf(part, whole) {
	return whole < FEW ? null : (100 * part) / whole;
}

// A share that is little but not nothing is told to a tenth.
export function shareText(part, whole) {
	const share = shareOf(part, whole);
	return percentText(share, share > 0 && share < 1 ? 1 : 0);
}

// "12,5": minutes of seconds; null: "–"
export function minutesNumber(seconds) {
	if (seconds === null) return NONE;
	const minutes = seconds / MINUTE_S;
	return numberText(minutes, minutes < 100 ? 1 : 0);
}

// "12,5 phút"
export function minutesLong(seconds) {
	return seconds === null ? NONE : word("web.minutes", { n: minutesNumber(seconds) }).replaceAll(" ", "\u00A0");
}

// "148 giờ", below an hour "40 phút"
export function hoursText(seconds) {
	if (seconds < HOUR_S) return minutesLong(Math.round(seconds / MINUTE_S) * MINUTE_S);
	return word("reports.hours", { n: numberText(seconds / HOUR_S, seconds < 10 * HOUR_S ? 1 : 0) });
}

/* A day YYYYMMDD. */

const two = (n) => String(n).padStart(2, "0");
const yearOf = (day) => Math.floor(day / 10000);
const shortDay = (day) => `${two(day % 100)}/${two(Math.floor(day / 100) % 100)}`;

// "23/11/2026"
export function dayText(day) {
	return `${shortDay(day)}/${yearOf(day)}`;
}

// "26/10 – 21/11/2026"
export function spanText(span) {
	if (daysIn(span) === 1) return dayText(span.from);
	const from = yearOf(span.from) === yearOf(span.to) ? shortDay(span.from) : dayText(span.from);
	return `${from} – ${dayText(span.to)}`;
}

const ROMAN = ["I", "II", "III", "IV"];

// "Quý IV/2026"; key: of other words around the same
export function quarterText(day, key = "reports.quarter") {
	const quarter = quarterOf(day);
	return word(key, { n: currentLanguage() === "en" ? quarter : ROMAN[quarter - 1], year: yearOf(day) });
}
