// lead_keys: single keys for what the lead does most, while no field has the focus and nothing is open;
// they can be switched off.
import { byId, setText } from "./dom.js";
import { recall, remember } from "./memory.js";
import { word } from "./words.js";

export class LeadKeys {
	constructor(hall) {
		this.hall = hall;
		this.on = recall("letters") !== "off";
		this.does = {
			"/": () => byId("find").focus(),
			l: () => hall.issue.open(),
			a: () => (byId("advice").hidden ? null : hall.advice.go()),
		};
		document.addEventListener("keydown", (event) => this.pressed(event));
		byId("menu-keys").addEventListener("click", () => this.use(!this.on));
	}

	use(on) {
		this.on = on;
		remember("letters", on ? "on" : "off");
		this.hall.menu.close();
		this.render();
	}

	pressed(event) {
		const { key, target } = event;
		if (!this.on || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
		if (target.matches("input, textarea, select") || document.querySelector("dialog[open]") || byId("hall").hidden) return;
		const does = this.does[key.toLowerCase()] ?? this.counterOf(key);
		if (!does) return;
		event.preventDefault();
		does();
	}

	counterOf(key) {
		const known = /^[1-9]$/.test(key) && this.hall.counters.some(({ id }) => id === Number(key));
		return known ? () => this.hall.panel.openCounter(Number(key)) : null;
	}

	render() {
		setText(byId("menu-keys"), word(this.on ? "lead.keys.off" : "lead.keys.on"));
		setText(byId("keys-hint"), this.on ? word("lead.keys.hint") : "");
	}
}
