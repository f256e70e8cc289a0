// lead_notice_text: a notice of the office file, { vi, en, from, to }, in words: whether it is shown,
// and from when until when. Knows neither the page nor the server.
//   from, to   "2026-11-23" or "2026-11-23T07:30" in the office's time, or null
import { dayOf, timeText } from "./clock.js";
import { word } from "./words.js";

export const LENGTH_MAX = 300;

// The moment as the office file writes it.
export function stampOf(ms) {
	return `${dayOf(ms).split("/").reverse().join("-")}T${timeText(ms).padStart(5, "0")}`;
}

const isDay = (moment) => moment.length === 10;

// "now", "later" or "over" at a moment.
export function stateOf({ from, to }, stamp) {
	if (from && stamp < from) return "later";
	if (!to) return "now";
	return (isDay(to) ? stamp.slice(0, 10) > to : stamp >= to) ? "over" : "now";
}

// "23/11/2026 7:30"
function momentText(moment) {
	const [day, time] = moment.split("T");
	return [day.split("-").reverse().join("/"), time?.replace(/^0(?=\d)/, "")].filter(Boolean).join(" ");
}

export function whenText({ from, to }) {
	const texts = [];
	if (from) texts.push(word("lead.notice.when.from", { time: momentText(from) }));
	if (to) texts.push(word(isDay(to) ? "lead.notice.when.through" : "lead.notice.when.until", { time: momentText(to) }));
	return texts.join(" · ") || word("lead.notice.when.always");
}

// What was typed, on one line.
export function oneLine(text) {
	return text.replaceAll(/[\s\u2028\u2029]+/g, " ").trim();
}

// The first sign that no board can show, or null.
export function pictureOf(text) {
	return /[\u2600-\u27BF\u2B00-\u2BFF\u{1F000}-\u{1FFFF}\u{E0000}-\u{10FFFF}]/u.exec(text)?.[0] ?? null;
}
