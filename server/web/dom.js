// dom: elements made without markup in strings, as the pages' security policy asks.
export { byId, setIcon, setText } from "./page.js";

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

// Touches the page only where the nodes are other than those before: what stays is not read out again.
export function setNodes(place, ...nodes) {
	const same = nodes.length === place.childNodes.length && nodes.every((node, at) => node.isEqualNode(place.childNodes[at]));
	if (same) return;
	place.textContent = "";
	place.append(...nodes);
}
