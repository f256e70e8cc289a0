// menu: the person's own: language, look, shortcuts, sign out.
import { remove } from "./api.js";
import { byId, setText } from "./dom.js";
import { switchLanguage } from "./language.js";
import { remember } from "./memory.js";
import { otherLanguage, word } from "./words.js";

// Of theme.js, which runs before the first paint.
const theme = window.motcuaTheme;

export class Menu {
	constructor(desk) {
		this.desk = desk;
		this.button = byId("person");
		this.box = byId("menu");
		this.button.addEventListener("click", () => this.toggle(this.box.hidden));
		byId("menu-language").addEventListener("click", () => this.switchLanguage());
		byId("menu-theme").addEventListener("click", () => this.switchTheme());
		byId("menu-keys").addEventListener("click", () => desk.keys.help());
		byId("menu-signout").addEventListener("click", () => this.signOut());
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

	render(plan) {
		setText(byId("menu-theme"), word(theme.isDark() ? "clerk.menu.theme.light" : "clerk.menu.theme.dark"));
		const { ticket } = this.desk;
		let text = word("clerk.menu.signout");
		if (ticket) text = word("clerk.menu.signout.keep", ticket);
		else if (plan.scene !== "closed") text = word("clerk.menu.signout.close");
		setText(byId("menu-signout"), text);
		byId("menu-language").lang = otherLanguage();
	}

	async switchLanguage() {
		await switchLanguage();
		this.desk.view.say("");
		this.chosen();
	}

	switchTheme() {
		const look = theme.isDark() ? "light" : "dark";
		theme.wear(look);
		remember("theme", look);
		this.chosen();
	}

	// Back to work: Space is the next step again.
	chosen() {
		this.desk.render();
		this.toggle(false);
		this.desk.view.focusPrimary();
	}

	// A free counter closes with its clerk; a number that is there stays until somebody decides.
	async signOut() {
		this.close();
		const { desk } = this;
		const { scene } = desk.plan();
		if (!desk.ticket && scene !== "closed") await desk.act("close");
		try {
			await remove("/api/v1/session");
			location.reload();
		} catch {
			desk.view.say(word("web.unreachable"), "warn");
		}
	}
}
