// parts: what the pages of the office are built of, beside parts.css.
import { timeText } from "./clock.js";
import { byId, setIcon, setText } from "./dom.js";
import { nameOf, word } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

// A picture of the page's own symbols; it says nothing, words stand beside it.
export function icon(name, className = "i") {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("class", className);
	svg.setAttribute("aria-hidden", "true");
	const use = document.createElementNS(SVG, "use");
	use.setAttribute("href", `#i-${name}`);
	svg.append(use);
	return svg;
}

// For a control that says why it cannot be used: it keeps the focus and can still be read.
export function setBlocked(button, blocked) {
	if (blocked) button.setAttribute("aria-disabled", "true");
	else button.removeAttribute("aria-disabled");
}

// "Tư pháp: Chứng thực" of "Quầy 2 – Tư pháp: Chứng thực".
export function shortCounterName(counter) {
	const full = nameOf(counter.name);
	const lead = word("web.counter.full", { counter: counter.id, name: "" });
	return full.startsWith(lead) ? full.slice(lead.length) : full;
}

// Lines break between phrases: "Kinh tế, Đất đai" never as "Kinh tế, Đất / đai"; longest: what surely
// fits into a line
export function bound(text, longest = 24) {
	const phrases = text.split(/(?<=[,:;]) /);
	return phrases.map((p) => (p.length > longest ? p : p.replaceAll(" ", "\u00A0"))).join(" ");
}

// The bar says whether the server is heard; lostAt: since when it is not, else 0.
export function showLink(lostAt) {
	const link = byId("link");
	byId("bar").classList.toggle("lost", lostAt > 0);
	link.classList.toggle("off", lostAt > 0);
	setText(link.lastElementChild, lostAt ? word("web.lost", { time: timeText(lostAt) }) : word("web.online"));
	setIcon(link.firstElementChild, lostAt ? "cut" : "dot");
}

// A bar of pieces { from, to, look } between 0 and 1, with a mark across it; words stand beside it.
export function bar(pieces, mark = null) {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("class", "meter");
	svg.setAttribute("viewBox", "0 0 100 14");
	svg.setAttribute("preserveAspectRatio", "none");
	svg.setAttribute("aria-hidden", "true");
	const piece = (from, to, look) => {
		const rect = document.createElementNS(SVG, "rect");
		for (const [name, value] of Object.entries({ x: from * 100, width: (to - from) * 100, height: 14, class: look })) rect.setAttribute(name, value);
		svg.append(rect);
	};
	piece(0, 1, "rest");
	for (const { from, to, look } of pieces) piece(from, to, look);
	if (mark !== null) piece(Math.max(0, mark - 0.015), Math.min(1, mark + 0.015), "mark");
	return svg;
}
