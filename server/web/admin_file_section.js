// admin_file_section: a section that changes members of the office file: what is saved, what is typed
// over it, and what somebody else saved meanwhile.
import { readMembers, writeMembers } from "./admin_file.js";
import { Section } from "./admin_section.js";
import { Refusal } from "./api.js";
import { el, setText } from "./dom.js";
import { Form } from "./form.js";
import { changesOffice } from "./office_change.js";
import { getAt, same, setAt } from "./paths.js";
import { word } from "./words.js";

function lowered(text) {
	return /^\p{Lu}\p{Ll}/u.test(text) || /^\p{Lu}\s/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export class FileSection extends Section {
	// members: the names of what it changes at the top of the office file; also: of what it only reads
	constructor(admin, id, members, also = []) {
		super(admin, id);
		this.members = members;
		this.also = also;
		this.saved = null;
		this.draft = null;
		this.newer = null;
		this.form = new Form(id, (path, value) => this.typed(path, value));
		document.addEventListener("close", () => this.closed(), true);
	}

	// The nodes under the heading, drawn from this.draft.
	body() {
		return [];
	}

	// What is beside the heading.
	actions() {
		return [];
	}

	open() {
		if (!this.saved) this.load();
	}

	read() {
		return readMembers(this.admin, [...this.members, ...this.also]);
	}

	async load() {
		this.loading();
		try {
			this.use(await this.read());
		} catch (error) {
			this.failed(error, () => this.load());
		}
	}

	use(view) {
		this.saved = view;
		this.draft = structuredClone(view);
		this.newer = null;
		this.draw();
		this.admin.changed();
	}

	draw() {
		this.form.clear();
		this.notice = el("div", { class: "advice newer", role: "status", hidden: true });
		this.node.replaceChildren(this.head(...this.actions()), this.notice, ...this.body());
		this.showChanged();
		this.showNewer();
	}

	reword() {
		if (this.draft) this.draw();
		else this.node.replaceChildren(this.head());
	}

	/* What is typed. */

	// What was not said before stays unsaid where it is emptied again.
	typed(path, value) {
		const before = getAt(this.saved, path);
		setAt(this.draft, path, value === "" && (before ?? "") === "" ? before : value);
		this.edited();
	}

	// The draft is another now; the fields stay as they are.
	edited() {
		this.showChanged();
		this.admin.changed();
	}

	// A card is another now: all is drawn anew; the way to `focus`, null: none.
	changed(focus = null) {
		this.draw();
		this.admin.changed();
		return focus && (() => this.node.querySelector(focus)?.focus());
	}

	showChanged() {
		this.form.showChanged((field) => !same(this.valueIn(this.saved, field), this.valueIn(this.draft, field)));
	}

	// What stands there, or what holds where nothing does.
	valueIn(root, { path, otherwise = "" }) {
		return getAt(root, path) ?? otherwise;
	}

	// A sentence for each difference; a section says what its form does not hold.
	describe(from, to) {
		return [...this.form.fields.values()].filter(({ untold }) => !untold).flatMap((field) => {
			const [was, is] = [this.valueIn(from, field), this.valueIn(to, field)];
			if (same(was, is)) return [];
			return [word("admin.change", { what: lowered(field.label), value: this.shownText(field.shown(is), field.unit) })];
		});
	}

	shownText(value, unit) {
		if (value === "" || value === null || Number.isNaN(value)) return word("admin.change.empty");
		return typeof value === "number" ? `${value} ${unit}`.trim() : word("admin.quoted", { text: value });
	}

	unsaved() {
		return this.draft ? this.describe(this.saved, this.draft) : [];
	}

	drop() {
		this.use(this.newer ?? this.saved);
	}

	/* What is saved. */

	check() {
		return this.form.check().map(({ path, label, text }) => ({ text: word("admin.wrong.at", { label, text }), go: () => this.form.focus(path) }));
	}

	async save() {
		await this.write();
		this.use(await this.read());
	}

	// A version may be another because of what is none of this section's.
	async write() {
		try {
			await writeMembers(this.admin, this.members, this.draft);
		} catch (error) {
			if (error.slug !== "wrong_state") throw error;
			const view = await this.read();
			if (!this.isSaved(view)) throw error;
			this.draft.version = view.version;
			await writeMembers(this.admin, this.members, this.draft);
		}
	}

	isSaved(view) {
		return this.members.every((name) => same(view[name], this.saved[name]));
	}

	refused(error) {
		if (!(error instanceof Refusal)) return super.refused(error);
		if (error.slug === "wrong_state") {
			this.reread();
			return [{ text: word("admin.newer.short"), go: null }];
		}
		const text = this.admin.hereText(error);
		const field = error.field ? this.form.refuse(error.field, text) : null;
		if (!field) return super.refused(error);
		return [{ text: word("admin.wrong.at", { label: field.label, text }), go: () => this.form.focus(field.path) }];
	}

	/* What somebody else saved. */

	heard(name, data) {
		if (name === "snapshot" || (name === "change" && changesOffice(data))) this.reread();
	}

	async reread() {
		if (!this.saved) return;
		try {
			this.take(await this.read());
		} catch {
			// The next change is asked for again; until then a save is refused.
		}
	}

	take(view) {
		const known = this.newer ?? this.saved;
		if (view.version === known.version) return;
		if (this.members.every((name) => same(view[name], known[name]))) {
			for (const name of ["version", ...this.also]) this.saved[name] = this.draft[name] = view[name];
			this.edited();
		} else if (this.unsaved().length || document.querySelector("dialog[open]")) {
			this.newer = view;
			this.showNewer();
		} else {
			this.use(view);
		}
	}

	// A form over the page writes into what it was opened from: what is newer waited for its end.
	closed() {
		if (this.newer && !this.unsaved().length) this.use(this.newer);
	}

	showNewer() {
		this.notice.hidden = !this.newer;
		if (!this.newer) return;
		const load = el("button", { type: "button", class: "b" }, word("admin.newer.load"));
		load.addEventListener("click", () => this.drop());
		const said = this.describe(this.saved, this.newer);
		const list = el("ul", { class: "said" }, ...said.map((text) => el("li", {}, text)));
		const text = el("p", {});
		setText(text, word(said.length ? "admin.newer" : "admin.newer.unknown"));
		this.notice.replaceChildren(text, list, load);
	}
}
