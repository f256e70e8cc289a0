// wizard_account: the first step of the set-up: whoever opened the one-time link makes the first
// administrator's account; and what is said where the link is good for nothing any more.
import { personFields, userField } from "./admin_account_form.js";
import { get, post, Refusal, setCsrf } from "./api.js";
import { lapseText, now, syncClock } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { Form } from "./form.js";
import { switchLanguage } from "./language.js";
import { icon } from "./parts.js";
import { passwordField, passwordTools } from "./password_field.js";
import { stepHead, stepRows } from "./wizard_steps.js";
import { word } from "./words.js";

const SOON_MS = 120000;
const LINK = /^#setup=([\w-]+)$/;

// What the address ends with; null: it is no such link.
export function linkToken() {
	return LINK.exec(location.hash)?.[1] ?? null;
}

export class FirstAccount {
	// state: of /api/v1/setup; entered(session): once the account is there
	constructor(token, state, entered) {
		Object.assign(this, { token, state, entered });
		this.draft = { name: "", title: "", user: "", password: "", again: "" };
		syncClock(state.now);
		byId("setup-language").addEventListener("click", () => this.switchLanguage());
	}

	show() {
		byId("setup").hidden = false;
		this.draw();
		this.timer = setInterval(() => this.tick(), 1000);
		byId("setup-main").querySelector("input")?.focus();
	}

	async switchLanguage() {
		await switchLanguage();
		this.draw();
	}

	left() {
		return (this.state.expires_at ?? 0) - now();
	}

	draw() {
		this.over = !this.token || this.left() <= 0;
		document.title = word("web.title", { page: word("admin.wizard.title") });
		byId("setup-steps").replaceChildren(...stepRows(1, 1));
		byId("setup-main").replaceChildren(stepHead(1), el("h1", {}, word("admin.wizard.account")), ...(this.over ? this.noLink() : this.fields()));
		this.tick();
	}

	// How to get a link that is good.
	noLink() {
		const text = word(this.token ? "admin.wizard.over" : "admin.wizard.nolink");
		return [
			el("p", { class: "trouble", role: "alert" }, icon("warn"), el("span", {}, text)),
			el("p", { class: "about" }, word("admin.wizard.over.how")),
			el("pre", { class: "typed", tabindex: "0" }, "sudo systemctl restart motcua-server\njournalctl -u motcua-server | grep 'set-up link' | tail -1"),
			el("p", { class: "hint" }, word("admin.wizard.over.hand")),
		];
	}

	fields() {
		const { draft } = this;
		const form = new Form("first", (path, value) => (draft[path] = value));
		const again = (text) => (text === draft.password ? "" : word("admin.wizard.again.wrong"));
		const node = el("form", { class: "box bare first", novalidate: true },
			...personFields(form, draft),
			userField(form, draft.user),
			passwordField(form, "password", { label: word("clerk.signin.password"), hint: word("admin.accounts.password.own.hint") }),
			passwordField(form, "again", { label: word("admin.wizard.password.again"), fresh: false, check: again }),
			passwordTools(form, ["password", "again"]));
		this.form = form;
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		this.button = el("button", { class: "b p enter" }, word("admin.wizard.account.do"));
		node.append(this.said, this.button);
		node.addEventListener("submit", (event) => this.submit(event));
		return [el("p", { class: "about" }, word("admin.wizard.account.lead")), node];
	}

	async submit(event) {
		event.preventDefault();
		const [wrong] = this.form.check();
		if (wrong) this.form.focus(wrong.path);
		if (wrong || this.busy) return;
		this.busy = true;
		this.say("");
		try {
			await this.send();
		} catch (error) {
			await this.refused(error);
		} finally {
			this.busy = false;
		}
	}

	async send() {
		const { again: _, ...person } = this.draft;
		const answer = await post("/api/v1/setup", { token: this.token, ...person });
		setCsrf(answer.csrf);
		const session = await get("/api/v1/session");
		clearInterval(this.timer);
		byId("setup").hidden = true;
		this.entered(session);
	}

	// A link that was used or is over: what the server says of it now is shown.
	async refused(error) {
		const field = error.field ? this.form.refuse(error.field, error.message) : null;
		if (field) this.form.focus(field.path);
		else this.say(error instanceof Refusal ? error.message : word("web.unreachable"));
		if (error.slug === "link_over") location.reload();
	}

	say(text) {
		this.said.hidden = !text;
		setText(this.said.lastElementChild, text);
	}

	// Said aloud once when little time is left.
	tick() {
		const left = this.left();
		byId("setup-left").hidden = this.over;
		setText(byId("setup-left").lastElementChild, lapseText(left));
		setText(byId("setup-told"), !this.over && left <= SOON_MS ? word("admin.wizard.soon") : "");
		if (!this.over && left <= 0) this.draw();
	}
}
