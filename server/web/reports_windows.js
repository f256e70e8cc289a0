// reports_windows: how many numbers were called within the window that was said when they were taken.
import { FEW, numberText, percentText, shareOf, shareText } from "./amounts.js";
import { Drawn, label, picture, rect } from "./chart.js";
import { Card, tableOf } from "./reports_card.js";
import { nameOf, word } from "./words.js";

const SIZE = { height: 66, bar: 28, least: 260, paper: 480, inside: 44 };
const PARTS = ["early", "held", "late"];

function sentence(windows) {
	if (windows.told < FEW) return word("reports.few.note");
	const [early, held, late] = PARTS.map((part) => shareText(windows[part], windows.told));
	return word("reports.windows.sentence", { early, held, late, n: numberText(windows.told) });
}

// One bar of three parts; each says its share where it has room.
function draw(windows, width) {
	const shapes = [];
	let from = 0;
	for (const part of PARTS) {
		const share = shareOf(windows[part], windows.told) ?? 0;
		const wide = (share / 100) * width;
		shapes.push(rect(part, from, 10, wide - 2, SIZE.bar));
		if (wide >= SIZE.inside) shapes.push(label(percentText(share), from + wide / 2, 30, { look: `value in-${part}`, anchor: "middle" }));
		from += wide;
	}
	shapes.push(label("0 %", 0, SIZE.height - 8), label("100 %", width, SIZE.height - 8, { anchor: "end" }));
	return picture([width, SIZE.height], [word("reports.windows"), sentence(windows)], shapes);
}

export class Windows {
	constructor() {
		this.card = new Card("windows", { title: "reports.windows", part: "services" });
		this.drawn = new Drawn(this.card.box, SIZE.least, SIZE.paper);
	}

	render({ summary, services }) {
		const { windows } = summary;
		this.card.say(PARTS.map((part) => [part, word(`reports.windows.${part}`)]), sentence(windows));
		this.card.box.hidden = windows.told < FEW;
		this.drawn.show((width) => draw(windows, width));
		this.card.behind(this.table(services.rows));
	}

	table(rows) {
		const columns = ["service", "told", ...PARTS].map((key, i) => ({ text: word(`reports.windows.${key}`), look: i ? "r" : null }));
		const lines = rows.map(({ name, windows }) => [nameOf(name), numberText(windows.told), ...PARTS.map((part) => shareText(windows[part], windows.told))]);
		return tableOf(word("reports.windows"), columns, lines);
	}
}
