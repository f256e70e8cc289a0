// chart: pictures of figures as SVG that says what it shows. Looks are classes of reports_charts.css.
const SVG = "http://www.w3.org/2000/svg";

let made = 0;

// An element of a picture; its children are further elements or text.
function shape(tag, attributes = {}, ...children) {
	const node = document.createElementNS(SVG, tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value !== null) node.setAttribute(name, typeof value === "number" ? Math.round(value * 100) / 100 : value);
	}
	node.append(...children);
	return node;
}

export function rect(look, x, y, width, height) {
	return shape("rect", { class: look, x, y, width: Math.max(0, width), height: Math.max(0, height) });
}

export function line(look, x1, y1, x2, y2) {
	return shape("line", { class: look, x1, y1, x2, y2 });
}

// anchor: "start", "middle" or "end" of the text stands at x
export function label(text, x, y, { look = null, anchor = "start" } = {}) {
	return shape("text", { class: look, x, y, "text-anchor": anchor }, text);
}

// The whole picture, drawn for so many pixels; what it shows is said in a name and a sentence.
export function picture([width, height], [name, sentence], shapes) {
	const id = `chart-${made++}`;
	const head = { class: "chart", role: "img", viewBox: `0 0 ${width} ${height}`, width, height };
	const said = { "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-sentence` };
	const title = shape("title", { id: `${id}-name` }, name);
	return shape("svg", { ...head, ...said }, title, shape("desc", { id: `${id}-sentence` }, sentence), ...shapes);
}

const NICE = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480];

// The distance between the lines of a scale from 0 that reaches `most` in at most so many.
export function stepOf(most, lines) {
	return NICE.find((step) => step * lines >= most) ?? Math.ceil(most / lines);
}

// Draws into a box as wide as it is, and again when that changes or the page goes to paper.
export class Drawn {
	// draw(width): the picture; least: px below which the box scrolls instead
	constructor(box, least, paper) {
		Object.assign(this, { box, least, paper, draw: null, width: 0 });
		this.print = matchMedia("print");
		new ResizeObserver(() => this.fit()).observe(box);
		this.print.addEventListener("change", () => this.fit());
	}

	show(draw) {
		this.draw = draw;
		this.width = 0;
		this.fit();
	}

	fit() {
		const width = this.print.matches ? this.paper : Math.max(this.least, this.box.clientWidth);
		if (!this.draw || width === this.width || !this.box.clientWidth) return;
		this.width = width;
		this.box.replaceChildren(this.draw(width));
		this.box.scrollLeft = 0;
	}
}
