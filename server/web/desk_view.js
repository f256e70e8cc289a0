// desk_view: the left card and the bar: state, number, procedure, actions, the line of what was done.
import { lapseText, minutesText, now, timeText } from "./clock.js";
import { byId, el, setIcon, setText } from "./dom.js";
import { kioskTroubles } from "./kiosks.js";
import { icon, setBlocked, shortCounterName, showLink } from "./parts.js";
import { tagOf } from "./tag.js";
import { nameOf, word } from "./words.js";

const SHORT_FACT = 28;
const STATE_ICON = { called: "bell", serving: "play", paused: "pause", closed: "lock" };

export class DeskView {
	constructor(desk) {
		this.desk = desk;
		this.primary = byId("primary");
		this.primary.addEventListener("click", () => this.press());
		byId("demote").addEventListener("click", () => desk.choose("demote"));
		byId("again").addEventListener("click", () => location.reload());
	}

	show() {
		byId("desk").hidden = false;
		this.primary.focus();
	}

	press() {
		if (this.desk.guarded()) return;
		this.desk.act(this.desk.plan().primary.move);
	}

	focusPrimary() {
		this.primary.focus({ preventScroll: true });
	}

	render(plan) {
		this.renderBar(plan);
		this.renderNumber(plan);
		this.renderMatter(plan);
		this.renderPrimary(plan);
		this.renderOthers(plan);
		this.tick(plan);
		this.renderTitle(plan);
	}

	// For who looks at another tab.
	renderTitle({ scene, offer }) {
		const { ticket, counter } = this.desk;
		const here = word("web.counter", { counter: counter.id });
		let page = here;
		if (ticket) page = `${ticket.number} ${this.stateText(scene)} – ${here}`;
		else if (offer) page = `${word("clerk.offer", { number: offer })} – ${here}`;
		document.title = word("web.title", { page });
	}

	tick(plan) {
		setText(byId("clock"), timeText(now()));
		this.renderFigure(plan);
		this.renderOthers(plan);
	}

	renderBar(plan) {
		const { desk } = this;
		const known = desk.office.counters.find(({ id }) => id === desk.counter.id) ?? desk.counter;
		const name = shortCounterName(known);
		const counter = desk.counter.id;
		const where = name ? word("web.counter.full", { counter, name }) : word("web.counter", { counter });
		setText(byId("counter-name"), where);
		setText(byId("office-name"), nameOf(desk.office.name));
		setText(byId("person-name"), desk.session.name || desk.session.user);
		byId("pause").hidden = plan.moves.pause.hidden;
		setBlocked(byId("pause"), plan.moves.pause.blocked);
		this.renderLink();
		this.renderKiosks();
	}

	// Whoever sits near can go and change the roll.
	renderKiosks() {
		const troubles = kioskTroubles(this.desk.kiosks, this.desk.readAt);
		byId("kiosks").classList.toggle("sr", troubles.length === 0);
		setText(byId("kiosks").lastElementChild, troubles.map(({ text }) => text).join(" · "));
	}

	renderLink() {
		const { lostAt, readOnly } = this.desk;
		showLink(lostAt);
		byId("link").hidden = readOnly !== null;
		byId("desk").classList.toggle("stale", lostAt > 0 || readOnly !== null);
		byId("band").hidden = readOnly === null;
		setText(byId("band").children[1], readOnly ?? "");
	}

	stateText(scene) {
		if (scene === "called" || scene === "serving") return word(`state.${scene}`);
		return word(scene === "closed" || scene === "paused" ? `clerk.${scene}` : "clerk.ready");
	}

	renderNumber({ scene }) {
		const { ticket, office } = this.desk;
		const card = byId("now");
		const look = scene === "closed" || scene === "paused" ? "rest" : scene;
		if (!card.classList.contains(look)) card.className = `card now ${look}`;
		setText(byId("state"), this.stateText(scene));
		setIcon(byId("state").previousElementSibling, STATE_ICON[scene] ?? "ring");
		const door = byId("number");
		const number = ticket?.number ?? "–";
		door.className = `door number${ticket ? "" : " sunk"}${number.length > 4 ? " long" : ""}`;
		setText(door, number);
		byId("reason").hidden = !ticket?.reason;
		if (ticket?.reason) {
			const { picture, text } = tagOf(ticket, office);
			const wait = minutesText(ticket.called_at - ticket.issued_at);
			const said = `${text}, ${word("clerk.waited", { wait })}`;
			byId("reason").replaceChildren(...(picture ? [icon(picture, "")] : []), said);
		}
	}

	renderFigure({ scene }) {
		const { ticket, counter, waiting } = this.desk;
		let figure = "";
		let note = "";
		if (ticket?.called_at) {
			figure = lapseText(now() - ticket.called_at);
			note = word("clerk.since", { time: timeText(ticket.called_at) });
		} else if (scene === "paused" && counter.back_at) {
			figure = timeText(counter.back_at);
			note = word("clerk.back_at");
		} else if (waiting) {
			figure = String(waiting);
			note = word("clerk.waiting");
		}
		setText(byId("figure"), figure);
		setText(byId("figure-note"), note);
	}

	renderMatter({ scene, offer, moves }) {
		const { ticket, next, queue } = this.desk;
		byId("claim").hidden = moves.demote.hidden;
		setBlocked(byId("demote"), moves.demote.blocked);
		if (!moves.demote.hidden) this.renderClaim(ticket);
		const first = queue.find(({ number }) => number === next);
		const [what, facts] = byId("now").querySelectorAll(".what, .facts");
		if (ticket) {
			this.renderWhat(what, ticket);
			facts.replaceChildren(...(moves.demote.hidden ? this.factsOf(ticket) : []), ...this.resultOf(ticket));
		} else if (first && scene === "free") {
			what.replaceChildren(offer ? "" : word("clerk.next.is", { number: next }));
			facts.replaceChildren(this.desk.matterOf(first));
		} else {
			what.replaceChildren();
			facts.replaceChildren(word(scene === "paused" || scene === "closed" ? `clerk.${scene}.note` : "clerk.empty"));
		}
	}

	renderWhat(what, ticket) {
		const code = ticket.procedure?.code;
		const name = this.desk.matterOf(ticket);
		what.title = name;
		what.replaceChildren(name, code ? el("small", {}, code) : "");
	}

	// Which class it is and what to look at, before the step that says that it is not so.
	renderClaim({ priority }) {
		const klass = this.desk.office.priorities.find(({ id }) => id === priority);
		const age = klass?.min_age ? word("clerk.claim.age", { age: klass.min_age }) : "";
		const said = [age, nameOf(klass?.proof)].filter(Boolean).map((text) => `\u00a0· ${text}`);
		const [line] = byId("claim").children;
		line.replaceChildren(`${word("reason.priority")}: `, el("b", { class: "ink" }, nameOf(klass?.name) || priority), ...said);
		line.title = line.textContent;
	}

	factsOf({ procedure }) {
		const fact = (label, text) => {
			const heavy = text.length > SHORT_FACT ? "span" : "b";
			return el("span", { title: text }, `${label} `, el(heavy, { class: "ink" }, text));
		};
		const facts = [];
		const fee = nameOf(procedure?.fee_note);
		const limit = nameOf(procedure?.time_limit);
		if (fee) facts.push(fact(word("clerk.fee"), fee));
		if (limit) facts.push(fact(word("clerk.time_limit"), limit));
		return facts;
	}

	resultOf(ticket) {
		const text = this.desk.result.text(ticket);
		return text ? [el("span", { class: "result", title: text }, `${word("clerk.result.noted")} `, el("b", { class: "ink" }, text))] : [];
	}

	renderPrimary({ primary }) {
		setText(byId("primary-word"), primary.text);
		setText(byId("primary-hint"), primary.hint);
		setIcon(this.primary.firstElementChild, primary.icon);
		setBlocked(this.primary, primary.blocked);
		const waits = this.desk.steps.busy !== null || this.desk.guarded();
		if (waits) this.primary.setAttribute("aria-busy", "true");
		else this.primary.removeAttribute("aria-busy");
	}

	// The buttons stay the same elements while the same moves are offered: no focus is lost.
	renderOthers({ others }) {
		const box = byId("others");
		const offered = others.map(({ move }) => move).join(" ");
		if (box.dataset.offered !== offered) {
			box.dataset.offered = offered;
			box.replaceChildren(...others.map((other) => this.otherButton(other)));
		}
		others.forEach(({ text, blocked }, i) => {
			setText(box.children[i].children[1], text);
			setBlocked(box.children[i], blocked);
		});
	}

	otherButton({ move, icon: picture, letter }) {
		const key = letter ? el("kbd", { class: "letter" }, letter) : null;
		const button = el("button", { class: "b", id: `move-${move}` }, icon(picture), el("span"), key);
		button.addEventListener("click", () => this.desk.choose(move));
		return button;
	}
}
