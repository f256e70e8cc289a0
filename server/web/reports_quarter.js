// reports_quarter: what an office puts into its report of the quarter: indicators with their sources,
// the numbers behind, and what this system does not measure.
import { dayText, FEW, minutesLong, NONE, numberText, percentText, quarterText, shareText, spanText } from "./amounts.js";
import { daysBefore } from "./days.js";
import { byId, el, setText } from "./dom.js";
import { icon } from "./parts.js";
import { reach, tableOf } from "./reports_card.js";
import { nameOf, word } from "./words.js";

const UNIT_TEXT = { percent: (n) => percentText(n, 1), minutes: (n) => minutesLong(n * 60) };
const UNMEASURED = ["files", "online", "paid", "digital", "survey"];

function amount(unit, n) {
	return n === null ? NONE : UNIT_TEXT[unit](n);
}

function targetText({ unit, target, at_least: least }) {
	return target === null ? NONE : word(least ? "reports.quarter.at_least" : "reports.quarter.at_most", { target: amount(unit, target) });
}

function metCell({ met }) {
	if (met === null) return NONE;
	return el("span", { class: met ? "met" : "unmet" }, icon(met ? "check" : "x"), word(met ? "reports.quarter.met" : "reports.quarter.unmet"));
}

function indicatorTable(indicators) {
	const columns = [["indicator", null], ["value", "r"], ["target", "r"], ["met", "state"], ["source", "source"]].map(([key, look]) => ({ text: word(`reports.quarter.${key}`), look }));
	const rows = indicators.map((one) => [nameOf(one.name), el("b", {}, amount(one.unit, one.value)), targetText(one), metCell(one), nameOf(one.source)]);
	return tableOf(word("reports.quarter.indicators"), columns, rows, "lines indicators");
}

const half = ({ count, median_s: median }) => (count < FEW ? NONE : minutesLong(median));
const most = ({ count, p90_s: p90 }) => (count < FEW ? NONE : minutesLong(p90));
const within = ({ within_target: held, of_target: all }) => shareText(held, all);

// Each line: its words, and its text in a span's figures.
const LINES = [
	["issued", ({ tickets }) => numberText(tickets.issued)],
	["served", ({ tickets }) => numberText(tickets.served)],
	["no_show", ({ tickets }) => `${numberText(tickets.no_show)} (${shareText(tickets.no_show, tickets.issued)})`],
	["half", ({ wait }) => half(wait)],
	["most", ({ wait }) => most(wait)],
	["within", ({ wait }) => within(wait)],
	["service_half", ({ service }) => half(service)],
	["held", ({ windows }) => shareText(windows.held, windows.told)],
];

// Those that are only known of the span itself.
const OWN_LINES = [
	["priority", ({ priority }) => numberText(priority.served)],
	["slips", ({ slips }) => (slips.due > 0 ? `${shareText(slips.on_time, slips.due)} (${numberText(slips.on_time)}/${numberText(slips.due)})` : NONE)],
	["satisfied", ({ ratings: { count, scores } }) => `${shareText(scores[4] + scores[3], count)} (${numberText(count)})`],
];

function numberTable(summary, query) {
	const { previous } = summary;
	const columns = [["what", null], ["now", "r"], ["before", "r"]].map(([key, look]) => ({ text: word(`reports.quarter.${key}`, { span: spanText(daysBefore(query.span)) }), look }));
	const both = LINES.map(([key, text]) => [key, text(summary), previous ? text(previous) : NONE]);
	const own = OWN_LINES.map(([key, text]) => [key, text(summary), ""]);
	const rows = [...both, ...own].map(([key, ...cells]) => [word(`reports.quarter.${key}`), ...cells]);
	return tableOf(word("reports.quarter.numbers"), columns, rows, "lines");
}

export class Quarter {
	render({ summary, query, office }) {
		const { indicators, days, doubtful } = summary;
		setText(byId("quarterly-title"), quarterText(query.to, "reports.quarter.title"));
		setText(byId("quarterly-office"), nameOf(office.name));
		setText(byId("quarterly-span"), word("reports.quarter.span", { from: dayText(query.from), to: dayText(query.to), n: numberText(days) }));
		this.fill("indicators", indicatorTable(indicators));
		this.fill("numbers", numberTable(summary, query));
		byId("unmeasured").replaceChildren(...UNMEASURED.map((key) => el("li", {}, word(`reports.unmeasured.${key}`))));
		setText(byId("quarterly-doubt"), word("reports.quarter.doubt", { n: numberText(doubtful) }));
	}

	fill(id, table) {
		byId(id).replaceChildren(table);
		reach(byId(id));
	}
}
