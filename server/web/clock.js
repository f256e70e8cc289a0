// clock: the server's time and the office's time zone, said as people say them.
import { currentLanguage, word } from "./words.js";

let offset = 0;
let zone = "Asia/Ho_Chi_Minh";

export function setZone(name) {
	if (name) zone = name;
}

// The server's clock counts: a counter's PC may be minutes off.
export function syncClock(serverMs) {
	offset = serverMs - Date.now();
}

export function now() {
	return Date.now() + offset;
}

function parts(ms, options) {
	const locale = currentLanguage() === "en" ? "en-GB" : "vi-VN";
	return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(ms);
}

// "9:24"
export function timeText(ms) {
	return parts(ms, { hour: "numeric", minute: "2-digit", hourCycle: "h23" }).replace(/^0(?=\d)/, "");
}

// "Thứ Hai, 23/11/2026"
export function dateText(ms) {
	const day = parts(ms, { day: "2-digit", month: "2-digit", year: "numeric" });
	return `${parts(ms, { weekday: "long" })}, ${day}`;
}

// The day as a number of the office's calendar, to tell two days apart.
export function dayOf(ms) {
	return parts(ms, { day: "2-digit", month: "2-digit", year: "numeric" });
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
