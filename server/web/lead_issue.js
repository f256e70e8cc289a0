// lead_issue: a number for somebody who does not take it at a kiosk: what it is for is asked, then the
// number stands there large until it is printed, read out or given back.
import { Refusal, Unreachable } from "./api.js";
import { chips } from "./chips.js";
import { now, waitText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { Finder } from "./finder.js";
import { LeadSlip } from "./lead_slip.js";
import { field } from "./panel_part.js";
import { icon, setBlocked } from "./parts.js";
import { refusalText } from "./refusal.js";
import { currentLanguage, nameOf, word } from "./words.js";

const KEPT_S = 60; // a number that nobody says is out is void then

function button(id, text, does, look = "") {
	const one = el("button", { type: "button", class: `b ${look}`, id }, text);
	one.addEventListener("click", does);
	return one;
}

export class Issue {
	constructor(hall) {
		this.hall = hall;
		this.dialog = byId("issue");
		this.slip = new LeadSlip(hall);
		this.ticket = null;
		this.busy = false;
		byId("issue-open").addEventListener("click", () => this.open());
		this.dialog.addEventListener("cancel", (event) => this.leave(event));
	}

	async open() {
		if (this.hall.blocked()) return;
		await this.hall.refreshOffice();
		this.ask();
		if (!this.dialog.open) this.dialog.showModal();
		this.finder.input.focus();
	}

	// A number that is not out yet is not left alone by mistake.
	leave(event) {
		if (!this.waits()) return;
		event.preventDefault();
		this.fail(word("lead.issue.choose", this.ticket));
		byId("issue-print").focus();
	}

	waits() {
		return this.ticket?.state === "issuing";
	}

	frame(title, ...content) {
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		this.title = el("h2", { id: "issue-title", tabindex: "-1" }, title);
		this.dialog.replaceChildren(this.title, ...content);
	}

	fail(text) {
		this.said.hidden = !text;
		setText(this.said.lastElementChild, text);
	}

	/* What it is for. */

	ask(failure = "") {
		const { office } = this.hall;
		this.ticket = null;
		this.procedure = null;
		this.finder = new Finder((procedure) => this.choose(procedure), "issue-found");
		this.chosen = el("p", { class: "chosen", hidden: true });
		this.service = el("select", {}, ...office.services.map((one) => el("option", { value: one.id }, this.serviceText(one))));
		this.service.addEventListener("change", () => this.choose(this.procedure?.service === this.service.value ? this.procedure : null));
		this.queue = el("p", { class: "mut sm", role: "status" });
		this.priority = chips("issue-class", word("lead.priority.class"), [["", word("lead.priority.none")], ...office.priorities.map(({ id, name }) => [id, nameOf(name)])], "");
		this.lang = chips("issue-lang", word("lead.issue.language"), ["vi", "en"].map((tag) => [tag, word(`admin.language.${tag}`)]), currentLanguage());
		const back = button("issue-back", word("clerk.cancel"), () => this.dialog.close());
		back.append(el("kbd", {}, "Esc"));
		const find = el("div", { class: "find" }, field("issue-find", word("lead.issue.find"), this.finder.input), this.finder.list, this.chosen);
		const service = el("div", { class: "field" }, el("label", { for: "issue-service" }, word("lead.fact.service")), this.service, this.queue);
		this.service.id = "issue-service";
		const take = el("button", { class: "b p", id: "issue-take" }, word("lead.issue.take"), el("kbd", {}, "Enter"));
		const form = el("form", { class: "panel", novalidate: true }, find, service, this.priority.node, this.lang.node);
		this.frame(word("lead.issue.title"), form);
		form.append(this.said, el("div", { class: "row" }, take, back));
		form.addEventListener("submit", (event) => this.submit(event));
		this.fail(failure);
		this.showQueue();
	}

	serviceText({ prefix, name, open }) {
		const text = `${prefix} – ${nameOf(name)}`;
		return open ? text : word("lead.issue.closed", { service: text });
	}

	// null: none; another service is another matter.
	choose(procedure) {
		this.procedure = procedure;
		this.chosen.hidden = !procedure;
		if (procedure) this.showChosen(procedure);
		this.showQueue();
	}

	showChosen({ code, name, service }) {
		if (this.hall.serviceOf({ service })) this.service.value = service;
		const drop = button("issue-drop", icon("x"), () => {
			this.choose(null);
			this.finder.input.focus();
		});
		drop.setAttribute("aria-label", word("clerk.result.remove", { name: nameOf(name) }));
		this.chosen.replaceChildren(icon("check"), el("span", {}, nameOf(name), " ", el("small", { class: "num" }, code)), drop);
	}

	showQueue() {
		const known = this.hall.services.find(({ id }) => id === this.service.value);
		if (!known) return;
		const wait = known.wait ? waitText(known.wait) : word("lead.services.noforecast");
		setText(this.queue, word("lead.issue.queue", { n: known.waiting, wait }));
	}

	async submit(event) {
		event.preventDefault();
		if (document.activeElement === this.finder.input && (await this.finder.enter())) return;
		const body = { service: this.service.value, lang: this.lang.value(), priority: this.priority.value() || undefined, procedure: this.procedure?.code };
		const { ticket } = (await this.send("tickets", body)) ?? {};
		if (!ticket) return;
		this.tag = body.lang;
		this.show(ticket);
	}

	/* The number. */

	show(ticket) {
		this.ticket = ticket;
		this.printed = false;
		this.until = ticket.issued_at + KEPT_S * 1000;
		const { number, service, token } = ticket;
		const known = this.hall.serviceOf({ service });
		this.state = el("p", { class: "say" });
		this.row = el("div", { class: "row" });
		const facts = el("dl", {}, ...this.facts(ticket).flatMap(([label, text]) => [el("dt", {}, label), el("dd", {}, text)]));
		const code = el("figure", {}, el("img", { src: `/api/v1/tickets/${token}/qr.svg`, alt: "", width: "160", height: "160" }), el("figcaption", { class: "mut sm" }, word("lead.issue.scan")));
		const door = el("div", { class: "stand" }, el("b", { class: `door${number.length > 4 ? " long" : ""}` }, number));
		this.frame(nameOf(known?.name), el("div", { class: "given" }, door, facts, code), this.state);
		this.dialog.append(this.said, this.row);
		this.tell();
		byId("issue-print").focus({ preventScroll: true });
		this.dialog.scrollTop = 0;
	}

	facts({ service, priority, ahead, wait }) {
		const klass = this.hall.office.priorities.find(({ id }) => id === priority);
		const counters = this.hall.countersOf(service).join(", ");
		return [
			[word("lead.issue.counters"), counters || "–"],
			[word("lead.issue.ahead"), ahead === null ? "–" : String(ahead)],
			[word("lead.fact.wait"), wait ? waitText(wait) : word("lead.services.noforecast")],
			...(klass ? [[word("lead.fact.priority"), nameOf(klass.name)]] : []),
		];
	}

	// What can be done with the number as it is now.
	tell() {
		const { state } = this.ticket;
		const print = button("issue-print", word(this.printed ? "lead.issue.again" : "lead.issue.print"), () => this.print(), "p");
		const close = button("issue-close", word("clerk.keys.close"), () => this.dialog.close());
		const next = button("issue-next", word("lead.issue.next"), () => {
			this.ask();
			this.finder.input.focus();
		});
		const screen = button("issue-screen", word("lead.issue.screen"), () => this.out("screen"));
		const drop = button("issue-void", word("lead.issue.void"), () => this.drop(), "quiet");
		const rows = { issuing: [print, screen, drop], waiting: [print, next, close] };
		this.row.replaceChildren(...(rows[state] ?? [next, close]));
		this.tick();
	}

	tick() {
		if (!this.dialog.open) return;
		for (const one of this.dialog.querySelectorAll(".row .b.p, #issue-screen")) setBlocked(one, this.hall.blocked());
		if (this.waits() && now() >= this.until) this.expire();
		if (!this.ticket) return;
		const { number, state } = this.ticket;
		const n = Math.max(0, Math.ceil((this.until - now()) / 1000));
		this.state.setAttribute("role", state === "issuing" ? "timer" : "status");
		const key = { issuing: "lead.issue.kept", waiting: "lead.issue.waiting", void: "lead.issue.voided" }[state];
		setText(this.state, word(key, { number, n }));
	}

	expire() {
		this.ticket.state = "void";
		this.fail("");
		this.tell();
		byId("issue-next").focus();
	}

	async out(how) {
		if (this.waits()) {
			const answer = await this.send(`tickets/${this.ticket.id}/printed`, { how });
			if (!answer) return false;
			this.ticket.state = answer.ticket.state;
		}
		this.printed = how === "paper";
		this.tell();
		byId(how === "paper" ? "issue-print" : "issue-next").focus();
		return true;
	}

	// It counts from now on, however long the browser asks about the printer.
	async print() {
		if (await this.out("paper")) await this.slip.print(this.ticket, this.tag);
	}

	async drop() {
		const answer = await this.send(`tickets/${this.ticket.id}/failed`, { why: "lead" });
		if (!answer) return;
		this.ticket.state = answer.ticket.state;
		this.tell();
		byId("issue-next").focus();
	}

	// The answer; null: it was refused, which has been said.
	async send(path, body) {
		if (this.busy || this.hall.blocked()) return null;
		this.busy = true;
		this.fail("");
		try {
			return await this.hall.send(path, body);
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			this.fail(this.refusal(error));
			return null;
		} finally {
			this.busy = false;
		}
	}

	refusal(error) {
		const why = refusalText(error, "issue", "");
		const told = error instanceof Refusal && (error.slug === "closed" || error.slug === "quota_reached");
		const name = nameOf(this.hall.serviceOf({ service: this.service.value })?.name);
		return told ? word("lead.issue.refused", { service: name, why }) : why;
	}

	render() {
		setBlocked(byId("issue-open"), this.hall.blocked());
		if (this.hall.ended && this.dialog.open) this.dialog.close();
	}

	// In another language: what was asked is asked anew.
	reword() {
		if (this.dialog.open && !this.waits()) this.dialog.close();
	}
}
