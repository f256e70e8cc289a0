// board_parts: what the board's lists are built of; letters are measured as they will be drawn.
import { el } from "./dom.js";
import { currentLanguage, nameOf, otherLanguage, word } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const SAMPLE_PX = 1000; // so that what a browser rounds to whole pixels is rounded little
const CAP = 0.714; // of Noto Sans, where a browser does not tell
const ICONS = { priority: "priority", appointment: "calendar", returned: "return", transferred: "swap", chosen: "person", overdue: "clock" };
const widths = new Map();
const WIDTHS_MAX = 2000;
let pen = null;

function font() {
	if (pen) return pen;
	pen = document.createElement("canvas").getContext("2d");
	pen.font = `700 ${SAMPLE_PX}px ${getComputedStyle(document.body).fontFamily}`;
	return pen;
}

// How wide a bold text is.
export function measure(text, size) {
	if (widths.size > WIDTHS_MAX) widths.clear();
	if (!widths.has(text)) widths.set(text, font().measureText(text).width);
	return widths.get(text) * size / SAMPLE_PX;
}

// How far from its left edge a bold text begins to be seen.
export function bearing(text, size) {
	return -(font().measureText(text).actualBoundingBoxLeft || 0) * size / SAMPLE_PX;
}

// How high capitals are, of the size.
export function capHeight() {
	const { actualBoundingBoxAscent: cap } = font().measureText("H");
	return cap ? cap / SAMPLE_PX : CAP;
}

export function fill(node, ...children) {
	while (node.firstChild) node.removeChild(node.firstChild);
	node.append(...children);
}

export function icon(name) {
	const svg = document.createElementNS(SVG, "svg");
	const use = document.createElementNS(SVG, "use");
	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	use.setAttribute("href", `#i-${name}`);
	svg.append(use);
	return svg;
}

// The language of a name that there is in the other one alone; else null.
export function otherOf(pair) {
	const language = currentLanguage();
	return pair && !pair[language] && nameOf(pair) ? otherLanguage() : null;
}

// Shows a name of the office's data, marked where it is in the other language.
export function putName(node, pair) {
	if (node.textContent !== nameOf(pair)) node.textContent = nameOf(pair);
	if (otherOf(pair)) node.lang = otherOf(pair);
	else node.removeAttribute("lang");
}

export function outOfTurn({ reason }) {
	return Boolean(reason) && reason !== "in_turn";
}

// Why it was called before its turn, in words.
export function reasonText({ reason, from_counter: counter }, brief) {
	if (reason === "transferred" && counter) return word(brief ? "reason.short.from" : "web.transferred_from", { counter });
	return word(`reason.${brief ? "short." : ""}${reason}`);
}

// The same with its icon, in shorter words or without the icon where there is no room; null: none.
export function reasonTag(call, size, room) {
	if (!outOfTurn(call)) return null;
	for (const brief of [false, true]) {
		const text = reasonText(call, brief);
		const lead = size * 1.15;
		for (const drawn of [true, false]) {
			if (measure(text, size) + (drawn ? lead : 0) > room) continue;
			return el("p", { class: "why" }, drawn ? icon(ICONS[call.reason]) : null, text);
		}
	}
	return null;
}

export function reasonIcon({ reason }) {
	return icon(ICONS[reason]);
}

// A counter's or a series' door; `said` is what stands before it for who hears the page.
export function door(text, said) {
	return el("p", { class: "door" }, el("span", { class: "sr" }, `${said} `), String(text));
}
