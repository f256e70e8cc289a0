// admin_routes: which section is shown: the menu, the address, and the question before one leaves
// what is not saved.
import { question } from "./admin_question.js";
import { SECTIONS } from "./admin_sections.js";
import { byId, el, setText } from "./dom.js";
import { isPutOff, takeUp } from "./wizard_state.js";
import { word } from "./words.js";

function parted(hash) {
	const [id, ...rest] = decodeURIComponent(hash.slice(1)).split("/");
	return [id, rest.join("/")];
}

export class Routes {
	// sections: as admin_sections.js lists them
	constructor(admin, sections = SECTIONS) {
		this.admin = admin;
		this.sections = sections;
		this.made = new Map();
		this.here = null;
		this.hash = "";
		this.button = byId("nav-open");
		this.list = byId("nav-list");
		this.button.addEventListener("click", () => this.toggle(this.button.getAttribute("aria-expanded") !== "true"));
		byId("skip").addEventListener("click", (event) => {
			event.preventDefault();
			byId("main").focus();
		});
		addEventListener("hashchange", () => this.moved());
		addEventListener("keydown", (event) => {
			if (event.key === "Escape") this.toggle(false);
		});
	}

	start() {
		const [id, rest] = parted(location.hash);
		this.show(this.has(id) ? id : this.sections[0].id, rest);
		this.hash = location.hash;
	}

	has(id) {
		return this.sections.some((one) => one.id === id);
	}

	// Goes to "section" or "section/rest".
	go(address) {
		location.hash = address;
	}

	// The address of what is shown, without going anywhere: "rest" of the section that is here.
	mark(rest) {
		this.hash = rest ? `#${this.here.id}/${rest}` : `#${this.here.id}`;
		history.replaceState(null, "", this.hash);
	}

	async moved() {
		if (location.hash === this.hash) return;
		const [id, rest] = parted(location.hash);
		if (!this.has(id)) return;
		const wanted = location.hash;
		const stays = id !== this.here.id && this.here.unsaved().length > 0;
		if (stays) {
			history.replaceState(null, "", this.hash || location.pathname);
			if (!(await this.mayLeave())) return;
			history.replaceState(null, "", wanted);
		}
		this.hash = wanted;
		const same = id === this.here.id;
		this.show(id, rest);
		if (!same) byId(`title-${id}`)?.focus();
	}

	// Whether one may go: nothing is unsaved any more.
	async mayLeave() {
		const said = this.here.unsaved();
		if (!said.length) return true;
		const list = el("ul", { class: "said" }, ...said.map((text) => el("li", {}, text)));
		const answer = await question({
			title: word("admin.leave"),
			more: [list],
			choices: [
				{ text: word("admin.leave.stay"), value: "stay" },
				{ text: word("admin.leave.save"), value: "save", look: "p" },
				{ text: word("admin.drop"), value: "drop" },
			],
		});
		if (answer === "save") return this.admin.saveBar.save();
		if (answer === "drop") this.here.drop();
		if (answer === "drop") this.admin.saveBar.changed();
		return answer === "drop";
	}

	section(id) {
		if (!this.made.has(id)) {
			const { Section } = this.sections.find((one) => one.id === id);
			const section = new Section(this.admin, id);
			this.made.set(id, section);
			byId("main").append(section.node);
		}
		return this.made.get(id);
	}

	show(id, rest) {
		const section = this.section(id);
		if (this.here && this.here !== section) this.here.node.hidden = true;
		this.here = section;
		section.node.hidden = false;
		this.toggle(false);
		section.open(rest);
		this.render();
		this.admin.saveBar.changed();
	}

	// What stands below the sections in the menu.
	more() {
		if (!isPutOff()) return [];
		const again = el("button", { type: "button", class: "b on" }, word("admin.wizard.again"));
		again.addEventListener("click", async () => {
			if (!(await this.mayLeave())) return;
			takeUp();
			location.replace(location.pathname);
		});
		return [el("li", { class: "again" }, again)];
	}

	toggle(open) {
		const had = this.list.contains(document.activeElement);
		this.button.setAttribute("aria-expanded", String(open));
		if (open) (this.list.querySelector("[aria-current]") ?? this.list.querySelector("a")).focus();
		else if (had && this.button.checkVisibility()) this.button.focus();
	}

	each(does) {
		for (const section of this.made.values()) does(section);
	}

	render() {
		this.list.replaceChildren(...this.sections.map(({ id }) => el("li", {}, el("a", { href: `#${id}`, "aria-current": id === this.here?.id ? "page" : null }, word(`admin.${id}`)))), ...this.more());
		if (!this.here) return;
		setText(byId("nav-here"), word(`admin.${this.here.id}`));
		document.title = word("web.title", { page: word(`admin.${this.here.id}`) });
	}
}
