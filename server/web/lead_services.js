// lead_services: each service: how many wait, the oldest wait against its target, the forecast.
import { minutesText, now, waitText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { bar, icon } from "./parts.js";
import { Rows } from "./rows.js";
import { nameOf, word } from "./words.js";

const SCALE_MIN = 40;

export function overTargetMin({ waiting, oldest_wait_s: oldest, target_s: target }, sinceMs) {
	if (!waiting || !target) return 0;
	return Math.max(0, Math.floor((oldest + sinceMs / 1000 - target) / 60));
}

export class Services {
	constructor(hall) {
		this.hall = hall;
		this.rows = new Rows(byId("service-list"), (service) => this.make(service), (row, service) => this.fill(row, service));
	}

	make({ id }) {
		const known = this.hall.serviceOf({ service: id });
		const door = el("b", { class: "door s" }, known?.prefix ?? "");
		const [name, waiting, oldest, forecast, counters] = ["nm", "r big num", "old", "r fore", "num open"].map((look) => el("td", { class: look }));
		const li = el("tr", {}, el("td", { class: "px" }, door), name, waiting, oldest, forecast, counters);
		return { li, door, name, waiting, oldest, forecast, counters };
	}

	fill(row, service) {
		const nobody = !service.waiting;
		row.li.className = nobody ? "z" : "";
		row.door.className = `door s${nobody ? " sunk" : ""}`;
		row.forecast.dataset.title = word("lead.fact.wait");
		row.counters.dataset.title = word("lead.services.counters");
		setText(row.name, nameOf(service.name));
		setText(row.waiting, String(service.waiting));
		this.fillForecast(row.forecast, service);
		const open = this.hall.counters.filter(({ state }) => state === "open").map(({ id }) => id);
		const here = this.hall.countersOf(service.id).filter((id) => open.includes(id));
		setText(row.counters, here.length ? here.join(", ") : word("lead.services.none"));
		this.tickRow(row, service);
	}

	fillForecast(cell, { wait, reach }) {
		const text = wait ? waitText(wait) : word("lead.services.noforecast");
		const doubt = reach === "doubtful" || reach === "unlikely";
		const late = doubt ? el("span", { class: "tag late" }, icon("warn", ""), word("lead.services.late")) : null;
		cell.replaceChildren(el("span", { class: "num" }, text), ...(late ? [" ", late] : []));
	}

	tickRow({ oldest }, service) {
		const since = now() - this.hall.readAt;
		const over = overTargetMin(service, since);
		const minutes = Math.floor((service.oldest_wait_s + since / 1000) / 60);
		const state = `${document.documentElement.lang} ${service.waiting} ${minutes} ${over}`;
		if (oldest.dataset.state === state) return;
		oldest.dataset.state = state;
		oldest.replaceChildren(...this.oldestParts(service, minutes, over));
	}

	oldestParts({ waiting, target_s: target }, minutes, over) {
		if (!waiting) return [el("span", { class: "mut" }, word("lead.services.nobody"))];
		const targetMin = Math.round(target / 60);
		const scaled = (n) => Math.min(1, n / SCALE_MIN);
		const picture = bar([{ from: 0, to: scaled(minutes), look: over ? "over" : "held" }], target ? scaled(targetMin) : null);
		const text = target ? word("lead.services.against", { n: minutes, target: targetMin }) : minutesText(minutes * 60000);
		const parts = [picture, el("span", { class: "num" }, text)];
		if (over) parts.push(el("span", { class: "tag over" }, icon("warn", ""), word("lead.services.over", { n: over })));
		return parts;
	}

	tick() {
		this.rows.each((row) => this.tickRow(row, row.item));
	}

	render() {
		const { services } = this.hall;
		this.rows.show(services);
		const n = services.reduce((sum, { waiting }) => sum + waiting, 0);
		setText(byId("services-sum"), word("lead.services.sum", { n }));
	}
}
