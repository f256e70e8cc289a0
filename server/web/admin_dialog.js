// admin_dialog: a form over the page, for one thing of a list.
import { Refusal, Unreachable } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { Form } from "./form.js";
import { icon } from "./parts.js";
import { setAt } from "./paths.js";
import { word } from "./words.js";

class FormDialog {
	constructor({ title, does, fill, take, more = [], id = "dialog", draft = {}, wrongs = {} }) {
		this.wrongs = wrongs;
		this.dialog = byId("form-dialog");
		this.form = new Form(id, (path, value) => setAt(draft, path, value));
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		this.back = this.button(word("clerk.cancel"), "", () => this.dialog.close());
		this.back.append(el("kbd", {}, "Esc"));
		const others = more.map(({ text, take: act }) => this.button(text, "quiet", () => this.attempt(act)));
		const row = el("div", { class: "row" }, el("button", { class: "b p" }, does), this.back, ...others);
		this.node = el("form", { class: "box bare", novalidate: true }, ...fill(this.form), this.said, row);
		this.node.addEventListener("submit", (event) => {
			event.preventDefault();
			const [wrong] = this.form.check();
			if (wrong) this.form.focus(wrong.path);
			else this.attempt(take);
		});
		this.dialog.replaceChildren(el("h2", { id: "form-dialog-title" }, title), this.node);
	}

	button(text, look, act) {
		const one = el("button", { type: "button", class: `b ${look}` }, text);
		one.addEventListener("click", act);
		return one;
	}

	show() {
		this.dialog.showModal();
		(this.node.querySelector("input, select, textarea") ?? this.back).focus();
		for (const [path, text] of Object.entries(this.wrongs)) this.form.focus(this.form.refuse(path, text)?.path ?? "");
	}

	async attempt(act) {
		if (this.busy) return;
		this.busy = true;
		this.fail("");
		try {
			const then = await act(this.form);
			if (then === false) return;
			this.dialog.close();
			then?.();
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			this.refused(error);
		} finally {
			this.busy = false;
		}
	}

	refused(error) {
		const field = error.field ? this.form.refuse(error.field, error.message) : null;
		if (field) this.form.focus(field.path);
		else this.fail(error instanceof Refusal ? error.message : word("admin.unreachable"));
	}

	fail(text) {
		this.said.hidden = !text;
		setText(this.said.lastElementChild, text);
	}
}

/*
 * title, does: words, the latter of the button; fill(form): the nodes with the fields; take(form):
 * what is done when all holds: it may give a promise, throw a Refusal, whose field is then marked,
 * and give a function for when the form is closed, such as where the focus goes, or false to leave it
 * open. more: further buttons, each { text, take }. draft: what is typed is put there, by the fields'
 * paths. wrongs: what is wrong from the start, by path. id: what the fields' ids begin with. Escape
 * closes it, and the focus goes back to where it was.
 */
export function openForm(options) {
	new FormDialog(options).show();
}
