// keys: a whole day without a mouse. Space is always the next step; the letters work only while no
// field has the focus and can be switched off.
import { byId, el } from "./dom.js";
import { recall, remember } from "./memory.js";
import { word } from "./words.js";

const MOVES = {
	l: "recall", k: "absent", h: "finish", g: "hold", r: "result", c: "transfer",
	s: "call", n: "pause", u: "demote", z: "undo", p: "print",
};
const HELP = [
	["Space", "clerk.keys.primary"],
	["L", "clerk.keys.recall"],
	["K", "clerk.absent"],
	["H", "clerk.finish"],
	["R", "clerk.result"],
	["G", "clerk.hold"],
	["C", "clerk.transfer"],
	["Z", "clerk.keys.undo"],
	["S", "clerk.other"],
	["T", "clerk.keys.held"],
	["Q", "clerk.keys.absent"],
	["B", "clerk.leave"],
	["U", "clerk.demote"],
	["P", "clerk.slip.print"],
	["N", "clerk.pause"],
	["?", "clerk.keys.help"],
	["Esc", "clerk.keys.escape"],
];

export class Keys {
	constructor(desk) {
		this.desk = desk;
		this.dialog = byId("keys");
		this.letters = {
			...Object.fromEntries(Object.entries(MOVES).map(([letter, move]) => [letter, () => desk.choose(move)])),
			t: () => desk.queueView.go("held"),
			q: () => desk.queueView.go("absent"),
			"?": () => this.help(),
		};
		this.use(recall("letters") !== "off");
		document.addEventListener("keydown", (event) => this.pressed(event));
		byId("keys-close").addEventListener("click", () => this.dialog.close());
		byId("keys-use").addEventListener("change", (event) => this.use(event.target.checked));
		this.dialog.addEventListener("close", () => desk.view.focusPrimary());
	}

	use(on) {
		this.on = on;
		byId("keys-use").checked = on;
		remember("letters", on ? "on" : "off");
		byId("desk").classList.toggle("letters-off", !on);
	}

	pressed(event) {
		if (event.ctrlKey || event.altKey || event.metaKey || this.dialog.open) return;
		if (event.key === "Escape") {
			this.desk.menu.close();
			this.desk.panels.close();
			if (event.target.closest(".queue")) this.desk.view.focusPrimary();
			return;
		}
		const target = event.target;
		if (event.repeat || target.matches("input, textarea, select")) return;
		if (event.key === " ") this.space(event, target);
		else if (this.on) this.letter(event);
	}

	// On a button or a link Space is that control's own.
	space(event, target) {
		if (target.closest("button, a, dialog, [role=tabpanel] button")) return;
		event.preventDefault();
		if (!this.desk.panels.open()) byId("primary").click();
	}

	letter(event) {
		const letter = event.key.toLowerCase();
		const does = this.letters[letter];
		if (/^[a-z]$/.test(letter) && this.desk.panels.press(letter)) event.preventDefault();
		else if (does) {
			event.preventDefault();
			does();
		}
	}

	help() {
		const rows = HELP.flatMap(([key, text]) => [
			el("dt", {}, el("kbd", {}, key)),
			el("dd", {}, word(text)),
		]);
		byId("keys-list").replaceChildren(...rows);
		this.desk.menu.close();
		this.dialog.showModal();
	}
}
