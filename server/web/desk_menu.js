// desk_menu: the clerk's menu: beside the person's own the shortcuts, and signing out.
import { remove } from "./api.js";
import { byId, setText } from "./dom.js";
import { Menu } from "./menu.js";
import { say } from "./note.js";
import { word } from "./words.js";

export class DeskMenu extends Menu {
	constructor(desk) {
		super((words) => this.backToWork(words));
		this.desk = desk;
		byId("menu-keys").addEventListener("click", () => desk.keys.help());
		byId("menu-chime").addEventListener("click", () => this.switchChime());
		byId("menu-signout").addEventListener("click", () => this.signOut());
	}

	// Space is the next step again.
	backToWork(words) {
		if (words) say("");
		this.desk.render();
		this.desk.view.focusPrimary();
	}

	render(plan) {
		super.render();
		const { ticket } = this.desk;
		let text = word("web.signout");
		if (ticket) text = word("clerk.menu.signout.keep", ticket);
		else if (plan.scene !== "closed") text = word("clerk.menu.signout.close");
		setText(byId("menu-signout"), text);
		setText(byId("menu-chime"), word(this.desk.offerView.chime.on ? "clerk.menu.chime.off" : "clerk.menu.chime.on"));
	}

	switchChime() {
		const { chime } = this.desk.offerView;
		chime.turn(!chime.on);
		this.chosen(false);
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
			say(word("web.unreachable"), "warn");
		}
	}
}
