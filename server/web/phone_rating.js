// phone_rating: what the holder of a number thinks of the visit, once it is over. Who was not satisfied
// may add what the matter was; what was pressed counts also when he goes away without a further word.
import { Refusal } from "./ask.js";
import { byId, setText } from "./page.js";
import { now, timeText } from "./hour.js";
import { Moves } from "./moves.js";
import { word } from "./words.js";

const DISSATISFIED = 2;

let rating = null;

class PhoneRating {
	constructor(phone) {
		this.phone = phone;
		this.moves = new Moves(phone.path);
		this.score = 0;
		this.answered = false;
		this.buttons = [...byId("rate").querySelectorAll("button[value]")];
		for (const button of this.buttons) button.addEventListener("click", () => this.choose(Number(button.value)));
		byId("send").addEventListener("click", () => this.send());
		document.addEventListener("visibilitychange", () => {
			if (document.hidden && this.score && !this.answered) this.send();
		});
	}

	render({ can_rate: asked, state }) {
		if (state !== "served" || (asked && this.answered)) this.forget();
		byId("rate").hidden = !asked;
		if (this.answered) byId("line").hidden = true;
		byId("thanks").hidden = !this.answered;
	}

	// The visit goes on, or the answer was undone with it.
	forget() {
		this.answered = false;
		this.mark(0);
		byId("reasons").hidden = true;
		for (const box of byId("reasons").querySelectorAll(":checked")) box.checked = false;
	}

	mark(score) {
		this.score = score;
		for (const button of this.buttons) button.setAttribute("aria-pressed", String(Number(button.value) === score));
	}

	choose(score) {
		this.mark(score);
		byId("reasons").hidden = score > DISSATISFIED;
		if (score > DISSATISFIED) this.send();
		else byId("reasons").querySelector("input").focus();
	}

	// The reasons go with a score that asks for them.
	reasons() {
		if (this.score > DISSATISFIED) return [];
		return [...byId("reasons").querySelectorAll(":checked")].map(({ value }) => value);
	}

	async send() {
		this.fail("");
		try {
			const { ticket } = await this.moves.send("rating", { score: this.score, reasons: this.reasons() });
			this.thank(ticket);
		} catch (error) {
			if (error.ticket) this.thank(error.ticket);
			else this.fail(error instanceof Refusal ? error.message : word("web.lost", { time: timeText(now()) }));
		}
	}

	// Also where it had been said before, on another page or on the counter's screen.
	thank(ticket) {
		this.answered = !ticket.can_rate && ticket.state === "served";
		this.phone.take(ticket);
		this.render(ticket);
		if (this.answered) byId("thanks").focus();
	}

	fail(text) {
		byId("failed").hidden = !text;
		setText(byId("failed"), text);
	}
}

export function rate(phone) {
	rating ??= new PhoneRating(phone);
	rating.render(phone.ticket);
}
