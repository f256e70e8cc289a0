// lead_panel: the dialog over the hall: what is known of a counter or a number, and what can be done.
import { minutesText, now, timeText, waitText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { counterMoves, ticketMoves } from "./lead_moves.js";
import { questionOf } from "./lead_questions.js";
import { sceneOf } from "./lead_scene.js";
import { say } from "./note.js";
import { icon, setBlocked, shortCounterName } from "./parts.js";
import { refusalText } from "./refusal.js";
import { nameOf, word } from "./words.js";

function fact(label, text) {
	return text ? [el("dt", {}, word(label)), el("dd", {}, text)] : [];
}

function sinceText(at) {
	return at ? word("lead.fact.since", { time: timeText(at), lapse: minutesText(now() - at) }) : "";
}

export class Panel {
	constructor(hall) {
		this.hall = hall;
		this.dialog = byId("panel");
		this.subject = null;
		this.asked = null;
		this.failure = null;
		this.busy = false;
		this.dialog.addEventListener("close", () => this.closed());
		this.dialog.addEventListener("keydown", (event) => this.escape(event));
	}

	openCounter(id) {
		this.open({ kind: "counter", id });
	}

	openTicket(id) {
		this.open({ kind: "ticket", id });
	}

	open(subject) {
		this.subject = subject;
		this.ask(null);
		if (!this.dialog.open) this.dialog.showModal();
	}

	close() {
		if (this.dialog.open) this.dialog.close();
	}

	// Told late, it may be about a dialog that has been opened again since.
	closed() {
		if (this.dialog.open) return;
		this.subject = null;
		this.asked = null;
	}

	// Escape leaves a question first, then the dialog.
	escape(event) {
		if (event.key !== "Escape" || !this.asked) return;
		event.preventDefault();
		this.ask(null);
	}

	counter() {
		const { kind, id } = this.subject;
		return kind === "counter" ? this.hall.counters.find((counter) => counter.id === id) : null;
	}

	ticket() {
		const { kind, id } = this.subject;
		if (kind === "ticket") return this.hall.tickets.find((ticket) => ticket.id === id) ?? null;
		const number = this.counter()?.ticket?.number;
		return this.hall.tickets.find((ticket) => ticket.number === number) ?? null;
	}

	// What is there changed under the lead's eyes: drawn anew, but never under a typing hand unless
	// the question no longer makes sense.
	render() {
		if (!this.subject) return;
		if (!this.counter() && !this.ticket()) {
			this.close();
			return;
		}
		if (this.mark() === this.drawn) {
			this.block();
			return;
		}
		this.asked = null;
		this.draw();
	}

	mark() {
		const { state, counter, priority, can_return: canReturn } = this.ticket() ?? {};
		return JSON.stringify([this.counter()?.state, state, counter, priority, canReturn]);
	}

	ask(offer) {
		this.asked = offer;
		this.failure = null;
		this.draw();
	}

	draw() {
		this.drawn = this.mark();
		const counter = this.counter();
		const ticket = this.ticket();
		const title = el("h2", { id: "panel-title", tabindex: "-1" }, this.titleOf(counter, ticket));
		const facts = el("dl", {}, ...(counter ? this.counterFacts(counter) : []), ...(ticket ? this.ticketFacts(ticket) : []));
		const body = this.asked ? this.question(ticket) : this.offers(counter, ticket);
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		this.dialog.replaceChildren(title, facts, this.said, body.node);
		this.block();
		(body.focus ?? title).focus();
	}

	titleOf(counter, ticket) {
		if (!counter) return `${ticket.number} – ${this.hall.matterOf(ticket)}`;
		const known = this.hall.office.counters.find(({ id }) => id === counter.id) ?? counter;
		return word("web.counter.full", { counter: counter.id, name: shortCounterName(known) });
	}

	// Why nothing can be done now, or why the last step was not; the rest stays as it is.
	block() {
		const blocked = this.hall.blocked();
		const text = blocked ?? this.failure ?? "";
		this.said.hidden = !text;
		setText(this.said.lastElementChild, text);
		for (const button of this.dialog.querySelectorAll("[data-move]")) setBlocked(button, blocked);
	}

	fail(text) {
		this.failure = text;
		this.block();
	}

	counterFacts(counter) {
		const scene = sceneOf(counter, now());
		const { clerk, back_at: back, seen_at: seen, ticket } = counter;
		const person = [clerk?.name, clerk?.title].filter(Boolean).join(", ") || (seen ? "" : word("lead.fact.nobody"));
		return [
			...fact("lead.fact.counter", ticket ? "" : word(`lead.counter.${scene}`)),
			...fact("lead.fact.back", back ? timeText(back) : ""),
			...fact("lead.fact.clerk", person),
			...fact("lead.fact.seen", scene === "lost" ? sinceText(seen) : ""),
			...fact("lead.fact.number", ticket ? `${ticket.number} – ${this.hall.matterOf(ticket)}` : ""),
		];
	}

	ticketFacts(ticket) {
		const { state, counter, priority, wait, note, misses, until } = ticket;
		const waits = state === "waiting";
		const klass = this.hall.office.priorities.find(({ id }) => id === priority);
		const at = counter && this.subject.kind === "ticket" ? word("lead.tickets.at", { state: word(`state.${state}`), counter }) : word(`state.${state}`);
		return [
			...fact("lead.fact.state", at),
			...fact("lead.fact.service", nameOf(this.hall.serviceOf(ticket)?.name)),
			...fact("lead.fact.priority", nameOf(klass?.name)),
			...fact("lead.fact.issued", sinceText(ticket.issued_at)),
			...fact("lead.fact.queue", waits && ticket.queue_at ? timeText(ticket.queue_at) : ""),
			...fact("lead.fact.called", waits ? "" : sinceText(ticket.called_at)),
			...fact("lead.fact.started", state === "serving" ? sinceText(ticket.started_at) : ""),
			...fact("lead.fact.wait", waits ? (wait ? waitText(wait) : word("lead.services.noforecast")) : ""),
			...fact("lead.fact.until", until ? timeText(until) : ""),
			...fact("lead.fact.misses", misses ? String(misses) : ""),
			...fact("lead.fact.note", note),
		];
	}

	offers(counter, ticket) {
		const list = [...(counter ? counterMoves(counter, counter.ticket) : []), ...(ticket ? ticketMoves(ticket) : [])];
		const buttons = list.map((offer) => this.offerButton(offer));
		const close = el("button", { type: "button", class: "b" }, word("clerk.keys.close"));
		close.addEventListener("click", () => this.close());
		return { node: el("div", { class: "moves" }, ...buttons, close), focus: null };
	}

	offerButton(offer) {
		const button = el("button", { type: "button", class: "b", id: `do-${offer.move}`, "data-move": offer.move }, icon(offer.icon), word(`lead.do.${offer.move}`));
		button.addEventListener("click", () => {
			if (this.hall.blocked()) return;
			if (offer.ask) this.ask(offer);
			else this.take(offer, {});
		});
		return button;
	}

	question(ticket) {
		const offer = this.asked;
		const { content, focus, body } = questionOf(offer, this.hall, ticket);
		const back = el("button", { type: "button", class: "b" }, word("clerk.cancel"), el("kbd", {}, "Esc"));
		back.addEventListener("click", () => this.ask(null));
		const does = el("button", { class: "b p", "data-move": offer.move }, word(`lead.do.${offer.move}`));
		const form = el("form", { class: "panel", novalidate: true }, el("h3", {}, word(`lead.do.${offer.move}`)), ...content, el("div", { class: "row" }, does, back));
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const said = body();
			if (said) this.take(offer, said);
		});
		return { node: form, focus: focus ?? back };
	}

	async take({ move, path }, body) {
		if (this.busy || this.hall.blocked()) return;
		this.busy = true;
		const number = this.ticket()?.number ?? "";
		const counter = this.counter()?.id ?? "";
		try {
			const answer = await this.hall.send(path, body);
			this.close();
			this.tell(move, { number: answer.ticket?.number ?? number, counter }, answer);
		} catch (error) {
			if (this.subject) this.fail(refusalText(error, move, counter));
			else say(refusalText(error, move, counter), "warn");
			this.hall.refreshSoon();
		}
		this.busy = false;
	}

	tell(move, values, { ticket }) {
		if (move === "next" && !ticket) say(word("clerk.done.nobody"), "advise");
		else say(word(`lead.done.${move}`, values));
	}
}
