// lead_counters: each counter as a card: how it stands, its number, since when.
import { minutesText, now, timeText } from "./clock.js";
import { byId, el, setIcon, setText } from "./dom.js";
import { sceneOf, sinceOf } from "./lead_scene.js";
import { bound, icon, shortCounterName } from "./parts.js";
import { Rows } from "./rows.js";
import { word } from "./words.js";

const ICON = { called: "bell", serving: "play", ready: "ring", paused: "pause", closed: "lock", lost: "warn" };

const NAME_FITS = 18; // letters in a line of the narrowest card
const MINUTE_MS = 60000;

function span(name) {
	return el("span", { class: name });
}

export class Counters {
	constructor(hall) {
		this.hall = hall;
		this.rows = new Rows(byId("counter-list"), (counter) => this.make(counter), (row, counter) => this.fill(row, counter));
	}

	make({ id }) {
		const [word_, since, number, what, name] = ["w", "t num", "n", "p", "f"].map(span);
		const picture = icon("ring");
		const band = el("span", { class: "st" }, picture, word_, since);
		const foot = el("span", { class: "foot" }, el("b", { class: "door s" }, String(id)), name);
		const button = el("button", { class: "counter card", id: `counter-card-${id}` }, band, number, what, foot);
		button.addEventListener("click", () => this.hall.panel.openCounter(id));
		return { li: el("li", {}, button), button, picture, word_, since, number, what, name };
	}

	fill(row, counter) {
		const scene = sceneOf(counter, now());
		const known = this.hall.office.counters.find(({ id }) => id === counter.id) ?? counter;
		row.button.className = `counter card ${scene}`;
		setIcon(row.picture, ICON[scene]);
		setText(row.word_, word(scene === "called" || scene === "serving" ? `state.${scene}` : `lead.counter.${scene}`));
		setText(row.number, counter.ticket?.number ?? "–");
		row.number.classList.toggle("none", !counter.ticket);
		setText(row.what, this.whatText(counter, scene, known));
		setText(row.name, bound(shortCounterName(known), NAME_FITS));
		this.tickRow(row, counter, scene);
	}

	whatText({ ticket, back_at: back }, scene, { services }) {
		if (scene === "lost" && ticket) return word("lead.counter.lost.note");
		if (ticket) return this.hall.matterOf(ticket);
		const n = this.hall.services.reduce((sum, { id, waiting }) => sum + (services.includes(id) ? waiting : 0), 0);
		const queue = n ? word("lead.counter.waiting", { n }) : word("lead.counter.nobody");
		return scene === "paused" && back ? `${word("lead.counter.back", { time: timeText(back) })}. ${queue}` : queue;
	}

	tickRow({ since }, counter, scene) {
		const at = sinceOf(counter, scene);
		const lapse = now() - at;
		const text = scene === "lost" ? word("lead.since", { time: timeText(at) }) : lapse < MINUTE_MS ? word("lead.since.now") : minutesText(lapse);
		setText(since, at ? text : "");
	}

	tick() {
		this.rows.each((row) => this.tickRow(row, row.item, sceneOf(row.item, now())));
	}

	render() {
		const { counters } = this.hall;
		this.rows.show(counters);
		const count = (state) => counters.filter((counter) => counter.state === state).length;
		const values = { open: count("open"), paused: count("paused"), closed: count("closed") };
		setText(byId("counters-sum"), word("lead.counters.sum", values));
	}
}
