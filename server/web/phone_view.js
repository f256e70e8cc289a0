// phone_view: what the phone shows of a number: its state, its place, its counter.
import { byId, setIcon, setText } from "./page.js";
import { timeText } from "./hour.js";
import { nameOf, word } from "./words.js";

const ICON = { called: "bell", serving: "play" };
const OVER = ["served", "cancelled", "void", "expired", "no_show"];
export const SOON_S = 300;

// Words of an end, and of the beginning, are the server's, in the page as it was loaded.
export function isOver(state) {
	return OVER.includes(state);
}

function show(id, on) {
	byId(id).hidden = !on;
	return on;
}

// Shows the text, or hides the element where there is none.
function tell(id, text) {
	if (show(id, Boolean(text))) setText(byId(id), text);
}

// When it is likely to be called, in words.
function expected({ wait, window, break: pause }) {
	if (wait?.high_s <= SOON_S) return word("phone.soon");
	const { from_at: from, to_at: to } = (wait && (pause ?? window)) ?? {};
	if (!to) return word("phone.nocounter");
	const times = { from: timeText(from), to: timeText(to) };
	if (!pause) return word("phone.about", times);
	return word(/^1[2-5]/.test(times.to) ? "phone.break.noon" : "phone.break", times);
}

// Why it is called when it is: { kind, text }.
function reasonOf({ queue_reason: place, reason, queue_at: at, issued_at: issued, from_counter: counter }) {
	const kind = place ?? reason;
	const n = Math.round((issued - at) / 60000);
	const name = kind === "transferred" && counter ? word("web.transferred_from", { counter }) : word(`reason.${kind}`);
	if (!n || kind === "chosen") return { kind, text: name };
	return { kind, text: `${name}: ${word(n > 0 ? "phone.why.earlier" : "phone.why.later", { n: Math.abs(n) })}` };
}

export class PhoneView {
	constructor(phone) {
		this.phone = phone;
		this.moves = null;
		byId("sound").addEventListener("click", () => phone.turnBell());
		byId("leave").addEventListener("click", async () => (await this.loadMoves()).ask(true));
		byId("mute").addEventListener("click", () => {
			phone.bell.silence();
			this.render();
		});
	}

	// Most only watch.
	async loadMoves() {
		const { PhoneMoves } = await import("./phone_moves.js");
		return (this.moves ??= new PhoneMoves(this.phone));
	}

	renderMissing() {
		byId("ticket").className = "ticket over";
		show("lost", false);
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
		this.renderWhy(ticket, called);
		this.renderSound(ticket, called);
		this.renderMoves(ticket);
		const title = called ? word("phone.called_title", ticket) : `${ticket.number} ${byId("state").textContent}`;
		document.title = word("web.title", { page: title });
	}

	renderLink() {
		const { lostAt, updatedAt } = this.phone;
		document.body.classList.toggle("stale", lostAt > 0);
		if (show("lost", lostAt > 0)) setText(byId("since"), word("web.lost", { time: timeText(lostAt) }));
		const time = updatedAt ? word("phone.updated", { time: timeText(updatedAt) }) : "";
		setText(byId("updated"), lostAt ? "" : time);
	}

	renderTop({ state, number, counter }, called) {
		const top = byId("ticket");
		const over = isOver(state);
		top.className = `ticket${called ? " now" : ""}${over ? " over" : ""}`;
		if (called) top.setAttribute("role", "alert");
		else top.removeAttribute("role");
		setIcon(top.querySelector("svg"), ICON[state] ?? "ring");
		if (!over && state !== "issuing") setText(byId("state"), word(`state.${state}`));
		show("which", called);
		setText(byId("which"), number);
		const inDoor = called ? String(counter) : number;
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
		const { procedure, called_at: time } = ticket;
		if (show("matter", Boolean(where || what))) {
			setText(byId("matter").firstElementChild, where || what);
			const below = where ? word("phone.called_at", { time: timeText(time) }) : nameOf(procedure?.name);
			setText(byId("matter").lastElementChild, below);
		}
		if (called && procedure) import("./phone_papers.js").then(({ showPapers }) => showPapers(procedure.code));
		else show("papers", false);
	}

	renderFacts(ticket) {
		const waiting = show("facts", ticket.state === "waiting");
		show("reach", waiting && /doubtful|unlikely/.test(ticket.reach));
		if (!waiting) return;
		setText(byId("ahead"), String(ticket.ahead ?? "–"));
		setText(byId("expected"), expected(ticket));
	}

	// The place in the queue and what it comes from; when called, only what is out of turn.
	renderWhy(ticket, called) {
		const waiting = ticket.state === "waiting";
		const { kind, text } = reasonOf(ticket);
		if (show("why", waiting || (called && kind !== "in_turn"))) {
			setText(byId("why").firstElementChild, text);
			const time = ticket.queue_at ? timeText(ticket.queue_at) : "";
			setText(byId("why").lastElementChild, time && word("phone.key", { time }));
		}
		const { more } = this.phone;
		tell("more", waiting && more && word("phone.more", { time: timeText(more.at), n: more.n }));
	}

	renderSound({ state }, called) {
		const { bell } = this.phone;
		if (show("sound", /issuing|waiting|held|absent/.test(state))) {
			const on = bell?.on ?? false;
			byId("sound").setAttribute("aria-checked", String(on));
			setText(byId("sound-note"), word(on ? "phone.sound.note" : "phone.sound.tap"));
			setText(byId("sound-on"), word(on ? "phone.on" : "phone.off"));
		}
		show("mute", called && Boolean(bell?.ringing));
	}

	renderMoves(ticket) {
		const away = /held|absent/.test(ticket.state);
		if (ticket.state === "serving") tell("line", word("phone.line.serving", ticket));
		else show("line", away || ticket.state === "issuing" || isOver(ticket.state));
		const canLeave = away || ticket.state === "waiting";
		if (!canLeave) show("sure", false);
		show("leave", canLeave && byId("sure").hidden);
		if (byId("rate")) import("./phone_rating.js").then(({ rate }) => rate(this.phone), () => {});
		else if (ticket.can_rate) location.reload();
		if (away || this.moves) this.loadMoves().then((moves) => moves.render(this.phone.ticket));
	}
}
