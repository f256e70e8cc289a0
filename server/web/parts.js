// parts: what the pages of the office are built of, beside parts.css.
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
