// signin: name and password; what a page asks beside them is added by its own (counter_signin.js).
import { get, post, Refusal } from "./api.js";
import { dateText, dayOf, now, timeText } from "./clock.js";
import { byId, setText } from "./dom.js";
import { switchLanguage } from "./language.js";
import { setBlocked } from "./parts.js";
import { nameOf, word } from "./words.js";

export class SignIn {
	// entered(session): called once, when the server has let the person in
	constructor(office, entered) {
		this.office = office;
		this.entered = entered;
		this.waitUntil = 0;
		this.form = byId("signin-form");
		this.form.addEventListener("submit", (event) => this.submit(event));
		byId("signin-language").addEventListener("click", () => this.switchLanguage());
	}

	show() {
		byId("signin").hidden = false;
		this.render();
		this.timer = setInterval(() => this.tick(), 1000);
		this.form.user.focus();
	}

	async switchLanguage() {
		await switchLanguage();
		this.render();
	}

	render() {
		document.title = word("web.title", { page: word("clerk.signin") });
		setText(byId("signin-office"), nameOf(this.office.name));
		this.say("");
		this.renderOpening();
		this.tick();
	}

	renderOpening() {
		const { open, opens_at: opensAt } = this.office;
		const note = byId("signin-note");
		note.hidden = open !== false;
		if (note.hidden) return;
		const today = opensAt && dayOf(opensAt) === dayOf(now());
		const key = today ? "clerk.signin.opens" : "clerk.signin.notopen";
		setText(note, word(key, { time: today ? timeText(opensAt) : "" }));
	}

	// What the page's own adds: the words of the button, what is sent, what else is missing.
	enterText() {
		return word("clerk.signin");
	}

	body() {
		const { user, password } = this.form;
		return { user: user.value.trim(), password: password.value };
	}

	// The first thing that is missing: its words and its field; null when nothing is.
	missing() {
		const field = [this.form.user, this.form.password].find(({ value }) => !value);
		return field ? [word("clerk.signin.missing"), field] : null;
	}

	renderButton() {
		const left = Math.ceil((this.waitUntil - Date.now()) / 1000);
		setBlocked(byId("signin-enter"), left > 0);
		const text = left > 0 ? word("clerk.signin.slow", { n: left }) : this.enterText();
		setText(byId("signin-enter").firstElementChild, text);
	}

	tick() {
		setText(byId("signin-date"), dateText(now()));
		setText(byId("signin-time"), timeText(now()));
		this.renderButton();
	}

	say(text, field = null) {
		const error = byId("signin-error");
		error.hidden = !text;
		setText(error.lastElementChild, text);
		for (const input of [this.form.user, this.form.password]) {
			if (text && input === field) input.setAttribute("aria-invalid", "true");
			else input.removeAttribute("aria-invalid");
		}
		field?.focus();
	}

	async submit(event) {
		event.preventDefault();
		if (this.waitUntil > Date.now() || this.busy) return;
		const missing = this.missing();
		if (missing) {
			this.say(...missing);
			return;
		}
		this.busy = true;
		this.say("");
		try {
			await this.signIn();
		} catch (error) {
			this.refused(error);
		} finally {
			this.busy = false;
		}
	}

	async signIn() {
		const answer = await post("/api/v1/session", this.body());
		this.welcome({ ...answer, ...(await get("/api/v1/session")) });
	}

	// The server has let the person in.
	welcome(session) {
		clearInterval(this.timer);
		byId("signin").hidden = true;
		this.form.reset();
		this.entered(session);
	}

	refused(error) {
		if (!(error instanceof Refusal)) {
			this.say(word("web.unreachable"));
		} else if (error.slug === "unauthenticated") {
			this.say(word("clerk.signin.wrong"), this.form.password);
		} else {
			if (error.status === 429) this.waitUntil = Date.now() + (error.retryAfter || 30) * 1000;
			this.say(error.message);
			this.renderButton();
		}
	}
}
