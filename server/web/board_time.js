// board_time: the hour and the day as the boards write them.
import { timeParts, timeText } from "./hour.js";
import { word } from "./words.js";

// "09:41"
export function hhmm(ms) {
	return timeText(ms).padStart(5, "0");
}

// The minute of the office's day.
export function minuteOf(ms) {
	const [hours, minutes] = hhmm(ms).split(":").map(Number);
	return hours * 60 + minutes;
}

function weekday(ms) {
	return word(`weekday.${new Date(`${dayKey(ms)}T00:00Z`).getUTCDay()}`);
}

// "2026-11-23"
export function dayKey(ms) {
	const part = (options) => timeParts(ms, options).replace(/\D/g, "").padStart(2, "0");
	return `${part({ year: "numeric" })}-${part({ month: "numeric" })}-${part({ day: "numeric" })}`;
}

// "Thứ Hai, 23/11/2026"
export function dateText(ms) {
	const [year, month, day] = dayKey(ms).split("-");
	return word("hall.date", { weekday: weekday(ms), date: `${day}/${month}/${year}` });
}

// "Mở cửa lúc 07:30." or, on another day, with that day.
export function opensText(ms, now) {
	if (!(ms > now)) return word("hall.closed.note");
	const [, month, day] = dayKey(ms).split("-");
	const today = dayKey(ms) === dayKey(now);
	return word(today ? "hall.opens" : "hall.opens.day", { time: hhmm(ms), weekday: weekday(ms), date: `${day}/${month}` });
}
