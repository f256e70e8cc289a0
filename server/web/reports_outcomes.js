// reports_outcomes: what became of the numbers that were taken.
import { FEW, numberText, shareText } from "./amounts.js";
import { rowsDrawn, rowsPicture } from "./chart_rows.js";
import { Card, tableOf } from "./reports_card.js";
import { nameOf, word } from "./words.js";

const OUTCOMES = ["served", "no_show", "cancelled", "expired", "void", "open"];
const ALWAYS = ["served", "no_show", "cancelled"];
const WORDS_PX = 156;
const PAPER = 540;

function sentence({ issued, served, no_show: gone }) {
	if (issued < FEW) return word("reports.few.note");
	return word("reports.outcomes.sentence", { n: numberText(issued), served: shareText(served, issued), no_show: shareText(gone, issued) });
}

function draw(tickets, width) {
	const shown = OUTCOMES.filter((key) => ALWAYS.includes(key) || tickets[key] > 0);
	const rows = shown.map((key) => ({ text: word(`reports.outcomes.${key}`), count: tickets[key] }));
	return rowsPicture(rows, tickets.issued, { width, words: WORDS_PX, said: [word("reports.outcomes"), sentence(tickets)] });
}

export class Outcomes {
	constructor() {
		this.card = new Card("outcomes", { title: "reports.outcomes", part: "summary" });
		this.drawn = rowsDrawn(this.card.box, PAPER);
	}

	render({ summary, services }) {
		this.card.say([], sentence(summary.tickets));
		this.drawn.show((width) => draw(summary.tickets, width));
		this.card.behind(this.table(services.rows));
	}

	table(rows) {
		const columns = ["service", "issued", "served", "no_show"].map((key, i) => ({ text: word(`reports.outcomes.by_${key}`), look: i ? "r" : null }));
		const lines = rows.map(({ name, issued, served, no_show: gone }) => [nameOf(name), numberText(issued), numberText(served), `${numberText(gone)} · ${shareText(gone, issued)}`]);
		return tableOf(word("reports.outcomes"), columns, lines);
	}
}
