// admin_board_picture: a hall board in small, as it will show its line of notices. Laid out by the board's
// own rules (board_fit), for a 55-inch television that is read from 10 m.
import { fitBoard, typeSizes } from "./board_fit.js";
import { bearing, capHeight, measure } from "./board_parts.js";
import { linesOf } from "./line_break.js";
import { nameOf, word } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const ROOM = { w: 1920, h: 1080, zoom: 1 };
const PLACE = { diagonal: 55, distance: 10, list: 0 };
const ROUNDED = 0.28;

function node(tag, attributes, text = "") {
	const one = document.createElementNS(SVG, tag);
	for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
	one.textContent = text;
	return one;
}

function letters(text, x, y, size, look, anchor = "start") {
	return node("text", { x, y, "font-size": size, class: look, "text-anchor": anchor }, text);
}

// A door that stands on its foot, with a text in it.
function door(x, y, w, h, text, size, look) {
	const r = Math.min(w * ROUNDED, 64);
	const shape = node("path", { class: look, d: `M${x} ${y + h}V${y + r}a${r} ${r} 0 0 1 ${r} ${-r}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}V${y + h}z` });
	return [shape, letters(text, x + w / 2, y + h / 2 + size * 0.357, size, "on", "middle")];
}

export class BoardPicture {
	// office: { name, prefix: of the number that is shown, dash, digits, counters: their numbers }
	constructor(office) {
		this.office = office;
		const number = `${office.prefix}${office.dash}${"12".padStart(office.digits, "0")}`;
		const cap = capHeight();
		const described = { name: nameOf(office.name), button: "", numbers: [number], digits: Math.max(1, ...office.counters.map((id) => String(id).length)), counters: office.counters.length, absent: false, early: true, slide: false };
		this.number = number;
		this.fit = fitBoard(ROOM, typeSizes(ROOM, PLACE, cap, office.counters.length), described, cap, measure);
	}

	// The pages of a notice: a line of the board each.
	pages(text) {
		const { word: size } = this.fit.type;
		return linesOf(text, (line) => measure(line, size) * 0.97 <= this.fit.inner);
	}

	// time: "09:41"; line: what its foot says
	draw(time, line) {
		const svg = node("svg", { viewBox: `0 0 ${ROOM.w} ${ROOM.h}`, class: "board-picture", role: "img", "aria-label": word("admin.texts.board.said", { line }) });
		svg.append(...this.head(time), ...this.call(), ...this.rows(), ...this.waiting(), ...this.foot(line));
		return svg;
	}

	head(time) {
		const { fit, office } = this;
		const { word: size } = fit.type;
		const band = node("rect", { x: 0, y: 0, width: ROOM.w, height: fit.head, class: "band" });
		const middle = fit.head / 2;
		const room = fit.inner - measure(time, fit.clock) - size;
		const names = linesOf(nameOf(office.name), (text) => measure(text, size) <= room).slice(0, 2);
		const lines = names.map((text, at) => letters(text, fit.margin, middle + size * 0.357 + (at - (names.length - 1) / 2) * size * 1.2, size, "on"));
		return [band, ...lines, letters(time, ROOM.w - fit.margin, middle + fit.clock * 0.357, fit.clock, "on", "end")];
	}

	call() {
		const { fit } = this;
		const top = fit.head + fit.gap;
		const size = fit.number;
		const { word: small } = fit.type;
		const bottom = top + fit.panel;
		const x = fit.margin + small;
		const panel = node("rect", { x: fit.margin, y: top, width: fit.inner, height: fit.panel, rx: 24, class: "now" });
		const doorH = Math.min(fit.callDoorH, fit.panel - small * 0.35);
		return [
			panel, letters(word("hall.call"), x, top + small * 1.25, small, "ink"),
			letters(this.number, x - bearing(this.number, size), bottom - small * 0.5, size, "ink"),
			...door(ROOM.w - fit.margin - small - fit.callDoor, bottom - doorH, fit.callDoor, doorH, String(this.office.counters[0] ?? 1), fit.type.call, "door"),
		];
	}

	rows() {
		const { fit, office } = this;
		const top = fit.head + 2 * fit.gap + fit.panel;
		const width = (fit.inner - (fit.columns - 1) * fit.gap) / fit.columns;
		return office.counters.slice(0, fit.rows).flatMap((id, at) => {
			const x = fit.margin + (at % fit.columns) * (width + fit.gap);
			const y = top + Math.floor(at / fit.columns) * (fit.row + fit.listGap);
			const text = at ? letters(word("hall.ready"), x + fit.door + 3 * fit.pad, y + fit.row / 2 + fit.type.word * 0.357, fit.type.word, "ink2") : letters(this.number, x + fit.door + 3 * fit.pad, y + fit.row / 2 + fit.type.number * 0.357, fit.type.number, "ink");
			return [node("rect", { x, y, width, height: fit.row, rx: 12, class: "card" }), ...door(x + fit.pad, y + fit.pad, fit.door, fit.row - fit.pad, String(id), fit.type.number, "door"), text];
		});
	}

	// Nobody waits in this picture.
	waiting() {
		const { fit } = this;
		if (fit.taking) return [];
		const { word: size } = fit.type;
		const y = ROOM.h - 2 * fit.gap - fit.foot - fit.waiting;
		const at = y + fit.waiting / 2 + size * 0.357;
		const label = word("hall.waiting");
		return [node("rect", { x: fit.margin, y, width: fit.inner, height: fit.waiting, rx: 12, class: "card" }), letters(label, fit.margin + size * 0.6, at, size, "ink"), letters(word("hall.nobody"), fit.margin + size * 1.6 + measure(label, size), at, size, "ink2")];
	}

	foot(line) {
		const { fit } = this;
		return [letters(line, fit.margin, ROOM.h - fit.gap - fit.foot / 2 + fit.type.word * 0.357, fit.type.word, "ink")];
	}
}
