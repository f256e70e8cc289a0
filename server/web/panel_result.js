// panel_result: what came of the visit: its outcome, one of the office's, and which procedures were done.
import { chips } from "./chips.js";
import { el } from "./dom.js";
import { Finder } from "./finder.js";
import { cancelButton, enterButton, field, row } from "./panel_part.js";
import { icon } from "./parts.js";
import { nameOf, word } from "./words.js";

const DONE_MAX = 16; // what fits into the server's list
const QUANTITY_MAX = 999;

// The procedures that were done, each so many times.
class Done {
	// emptied: called when none is left
	constructor(procedures, emptied) {
		this.emptied = emptied;
		this.items = procedures.map((item) => ({ ...item }));
		this.list = el("ul", { class: "dones", "aria-label": word("clerk.result.procedures") });
		this.show();
	}

	has(code) {
		return this.items.some((item) => item.code === code);
	}

	add({ code, name }) {
		if (!this.has(code) && this.items.length < DONE_MAX) this.items.push({ code, name, quantity: 1 });
		this.show();
	}

	// The focus goes to what stands there then.
	remove(item) {
		const at = this.items.indexOf(item);
		this.items.splice(at, 1);
		this.show();
		const left = this.list.children[Math.min(at, this.items.length - 1)];
		if (left) left.querySelector(".drop").focus();
		else this.emptied();
	}

	show() {
		this.list.replaceChildren(...this.items.map((item) => this.line(item)));
	}

	line(item) {
		const name = nameOf(item.name);
		const times = el("input", { type: "number", min: 1, max: QUANTITY_MAX, value: item.quantity, inputmode: "numeric", "aria-label": word("clerk.result.times", { name }) });
		times.addEventListener("change", () => {
			item.quantity = Math.min(QUANTITY_MAX, Math.max(1, Math.round(Number(times.value)) || 1));
			times.value = item.quantity;
		});
		const drop = el("button", { type: "button", class: "b drop", "aria-label": word("clerk.result.remove", { name }) }, icon("cross"));
		drop.addEventListener("click", () => this.remove(item));
		return el("li", {}, times, el("span", { title: name }, name), el("small", { class: "num" }, item.code), drop);
	}
}

// next: the step that waits for the outcome, if there is one
export function resultPanel(desk, about, next) {
	const { ticket } = desk;
	const noted = desk.result.of(ticket);
	const { outcomes } = desk.office.visit;
	const outcome = chips("outcome", word("clerk.result.outcome"), outcomes.map(({ id, name }) => [id, nameOf(name)]), noted.outcome);
	const done = new Done(noted.procedures, () => finder.input.focus());
	const finder = new Finder((procedure) => done.add(procedure), "result-found");
	const submit = async () => {
		if (await finder.enter()) return;
		desk.result.note(ticket, outcome.value(), done.items);
		desk.panels.close();
		desk.render();
		if (next) desk.act(next);
	};
	const title = next ? word("clerk.result.ask", ticket) : word("clerk.result.title", ticket);
	return {
		title,
		content: [
			outcomes.length ? outcome.node : "",
			done.list,
			row(field("result-add", word("clerk.result.add"), finder.input), enterButton(next ? word(`clerk.${next}`) : word("clerk.result.do")), cancelButton(desk)),
			finder.list,
		],
		focus: outcome.first ?? finder.input,
		submit,
		fits: () => desk.ticket?.id === ticket.id,
	};
}
