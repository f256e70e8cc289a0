// lead_slip: the slip of a number that the lead took for somebody, printed by the browser. Its style
// sheet counts only while it is printed.
import { dayKey, hhmm } from "./board_time.js";
import { byId, el } from "./dom.js";
import { slipPaper, wordsOf } from "./slip_paper.js";
import { word } from "./words.js";

const MINUTE_S = 60;

export class LeadSlip {
	constructor(hall) {
		this.hall = hall;
		addEventListener("afterprint", () => this.show(false));
	}

	show(on) {
		byId("slip").hidden = !on;
		byId("slip-style").media = on ? "print" : "not all";
	}

	// ticket: as it was taken; tag: the citizen's language
	async print(ticket, tag) {
		const said = await wordsOf(tag).catch(() => word);
		byId("slip").replaceChildren(slipPaper({ ...this.facts(ticket), tag, said, scan: await this.code(ticket) }));
		this.show(true);
		window.print();
	}

	// Without the link the paper is still worth having.
	async code({ token }) {
		const image = el("img", { src: `/api/v1/tickets/${token}/qr.svg`, alt: "" });
		return (await image.decode().then(() => true, () => false)) ? image : null;
	}

	facts({ service, number, priority, ahead, wait, window: turn, issued_at: at }) {
		const { office } = this.hall;
		const at_ = (ms) => (ms ? hhmm(ms) : null);
		return {
			office: office.name, header: office.slip?.header, footer: office.slip?.footer, number,
			service: this.hall.serviceOf({ service })?.name ?? {}, counters: this.hall.countersOf(service), day: dayKey(at),
			priority: office.priorities.find(({ id }) => id === priority)?.name,
			facts: {
				ahead, low: wait && Math.floor(wait.low_s / MINUTE_S), high: wait && Math.ceil(wait.high_s / MINUTE_S),
				from: at_(turn?.from_at), to: at_(turn?.to_at), time: hhmm(at),
			},
		};
	}
}
