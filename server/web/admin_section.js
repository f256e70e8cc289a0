// admin_section: what every section of /admin is: a place in the page, and what the frame asks of it.
import { el } from "./dom.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

export class Section {
	// admin: the frame (admin_frame.js); id: as in admin_sections.js
	constructor(admin, id) {
		this.admin = admin;
		this.id = id;
		this.node = el("section", { class: `section ${id}`, id: `section-${id}`, "aria-labelledby": `title-${id}`, hidden: true });
	}

	// The heading, with what can be done beside it.
	head(...actions) {
		const title = el("h1", { id: `title-${this.id}`, tabindex: "-1" }, word(`admin.${this.id}`));
		const about = this.admin.about?.(this.id);
		return el("div", { class: "hd" }, title, ...actions, about ? el("p", { class: "about" }, about) : "");
	}

	// While it is read.
	loading() {
		this.node.replaceChildren(this.head(), el("p", { class: "mut", role: "status" }, word("admin.loading")));
	}

	// It could not be read; again(): reads it once more.
	failed(error, again) {
		const button = el("button", { type: "button", class: "b" }, word("admin.again"));
		button.addEventListener("click", again);
		this.node.replaceChildren(this.head(), el("div", { class: "trouble", role: "alert" }, icon("warn"), el("p", {}, this.admin.refusalText(error)), button));
	}

	// It is shown now; rest: what stands in the address behind its name.
	open() {}

	// A frame of the feed; a "snapshot" also after the link was lost.
	heard() {}

	// The link or the session is another now: see admin.blocked().
	render() {}

	// Every second while it is shown.
	tick() {}

	// The page speaks another language now.
	reword() {}

	/* What is kept with the bar at the foot; a section without a bar leaves these alone. */

	// A sentence for each change that is not saved.
	unsaved() {
		return [];
	}

	// What does not hold: { text, go() }, where go() leads to it.
	check() {
		return [];
	}

	// Sends what is unsaved; throws as admin.send does.
	async save() {}

	// The server would not have it: what does not hold, as check() says it.
	refused(error) {
		return [{ text: this.admin.refusalText(error), go: null }];
	}

	drop() {}
}
