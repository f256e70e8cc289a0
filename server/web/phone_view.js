// phone_view: what the phone shows of a number: its state, its place, its counter.
import { now, timeText } from "./clock.js";
import { byId, el, setIcon, setText } from "./dom.js";
import { shownWindow } from "./window.js";
import { nameOf, otherLanguage, word } from "./words.js";

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
		byId("sound").addEventListener("click", () => {
			phone.bell.turn(!phone.bell.on);
			this.render();
		});
		byId("mute").addEventListener("click", () => {
			phone.bell.silence();
			this.render();
		});
		this.renderLanguage();
	}

	renderLanguage() {
		const link = byId("language");
		link.href = `?lang=${otherLanguage()}`;
		link.hreflang = otherLanguage();
		link.lang = otherLanguage();
		setText(link, word("web.other_language"));
	}

	renderMissing() {
		byId("ticket").className = "ticket over";
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
		if (show("go", called)) {
			setText(byId("go").firstElementChild, word("phone.go"));
			setText(byId("go").lastElementChild, word("phone.go.counter"));
		}
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
		const [ahead, expected] = byId("facts").children;
		const [text, plain] = this.expected(ticket);
		setText(ahead.children[0], word("phone.ahead"));
		setText(ahead.querySelector("b"), String(ticket.ahead ?? "–"));
		setText(ahead.querySelector("span"), word("phone.ahead.unit"));
		setText(expected.children[0], word("phone.expected"));
		setText(expected.querySelector("b"), text);
		expected.querySelector("b").className = plain ? "text" : "num";
		setText(byId("taken"), word("phone.ticket_at", { time: timeText(ticket.issued_at) }));
	}

	// [text, whether it is words]
	expected(ticket) {
		const { office } = this.phone;
		if (!ticket.wait) {
			this.window = null;
			const open = office?.counters.some(({ state, services }) => state === "open" && services.includes(ticket.service));
			return [word(open || !office ? "phone.unknown" : "phone.nocounter"), true];
		}
		this.window = shownWindow(this.window, ticket.wait, now());
		if (!this.window) return [word("phone.soon"), true];
		return [`${timeText(this.window.from)}–${timeText(this.window.to)}`, false];
	}

	renderPapers(called) {
		const { papers } = this.phone;
		if (!show("papers", called && Boolean(papers?.length))) return;
		const [title, list] = byId("papers").children;
		setText(title, word("phone.papers"));
		list.replaceChildren(...papers.map((paper) => el("li", {}, nameOf(paper))));
	}

	renderSound(ticket, called) {
		const { bell } = this.phone;
		if (show("sound", ALIVE.includes(ticket.state) && !called && ticket.state !== "serving")) {
			const [label, , state] = byId("sound").children;
			byId("sound").setAttribute("aria-checked", String(bell.on));
			setText(label.firstElementChild, word("phone.sound"));
			setText(label.lastElementChild, word(bell.on ? "phone.sound.note" : "phone.sound.tap"));
			setText(state, word(bell.on ? "phone.on" : "phone.off"));
		}
		if (show("mute", called && bell.ringing)) setText(byId("mute").lastElementChild, word("phone.mute"));
	}
}
