// result: what came of the visit at the counter, as its clerk has noted it: kept on this machine until
// the visit ends, so that a page that dies loses none of it.
import { recall, remember } from "./memory.js";
import { nameOf, word } from "./words.js";

function kept() {
	try {
		return JSON.parse(recall("result")) ?? {};
	} catch {
		return {};
	}
}

export class Result {
	constructor(desk) {
		this.desk = desk;
		this.noted = kept();
	}

	// { outcome, procedures: [{ code, name, quantity }] }; before anything is noted, the procedure that
	// the number was taken for.
	of({ id, procedure }) {
		if (this.noted.id === id) return this.noted;
		return { outcome: "", procedures: procedure ? [{ code: procedure.code, name: procedure.name, quantity: 1 }] : [] };
	}

	note({ id }, outcome, procedures) {
		this.noted = { id, outcome, procedures };
		remember("result", JSON.stringify(this.noted));
	}

	// What a step that ends the visit is sent with.
	body({ id }) {
		const { outcome, procedures } = this.noted;
		if (this.noted.id !== id) return {};
		return { outcome: outcome || undefined, procedures: procedures.map(({ code, quantity }) => ({ code, quantity })) };
	}

	// Whether the office wants to know first what came of it.
	missing(move) {
		const { office, ticket } = this.desk;
		return move.startsWith("finish") && Boolean(ticket) && office.visit.ask_outcome && !this.of(ticket).outcome;
	}

	// In words, or nothing where nothing was noted.
	text({ id }) {
		const { outcome, procedures } = this.noted;
		if (this.noted.id !== id) return "";
		const known = this.desk.office.visit.outcomes.find((one) => one.id === outcome);
		const done = procedures.map(({ code, quantity }) => word("clerk.result.done", { code, n: quantity }));
		return [nameOf(known?.name) || outcome, ...done].filter(Boolean).join(" · ");
	}
}
