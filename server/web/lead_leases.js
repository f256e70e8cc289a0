// lead_leases: the numbers that are set aside for kiosks when they are cut off, in words.
import { byId, el, setText } from "./dom.js";
import { Rows } from "./rows.js";
import { word } from "./words.js";

const padded = (n) => String(n).padStart(3, "0");

export class Leases {
	constructor(hall) {
		this.hall = hall;
		this.rows = new Rows(byId("lease-list"), () => ({ li: el("li") }), ({ li }, lease) => setText(li, this.text(lease)));
	}

	text({ kiosk, first, last, used, returned }) {
		const says = returned ? "lead.lease.returned" : "lead.lease";
		return word(says, { first: padded(first), last: padded(last), kiosk, n: used });
	}

	render() {
		const { leases } = this.hall;
		this.rows.show(leases);
		byId("lease-list").hidden = leases.length === 0;
	}
}
