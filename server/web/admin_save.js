// admin_save: the bar at the foot of a section: what is not saved, in a sentence; what does not hold,
// with a way to it; saving, with the mouse or Ctrl+S.
import { byId, el, setText } from "./dom.js";
import { count } from "./count.js";
import { say } from "./note.js";
import { setBlocked } from "./parts.js";
import { word } from "./words.js";

const SAID_MAX = 3;

export class SaveBar {
	constructor(admin) {
		this.admin = admin;
		this.bar = byId("save");
		this.wrongs = [];
		this.busy = false;
		byId("save-do").addEventListener("click", () => this.save());
		byId("save-drop").addEventListener("click", () => this.drop());
		addEventListener("keydown", (event) => this.key(event));
		addEventListener("beforeunload", (event) => {
			if (this.section()?.unsaved().length) event.preventDefault();
		});
	}

	section() {
		return this.admin.routes.here;
	}

	key(event) {
		if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
		event.preventDefault();
		if (!document.querySelector("dialog[open]")) this.save();
	}

	// Something was changed, or mended.
	changed() {
		this.wrongs = [];
		this.render();
	}

	render() {
		const said = this.section()?.unsaved() ?? [];
		this.bar.hidden = !said.length && !this.wrongs.length;
		document.documentElement.classList.toggle("saving", !this.bar.hidden);
		this.bar.classList.toggle("wrong", this.wrongs.length > 0);
		if (this.wrongs.length) this.sayWrong();
		else this.sayUnsaved(said);
		setBlocked(byId("save-do"), this.busy || this.admin.blocked());
	}

	sayUnsaved(said) {
		const more = said.length - SAID_MAX;
		const shown = said.slice(0, more === 1 ? SAID_MAX + 1 : SAID_MAX).join("; ");
		const rest = more > 1 ? word("admin.unsaved.more", { n: more }) : "";
		const lead = said.length ? count("admin.unsaved", said.length) : "";
		const why = this.admin.blocked() ?? word("admin.unsaved.now");
		byId("save-say").replaceChildren(el("b", {}, lead), said.length ? ` ${shown}${rest}. ${why}` : "");
		setText(byId("save-told"), lead);
	}

	sayWrong() {
		const [{ text, go }] = this.wrongs;
		const more = this.wrongs.length > 1 ? ` ${count("admin.wrong.more", this.wrongs.length - 1)}` : "";
		const place = go ? el("button", { type: "button", class: "way" }, text) : text;
		if (go) place.addEventListener("click", go);
		byId("save-say").replaceChildren(el("b", {}, word("admin.wrong")), " ", place, more);
		setText(byId("save-told"), `${word("admin.wrong")} ${text}${more}`);
	}

	fail(wrongs) {
		this.wrongs = wrongs;
		this.render();
		wrongs[0].go?.();
	}

	// Whether all is saved now.
	async save() {
		const section = this.section();
		if (!section?.unsaved().length) return true;
		const blocked = this.admin.blocked();
		if (blocked) say(blocked, "advise");
		if (blocked || this.busy) return false;
		const wrongs = section.check();
		if (wrongs.length) {
			this.fail(wrongs);
			return false;
		}
		return this.send(section);
	}

	async send(section) {
		const inBar = this.bar.contains(document.activeElement);
		this.busy = true;
		this.wrongs = [];
		this.render();
		try {
			await section.save();
			say(word("admin.saved"));
			if (inBar) byId(`title-${section.id}`).focus();
			return true;
		} catch (error) {
			this.fail(section.refused(error));
			return false;
		} finally {
			this.busy = false;
			this.render();
		}
	}

	drop() {
		const section = this.section();
		section.drop();
		this.changed();
		say(word("admin.dropped"), "back");
		byId(`title-${section.id}`).focus();
	}
}
