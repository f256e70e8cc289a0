// phone_moves: what the holder of a number can do: give it up, or say "I am back".
import { Refusal } from "./ask.js";
import { byId, setText } from "./page.js";
import { now, timeText } from "./hour.js";
import { Moves } from "./moves.js";
import { word } from "./words.js";

// How things stand and what the button does: for a number that is held or was called in vain.
function wordsFor({ state, until, called_at: called, can_return: canReturn, penalty_s: penalty }) {
	const last = until && word(`phone.${state}.until`, { time: timeText(until) });
	const back = word(canReturn ? `phone.${state}.back` : "phone.absent.late", { n: Math.round(penalty / 60) });
	if (state === "held") return [last, back];
	return [word("phone.absent", { called: timeText(called) }), back, last];
}

export class PhoneMoves {
	constructor(phone) {
		this.phone = phone;
		this.moves = new Moves(phone.path);
		byId("back").addEventListener("click", () => this.move("back"));
		byId("keep").addEventListener("click", () => this.ask(false));
		byId("give-up").addEventListener("click", () => this.move("leave"));
	}

	render(ticket) {
		const away = ticket.state === "held" || ticket.state === "absent";
		byId("back").hidden = !away || !ticket.can_return;
		if (ticket.state !== this.state) this.fail("");
		this.state = ticket.state;
		if (away) setText(byId("line"), wordsFor(ticket).filter(Boolean).join(" "));
	}

	// A number given up is gone: that is asked once.
	ask(sure) {
		byId("sure").hidden = !sure;
		byId("leave").hidden = sure;
		byId(sure ? "keep" : "leave").focus();
	}

	async move(name) {
		byId("sure").hidden = true;
		this.fail("");
		try {
			await this.phone.answer(this.moves.send(name).then(({ ticket }) => ticket));
		} catch (error) {
			if (error.ticket) this.phone.take(error.ticket);
			this.fail(error instanceof Refusal ? error.message : word("web.lost", { time: timeText(now()) }));
		}
	}

	fail(text) {
		byId("failed").hidden = !text;
		setText(byId("failed"), text);
	}
}
