// wizard_ready: the last step of the set-up: what is there, what is missing, and the first number, from
// the kiosk to the counter.
import { openNewAccount } from "./admin_account_form.js";
import { ListSection } from "./admin_list_section.js";
import { dateText, dayOf, now, timeText } from "./clock.js";
import { el, setNodes, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { nameOf, word } from "./words.js";

export class WizardReady extends ListSection {
	constructor(admin, id) {
		super(admin, id);
		this.last = null;
	}

	async ask() {
		const [hall, { devices }, { accounts }] = await Promise.all([this.admin.get("hall"), this.admin.get("devices"), this.admin.get("admin/accounts")]);
		await this.admin.refreshOffice();
		return { tickets: hall.tickets, devices, accounts: accounts.filter(({ ended }) => !ended) };
	}

	concerns(name) {
		return name === "change" || name === "kiosks" || name === "waits";
	}

	body() {
		this.checks = el("ul", { class: "card checks" });
		this.door = el("b", { class: "door large" });
		this.says = el("div", { class: "first-says", role: "status" });
		const first = el("div", { class: "card first-number" }, el("h2", {}, word("admin.wizard.first")), el("div", { class: "first-line" }, this.door, this.says), this.trial());
		return [el("div", { class: "overview" }, this.checks, first)];
	}

	// For an office that has no kiosk yet.
	trial() {
		this.service = el("select", { id: "trial-service" });
		this.taker = this.button("", () => this.issue(), word("admin.wizard.trial.do"));
		return el("details", { class: "past" },
			el("summary", {}, icon("chev"), word("admin.wizard.trial")),
			el("div", { class: "box bare" },
				el("div", { class: "fld m" }, el("label", { for: "trial-service" }, word("admin.wizard.trial.service")), this.service, el("p", { class: "hint" }, word("admin.wizard.trial.hint"))),
				el("p", {}, this.taker)));
	}

	fill() {
		setNodes(this.checks, ...this.lines().map(([good, text, way]) => el("li", { class: good ? "good" : "lacks" }, icon(good ? "check" : "warn"), el("span", {}, text), way ?? "")));
		const open = this.admin.office.services.filter((service) => service.open);
		if (this.service.children.length !== open.length) this.service.replaceChildren(...open.map(({ id, prefix, name }) => el("option", { value: id }, `${prefix} – ${nameOf(name)}`)));
		setBlocked(this.taker, this.admin.blocked() || !open.length);
		this.fillFirst();
	}

	/* What is there, and what is missing: [whether, words, a way to it]. */

	lines() {
		const { services, counters, name } = this.admin.office;
		const kiosks = this.list.devices.filter(({ role, state }) => role === "kiosk" && state === "ok").length;
		const screens = this.list.devices.filter(({ role, state }) => role === "display" && state === "ok").length;
		const people = this.list.accounts.filter(({ role }) => role !== "admin").length;
		const to = (id) => el("a", { class: "b", href: `#${id}` }, word("admin.wizard.see"));
		const add = this.button("", () => openNewAccount(this), icon("plus"), word("admin.accounts.add"));
		add.id = "ready-account";
		return [
			[true, nameOf(name)],
			[services.length > 0 && counters.length > 0, word("admin.wizard.sample.facts", { services: services.length, counters: counters.length }), to("services")],
			[this.isOpen(), this.hours(), to("calendar")],
			[kiosks > 0, kiosks ? word("admin.wizard.kiosks", { n: kiosks }) : word("admin.wizard.kiosks.none"), to("devices")],
			[screens > 0, screens ? word("admin.wizard.screens", { n: screens }) : word("admin.wizard.screens.none"), to("devices")],
			[people > 0, people ? word("admin.wizard.people", { n: people }) : word("admin.wizard.people.none"), add],
		];
	}

	isOpen() {
		return this.admin.office.services.some(({ open }) => open);
	}

	hours() {
		const { opens_at: at, closes_at: until } = this.admin.office;
		if (this.isOpen()) return word(until ? "admin.wizard.open" : "admin.wizard.open.always", { time: until ? timeText(until) : "" });
		if (!at) return word("admin.wizard.closed");
		return word("admin.wizard.opens", { time: timeText(at), day: dayOf(at) === dayOf(now()) ? word("admin.wizard.today") : dateText(at) });
	}

	// As the form of a new account asks of where it stands.
	focus() {
		this.node.querySelector("#ready-account")?.focus();
	}

	/* The first number, wherever it is. */

	first() {
		const sorted = [...this.list.tickets].sort((a, b) => a.id - b.id);
		this.last = sorted.find(({ id }) => id === this.last?.id) ?? sorted[0] ?? this.last;
		return this.last;
	}

	fillFirst() {
		const ticket = this.first();
		setText(this.door, ticket?.number ?? "–");
		this.door.classList.toggle("sunk", !ticket);
		const clerk = el("a", { href: "/clerk" }, word("admin.wizard.clerk"));
		const lines = ticket ? [el("b", {}, this.stateText(ticket)), ...(ticket.state === "waiting" ? [el("p", {}, word("admin.wizard.call"), " ", clerk)] : [])] : [el("p", {}, word(this.isOpen() ? "admin.wizard.first.wait" : "admin.wizard.first.closed"))];
		setNodes(this.says, ...lines);
	}

	stateText({ state, counter, service }) {
		const name = nameOf(this.admin.office.services.find(({ id }) => id === service)?.name);
		const where = counter ? `, ${word("web.counter", { counter }).toLowerCase()}` : "";
		return `${name}: ${word(`state.${state}`).toLowerCase()}${where}`;
	}

	async issue() {
		try {
			const { ticket } = await this.admin.send("POST", "tickets", { service: this.service.value });
			await this.admin.send("POST", `tickets/${ticket.id}/printed`, { how: "screen" });
		} catch (error) {
			this.admin.say(this.admin.refusalText(error), "warn");
		}
		await this.read();
	}
}
