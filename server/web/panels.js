// panels: the two questions that open over the actions: how long a pause, which other number.
import { byId, el, setText } from "./dom.js";
import { say } from "./note.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

const MINUTES = [5, 10, 15, 30];

// "a12" and "A012" are the same number: the letters, then the figure without its zeros.
function bare(number) {
	const [, prefix, digits] = /^(.*?)0*(\d+)$/.exec(number.trim().toUpperCase()) ?? [];
	return digits === undefined ? number.trim().toUpperCase() : prefix + digits;
}

export class Panels {
	constructor(desk) {
		this.desk = desk;
		this.form = byId("panel");
		this.form.addEventListener("submit", (event) => this.submit(event));
		byId("pause").addEventListener("click", () => this.askPause());
		byId("other").addEventListener("click", () => this.askCall());
	}

	open() {
		return !this.form.hidden;
	}

	close() {
		if (!this.open()) return;
		this.form.hidden = true;
		byId("acts").hidden = false;
		this.kind = null;
		this.desk.view.focusPrimary();
	}

	// A question that can no longer be answered goes away.
	render(plan) {
		if (this.kind && plan[this.kind].blocked) this.close();
		if (this.kind === "pause" && plan.pause.hidden) this.close();
	}

	ask(kind, title, ...content) {
		const { blocked, hidden } = this.desk.plan()[kind];
		if (blocked || hidden || this.desk.busy) {
			if (blocked) say(blocked, "advise");
			return false;
		}
		this.kind = kind;
		this.form.replaceChildren(el("h3", {}, word(title)), ...content);
		this.form.setAttribute("aria-label", word(title));
		this.form.hidden = false;
		byId("acts").hidden = true;
		return true;
	}

	cancelButton() {
		const button = el("button", { type: "button", class: "b" }, word("clerk.cancel"), " ", el("kbd", {}, "Esc"));
		button.addEventListener("click", () => this.close());
		return button;
	}

	askPause() {
		const choice = (text, body) => {
			const button = el("button", { type: "button", class: "b" }, text);
			button.addEventListener("click", () => this.desk.act("pause", body));
			return button;
		};
		const times = MINUTES.map((n) => choice(word("web.minutes", { n }), { back_in_min: n }));
		const row = el("div", { class: "row" }, ...times, choice(word("clerk.pause.unknown"), {}), this.cancelButton());
		const note = el("p", { class: "say mut" }, word("clerk.pause.note"));
		if (this.ask("pause", "clerk.pause.title", note, row)) times[0].focus();
	}

	askCall(number = "") {
		const field = el("input", { id: "call-number", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "call-say", maxlength: "12" });
		field.value = number;
		const label = el("label", { for: "call-number", class: "sr" }, word("clerk.other.label"));
		const call = el("button", { class: "b p" }, word("clerk.other.call"), " ", el("kbd", {}, "Enter"));
		const row = el("div", { class: "row" }, label, field, call, this.cancelButton());
		const line = el("p", { class: "say mut", id: "call-say" }, word("clerk.other.note"));
		if (!this.ask("call", "clerk.other.title", line, row)) return;
		if (number) call.focus();
		else field.focus();
	}

	wrong(text) {
		const line = byId("call-say");
		line.className = "say wrong";
		line.setAttribute("role", "alert");
		line.replaceChildren(icon("warn"), el("span", {}, text));
		byId("call-number").setAttribute("aria-invalid", "true");
		byId("call-number").focus();
	}

	submit(event) {
		event.preventDefault();
		if (this.kind !== "call") return;
		const typed = byId("call-number").value;
		if (!typed.trim()) {
			this.wrong(word("clerk.other.missing"));
			return;
		}
		const found = this.desk.queue.find(({ number }) => bare(number) === bare(typed));
		if (found) this.desk.act("call", { number: found.number });
		else this.wrong(word("clerk.other.unknown", { number: typed.trim().toUpperCase() }));
	}
}
