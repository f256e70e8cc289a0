// choice_menu: a small menu of choices over the page, beside the button that opened it.
import { el } from "./dom.js";
import { icon } from "./parts.js";

export class ChoiceMenu {
	constructor() {
		this.node = el("div", { role: "menu", class: "card choices-menu", hidden: true });
		this.node.addEventListener("keydown", (event) => this.key(event));
		this.node.addEventListener("focusout", ({ relatedTarget }) => {
			if (!this.node.contains(relatedTarget)) this.close(false);
		});
		addEventListener("scroll", () => this.close(false), true);
		addEventListener("resize", () => this.close(false));
	}

	// choices: [{ value, text, key }]; key: the figure that chooses it; chosen(value)
	open(button, label, choices, current, chosen) {
		this.button = button;
		this.node.setAttribute("aria-label", label);
		this.node.replaceChildren(...choices.map(({ value, text, key }) => {
			const item = el("button", { type: "button", role: "menuitemradio", "aria-checked": String(value === current), tabindex: "-1", "data-key": key }, icon("check"), el("span", {}, text), el("kbd", { "aria-hidden": "true" }, key));
			item.addEventListener("click", () => {
				this.close(true);
				chosen(value);
			});
			return item;
		}));
		this.node.hidden = false;
		this.place();
		(this.node.querySelector("[aria-checked=true]") ?? this.node.firstElementChild).focus({ preventScroll: true });
	}

	// Below the button, or above it where there is no room.
	place() {
		const { left, top, bottom } = this.button.getBoundingClientRect();
		const { width, height } = this.node.getBoundingClientRect();
		const y = bottom + 8 + height > innerHeight ? Math.max(8, top - 8 - height) : bottom + 8;
		this.node.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
		this.node.style.top = `${y}px`;
	}

	close(focus) {
		if (this.node.hidden) return;
		this.node.hidden = true;
		if (focus) this.button.focus();
	}

	key(event) {
		const items = [...this.node.children];
		const at = items.indexOf(document.activeElement);
		const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
		const figure = items.find(({ dataset }) => dataset.key === event.key);
		if (event.key === "Escape" || event.key === "Tab") this.close(true);
		else if (figure) figure.click();
		else if (to !== undefined) items.at(to % items.length).focus();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}
}
