// page: elements that stand in a page, and what they say.
export function byId(id) {
	return document.getElementById(id);
}

// Another of the page's symbols (see parts.js).
export function setIcon(svg, name) {
	svg.firstElementChild.setAttribute("href", `#i-${name}`);
}

// Touches the page only where it says something else than before.
export function setText(node, text) {
	if (node.textContent !== text) node.textContent = text;
}
