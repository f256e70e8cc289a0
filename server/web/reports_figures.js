// reports_figures: five figures for who has no time, each against as many days before.
import { FEW, minutesNumber, NONE, numberText, percentText, shareOf, shareText } from "./amounts.js";
import { byId, el } from "./dom.js";
import { bar, icon } from "./parts.js";
import { word } from "./words.js";

const TENTH_MIN_S = 6;
const PARTS = ["early", "held", "late"];

// What a figure is and was, each a number or null; how it is written, and how a difference is.
function against(now, before, text, difference = text) {
	if (before === null) return el("small", {}, word("reports.before.none"));
	const was = word("reports.before", { n: text(before) });
	if (now === null) return el("small", {}, was);
	const more = now - before;
	const [key, picture] = more > 0 ? ["more", "up"] : more < 0 ? ["less", "less"] : ["same", "level"];
	return el("small", {}, icon(picture), el("span", {}, `${was}, ${word(`reports.before.${key}`, { n: difference(Math.abs(more)) })}`));
}

function minutesText(seconds) {
	return word("web.minutes", { n: minutesNumber(seconds) });
}

function pointsText(points) {
	return word("reports.points", { n: numberText(points) });
}

function figure(key, value, unit, ...rest) {
	const shown = el("b", {}, value, value === NONE || !unit ? null : el("i", {}, `\u00A0${unit}`));
	return el("li", { class: `card ${key}` }, el("span", {}, word(`reports.figure.${key}`)), shown, ...rest);
}

// Seconds as they are written: a tenth of a minute.
function waitOf(wait, key) {
	if (!wait || wait.count < FEW || wait[key] === null) return null;
	return Math.round(wait[key] / TENTH_MIN_S) * TENTH_MIN_S;
}

function hundredsOf(part, whole) {
	const share = shareOf(part, whole);
	return share === null ? null : Math.round(share);
}

function issued({ tickets, previous, days }) {
	const daily = days > 1 ? el("small", {}, word("reports.daily", { n: numberText(tickets.issued / days) })) : null;
	const before = previous ? previous.tickets.issued : null;
	return figure("issued", numberText(tickets.issued), "", against(tickets.issued, before, numberText), daily);
}

function waited(key, { wait, previous }) {
	const now = waitOf(wait, key);
	return figure(key, minutesNumber(now), word("reports.minutes"), against(now, waitOf(previous?.wait, key), minutesText));
}

function within({ wait, previous }) {
	const [now, before] = [wait, previous?.wait].map((one) => (one ? hundredsOf(one.within_target, one.of_target) : null));
	const untold = wait.count > 0 && wait.of_target === 0 ? el("small", {}, word("reports.figure.within.none")) : null;
	return figure("within", now === null ? NONE : numberText(now), "%", untold ?? against(now, before, percentText, pointsText));
}

function windowBar({ told, ...windows }) {
	let from = 0;
	const pieces = PARTS.map((look) => ({ look, from, to: (from += windows[look] / told) }));
	return told < FEW ? null : bar(pieces);
}

function held({ windows, previous }) {
	const [now, before] = [windows, previous?.windows].map((one) => (one ? hundredsOf(one.held, one.told) : null));
	const rest = el("small", {}, word("reports.figure.rest", { early: shareText(windows.early, windows.told), late: shareText(windows.late, windows.told) }));
	return figure("held", now === null ? NONE : numberText(now), "%", windowBar(windows), rest, against(now, before, percentText, pointsText));
}

export class Figures {
	render({ summary }) {
		byId("figures").replaceChildren(issued(summary), waited("median_s", summary), waited("p90_s", summary), within(summary), held(summary));
	}
}
