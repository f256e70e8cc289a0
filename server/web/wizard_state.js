// wizard_state: how far the set-up of a new office has come, as this browser remembers it.
import { recall, remember } from "./memory.js";

const HERE = "setup";
const REACHED = "setup.step";

// Under way; `has_office` of the server tells where this browser knows nothing of it.
export function isUnderWay({ has_office: hasOffice }) {
	const known = recall(HERE);
	return known === "open" || (!hasOffice && known !== "later");
}

export function isPutOff() {
	return recall(HERE) === "later";
}

export function takeUp() {
	remember(HERE, "open");
}

export function putOff() {
	remember(HERE, "later");
}

export function finish() {
	remember(HERE, "done");
	remember(REACHED, "");
}

// The step that was come to, from 1.
export function reached() {
	return Number(recall(REACHED)) || 1;
}

export function reach(step) {
	if (step > reached()) remember(REACHED, String(step));
}
