// phone_view: what the phone shows of a number: its state, its place, its counter.
import { now, timeText } from "./clock.js";
import { byId, el, setIcon, setText } from "./dom.js";
import { shownWindow } from "./window.js";
import { nameOf, word } from "./words.js";

const ICON = { waiting: "ring", issuing: "ring", called: "bell", serving: "play", held: "pause", served: "check", absent: "absent" };
const ALIVE = ["issuing", "waiting", "called", "serving", "held", "absent"];

function show(id, on) {
	byId(id).hidden = !on;
	return on;
}

export class PhoneView {
	constructor(phone) {
		this.phone = phone;
		this.window = null;
		byId("sound").addEventListener("click", () => phone.turnBell());
		byId("mute").addEventListener("click", () => {
			phone.bell.silence();
			this.render();
		});
	}

	renderMissing() {
		byId("ticket").className = "ticket over";
		setIcon(byId("ticket").querySelector("svg"), "x");
		setText(byId("state"), word("phone.missing.title"));
		setText(byId("door"), "–");
		setText(byId("line"), word("phone.missing.line"));
		document.title = word("web.title", { page: word("phone.missing.title") });
		for (const id of ["lost", "facts", "taken", "papers", "sound", "mute", "matter"]) show(id, false);
	}

	render() {
		const { ticket, office } = this.phone;
		if (office) setText(byId("office"), nameOf(office.name));
		this.renderLink();
		if (!ticket) return;
		const called = ticket.state === "called";
		this.renderTop(ticket, called);
		this.renderMatter(ticket, called);
		this.renderFacts(ticket);
		this.renderPapers(called);
		this.renderSound(ticket, called);
		const title = called ? word("phone.called_title", ticket) : `${ticket.number} ${word(`state.${ticket.state}`)}`;
		document.title = word("web.title", { page: title });
	}

	renderLink() {
		const { lostAt, updatedAt } = this.phone;
		document.body.classList.toggle("stale", lostAt > 0);
		if (show("lost", lostAt > 0)) {
			const text = `${word("web.lost", { time: timeText(lostAt) })}. ${word("phone.board")}`;
			setText(byId("lost").lastElementChild, text);
		}
		const time = updatedAt ? word("phone.updated", { time: timeText(updatedAt) }) : "";
		setText(byId("updated"), lostAt ? "" : time);
	}

	renderTop(ticket, called) {
		const top = byId("ticket");
		const alive = ALIVE.includes(ticket.state);
		top.className = `ticket${called ? " now" : ""}${alive ? "" : " over"}`;
		if (called) top.setAttribute("role", "alert");
		else top.removeAttribute("role");
		setIcon(top.querySelector("svg"), ICON[ticket.state] ?? "x");
		setText(byId("state"), word(`state.${ticket.state}`));
		show("which", called);
		setText(byId("which"), ticket.number);
		const inDoor = called ? String(ticket.counter) : ticket.number;
		setText(byId("door"), inDoor);
		byId("door").classList.toggle("long", inDoor.length > (called ? 2 : 4));
		show("go", called);
	}

	renderMatter(ticket, called) {
		const { office } = this.phone;
		const service = office?.services.find(({ id }) => id === ticket.service);
		const counter = office?.counters.find(({ id }) => id === ticket.counter);
		const where = called && counter ? nameOf(counter.name) : "";
		const what = nameOf(service?.name);
		if (show("matter", Boolean(where || what))) {
			setText(byId("matter").firstElementChild, where || what);
			const time = ticket.called_at ? timeText(ticket.called_at) : "";
			const called_at = word("phone.called_at", { time });
			setText(byId("matter").lastElementChild, where ? called_at : nameOf(ticket.procedure?.name));
		}
		const line = word(`phone.line.${ticket.state}`, { counter: ticket.counter });
		if (show("line", !called && ticket.state !== "waiting")) setText(byId("line"), line);
	}

	renderFacts(ticket) {
		const waiting = ticket.state === "waiting";
		show("facts", waiting);
		show("taken", waiting);
		if (!waiting) return;
		setText(byId("ahead"), String(ticket.ahead ?? "–"));
		setText(byId("expected"), this.expected(ticket));
		setText(byId("taken"), word("phone.ticket_at", { time: timeText(ticket.issued_at) }));
	}

	expected({ wait, service }) {
		const { office } = this.phone;
		this.window = wait ? shownWindow(this.window, wait, now()) : null;
		if (this.window) return `${timeText(this.window.from)}–${timeText(this.window.to)}`;
		if (wait) return word("phone.soon");
		const serves = ({ state, services }) => state === "open" && services.includes(service);
		return word(!office || office.counters.some(serves) ? "phone.unknown" : "phone.nocounter");
	}

	renderPapers(called) {
		const { papers } = this.phone;
		if (!show("papers", called && Boolean(papers?.length))) return;
		const items = papers.map((paper) => el("li", {}, nameOf(paper)));
		byId("papers").lastElementChild.replaceChildren(...items);
	}

	renderSound({ state }, called) {
		const on = this.phone.bell?.on ?? false;
		if (show("sound", ["issuing", "waiting", "held", "absent"].includes(state))) {
			byId("sound").setAttribute("aria-checked", String(on));
			setText(byId("sound-note"), word(on ? "phone.sound.note" : "phone.sound.tap"));
			setText(byId("sound-on"), word(on ? "phone.on" : "phone.off"));
		}
		show("mute", called && Boolean(this.phone.bell?.ringing));
	}
}
