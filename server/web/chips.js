// chips: a set of choices of which one is chosen, as buttons that look like chips.
import { el } from "./dom.js";

// entries: [[value, text], …]; chosen: the value that is chosen at first, null: none
export function chips(id, legend, entries, chosen = null) {
	const inputs = entries.map(([value], at) => el("input", { type: "radio", name: id, id: `${id}-${at}`, value, checked: value === chosen }));
	const items = inputs.map((input, at) => el("li", {}, input, el("label", { for: input.id }, entries[at][1])));
	const node = el("fieldset", { class: "chips" }, el("legend", {}, legend), el("ul", {}, ...items));
	return { node, first: inputs.find(({ checked }) => checked) ?? inputs[0], value: () => inputs.find(({ checked }) => checked)?.value ?? "" };
}
