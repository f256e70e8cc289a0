// lead_advice: what could be done now so that people wait less, with one press to do it, and what of it
// is in force, with one to take it back.
import { get } from "./api.js";
import { now, timeText, waitText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { say } from "./note.js";
import { icon, setBlocked } from "./parts.js";
import { refusalText } from "./refusal.js";
import { nameOf, word } from "./words.js";

const READ_MS = 5000;

// A time is never broken over lines.
function whole(text) {
	return text.replaceAll(" ", "\u00A0");
}

function minutes(seconds) {
	return seconds === null ? word("lead.services.noforecast") : whole(word("web.minutes", { n: Math.round(seconds / 60) }));
}

export class Advice {
	constructor(hall) {
		this.hall = hall;
		this.known = { advice: [], applied: [], rests_until: null };
		this.readAt = 0;
		this.drawn = "";
		this.later = null;
	}

	// Reads it anew, but not too often: whoever asks early is answered later. What was known stays where
	// there is no answer.
	async read(again = false) {
		const early = this.readAt + READ_MS - Date.now();
		if (!again && early > 0) {
			this.later ??= setTimeout(() => this.read(true), Math.min(early, READ_MS));
			return;
		}
		clearTimeout(this.later);
		this.later = null;
		this.readAt = Date.now();
		try {
			this.known = await get("/api/v1/advice");
			this.render();
		} catch {
			// The next look at the hall asks again.
		}
	}

	heard(name, { kind }) {
		if (/^help_/.test(kind)) this.readAt = 0;
	}

	serviceName(id) {
		return nameOf(this.hall.serviceOf({ service: id })?.name) || id;
	}

	whatText({ kind, counter, service }) {
		return kind === "open_counter" ? word("lead.advice.open_counter", { counter }) : word("lead.advice.add_service", { counter, service: this.serviceName(service) });
	}

	/* What it looks like. */

	advised(advice) {
		const { id, eases, from_at: from, until_at: until, reason, before, after, services } = advice;
		const wait = (told) => (told ? whole(waitText(told)) : word("lead.services.noforecast"));
		const others = services.filter((one) => one.id !== eases).map((one) => el("li", {}, word("lead.advice.other", { service: this.serviceName(one.id), before: minutes(one.before_s), after: minutes(one.after_s) })));
		const when = from ? word("lead.advice.from", { from: timeText(from), until: timeText(until) }) : word("lead.advice.until", { until: timeText(until) });
		return el("li", { class: "advice" },
			el("b", {}, this.whatText(advice)), el("span", {}, when),
			el("span", {}, word("lead.advice.reason", { services: reason.map((one) => this.serviceName(one)).join(", ") })),
			el("span", { class: "gain" }, this.serviceName(eases), ": ", el("s", {}, wait(before)), " → ", el("b", {}, wait(after))),
			others.length ? el("ul", { class: "sm" }, ...others) : "",
			el("div", { class: "moves" },
				this.button("advice-apply", word("lead.advice.apply"), () => this.send(`${id}/apply`, word("lead.advice.applied", { what: this.whatText(advice) })), "p"),
				this.button("advice-later", word("lead.advice.later"), () => this.send(`${id}/later`, word("lead.advice.rests", { n: 15 })))));
	}

	applied(help) {
		const { id, until_at: until, by } = help;
		const what = this.whatText(help);
		const back = this.button(`advice-back-${id}`, word("lead.advice.back"), () => this.send(`${id}/back`, word("lead.advice.ended", { what })));
		back.setAttribute("aria-label", word("lead.advice.back.what", { what }));
		return el("li", { class: "applied" }, icon("check"), el("div", {}, el("b", {}, what), el("span", {}, word("lead.advice.force", { until: timeText(until), by: by ?? "" })), back));
	}

	button(id, text, does, look = "") {
		const one = el("button", { type: "button", class: `b ${look}`, id }, text);
		one.addEventListener("click", does);
		return one;
	}

	// Drawn anew only where it says something new, so that focus stays.
	render() {
		const { advice, applied, rests_until: rests } = this.known;
		const resting = rests > now();
		const drawn = JSON.stringify([document.documentElement.lang, advice, applied]);
		byId("advice").hidden = advice.length + applied.length === 0 && !resting;
		setText(byId("advice-rests"), resting && !advice.length ? word("lead.advice.resting", { time: timeText(rests) }) : "");
		if (drawn !== this.drawn) {
			const { activeElement: at } = document;
			const inside = byId("advice-list").contains(at);
			byId("advice-list").replaceChildren(...advice.map((one) => this.advised(one)), ...applied.map((one) => this.applied(one)));
			if (inside) this.go(at.id);
		}
		this.drawn = drawn;
		for (const button of byId("advice-list").querySelectorAll("button")) setBlocked(button, this.hall.blocked());
	}

	// To the button of this name, or else the first thing that can be done here.
	go(name = null) {
		const all = [...byId("advice-list").querySelectorAll("button")];
		(all.find(({ id }) => id === name) ?? all[0] ?? byId("advice-title")).focus();
	}

	/* What is done. */

	async send(path, done) {
		if (this.busy || this.hall.blocked()) return;
		this.busy = true;
		try {
			this.known = await this.hall.send(`advice/${path}`, {});
			this.render();
			say(done);
		} catch (error) {
			say(refusalText(error, "advice", ""), "warn");
			await this.read(true);
		}
		this.busy = false;
	}
}
