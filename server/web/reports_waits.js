// reports_waits: the wait by the hour in which a number was taken: half, nine in ten, and the target.
import { FEW, minutesNumber, NONE, numberText } from "./amounts.js";
import { Drawn, label, line, picture, rect, stepOf } from "./chart.js";
import { Card, tableOf } from "./reports_card.js";
import { word } from "./words.js";

const HEIGHT = 290;
const LEAST = 520;
const PAPER = 640;
const AREA = { left: 40, right: 8, top: 26, bottom: 30 };
const LINES = 4;
const BAR = { share: 0.56, most: 48, inside: 20 };

const minutes = (seconds) => seconds / 60;

// The least and the most of the targets of those services that had somebody; null: none has one.
function targetsOf({ rows }) {
	const all = rows.filter(({ issued, target_s: target }) => issued > 0 && target > 0).map(({ target_s: target }) => target);
	return all.length ? { low: minutes(Math.min(...all)), high: minutes(Math.max(...all)) } : null;
}

function targetText({ low, high }) {
	const n = low === high ? numberText(low) : `${numberText(low)}–${numberText(high)}`;
	return word("reports.waits.target", { n });
}

class Scale {
	constructor(width, hours, most) {
		this.step = stepOf(most, LINES);
		this.top = this.step * Math.max(1, Math.ceil(most / this.step));
		this.right = width - AREA.right;
		this.bottom = HEIGHT - AREA.bottom;
		this.slot = (this.right - AREA.left) / hours;
	}

	y(n) {
		return this.bottom - (n / this.top) * (this.bottom - AREA.top);
	}

	x(place) {
		return AREA.left + (place + 0.5) * this.slot;
	}

	lines() {
		const shapes = [];
		for (let n = 0; n <= this.top; n += this.step) {
			shapes.push(line("grid", AREA.left, this.y(n), this.right, this.y(n)));
			shapes.push(label(numberText(n), AREA.left - 8, this.y(n) + 5, { anchor: "end" }));
		}
		return shapes;
	}
}

// What half waited at most, in the dark part where it has room, else together with the whole.
function barLabels({ median_s: median, p90_s: p90 }, x, scale) {
	const top = scale.y(minutes(p90));
	const dark = scale.y(minutes(median));
	const whole = numberText(minutes(p90));
	const half = numberText(minutes(median));
	if (scale.bottom - dark >= BAR.inside) return [label(whole, x, top - 7, { look: "value", anchor: "middle" }), label(half, x, dark + 15, { look: "value inside", anchor: "middle" })];
	return [label(`${half} / ${whole}`, x, top - 7, { look: "value", anchor: "middle" })];
}

function bar(row, x, scale) {
	if (row.count < FEW) return [label(NONE, x, scale.bottom - 6, { anchor: "middle" })];
	const width = Math.min(BAR.most, scale.slot * BAR.share);
	const top = scale.y(minutes(row.p90_s));
	const dark = scale.y(minutes(row.median_s));
	const left = x - width / 2;
	return [rect("most", left, top, width, scale.bottom - top), rect("half", left, dark, width, scale.bottom - dark), rect("cap", left, top - 1.5, width, 3)];
}

function targetShapes(targets, scale) {
	if (!targets) return [];
	const { low, high } = targets;
	const band = rect("band", AREA.left, scale.y(high), scale.right - AREA.left, scale.y(low) - scale.y(high));
	const edges = [...new Set([low, high])].map((n) => line("target", AREA.left, scale.y(n), scale.right, scale.y(n)));
	return [band, ...edges];
}

// Between two hours that do not follow each other nobody could take a number.
function breaks(rows, scale) {
	return rows.slice(1).flatMap(({ hour }, i) => {
		const x = scale.x(i + 0.5);
		return hour === rows[i].hour + 1 ? [] : [line("break", x, AREA.top, x, scale.bottom)];
	});
}

function hourText(hour, scale) {
	return scale.slot < 54 ? String(hour) : word("reports.hour", { hour });
}

function draw(rows, targets, width) {
	const told = rows.filter(({ count }) => count >= FEW);
	const most = Math.max(1, targets?.high ?? 0, ...told.map(({ p90_s: p90 }) => minutes(p90)));
	const scale = new Scale(width, rows.length, most);
	const bars = rows.flatMap((row, i) => bar(row, scale.x(i), scale));
	const texts = rows.flatMap((row, i) => (row.count < FEW ? [] : barLabels(row, scale.x(i), scale)));
	const hours = rows.map(({ hour }, i) => label(hourText(hour, scale), scale.x(i), HEIGHT - 8, { anchor: "middle" }));
	const shapes = [...scale.lines(), ...breaks(rows, scale), ...bars, ...targetShapes(targets, scale), ...texts, ...hours];
	return picture([width, HEIGHT], [word("reports.waits"), sentence(told)], shapes);
}

// The worst hour, in words.
function sentence(told) {
	if (!told.length) return word("reports.few.note");
	const worst = told.reduce((a, b) => (b.p90_s > a.p90_s ? b : a));
	return word("reports.waits.worst", { hour: worst.hour, half: minutesNumber(worst.median_s), most: minutesNumber(worst.p90_s) });
}

export class Waits {
	constructor() {
		this.card = new Card("waits", { title: "reports.waits", part: "waits" });
		this.drawn = new Drawn(this.card.box, LEAST, PAPER);
	}

	render({ waits, services }) {
		const rows = waits.spread.filter(({ count }) => count > 0);
		const targets = targetsOf(services);
		const legend = [["half", word("reports.half")], ["most", word("reports.most")], ...(targets ? [["target", targetText(targets)]] : [])];
		this.card.say(legend, `${sentence(rows.filter(({ count }) => count >= FEW))} ${word("reports.half.note")}`);
		this.drawn.show((width) => draw(rows, targets, width));
		this.card.behind(this.table(rows));
	}

	table(rows) {
		const titles = ["hour", "called", "half.min", "most.min"].map((key, i) => ({ text: word(`reports.col.${key}`), look: i ? "r" : null }));
		const cell = (count, seconds) => (count < FEW ? NONE : minutesNumber(seconds));
		const lines = rows.map(({ hour, count, median_s: median, p90_s: p90 }) => [word("reports.hour", { hour }), numberText(count), cell(count, median), cell(count, p90)]);
		return tableOf(word("reports.waits"), titles, lines);
	}
}
