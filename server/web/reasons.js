// reasons: why a number is held or called out of turn: one of a short list and, where that does not
// say it, words of one's own.
import { chips } from "./chips.js";
import { el } from "./dom.js";
import { field } from "./panel_part.js";
import { word } from "./words.js";

const BYTES_MAX = 127; // of a reason, as the server keeps it

export class Reasons {
	// texts: the list; the first is chosen unless the reason may be left out
	constructor(title, texts, { chosen = false } = {}) {
		this.choice = chips("reason", title, texts.map((text) => [text, text]), chosen ? texts[0] : null);
		this.own = el("input", { autocomplete: "off" });
		this.own.addEventListener("input", () => this.fit());
		this.field = field("reason-own", word("clerk.reason.own"), this.own);
	}

	fit() {
		const bytes = new TextEncoder();
		while (bytes.encode(this.text()).length > BYTES_MAX) this.own.value = Array.from(this.own.value.trim()).slice(0, -1).join("");
	}

	text() {
		return [this.choice.value(), this.own.value.trim()].filter(Boolean).join(": ");
	}
}
