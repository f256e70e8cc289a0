// dom: elements made without markup in strings, as the pages' security policy asks.
const SVG = "http://www.w3.org/2000/svg";

// A new element; attributes that are null or false are left out, children may be text or elements.
export function el(tag, attributes = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === false || value === undefined) continue;
		node.setAttribute(name, value === true ? "" : value);
	}
	node.append(...children.filter((child) => child !== null && child !== undefined));
	return node;
}

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

export function setIcon(svg, name) {
	svg.firstElementChild.setAttribute("href", `#i-${name}`);
}

// Touches the page only where it says something else than before.
export function setText(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

// For a control that says why it cannot be used: it keeps the focus and can still be read.
export function setBlocked(button, blocked) {
	if (blocked) button.setAttribute("aria-disabled", "true");
	else button.removeAttribute("aria-disabled");
}

export function byId(id) {
	return document.getElementById(id);
}

// What this machine remembers for the person at it; storage may be forbidden.
export function remember(name, value) {
	try {
		localStorage.setItem(`motcua.${name}`, value);
	} catch {
		return false;
	}
	return true;
}

export function recall(name) {
	try {
		return localStorage.getItem(`motcua.${name}`);
	} catch {
		return null;
	}
}
