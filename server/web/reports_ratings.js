// reports_ratings: what people said when they were done, in five words; never by counter.
import { FEW, NONE, numberText, shareText } from "./amounts.js";
import { rowsDrawn, rowsPicture } from "./chart_rows.js";
import { Card, tableOf } from "./reports_card.js";
import { nameOf, word } from "./words.js";

const WORDS_PX = 156;
const PAPER = 470;
const SCORES = [5, 4, 3, 2, 1];

function countOf(scores, score) {
	return scores[score - 1];
}

function sentence({ count, scores }) {
	if (count < FEW) return word("reports.few.note");
	const good = countOf(scores, 5) + countOf(scores, 4);
	return word("reports.ratings.sentence", { n: numberText(count), good: shareText(good, count) });
}

function draw({ count, scores }, width) {
	const rows = SCORES.map((score) => ({ text: word(`rating.${score}`), count: countOf(scores, score) }));
	return rowsPicture(rows, count, { width, words: WORDS_PX, said: [word("reports.ratings"), sentence({ count, scores })] });
}

// Scores by service, as the rows of the report give them by service and counter.
function byService({ rows }) {
	const services = new Map();
	for (const { service, score, count } of rows) {
		const scores = services.get(service) ?? [0, 0, 0, 0, 0];
		scores[score - 1] += count;
		services.set(service, scores);
	}
	return services;
}

export class Ratings {
	constructor() {
		this.card = new Card("ratings", { title: "reports.ratings", part: "ratings" });
		this.drawn = rowsDrawn(this.card.box, PAPER);
	}

	render({ summary, ratings, services }) {
		const { count, scores } = summary.ratings;
		this.card.say([], [sentence({ count, scores }), this.shareSaid(ratings), this.reasons(ratings)].filter(Boolean).join(" "));
		this.card.box.hidden = count < FEW;
		this.drawn.show((width) => draw({ count, scores }, width));
		this.card.behind(this.table(byService(ratings), services.rows));
	}

	shareSaid({ served, rated }) {
		return served < FEW ? "" : word("reports.ratings.said", { share: shareText(rated, served) });
	}

	reasons({ reasons }) {
		const said = reasons.filter(({ count }) => count > 0).map(({ reason, count }) => `${word(`rating.reason.${reason}`)} (${numberText(count)})`);
		return said.length ? word("reports.ratings.reasons", { reasons: said.join(", ") }) : "";
	}

	table(scoresOf, rows) {
		const columns = [{ text: word("reports.services.service"), look: null }, ...SCORES.map((score) => ({ text: word(`rating.${score}`), look: "r" }))];
		const lines = rows.filter(({ service }) => scoresOf.has(service)).map(({ service, name }) => this.line(nameOf(name), scoresOf.get(service)));
		return tableOf(word("reports.ratings"), columns, lines);
	}

	line(name, scores) {
		const all = scores.reduce((a, b) => a + b, 0);
		return [name, ...SCORES.map((score) => (all < FEW ? NONE : numberText(countOf(scores, score))))];
	}
}
