// lead_alerts: what the lead should look at: a clock that is off, a page that went silent, waits over
// their target; where one step solves it, with its button.
import { dayOf, now, timeText } from "./clock.js";
import { deviceTroubles } from "./devices.js";
import { byId, el, setText } from "./dom.js";
import { kiosksWell, kioskTroubles } from "./kiosks.js";
import { sceneOf } from "./lead_scene.js";
import { overTargetMin } from "./lead_services.js";
import { icon } from "./parts.js";
import { nameOf, word } from "./words.js";

export class Alerts {
	constructor(hall) {
		this.hall = hall;
		this.said = "";
	}

	// { key, title, text, counter } in order of urgency; counter: whose panel the button opens
	list() {
		const clock = this.hall.warnings.filter(({ kind }) => kind === "clock").map(({ seconds }) => ({
			title: word("lead.alert.clock", { n: Math.abs(seconds) }),
			text: word("lead.alert.clock.note"),
		}));
		const backup = this.hall.warnings.filter(({ kind }) => kind === "backup").map(({ at }) => ({
			title: at ? word("lead.alert.backup", { day: dayOf(at) }) : word("lead.alert.backup.none"),
			text: word("lead.alert.backup.note"),
		}));
		const restored = this.hall.warnings.filter(({ kind }) => kind === "restored").map(({ at }) => ({
			title: word("lead.alert.restored", { day: dayOf(at), time: timeText(at) }),
			text: word("lead.alert.restored.note"),
		}));
		return [...restored, ...clock, ...backup, ...this.printers(), ...deviceTroubles(this.hall.devices, this.hall.officeOpen), ...this.lost(), ...this.over()];
	}

	printers() {
		const note = (state) => ({ paper_low: "lead.alert.kiosk.low", silent: "lead.alert.kiosk.silent" })[state] ?? "lead.alert.kiosk.stopped";
		const troubles = kioskTroubles(this.hall.kiosks, this.hall.readAt);
		return troubles.map(({ state, text, since }) => ({ title: text, text: word(note(state), { time: timeText(since) }) }));
	}

	lost() {
		const lost = this.hall.counters.filter((counter) => sceneOf(counter, now()) === "lost");
		return lost.map(({ id, ticket, seen_at: seen }) => ({
			title: word("lead.alert.lost", { counter: id, time: timeText(seen) }),
			text: ticket ? word("lead.alert.lost.ticket", { number: ticket.number }) : word("lead.alert.lost.free"),
			counter: id,
		}));
	}

	over() {
		const since = now() - this.hall.readAt;
		const all = this.hall.services.map((service) => ({ service, n: overTargetMin(service, since) }));
		return all.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n).map(({ service, n }) => ({
			title: word("lead.alert.over", { service: nameOf(service.name), n }),
			text: word("lead.alert.over.note", { n: service.waiting, target: Math.round(service.target_s / 60) }),
		}));
	}

	item({ title, text, counter }) {
		const box = el("div", {}, el("b", {}, title), el("span", {}, text));
		if (counter) {
			const button = el("button", { class: "b" }, word("lead.alert.look", { counter }));
			button.addEventListener("click", () => this.hall.panel.openCounter(counter));
			box.append(button);
		}
		return el("li", {}, icon("warn", ""), box);
	}

	// Only what says something new is drawn again, so that focus stays.
	tick() {
		const list = this.list();
		const said = JSON.stringify([document.documentElement.lang, list]);
		if (said === this.said) return;
		this.said = said;
		byId("alert-list").replaceChildren(...list.map((alert) => this.item(alert)));
		byId("alerts-none").hidden = list.length > 0;
	}

	render() {
		const well = kiosksWell(this.hall.kiosks, this.hall.readAt);
		byId("kiosks").hidden = well.length === 0;
		setText(byId("kiosks"), well.map(({ text }) => text).join(" · "));
		this.tick();
	}
}
