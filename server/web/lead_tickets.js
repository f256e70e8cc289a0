// lead_tickets: all open numbers and those just served: found by number, narrowed by state.
import { minutesText, now, timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { couldBe } from "./number.js";
import { icon } from "./parts.js";
import { Rows } from "./rows.js";
import { tagOf } from "./tag.js";
import { word } from "./words.js";

// The kinds to choose from, in the order in which they stand in the list.
const KINDS = { counter: ["called", "serving"], held: ["held"], absent: ["absent"], waiting: ["issuing", "waiting"], served: ["served"] };

function kindOf({ state }) {
	return Object.keys(KINDS).find((kind) => KINDS[kind].includes(state));
}

function compare(a, b) {
	const kinds = Object.keys(KINDS);
	const place = kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b));
	return place || (a.queue_at ?? a.issued_at) - (b.queue_at ?? b.issued_at) || a.id - b.id;
}

export class Tickets {
	constructor(hall) {
		this.hall = hall;
		this.kind = "all";
		this.rows = new Rows(byId("ticket-list"), (ticket) => this.make(ticket), (row, ticket) => this.fill(row, ticket));
		this.find = byId("find");
		this.find.addEventListener("input", () => this.render());
		this.find.addEventListener("keydown", (event) => this.enter(event));
		byId("kinds").replaceChildren(...["all", ...Object.keys(KINDS)].map((kind) => this.kindButton(kind)));
	}

	kindButton(kind) {
		const button = el("button", { type: "button", class: "b", "data-kind": kind });
		button.addEventListener("click", () => {
			this.kind = kind;
			this.render();
		});
		return button;
	}

	// Enter opens the number when only one is left.
	enter({ key }) {
		const found = this.found();
		if (key === "Enter" && found.length === 1) this.hall.panel.openTicket(found[0].id);
	}

	found() {
		const typed = this.find.value.trim();
		const wanted = ({ number }) => !typed || couldBe(number, typed);
		return this.hall.tickets.filter((ticket) => wanted(ticket) && (this.kind === "all" || kindOf(ticket) === this.kind)).sort(compare);
	}

	make({ id }) {
		const [number, what, state, tag, since] = ["n num", "what", "state", "tag", "since num"].map((look) => el("span", { class: look }));
		const button = el("button", { class: "row", id: `ticket-row-${id}` }, number, what, state, tag, since);
		button.addEventListener("click", () => this.hall.panel.openTicket(id));
		return { li: el("li", {}, button), number, what, state, tag, since };
	}

	fill(row, ticket) {
		const { counter, state } = ticket;
		setText(row.number, ticket.number);
		setText(row.what, this.hall.matterOf(ticket));
		setText(row.state, counter ? word("lead.tickets.at", { state: word(`state.${state}`), counter }) : word(`state.${state}`));
		row.li.className = state;
		this.fillTag(row.tag, ticket);
		this.tickRow(row, ticket);
	}

	// What is out of turn: the place of a number that waits, the call of another.
	fillTag(tag, ticket) {
		const reason = ticket.queue_reason ?? ticket.reason;
		const { kind, picture, text } = tagOf({ ...ticket, reason }, this.hall.office);
		const said = kind === "in_turn" ? "" : text;
		tag.hidden = !said;
		if (tag.textContent !== said) tag.replaceChildren(...(picture ? [icon(picture, "")] : []), said);
	}

	tickRow({ since }, { state, issued_at: issued, called_at: called }) {
		const waits = state === "waiting" || state === "issuing";
		const at = waits ? issued : (called ?? issued);
		const text = word(waits ? "lead.tickets.waits" : "lead.tickets.called", { time: timeText(at), lapse: minutesText(now() - at) });
		setText(since, text);
	}

	tick() {
		this.rows.each((row) => this.tickRow(row, row.item));
	}

	render() {
		const found = this.found();
		this.rows.show(found);
		for (const button of byId("kinds").children) {
			const { kind } = button.dataset;
			const n = this.hall.tickets.filter((ticket) => kind === "all" || kindOf(ticket) === kind).length;
			setText(button, word(`lead.tickets.${kind}`, { n }));
			button.setAttribute("aria-pressed", String(kind === this.kind));
		}
		byId("tickets-none").hidden = found.length > 0;
		const typed = this.find.value.trim();
		setText(byId("tickets-none"), typed ? word("lead.tickets.unknown", { number: typed.toUpperCase() }) : word("lead.tickets.none"));
		setText(byId("tickets-sum"), typed ? word("lead.tickets.found", { n: found.length }) : "");
	}
}
