// note: one line of what was done, or, with "advise" or "warn", why not. It goes away by itself, its
// place stays.
import { byId, setIcon, setText } from "./dom.js";

const SAID_MS = 30000;
const LOOK = { advise: "advise", warn: "wrong" };

let timer = null;

// What stands there now.
export function said() {
	return byId("note").lastElementChild.textContent;
}

export function say(text, kind = "check") {
	const note = byId("note");
	clearTimeout(timer);
	note.className = text ? `note on ${LOOK[kind] ?? ""}` : "note";
	note.firstElementChild.toggleAttribute("hidden", !text);
	setIcon(note.firstElementChild, kind === "advise" ? "ring" : kind);
	setText(note.lastElementChild, text);
	if (text) timer = setTimeout(() => say(""), SAID_MS);
}
