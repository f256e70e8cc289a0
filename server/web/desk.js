// desk: the clerk's work at a counter: what is known of it. The server's answer and the counter's
// queue are the truth; the feed says when to read it again.
import { get, getOffice, Refusal, setCsrf } from "./api.js";
import { now, syncClock, timeText } from "./clock.js";
import { DeskMenu } from "./desk_menu.js";
import { DeskView } from "./desk_view.js";
import { TabFeed } from "./tab_feed.js";
import { Keys } from "./keys.js";
import { say } from "./note.js";
import { changesOffice } from "./office_change.js";
import { OfferView } from "./offer_view.js";
import { Panels } from "./panels.js";
import { planOf } from "./plan.js";
import { QueueView } from "./queue_view.js";
import { Result } from "./result.js";
import { SlipPaper } from "./slip.js";
import { Steps } from "./steps.js";
import { UndoBar } from "./undo_bar.js";
import { nameOf, word } from "./words.js";

const REFRESH_MS = 300;
const ALIVE_MS = 10000;
const GUARD_MS = 600;
const SEAT = { counter_opened: "open", counter_paused: "paused", counter_closed: "closed" };

export class Desk {
	constructor(session, office) {
		this.session = session;
		this.office = office;
		this.counter = { id: session.counter, name: null, state: "closed", back_at: null };
		this.ticket = null;
		this.queue = [];
		this.held = [];
		this.absent = [];
		this.undo = null;
		this.paper = null;
		this.waiting = 0;
		this.next = null;
		this.offered = null;
		this.kiosks = [];
		this.lastCallAt = 0;
		this.lostAt = 0;
		this.readOnly = null;
		this.version = 0;
		this.guardUntil = 0;
		this.result = new Result(this);
		this.steps = new Steps(this);
		this.undoBar = new UndoBar(this);
		this.slip = new SlipPaper(this);
		this.view = new DeskView(this);
		this.offerView = new OfferView(this);
		this.queueView = new QueueView(this);
		this.panels = new Panels(this);
		this.menu = new DeskMenu(this);
		this.keys = new Keys(this);
	}

	async show() {
		this.feed = new TabFeed("/api/v1/feed", {
			event: (name, data) => this.heard(name, data),
			up: () => this.linked(),
			down: (since) => this.lost(since),
			gone: () => this.checkSession(),
		});
		this.feed.start();
		await this.refresh();
		this.render();
		this.sayFound();
		this.view.show();
		setInterval(() => this.refreshSoon(), ALIVE_MS);
		setInterval(() => this.tick(), 1000);
		document.addEventListener("visibilitychange", () => {
			if (!document.hidden) this.refreshSoon();
		});
	}

	// Whose number is here still, wherever and whenever its service began.
	sayFound() {
		if (!this.ticket) return;
		const { number, state, called_at: called, started_at: started } = this.ticket;
		const time = timeText(state === "serving" ? started : called);
		say(word(`clerk.found.${state}`, { counter: this.counter.id, number, time }), "advise");
	}

	plan() {
		return planOf(this, now());
	}

	render() {
		const plan = this.plan();
		if (plan.scene !== this.scene) {
			this.scene = plan.scene;
			this.guardUntil = Date.now() + GUARD_MS;
			setTimeout(() => this.render(), GUARD_MS + 20);
		}
		this.view.render(plan);
		this.offerView.render(plan);
		this.undoBar.render();
		this.queueView.render(plan);
		this.panels.render(plan);
		this.menu.render(plan);
	}

	tick() {
		this.view.tick(this.plan());
		this.undoBar.render();
		this.queueView.tick();
	}

	// A press that follows a change at once was meant for what stood there before.
	guarded() {
		return Date.now() < this.guardUntil;
	}

	/* What the server says. */

	heard(name, data) {
		if (name === "snapshot") {
			syncClock(data.now);
			for (const { id, state } of data.counters) this.seat(id, state);
			this.refreshSoon();
		}
		if (name === "kiosks") this.refreshSoon();
		if (name !== "change") return;
		if (data.kind === "recalled" && data.counter === this.counter.id) this.lastCallAt = data.at;
		if (data.kind in SEAT) this.seat(data.counter, SEAT[data.kind]);
		if (changesOffice(data)) this.refreshOffice();
		if (this.concerns(data)) this.refreshSoon();
	}

	// Which counters are open the feed tells, all else of the office its own route.
	seat(id, state) {
		const counter = this.office.counters.find((known) => known.id === id);
		if (counter) counter.state = state;
	}

	ready() {
		return this.counter.state === "open" && !this.ticket;
	}

	// A number of any service may be sent to this counter; and while it is ready, whatever anybody does
	// may bring it an offer or take one away.
	concerns(change) {
		if (this.ready()) return true;
		if (!change.service || change.counter === this.counter.id || change.kind === "transferred") return true;
		const mine = this.office.counters.find((counter) => counter.id === this.counter.id);
		return !mine || mine.services.includes(change.service);
	}

	lost(since) {
		this.lostAt = since;
		this.panels.close();
		this.render();
	}

	linked() {
		this.lostAt = 0;
		say("");
		this.refreshSoon();
		this.render();
	}

	refreshSoon() {
		if (this.refreshTimer) return;
		this.refreshTimer = setTimeout(() => {
			this.refreshTimer = null;
			this.refresh();
		}, REFRESH_MS);
	}

	read() {
		return get(`/api/v1/counters/${this.counter.id}/queue`);
	}

	async reread() {
		this.take(await this.read());
	}

	async refresh() {
		if (this.readOnly) return;
		const version = this.version;
		try {
			const answer = await this.read();
			if (version !== this.version || this.steps.busy) this.refreshSoon();
			else this.take(answer);
		} catch (error) {
			if (error instanceof Refusal && error.status < 500) await this.checkSession();
		}
	}

	async refreshOffice() {
		this.office = await getOffice(this.office);
		this.render();
	}

	take(answer) {
		if (answer.counter) this.counter = answer.counter;
		const before = this.ticket;
		this.ticket = answer.ticket ?? null;
		if (this.ticket?.id !== before?.id) this.lastCallAt = 0;
		this.undo = answer.undo ?? null;
		this.lastCallAt = Math.max(this.lastCallAt, this.ticket?.called_at ?? 0);
		if (answer.queue) {
			this.queue = answer.queue;
			this.held = answer.held ?? [];
			this.absent = answer.absent ?? [];
			this.waiting = answer.waiting ?? answer.queue.length;
			this.next = answer.next ?? null;
			this.offered = answer.offer ?? null;
			this.kiosks = answer.kiosks ?? [];
			this.readAt = now();
			this.offerView.heard();
		}
		const { id, state, recalls } = this.ticket ?? {};
		this.steps.moves.settle([this.counter.state, id, state, recalls].join(" "));
		this.render();
	}

	// Still this counter's clerk? If not, the page is only to read from now on.
	async checkSession() {
		try {
			const session = await get("/api/v1/session");
			if (session.counter === this.counter.id) {
				setCsrf(session.csrf);
				this.refreshSoon();
				return;
			}
			this.close(word(session.taken_over ? "clerk.taken" : "clerk.elsewhere"));
		} catch (error) {
			if (error instanceof Refusal && error.status === 401) this.close(word("clerk.ended"));
		}
	}

	close(why) {
		this.readOnly = why;
		this.feed.stop();
		this.panels.close();
		say("");
		this.render();
	}

	serviceOf({ service }) {
		return this.office.services.find(({ id }) => id === service);
	}

	// What somebody comes for: the procedure, else the service.
	matterOf(ticket) {
		return nameOf(ticket.procedure?.name) || nameOf(this.serviceOf(ticket)?.name);
	}

	// The entry that now stands for this number in one of the lists: { list, item }, or null.
	find(fits) {
		for (const list of ["queue", "held", "absent"]) {
			const item = this[list].find(fits);
			if (item) return { list, item };
		}
		return null;
	}

	/* What the clerk does. */

	offer(move) {
		const { primary, others, moves } = this.plan();
		return moves[move] ?? [primary, ...others].find((offered) => offered.move === move);
	}

	// A button or its letter: asks first where there is something to say, else does it.
	choose(move) {
		const offered = this.offer(move);
		if (!offered || offered.hidden) return;
		if (move === "print") this.slip.print(this.paper);
		else if (this.panels.knows(move)) this.panels.ask(move);
		else this.act(move);
	}

	// Does a step; one that ends a visit may have to be told first what came of it.
	act(move, body, item) {
		if (this.result.missing(move)) return this.panels.ask("result", null, move);
		return this.steps.take(move, body, item);
	}
}
