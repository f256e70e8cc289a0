// reports_heat: how much there is to do by weekday and hour, as a table whose cells are darker the
// more it is: numbers taken, the wait, or how busy the counters are.
import { FEW, minutesNumber, NONE, numberText, percentText } from "./amounts.js";
import { el, setText } from "./dom.js";
import { Card, tableOf } from "./reports_card.js";
import { word } from "./words.js";

const STEPS = 5;
const NICE = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000];

// What a cell can show: its value, null where there is too little to tell, and how it is written.
export const MEASURES = {
	load: { value: ({ issued, days }) => (issued < FEW ? null : issued / days), text: numberText },
	wait: { value: ({ wait }) => (wait.count < FEW ? null : wait.median_s / 60), text: numberText },
	busy: { value: ({ busy_share: share, called }) => (called < FEW || share === null ? null : 100 * share), text: percentText },
};

// Tenths only where all are small and not all are whole.
class Steps {
	constructor(values, { value, text }) {
		this.value = value;
		this.digits = Math.max(...values) < 10 && !values.every(Number.isInteger) ? 1 : 0;
		this.text = (n) => text(n, this.digits);
		const [least, most] = [Math.min(...values), Math.max(...values)].map((n) => this.rounded(n));
		const size = NICE.find((nice) => most < this.below(least, nice) + STEPS * nice * this.grain) ?? most;
		this.size = size * this.grain;
		this.from = this.below(least, size);
	}

	get grain() {
		return this.digits ? 0.1 : 1;
	}

	rounded(n) {
		return Math.round(n / this.grain) * this.grain;
	}

	// The multiple of so many grains at or below a number.
	below(n, nice) {
		return Math.floor(n / (nice * this.grain) + 1e-9) * nice * this.grain;
	}

	stepOf(n) {
		return Math.min(STEPS - 1, Math.floor((this.rounded(n) - this.from) / this.size + 1e-9));
	}

	// "dưới 6", "6–8", "từ 15"
	textOf(step) {
		const low = this.from + step * this.size;
		if (step === 0) return word("reports.heat.below", { n: this.text(low + this.size) });
		if (step === STEPS - 1) return word("reports.heat.from", { n: this.text(low) });
		const high = low + this.size - this.grain;
		return high - low < 1e-9 ? this.text(low) : `${numberText(low, this.digits)}–${this.text(high)}`;
	}
}

export class Heat {
	// changed(measure): somebody chose another
	constructor(changed) {
		this.card = new Card("heat", { title: "reports.heat", part: "hours", look: "heat" });
		this.buttons = Object.keys(MEASURES).map((measure) => this.button(measure, changed));
		this.kinds = el("div", { class: "kinds", role: "group" }, ...this.buttons);
		this.card.box.before(this.kinds);
		this.card.box.after(this.card.legend);
	}

	button(measure, changed) {
		const button = el("button", { type: "button", class: "b", "data-measure": measure });
		button.addEventListener("click", () => changed(measure));
		return button;
	}

	render({ hours, query }) {
		const { measure } = query;
		this.kinds.setAttribute("aria-label", word("reports.heat.measures"));
		for (const button of this.buttons) {
			setText(button, word(`reports.heat.${button.dataset.measure}`));
			button.setAttribute("aria-pressed", String(button.dataset.measure === measure));
		}
		const open = hours.rows.filter(({ days }) => days > 0);
		const values = open.map(MEASURES[measure].value).filter((n) => n !== null);
		const steps = values.length ? new Steps(values, MEASURES[measure]) : null;
		this.card.show(this.grid(open, steps, measure));
		const looks = steps ? Array.from({ length: STEPS }, (_, i) => [`h${i}`, steps.textOf(i)]) : [];
		this.card.say([...looks, ["closed", word("reports.heat.closed")]], word(`reports.heat.${measure}.note`));
		this.card.behind(this.table(open));
	}

	grid(open, steps, measure) {
		const hours = [...new Set(open.map(({ hour }) => hour))].sort((a, b) => a - b);
		const days = [...new Set(open.map(({ weekday }) => weekday))].sort((a, b) => a - b);
		const head = el("tr", {}, el("td"), ...hours.map((hour) => el("th", { scope: "col" }, String(hour), el("span", { class: "sr" }, ` ${word("reports.oclock")}`))));
		const cell = (day, hour) => this.cell(open.find((row) => row.weekday === day && row.hour === hour), steps);
		const lines = days.map((day) => el("tr", {}, el("th", { scope: "row" }, word(`reports.weekday.${day}`)), ...hours.map((hour) => cell(day, hour))));
		const name = `${word("reports.heat")}: ${word(`reports.heat.${measure}`)}`;
		return el("table", { class: "grid" }, el("caption", { class: "sr" }, name), el("thead", {}, head), el("tbody", {}, ...lines));
	}

	cell(row, steps) {
		if (!row) return el("td", { class: "closed" }, el("span", { class: "sr" }, word("reports.heat.closed")));
		const n = steps ? steps.value(row) : null;
		if (n === null) return el("td", { class: "few" }, NONE);
		return el("td", { class: `h${steps.stepOf(n)}` }, steps.text(n));
	}

	table(open) {
		const titles = ["weekday", "hour", "days", "issued", "called", "half.min", "busy"].map((key, i) => ({ text: word(`reports.col.${key}`), look: i > 1 ? "r" : null }));
		const lines = open.map((row) => [
			word(`reports.weekday.${row.weekday}`), word("reports.hour", { hour: row.hour }), numberText(row.days), numberText(row.issued), numberText(row.called),
			row.wait.count < FEW ? NONE : minutesNumber(row.wait.median_s), row.busy_share === null ? NONE : percentText(100 * row.busy_share),
		]);
		return tableOf(word("reports.heat"), titles, lines);
	}
}
