// cards: things of a list, each with what is said of it and a button that opens its form.
import { el } from "./dom.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

// A row of a list; label: what the button is to whoever only hears it; door: what stands in the door
export function card(title, facts, { edit, label, door = "" }) {
	const button = el("button", { type: "button", class: "b quiet", "aria-label": label }, icon("edit"), word("admin.edit"));
	button.addEventListener("click", edit);
	return el("li", {}, door ? el("b", { class: "door s" }, door) : "", el("span", { class: "what" }, title, facts ? el("small", { class: "mut" }, facts) : ""), button);
}

export function addButton(key, id, act) {
	const button = el("button", { type: "button", class: "b", id }, icon("plus"), word(key));
	button.addEventListener("click", act);
	return button;
}
