// clock: days and lapses of time, said as people say them; the hour itself is in hour.js.
import { timeParts } from "./hour.js";
import { word } from "./words.js";

export { now, setZone, syncClock, timeText } from "./hour.js";

// "Thứ Hai, 23/11/2026"
export function dateText(ms) {
	return `${timeParts(ms, { weekday: "long" })}, ${dayOf(ms)}`;
}

// The day as the office's calendar writes it, to tell two days apart.
export function dayOf(ms) {
	return timeParts(ms, { day: "2-digit", month: "2-digit", year: "numeric" });
}

// "0:52", "12:05", "1:02:30"
export function lapseText(ms) {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor(seconds / 60) % 60;
	const tail = String(seconds % 60).padStart(2, "0");
	if (!hours) return `${minutes}:${tail}`;
	return `${hours}:${String(minutes).padStart(2, "0")}:${tail}`;
}

// "12 phút"
export function minutesText(ms) {
	const minutes = Math.floor(ms / 60000);
	return minutes < 1 ? word("web.minutes.none") : word("web.minutes", { n: minutes });
}

// "20–35 phút": rounded outwards, the coarser the longer.
export function waitText({ low_s: low, high_s: high }) {
	const step = (minutes) => (minutes < 10 ? 1 : minutes < 60 ? 5 : 10);
	const from = Math.floor(low / 60 / step(low / 60)) * step(low / 60);
	const to = Math.max(from + 1, Math.ceil(high / 60 / step(high / 60)) * step(high / 60));
	return word("web.minutes", { n: `${from}–${to}` });
}
