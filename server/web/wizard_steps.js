// wizard_steps: the steps of the set-up of a new office as doors on sills.
import { el } from "./dom.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

export const STEPS = ["account", "office", "services", "calendar", "devices", "ready"];

export function stepOf(id) {
	return STEPS.indexOf(id) + 1;
}

/*
 * The rows of the list. here: which step is shown; come: up to which one has come; open(step): whether
 * one may go there.
 */
export function stepRows(here, come, open = () => false) {
	return STEPS.map((id, at) => {
		const step = at + 1;
		const look = step === here ? "now" : step < come ? "done" : "later";
		const door = el("b", { class: "door" }, step === here || step >= come ? String(step) : icon("check"));
		const state = step < come && step !== here ? el("span", { class: "sr" }, ` (${word("admin.wizard.done")})`) : "";
		const text = el("span", {}, el("b", {}, word(`admin.wizard.${id}`)), state, el("small", {}, word(`admin.wizard.${id}.about`)));
		const current = step === here ? "step" : null;
		const row = open(step) ? el("a", { href: `#${id}`, "aria-current": current }, door, text) : el("span", { class: "row", "aria-current": current }, door, text);
		return el("li", { class: `step ${look}` }, row);
	});
}

// "Bước 2 trên 6", with a bar where the doors have no room.
export function stepHead(step) {
	return el("div", { class: "step-of" }, el("p", {}, word("admin.wizard.step", { n: step, count: STEPS.length })), el("progress", { max: STEPS.length, value: step, "aria-hidden": "true" }));
}
