// steps: what a clerk does: one step at a time, sent to the server, and what came of it in words.
import { Refusal, Unreachable } from "./api.js";
import { now } from "./clock.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { undoOf } from "./plan.js";
import { refusalText } from "./refusal.js";
import { stepText } from "./undo_bar.js";
import { word } from "./words.js";

// Steps with a number wherever it is; the others are the counter's.
const OF_TICKET = ["back", "leave", "priority"];

export class Steps {
	constructor(desk) {
		this.desk = desk;
		this.moves = new Moves("/api/v1");
		this.busy = null;
	}

	// item: the number it is about, where that is not the one at the counter
	async take(move, body, item = null) {
		const { desk } = this;
		if (this.busy) return;
		const blocked = desk.offer(move)?.blocked;
		if (blocked) {
			say(blocked, "advise");
			return;
		}
		this.busy = move;
		desk.panels.close();
		desk.render();
		try {
			await this.perform(move, body, item);
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			await this.explain(error, move);
		} finally {
			this.busy = null;
			desk.refreshSoon();
			desk.render();
			desk.view.focusPrimary();
		}
	}

	async perform(move, body, item) {
		if (move === "finish_next") await this.finishAndCall();
		else if (OF_TICKET.includes(move)) await this.withTicket(move, body, item ?? this.desk.ticket);
		else await this.atCounter(move, body, item);
	}

	async send(path, body) {
		const answer = await this.moves.send(path, body, () => this.desk.lostAt > 0);
		this.desk.version++;
		return answer;
	}

	async step(move, body) {
		const answer = await this.send(`counters/${this.desk.counter.id}/${move}`, body);
		if (move === "recall") this.desk.lastCallAt = now();
		this.desk.take(answer);
		return answer;
	}

	async finishAndCall() {
		const { desk } = this;
		const { number } = desk.ticket;
		await this.step("finish", desk.result.body(desk.ticket));
		say(word("clerk.done.finish", { number }));
		await this.step("next");
		const next = desk.ticket?.number;
		if (next) say(word("clerk.done.finish_next", { number, next }), "bell");
	}

	async withTicket(move, body, { id, number }) {
		await this.send(`tickets/${id}/${move}`, body);
		await this.desk.reread();
		say(word(`clerk.done.${move}`, { number }));
	}

	async atCounter(move, body, item) {
		const { desk } = this;
		const number = (item ?? desk.ticket)?.number;
		const undone = undoOf(desk, now());
		const sent = move === "finish" ? desk.result.body(desk.ticket) : body;
		desk.paper = (await this.step(move, sent)).slip ?? null;
		const called = move === "next" || move === "call";
		if (called && !desk.ticket) say(word("clerk.done.nobody"));
		else if (called) say(word("clerk.done.next", desk.ticket), "bell");
		else if (move === "undo") say(word("clerk.done.undo", { step: stepText(undone) }), "back");
		else say(word(`clerk.done.${move}`, { number, target: item?.target }));
	}

	async explain(error, move) {
		const { desk } = this;
		say(refusalText(error, move, desk.counter.id), "warn");
		if (!(error instanceof Refusal)) return;
		if (error.status === 429 && move === "recall") {
			desk.lastCallAt = now() + (error.retryAfter - 8) * 1000;
		}
		if (error.status === 401 || error.status === 403 || error.slug === "counter_taken") {
			await desk.checkSession();
		}
	}
}
