// counter_signin: signing in at today's counter.
import { byId, el, setText } from "./dom.js";
import { recall, remember } from "./memory.js";
import { bound, icon, shortCounterName } from "./parts.js";
import { SignIn } from "./signin.js";
import { word } from "./words.js";

export class CounterSignIn extends SignIn {
	constructor(office, entered) {
		super(office, entered);
		byId("signin-counters").addEventListener("change", () => this.chosen());
	}

	counter() {
		const id = Number(new FormData(this.form).get("counter"));
		return this.office.counters.find((counter) => counter.id === id);
	}

	render() {
		const last = this.counter()?.id ?? Number(recall("counter"));
		const choices = this.office.counters.map((counter) => this.choice(counter, last));
		byId("signin-counters").replaceChildren(...choices);
		super.render();
		this.chosen();
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

	enterText() {
		const counter = this.counter();
		if (!counter) return word("clerk.signin.choose");
		return word("clerk.signin.enter", { counter: counter.id });
	}

	body() {
		return { ...super.body(), counter: this.counter().id };
	}

	missing() {
		const missing = super.missing();
		if (missing || this.counter()) return missing;
		return [word("clerk.signin.choose.first"), byId("signin-counters").querySelector("input")];
	}

	welcome(session) {
		remember("counter", session.counter);
		super.welcome(session);
	}
}
