// dom: elements made without markup in strings, as the pages' security policy asks.
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

// Another of the page's symbols (see parts.js).
export function setIcon(svg, name) {
	svg.firstElementChild.setAttribute("href", `#i-${name}`);
}

// Touches the page only where it says something else than before.
export function setText(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

export function byId(id) {
	return document.getElementById(id);
}
