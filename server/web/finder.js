// finder: a field that finds procedures by name or code, and the list of what it found.
import { get } from "./api.js";
import { el } from "./dom.js";
import { nameOf, word } from "./words.js";

const FOUND_MAX = 4;
const TYPING_MS = 150;

export class Finder {
	// chosen(procedure): called with the one that was chosen; id: of the list
	constructor(chosen, id) {
		this.chosen = chosen;
		this.found = [];
		this.input = el("input", { autocomplete: "off", spellcheck: "false", maxlength: "80", "aria-describedby": id });
		this.list = el("ul", { class: "places", id, "aria-label": word("clerk.result.found") });
		this.input.addEventListener("input", () => this.typed());
		for (const node of [this.input, this.list]) node.addEventListener("keydown", (event) => this.walk(event));
	}

	typed() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.find(), TYPING_MS);
	}

	async find() {
		const asked = this.input.value.trim();
		const query = new URLSearchParams({ q: asked, limit: FOUND_MAX });
		try {
			const { procedures } = asked ? await get(`/api/v1/procedures?${query}`) : { procedures: [] };
			if (asked === this.input.value.trim()) this.show(procedures, asked);
		} catch {
			// The next letter asks again; the page says itself that the link is gone.
		}
	}

	show(procedures, asked) {
		this.found = procedures;
		const nothing = asked && !procedures.length ? [el("li", { class: "say" }, word("clerk.result.nothing"))] : [];
		this.list.replaceChildren(...nothing, ...procedures.map((procedure) => {
			const node = el("button", { type: "button", class: "place" }, el("span", {}, nameOf(procedure.name), el("small", { class: "num" }, procedure.code)));
			node.addEventListener("click", () => this.choose(procedure));
			return el("li", {}, node);
		}));
		this.list.querySelector("button")?.classList.add("first");
	}

	choose(procedure) {
		this.input.value = "";
		this.show([], "");
		this.chosen(procedure);
		this.input.focus();
	}

	// Enter in the field: what stands first is chosen; true when there was something typed.
	async enter() {
		if (!this.input.value.trim()) return false;
		clearTimeout(this.timer);
		await this.find();
		if (this.found.length) this.choose(this.found[0]);
		return true;
	}

	// Arrows go from the field through the list and back.
	walk(event) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		const stops = [this.input, ...this.list.querySelectorAll("button")];
		stops[stops.indexOf(document.activeElement) + step]?.focus();
	}
}
