// lead_paper: numbers that were handed out on paper while the system was away: up to which is asked,
// then they wait, and what was entered today stands below the services and can be taken back.
import { openForm } from "./admin_dialog.js";
import { get } from "./api.js";
import { timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { say } from "./note.js";
import { setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { nameOf, word } from "./words.js";

// "A" and 57 of "A057"
function parted(number) {
	const [, head, digits] = /^(.*?)(\d+)$/.exec(number) ?? [];
	return { head: head ?? number, digits: digits ?? "", value: Number(digits) };
}

// "57", "a57" and "A057" are A057 in a series such as A001; what is of another is left as it was typed.
function numberOf(typed, like) {
	const text = typed.trim().toUpperCase();
	const { head, digits } = parted(like);
	const [, own, value] = /^(\D*?)[-\s]*0*(\d+)$/.exec(text) ?? [];
	const letters = head.replace(/-$/, "");
	if (value !== undefined && own === "") return head + value.padStart(digits.length, "0");
	const rest = text.startsWith(letters) ? text.slice(letters.length).replace(/^[-\s]*0*/, "") : "";
	return /^\d+$/.test(rest) ? head + rest.padStart(digits.length, "0") : text;
}

// A number is never broken over lines.
function whole(number) {
	return (number ?? "").replaceAll("-", "\u2011");
}

export class Paper {
	constructor(hall) {
		this.hall = hall;
		this.series = [];
		this.entries = [];
		this.atOnce = 0;
		this.rows = new Rows(byId("paper-list"), (entry) => this.make(entry), (row, entry) => this.fill(row, entry));
		byId("paper-open").addEventListener("click", () => this.open());
		this.read();
	}

	async read() {
		try {
			const { services, at_once: atOnce, entries } = await get("/api/v1/paper");
			Object.assign(this, { series: services, atOnce, entries: entries.filter(({ count, void: gone }) => gone < count) });
			this.render();
		} catch {
			// The next change asks again.
		}
	}

	// Somebody has entered some, or a day begins.
	heard(name, { kind, first, lease }) {
		if (name === "snapshot" || kind === "day_opened" || (kind === "issued" && first && !lease)) this.readSoon();
	}

	readSoon() {
		this.timer ??= setTimeout(() => {
			this.timer = null;
			this.read();
		}, 500);
	}

	/* Up to which number. */

	async open() {
		if (this.hall.blocked()) return;
		await this.read();
		openForm({
			id: "paper", title: word("lead.paper.title"), does: word("lead.paper.do"), fill: (form) => this.fields(form),
			take: async (form) => {
				const at = (path) => form.fields.get(path).read();
				return this.enter(at("service"), at("upto"), at("since"));
			},
		});
		this.showSeries();
	}

	fields(form) {
		const choices = this.hall.office.services.map(({ id, prefix, name }) => [id, `${prefix} – ${nameOf(name)}`]);
		const service = form.choice("service", { label: word("lead.fact.service"), value: choices[0]?.[0], choices });
		const upto = form.text("upto", { label: word("lead.paper.upto"), need: word("lead.paper.need"), size: "s", max: 12, more: { autocapitalize: "characters", spellcheck: "false" }, parse: (text) => text && numberOf(text, this.like()) });
		const since = form.time("since", { label: word("lead.paper.since"), hint: word("lead.paper.since.note"), need: false });
		this.stand = el("p", { class: "mut", role: "status" });
		this.sum = el("p", { class: "sum", role: "status" });
		this.form = form;
		for (const node of [service, upto]) node.addEventListener("input", () => this.showSeries());
		return [el("p", { class: "mut" }, word("lead.paper.note")), service, this.stand, upto, this.sum, since];
	}

	one() {
		const id = this.form.fields.get("service").read();
		return this.series.find((one) => one.id === id) ?? { last: null, next: null };
	}

	like() {
		const { last, next } = this.one();
		return next ?? last ?? "";
	}

	// Where the series stands, and what is about to be entered.
	showSeries() {
		const { last, next } = this.one();
		setText(this.stand, next ? word(last ? "lead.paper.stand" : "lead.paper.stand.none", { last: whole(last), next: whole(next) }) : word("lead.paper.stand.over", { last: whole(last) }));
		const upto = this.form.fields.get("upto").read();
		const n = next && upto ? parted(upto).value - parted(next).value + 1 : 0;
		const fits = n > 0 && n <= this.atOnce && parted(upto).head === parted(next).head;
		setText(this.sum, fits ? word("lead.paper.sum", { span: this.spanOf({ first: next, last: upto }), n }) : "");
	}

	async enter(service, upto, since) {
		const { paper } = await this.hall.send(`services/${encodeURIComponent(service)}/paper`, { upto, since: since || undefined });
		await this.read();
		return () => say(word("lead.paper.done", { span: this.spanOf(paper), n: paper.count }));
	}

	/* What was entered. */

	make({ id }) {
		const row = { li: el("li", { class: "paper-row" }), text: el("span"), does: el("button", { type: "button", class: "b", id: `paper-void-${id}` }) };
		row.does.addEventListener("click", () => {
			if (!this.hall.blocked()) this.ask(row.item);
		});
		row.li.append(row.text, row.does);
		return row;
	}

	spanOf({ first, last }) {
		return first === last ? whole(first) : `${whole(first)}–${whole(last)}`;
	}

	fill({ text, does }, entry) {
		const { count, void: gone, taken_at: at, by } = entry;
		setText(text, word(gone ? "lead.paper.entry.part" : "lead.paper.entry", { span: this.spanOf(entry), n: count - gone, time: timeText(at), by: by ?? "" }));
		setText(does, word("lead.paper.void"));
		does.setAttribute("aria-label", word("lead.paper.void.what", { span: this.spanOf(entry) }));
		setBlocked(does, this.hall.blocked());
	}

	// It may be that only the last ones are too many.
	ask(entry) {
		const { service, first, count } = entry;
		const keep = (form) => form.text("keep", { label: word("lead.paper.keep"), hint: word("lead.paper.keep.note", { first }), size: "s", max: 12, more: { spellcheck: "false" }, parse: (text) => text && numberOf(text, first) });
		openForm({
			id: "paper-void", title: word("lead.paper.void.title", { span: this.spanOf(entry) }), does: word("lead.paper.void"),
			fill: (form) => [el("p", {}, word("lead.paper.void.note")), count > 1 ? keep(form) : ""],
			take: async (form) => this.takeBack(service, first, form.fields.get("keep")?.read() || undefined),
		});
	}

	async takeBack(service, first, keep) {
		await this.hall.send(`services/${encodeURIComponent(service)}/paper/void`, { first, keep, reason: word("lead.paper.reason") });
		await this.read();
		return () => {
			say(keep ? word("lead.paper.kept", { keep }) : word("lead.paper.gone"));
			byId("paper-open").focus();
		};
	}

	render() {
		setBlocked(byId("paper-open"), this.hall.blocked());
		this.rows.show(this.entries.map((entry) => ({ ...entry, id: `${entry.service}-${entry.first}` })));
		byId("paper-list").hidden = this.entries.length === 0;
	}
}
