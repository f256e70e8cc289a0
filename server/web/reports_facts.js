// reports_facts: what is counted apart: priority, appointments, and times that are not certain.
import { FEW, minutesLong, NONE, numberText, percentText, shareOf } from "./amounts.js";
import { el } from "./dom.js";
import { bar } from "./parts.js";
import { Card } from "./reports_card.js";
import { word } from "./words.js";

function waitText({ count, median_s: median, p90_s: p90 }) {
	if (count < FEW) return NONE;
	return word("reports.facts.wait", { half: minutesLong(median), most: minutesLong(p90) });
}

function fact(key, value, detail, picture = null) {
	return el("div", {}, el("dt", {}, word(`reports.facts.${key}`)), el("dd", {}, el("b", {}, value), picture, el("span", { class: "mut" }, detail)));
}

function priorityFact({ issued, served, wait }) {
	return fact("priority", numberText(served), word("reports.facts.priority.note", { issued: numberText(issued), wait: waitText(wait) }));
}

// Where nothing tells of slips, there is no number either.
function slipsText({ due, on_time: onTime }) {
	if (due === null) return word("reports.facts.slips.unknown");
	return due ? word("reports.facts.slips.note", { on_time: numberText(onTime), due: numberText(due) }) : word("reports.facts.slips.none");
}

function slipsFact(slips) {
	const { due, on_time: onTime } = slips;
	const share = shareOf(onTime, due ?? 0);
	const picture = share === null ? null : bar([{ from: 0, to: share / 100, look: "held" }]);
	return fact("slips", percentText(share), slipsText(slips), picture);
}

export class Facts {
	constructor() {
		this.card = new Card("facts", { title: "reports.facts", part: "summary", look: "plain" });
	}

	render({ summary }) {
		const { priority, slips, doubtful } = summary;
		const doubt = fact("doubtful", numberText(doubtful), word("reports.facts.doubtful.note"));
		this.card.show(el("dl", { class: "facts" }, priorityFact(priority), slipsFact(slips), doubt));
		this.card.say([], "");
	}
}
