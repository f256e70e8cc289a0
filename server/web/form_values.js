// form_values: what people type, as the values that the office file holds, and back.
import { currentLanguage } from "./words.js";

const HOUR = /^(\d{1,2})(?:\s*[:.hHgG]\s*(\d{1,2})?)?$/;
const DAY_MIN = 24 * 60;

// One line without blanks at its ends, composed.
export function oneLine(text) {
	return text.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

export function wholeNumber(text) {
	const digits = text.trim();
	return /^\d{1,7}$/.test(digits) ? Number(digits) : NaN;
}

// "07:30" of "7:30", "7h30", "7.30", "730", "7"; null: no hour of a day ("24:00" is its end).
export function minuteText(text) {
	const typed = text.trim().replace(/^(\d{1,2})(\d{2})$/, "$1:$2");
	const [, hour, minute = "0"] = HOUR.exec(typed) ?? [];
	if (hour === undefined || Number(minute) > 59 || Number(hour) * 60 + Number(minute) > DAY_MIN) return null;
	return `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}

// The day as a Date at noon UTC; null: there is no such day.
export function dateOf(text) {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
	const date = new Date(Date.UTC(year, month - 1, day, 12));
	return year && date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? date : null;
}

// "23/11/2026" of "2026-11-23"; anything else as it is.
export function dayShown(text) {
	return dateOf(text) ? text.split("-").reverse().join("/") : text;
}

// "2026-11-23" of "23/11/2026", "23-11-26", "23.11.2026" or as it is kept; null: no day
export function dayTyped(text) {
	const typed = text.trim();
	const [, day, month, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(typed) ?? [];
	const kept = day ? `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : typed;
	return dateOf(kept) ? kept : null;
}

// The weekday in words; empty for no day.
export function weekdayName(text) {
	const date = dateOf(text);
	return date ? date.toLocaleDateString(currentLanguage() === "en" ? "en-GB" : "vi-VN", { weekday: "long", timeZone: "UTC" }) : "";
}
