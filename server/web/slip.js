// slip: the paper of someone who went to fetch something, printed by the browser: number, counter,
// until when. Its style sheet counts only while it is printed.
import { dateText, now, timeText } from "./clock.js";
import { byId, setText } from "./dom.js";
import { nameOf, word } from "./words.js";

export class SlipPaper {
	constructor(desk) {
		this.desk = desk;
		addEventListener("afterprint", () => this.show(false));
	}

	show(on) {
		byId("slip").hidden = !on;
		byId("slip-style").media = on ? "print" : "not all";
	}

	// slip: { number, counter, until, reason }
	print(slip) {
		this.fill(slip);
		this.show(true);
		window.print();
	}

	fill({ number, counter, until, reason }) {
		const { office } = this.desk;
		const closes = office.closes_at ? word("clerk.slip.today", { time: timeText(office.closes_at) }) : word("clerk.slip.day");
		setText(byId("slip-office"), nameOf(office.name));
		setText(byId("slip-number"), number);
		setText(byId("slip-counter"), word("web.counter", { counter }));
		setText(byId("slip-until"), until ? word("clerk.slip.until", { time: timeText(until) }) : closes);
		setText(byId("slip-reason"), reason ?? "");
		setText(byId("slip-issued"), word("clerk.slip.issued", { time: timeText(now()), date: dateText(now()) }));
	}
}
