// slip: the paper of someone who went to fetch something, printed by the browser: number, counter,
// until when, and the code that kiosks and phones read. Its style sheet counts only while it is
// printed.
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

	// slip: { id, number, counter, until, reason }
	async print(slip) {
		this.fill(slip);
		await this.fetchCode(slip);
		this.show(true);
		window.print();
	}

	// Without the link the paper is still worth having.
	async fetchCode({ id }) {
		const code = byId("slip-code");
		code.src = `/api/v1/tickets/${id}/qr.svg`;
		byId("slip-scan").hidden = !(await code.decode().then(() => true, () => false));
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
