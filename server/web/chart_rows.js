// chart_rows: a picture of rows: words, a bar, and the number with its share of all.
import { numberText, shareText } from "./amounts.js";
import { Drawn, label, picture, rect } from "./chart.js";

const SIZE = { row: 34, bar: 20, number: 100, least: 220, narrow: 400, above: 22 };

// rows: { text, count }; words: px for the longest text; said: name and sentence of the picture. Where
// it is narrow the words stand above the bars.
export function rowsPicture(rows, whole, { width, words, said }) {
	const narrow = width < SIZE.narrow;
	const [left, above] = narrow ? [0, SIZE.above] : [words, 0];
	const room = width - left - SIZE.number;
	const height = SIZE.row + above;
	const most = Math.max(1, ...rows.map(({ count }) => count));
	const shapes = rows.flatMap(({ text, count }, place) => {
		const top = place * height + above + 6;
		const wide = count ? Math.max(2, (count / most) * room) : 0;
		const number = `${numberText(count)} · ${shareText(count, whole)}`;
		return [label(text, 0, place * height + (narrow ? SIZE.above : 21)), rect("half", left, top, wide, SIZE.bar), label(number, left + wide + 8, top + 15, { look: "value" })];
	});
	return picture([width, rows.length * height], said, shapes);
}

// paper: px that the box is wide there
export function rowsDrawn(box, paper) {
	return new Drawn(box, SIZE.least, paper);
}
