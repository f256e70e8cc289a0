// hour: the server's time, and an hour of the day in the office's time zone.
import { currentLanguage } from "./words.js";

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

export function timeParts(ms, options) {
	const locale = currentLanguage() === "en" ? "en-GB" : "vi-VN";
	return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(ms);
}

// "9:24"
export function timeText(ms) {
	return timeParts(ms, { hour: "numeric", minute: "2-digit", hourCycle: "h23" }).replace(/^0(?=\d)/, "");
}
