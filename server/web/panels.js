// panels: the questions that open over the actions, one at a time; Esc takes each away.
import { callPanel } from "./panel_call.js";
import { demotePanel, leavePanel } from "./panel_confirm.js";
import { holdPanel } from "./panel_hold.js";
import { numberPanel } from "./panel_number.js";
import { pausePanel } from "./panel_pause.js";
import { resultPanel } from "./panel_result.js";
import { transferPanel } from "./panel_transfer.js";
import { byId, el } from "./dom.js";
import { say } from "./note.js";

/*
 * Each makes { title, content, focus, submit?, fits? } of the desk, of what it is about and of the step that
 * waits for its answer: nodes, the one that gets the focus, what Enter in a field does, and whether it can
 * still be answered.
 */
const MAKE = {
	call: callPanel,
	demote: demotePanel,
	hold: holdPanel,
	leave: leavePanel,
	number: numberPanel,
	pause: pausePanel,
	result: resultPanel,
	transfer: transferPanel,
};

export class Panels {
	constructor(desk) {
		this.desk = desk;
		this.form = byId("panel");
		this.form.addEventListener("submit", (event) => this.submit(event));
		byId("pause").addEventListener("click", () => this.ask("pause"));
		byId("other").addEventListener("click", () => this.ask("call"));
	}

	knows(kind) {
		return kind in MAKE;
	}

	open() {
		return !this.form.hidden;
	}

	close() {
		if (!this.open()) return;
		this.form.hidden = true;
		byId("acts").hidden = false;
		this.kind = null;
		this.desk.view.focusPrimary();
	}

	// A question that can no longer be answered goes away.
	render(plan) {
		if (!this.kind) return;
		const { blocked, hidden } = plan.moves[this.about ? "number" : this.kind];
		if (blocked || hidden || this.panel.fits?.() === false) this.close();
	}

	// about: the number it asks of, where that is not the one at the counter; next: the step that waits for
	// the answer
	ask(kind, about = null, next = null) {
		const { blocked, hidden } = this.desk.offer(about ? "number" : kind);
		if (hidden || this.desk.steps.busy) return;
		if (blocked) {
			say(blocked, "advise");
			return;
		}
		Object.assign(this, { kind, about });
		this.panel = MAKE[kind](this.desk, about, next);
		this.form.replaceChildren(el("h3", {}, this.panel.title), ...this.panel.content);
		this.form.setAttribute("aria-label", this.panel.title);
		this.form.dataset.kind = kind;
		this.form.hidden = false;
		byId("acts").hidden = true;
		this.panel.focus.focus();
	}

	submit(event) {
		event.preventDefault();
		this.panel.submit?.();
	}

	// Whether the open question has a button of this letter: then it is pressed.
	press(letter) {
		const button = this.open() && this.form.querySelector(`[data-letter="${letter}"]`);
		if (button) button.click();
		return Boolean(button);
	}
}
