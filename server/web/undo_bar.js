// undo_bar: which step of this counter can be taken back, and for how many seconds still.
import { now } from "./clock.js";
import { byId, setText } from "./dom.js";
import { said } from "./note.js";
import { setBlocked } from "./parts.js";
import { undoOf } from "./plan.js";
import { word } from "./words.js";

const STEP = { called: "next", started: "start", absent: "absent", held: "hold", resumed: "resume", transferred: "undo.transfer" };

// "Đã gọi A012": what would be taken back.
export function stepText({ kind, number }) {
	return word(`clerk.done.${STEP[kind]}`, { number });
}

export class UndoBar {
	constructor(desk) {
		this.desk = desk;
		byId("undo").addEventListener("click", () => desk.choose("undo"));
		byId("print").addEventListener("click", () => desk.choose("print"));
	}

	// Once a second: not in the place whose changes are read aloud.
	render() {
		const undo = undoOf(this.desk, now());
		const { print, undo: move } = this.desk.plan().moves;
		byId("done").classList.toggle("undoable", undo !== null);
		byId("print").hidden = print.hidden;
		byId("undo").hidden = byId("undo-left").hidden = byId("undo-line").hidden = !undo;
		setBlocked(byId("undo"), move.blocked);
		if (undo) this.renderTime(undo);
	}

	renderTime(undo) {
		const n = Math.ceil((undo.until_at - now()) / 1000);
		const step = stepText(undo);
		const named = said().startsWith(step);
		setText(byId("undo-left"), named ? word("clerk.undo.left", { n }) : word("clerk.undo.of", { n, step }));
		byId("undo-line").max = this.wholeOf(undo, n);
		byId("undo-line").value = n;
	}

	// The seconds that were left when the step was first seen: the whole length of the line.
	wholeOf({ until_at: until }, n) {
		if (this.until !== until) Object.assign(this, { until, whole: n });
		return this.whole;
	}
}
