// desk: the clerk's work at a counter: what is known, the steps, and how they end. The server's
// answer and the counter's queue are the truth; the feed says when to read it again.
import { get, Refusal, setCsrf } from "./api.js";
import { now, syncClock } from "./clock.js";
import { DeskMenu } from "./desk_menu.js";
import { DeskView } from "./desk_view.js";
import { Feed } from "./feed.js";
import { Keys } from "./keys.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { Panels } from "./panels.js";
import { planOf } from "./plan.js";
import { QueueView } from "./queue_view.js";
import { word } from "./words.js";

const REFRESH_MS = 300;
const ALIVE_MS = 30000;
const GUARD_MS = 600;

export class Desk {
	constructor(session, office) {
		this.session = session;
		this.office = office;
		this.counter = { id: session.counter, name: null, state: "closed", back_at: null };
		this.ticket = null;
		this.queue = [];
		this.absent = [];
		this.waiting = 0;
		this.next = null;
		this.lastCallAt = 0;
		this.lostAt = 0;
		this.readOnly = null;
		this.busy = null;
		this.version = 0;
		this.guardUntil = 0;
		this.moves = new Moves(`/api/v1/counters/${session.counter}`);
		this.view = new DeskView(this);
		this.queueView = new QueueView(this);
		this.panels = new Panels(this);
		this.menu = new DeskMenu(this);
		this.keys = new Keys(this);
	}

	async show() {
		this.feed = new Feed("/api/v1/feed", {
			event: (name, data) => this.heard(name, data),
			up: () => this.linked(),
			down: (since) => this.lost(since),
			gone: () => this.checkSession(),
		});
		this.feed.start();
		await this.refresh();
		this.render();
		this.view.show();
		setInterval(() => this.refreshSoon(), ALIVE_MS);
		setInterval(() => this.tick(), 1000);
		document.addEventListener("visibilitychange", () => {
			if (!document.hidden) this.refreshSoon();
		});
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
		this.queueView.render(plan);
		this.panels.render(plan);
		this.menu.render(plan);
	}

	tick() {
		this.view.tick(this.plan());
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
			this.refreshSoon();
		}
		if (name !== "change") return;
		if (data.kind === "recalled" && data.counter === this.counter.id) this.lastCallAt = data.at;
		if (data.kind === "setup" || data.kind.startsWith("day_")) this.refreshOffice();
		if (this.concerns(data)) this.refreshSoon();
	}

	concerns(change) {
		if (!change.service || change.counter === this.counter.id) return true;
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

	async refresh() {
		if (this.readOnly) return;
		const version = this.version;
		try {
			const answer = await get(`/api/v1/counters/${this.counter.id}/queue`);
			if (version !== this.version || this.busy) this.refreshSoon();
			else this.take(answer);
		} catch (error) {
			if (error instanceof Refusal && error.status < 500) await this.checkSession();
		}
	}

	async refreshOffice() {
		try {
			this.office = await get("/api/v1/office");
			this.render();
		} catch {
			// The names that are known stay; the next change asks again.
		}
	}

	take(answer) {
		if (answer.counter) this.counter = answer.counter;
		const before = this.ticket;
		this.ticket = answer.ticket ?? null;
		if (this.ticket?.id !== before?.id) this.lastCallAt = 0;
		this.lastCallAt = Math.max(this.lastCallAt, this.ticket?.called_at ?? 0);
		if (answer.queue) {
			this.queue = answer.queue;
			this.absent = answer.absent ?? [];
			this.waiting = answer.waiting ?? answer.queue.length;
			this.next = answer.next ?? null;
			this.readAt = now();
		}
		const { id, state, recalls } = this.ticket ?? {};
		this.moves.settle([this.counter.state, id, state, recalls].join(" "));
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

	/* What the clerk does. */

	offer(move) {
		const plan = this.plan();
		return [plan.primary, ...plan.others, plan.call, plan.pause].find((m) => m.move === move);
	}

	async act(move, body) {
		if (this.busy) return;
		const blocked = this.offer(move)?.blocked;
		if (blocked) {
			say(blocked, "advise");
			return;
		}
		this.busy = move;
		this.panels.close();
		this.render();
		try {
			await this.perform(move, body);
		} catch (error) {
			await this.explain(error, move);
		}
		this.busy = null;
		this.refreshSoon();
		this.render();
		this.view.focusPrimary();
	}

	async step(move, body) {
		const answer = await this.moves.send(move, body, () => this.lostAt > 0);
		this.version++;
		if (move === "recall") this.lastCallAt = now();
		this.take(answer);
		return answer;
	}

	async perform(move, body) {
		const number = this.ticket?.number;
		if (move === "finish_next") {
			await this.step("finish");
			say(word("clerk.done.finish", { number }), "check");
			await this.step("next");
			const next = this.ticket?.number;
			if (next) say(word("clerk.done.finish_next", { number, next }), "bell");
			return;
		}
		await this.step(move, body);
		const called = move === "next" || move === "call";
		if (called && !this.ticket) say(word("clerk.done.nobody"), "check");
		else if (called) say(word("clerk.done.next", this.ticket), "bell");
		else say(word(`clerk.done.${move}`, { number }), "check");
	}

	async explain(error, move) {
		if (!(error instanceof Refusal)) {
			say(word("web.unreachable"), "warn");
			return;
		}
		say(this.wordsFor(error), "warn");
		if (error.status === 429 && move === "recall") {
			this.lastCallAt = now() + (error.retryAfter - 8) * 1000;
		}
		if (error.status === 401 || error.status === 403 || error.slug === "counter_taken") {
			await this.checkSession();
		}
	}

	wordsFor({ slug, ticket, message }) {
		const number = ticket?.number;
		if (slug === "busy") {
			return number ? word("clerk.busy", { number }) : word("clerk.busy.unknown");
		}
		if (slug === "wrong_state" && number) {
			const { counter } = ticket;
			const elsewhere = counter && counter !== this.counter.id;
			if (elsewhere) return word("clerk.moved.counter", { number, counter });
			return word("clerk.moved", { number, state: word(`state.${ticket.state}`) });
		}
		return message || word("web.refused");
	}
}
