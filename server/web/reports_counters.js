// reports_counters: each counter in the order of its number. It is no ranking, and cannot be sorted.
import { FEW, hoursText, minutesLong, NONE, numberText, percentText } from "./amounts.js";
import { shortCounterName } from "./parts.js";
import { Card, tableOf } from "./reports_card.js";
import { word } from "./words.js";

const COLUMNS = [["number", "px"], ["counter", "nm"], ["served", "r"], ["open", "r more"], ["busy", "r more"], ["half", "r"]];

function busyText({ open_s: open, busy_s: busy }) {
	return open > 0 ? percentText(Math.min(100, (100 * busy) / open)) : NONE;
}

function line(row) {
	const { counter, name, served, service_time: time } = row;
	const half = time.count < FEW ? NONE : minutesLong(time.median_s);
	return [String(counter), shortCounterName({ id: counter, name }), numberText(served), hoursText(row.open_s), busyText(row), half];
}

export class Counters {
	constructor() {
		this.card = new Card("counters", { title: "reports.counters", part: "counters", look: "list" });
	}

	render({ counters }) {
		const columns = COLUMNS.map(([key, look]) => ({ text: word(`reports.counters.${key}`), look }));
		this.card.show(tableOf(word("reports.counters"), columns, counters.rows.map(line), "lines"));
		this.card.say([], word("reports.counters.note"));
	}
}
