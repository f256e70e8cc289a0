// signin: name, password and today's counter.
import { get, post, Refusal } from "./api.js";
import { dateText, dayOf, now, timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { switchLanguage } from "./language.js";
import { recall, remember } from "./memory.js";
import { icon, setBlocked } from "./parts.js";
import { nameOf, word } from "./words.js";

// "Tư pháp: Chứng thực" of "Quầy 2 – Tư pháp: Chứng thực".
export function shortCounterName(counter) {
	const full = nameOf(counter.name);
	const lead = word("web.counter.full", { counter: counter.id, name: "" });
	return full.startsWith(lead) ? full.slice(lead.length) : full;
}

// Lines break between phrases: "Kinh tế, Đất đai" never as "Kinh tế, Đất / đai".
function bound(text) {
	const phrases = text.split(/(?<=[,:;]) /);
	return phrases.map((p) => (p.length > 24 ? p : p.replaceAll(" ", "\u00A0"))).join(" ");
}

export class SignIn {
	constructor(office, entered) {
		this.office = office;
		this.entered = entered;
		this.waitUntil = 0;
		this.form = byId("signin-form");
		this.form.addEventListener("submit", (event) => this.submit(event));
		byId("signin-language").addEventListener("click", () => this.switchLanguage());
		byId("signin-counters").addEventListener("change", () => this.chosen());
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

	counter() {
		const id = Number(new FormData(this.form).get("counter"));
		return this.office.counters.find((counter) => counter.id === id);
	}

	render() {
		document.title = word("web.title", { page: word("clerk.signin") });
		setText(byId("signin-office"), nameOf(this.office.name));
		const last = this.counter()?.id ?? Number(recall("counter"));
		const choices = this.office.counters.map((counter) => this.choice(counter, last));
		byId("signin-counters").replaceChildren(...choices);
		this.say("");
		this.renderOpening();
		this.chosen();
		this.tick();
	}

	choice(counter, last) {
		const id = `counter-${counter.id}`;
		const input = el("input", { type: "radio", name: "counter", id, value: counter.id });
		input.checked = counter.id === last;
		const name = counter.clerk?.name;
		const used = name ? el("small", {}, word("clerk.signin.used", { name })) : null;
		const text = el("span", {}, bound(shortCounterName(counter)), used);
		const door = el("b", { class: "door s" }, String(counter.id));
		return el("li", {}, input, el("label", { for: id }, door, text, icon("check")));
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

	chosen() {
		const counter = this.counter();
		const note = byId("signin-takeover");
		note.hidden = !counter?.clerk?.name;
		if (!note.hidden) {
			const values = { name: counter.clerk.name, counter: counter.id };
			setText(note, word("clerk.signin.takeover", values));
		}
		this.renderButton();
	}

	renderButton() {
		const left = Math.ceil((this.waitUntil - Date.now()) / 1000);
		const counter = this.counter();
		setBlocked(byId("signin-enter"), left > 0);
		let text = word("clerk.signin.choose");
		if (left > 0) text = word("clerk.signin.slow", { n: left });
		else if (counter) text = word("clerk.signin.enter", { counter: counter.id });
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

	// The first thing that is missing, said in words; null when nothing is.
	missing() {
		for (const field of [this.form.user, this.form.password]) {
			if (!field.value) return [word("clerk.signin.missing"), field];
		}
		if (!this.counter()) return [word("clerk.signin.choose.first"), null];
		return null;
	}

	async submit(event) {
		event.preventDefault();
		if (this.waitUntil > Date.now() || this.busy) return;
		const missing = this.missing();
		if (missing) {
			this.say(...missing);
			if (!missing[1]) byId("signin-counters").querySelector("input")?.focus();
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
		const { user, password } = this.form;
		const counter = this.counter().id;
		const body = { user: user.value.trim(), password: password.value, counter };
		const answer = await post("/api/v1/session", body);
		remember("counter", counter);
		clearInterval(this.timer);
		byId("signin").hidden = true;
		this.form.reset();
		this.entered({ ...answer, ...(await get("/api/v1/session")) });
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
