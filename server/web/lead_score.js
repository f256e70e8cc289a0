// lead_score: how often a wait that was said held: by service, today and over the last seven days.
import { get } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { bar } from "./parts.js";
import { nameOf, word } from "./words.js";

const REFRESH_MS = 60000;
const FEW = 5;
const SPANS = [1, 7];

// The calendar day so many days before one, both YYYYMMDD.
function dayBefore(day, days) {
	const at = new Date(Date.UTC(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, (day % 100) - days));
	return at.getUTCFullYear() * 10000 + (at.getUTCMonth() + 1) * 100 + at.getUTCDate();
}

// Rows of several days put together; means weigh what they are means of.
function together(rows) {
	const sum = (key, weight = () => 1) => rows.reduce((all, row) => all + (row[key] ?? 0) * weight(row), 0);
	const [called, told, held, early, late] = ["called", "told", "held", "early", "late"].map((key) => sum(key));
	return {
		called, told, held, early, late,
		mean_wait_s: called ? sum("mean_wait_s", (row) => row.called) / called : null,
		mean_error_s: told ? sum("mean_error_s", (row) => row.told) / told : null,
		max_wait_s: Math.max(0, ...rows.map((row) => row.max_wait_s ?? 0)),
	};
}

function percent(part, whole) {
	return whole < FEW ? word("lead.score.few") : word("lead.score.percent", { n: Math.round((100 * part) / whole) });
}

function minutes(seconds) {
	return seconds === null ? word("lead.score.few") : word("web.minutes", { n: Math.round(seconds / 60) });
}

export class Score {
	constructor(hall) {
		this.hall = hall;
		this.span = SPANS[0];
		this.rows = null;
		byId("score-days").replaceChildren(...SPANS.map((span) => this.spanButton(span)));
	}

	spanButton(span) {
		const button = el("button", { type: "button", class: "b", "data-span": span });
		button.addEventListener("click", () => {
			this.span = span;
			this.load();
		});
		return button;
	}

	show() {
		this.load();
		setInterval(() => this.load(), REFRESH_MS);
	}

	async load() {
		this.render();
		if (this.hall.ended || !this.hall.day) return;
		const { day } = this.hall;
		const span = this.span;
		try {
			const { rows } = await get(`/api/v1/reports/waits?from=${dayBefore(day, span - 1)}&to=${day}&format=json`);
			if (span === this.span) this.rows = rows;
			this.render();
		} catch {
			// What was shown stays; the next minute asks again.
		}
	}

	render() {
		for (const button of byId("score-days").children) {
			const span = Number(button.dataset.span);
			setText(button, word(span === 1 ? "lead.score.today" : "lead.score.week"));
			button.setAttribute("aria-pressed", String(span === this.span));
		}
		if (!this.rows) return;
		const some = this.rows.some(({ called }) => called > 0);
		byId("score-body").replaceChildren(some ? this.table() : el("p", { class: "card none" }, word("lead.score.none")));
	}

	table() {
		const services = this.hall.office.services.map((service) => [nameOf(service.name), this.rows.filter((row) => row.service === service.id)]);
		const lines = services.filter(([, rows]) => rows.some(({ called }) => called > 0));
		const titles = ["service", "called", "held", "early", "late", "mean", "error"].map((key) => el("th", { scope: "col" }, word(`lead.score.${key}`)));
		const body = [[word("lead.score.all"), this.rows], ...lines].map(([name, rows], i) => this.line(name, together(rows), i === 0));
		return el("table", { class: "card lines" }, el("thead", {}, el("tr", {}, ...titles)), el("tbody", {}, ...body));
	}

	line(name, { called, told, held, early, late, mean_wait_s: mean, mean_error_s: error }, all) {
		const parts = [[early, "early"], [held, "held"], [late, "late"]];
		let from = 0;
		const pieces = parts.map(([n, look]) => ({ look, from, to: (from += told ? n / told : 0) }));
		const picture = told < FEW ? null : bar(pieces);
		const cell = (key, ...content) => el("td", { "data-title": word(`lead.score.${key}`) }, ...content);
		return el("tr", { class: all ? "all" : null },
			el("th", { scope: "row" }, name),
			cell("called", String(called)),
			cell("held", el("span", { class: "hit" }, picture, el("b", {}, percent(held, told)))),
			cell("early", percent(early, told)), cell("late", percent(late, told)),
			cell("mean", minutes(mean)), cell("error", minutes(error)));
	}
}
