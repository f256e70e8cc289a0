// menu: the person's own: language, look, and what the page adds to them.
import { byId, setText } from "./dom.js";
import { switchLanguage } from "./language.js";
import { remember } from "./memory.js";
import { otherLanguage, word } from "./words.js";

// Of theme.js, which runs before the first paint.
const theme = window.motcuaTheme;

export class Menu {
	// changed(words): the look is another now, or with `words` the language
	constructor(changed) {
		this.changed = changed;
		this.button = byId("person");
		this.box = byId("menu");
		this.button.addEventListener("click", () => this.toggle(this.box.hidden));
		byId("menu-language").addEventListener("click", () => this.switchLanguage());
		byId("menu-theme").addEventListener("click", () => this.switchTheme());
		document.addEventListener("pointerdown", (event) => {
			if (!event.target.closest(".person")) this.toggle(false);
		});
	}

	toggle(open) {
		this.box.hidden = !open;
		this.button.setAttribute("aria-expanded", String(open));
		if (open) this.box.querySelector("button").focus();
	}

	close() {
		if (this.box.hidden) return;
		this.toggle(false);
		this.button.focus();
	}

	render() {
		setText(byId("menu-theme"), word(theme.isDark() ? "web.theme.light" : "web.theme.dark"));
		byId("menu-language").lang = otherLanguage();
	}

	async switchLanguage() {
		await switchLanguage();
		this.chosen(true);
	}

	switchTheme() {
		const look = theme.isDark() ? "light" : "dark";
		theme.wear(look);
		remember("theme", look);
		this.chosen(false);
	}

	chosen(words) {
		this.toggle(false);
		this.changed(words);
	}
}
