// panel_part: what the questions over the actions are built of.
import { el } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { word } from "./words.js";

// A row of buttons; `buttons` may hold null.
export function row(...buttons) {
	return el("div", { class: "row" }, ...buttons);
}

export function enterButton(text) {
	return el("button", { class: "b p" }, text, el("kbd", {}, "Enter"));
}

// does: what a click or, while no field has the focus, the letter does
export function button(text, letter, does, blocked = null) {
	const key = letter ? el("kbd", { class: "letter" }, letter) : null;
	const node = el("button", { type: "button", class: "b", "data-letter": letter?.toLowerCase() }, text, key);
	setBlocked(node, blocked);
	node.addEventListener("click", does);
	return node;
}

export function cancelButton(desk, text = word("clerk.cancel")) {
	const node = button(text, null, () => desk.panels.close());
	node.append(el("kbd", {}, "Esc"));
	return node;
}

export function field(id, label, input) {
	input.id = id;
	return el("div", { class: "field" }, el("label", { for: id }, label), input);
}

// A sentence below the title; `wrong` says instead what is amiss with an input.
export class Say {
	constructor(id, text) {
		this.node = el("p", { class: "say mut", id }, el("span", {}, text));
	}

	wrong(text, input) {
		this.node.className = "say wrong";
		this.node.setAttribute("role", "alert");
		this.node.replaceChildren(icon("warn"), el("span", {}, text));
		input.setAttribute("aria-invalid", "true");
		input.focus();
	}
}
