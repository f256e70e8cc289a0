// device_set: the form that says how a display is to be.
import { Refusal } from "./api.js";
import { el, setText } from "./dom.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { icon, shortCounterName } from "./parts.js";
import { nameOf, word } from "./words.js";

const VOLUMES = [100, 80, 60, 40, 20, 0];

export class DeviceSet {
	constructor(devices, dialog) {
		this.devices = devices;
		this.dialog = dialog;
		this.moves = new Moves("/api/v1/devices", "PUT");
		this.busy = false;
	}

	open(device) {
		this.device = device;
		this.settings = device.settings ?? { view: null, counter: null, zone: null, volume: null };
		this.draw();
		this.dialog.showModal();
		this.view.focus();
	}

	/* What it looks like. */

	field(id, label, select, note = null) {
		select.id = id;
		return el("div", { class: "field" }, el("label", { for: id }, word(label)), select, note ?? "");
	}

	select(options, chosen) {
		const select = el("select", {}, ...options.map(([value, text]) => el("option", { value }, text)));
		select.value = chosen ?? "";
		return select;
	}

	draw() {
		const { office } = this.devices.hall;
		const { view, counter, zone, volume } = this.settings;
		this.view = this.select([["", word("lead.device.set.own")], ["hall", word("lead.device.shows.hall")], ["counter", word("lead.device.set.counter.one")]], view);
		this.counter = this.select(office.counters.map((one) => [one.id, `${one.id} – ${shortCounterName(one)}`]), counter ?? office.counters[0]?.id);
		this.zone = this.select([["", word("lead.device.set.zone.all")], ...this.zones().map(({ id, name }) => [id, nameOf(name) || id])], zone);
		const steps = volume === null || VOLUMES.includes(volume) ? VOLUMES : [...VOLUMES, volume].sort((a, b) => b - a);
		this.volume = this.select([["", word("lead.device.set.own")], ...steps.map((n) => [n, n ? word("lead.device.set.percent", { n }) : word("lead.device.mute")])], volume);
		this.fields = {
			counter: this.field("device-counter", "lead.device.set.counter", this.counter),
			zone: this.field("device-zone", "lead.device.set.zone", this.zone),
		};
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		const title = el("h2", { id: "device-title", tabindex: "-1" }, word("lead.device.set.title", { name: this.device.name }));
		const note = el("p", { class: "mut" }, word("lead.device.set.note"));
		const back = el("button", { type: "button", class: "b" }, word("clerk.cancel"));
		back.addEventListener("click", () => this.dialog.close());
		const form = el("form", { class: "panel", novalidate: true },
			this.field("device-view", "lead.device.set.view", this.view), this.fields.counter, this.fields.zone,
			this.field("device-volume", "lead.device.set.volume", this.volume), this.said,
			el("div", { class: "row" }, el("button", { class: "b p" }, word("lead.device.set.save")), back));
		form.addEventListener("input", () => this.show());
		form.addEventListener("submit", (event) => this.save(event));
		this.dialog.replaceChildren(title, note, form);
		this.show();
	}

	zones() {
		const known = this.devices.hall.office.zones ?? [];
		const { zone } = this.settings;
		return zone && !known.some(({ id }) => id === zone) ? [...known, { id: zone }] : known;
	}

	// A counter goes with its own screen, a zone with the board.
	show() {
		this.fields.counter.hidden = this.view.value !== "counter";
		this.fields.zone.hidden = this.view.value !== "hall" || this.zones().length === 0;
	}

	fail(text) {
		this.said.hidden = false;
		setText(this.said.lastElementChild, text);
	}

	/* What is told. */

	body() {
		const view = this.view.value || null;
		return {
			view,
			counter: view === "counter" ? Number(this.counter.value) : null,
			zone: view === "hall" ? this.zone.value || null : null,
			volume: this.volume.value === "" ? null : Number(this.volume.value),
		};
	}

	async save(event) {
		event.preventDefault();
		const { name, state } = this.device;
		if (this.busy) return;
		this.busy = true;
		try {
			const answer = await this.moves.send(encodeURIComponent(name), this.body(), () => this.devices.hall.lostAt > 0);
			this.dialog.close();
			say(word(state === "ok" ? "lead.device.set.done" : "lead.device.set.later", { name }));
			this.devices.take(answer);
			this.devices.hall.refreshSoon();
		} catch (error) {
			this.fail(error instanceof Refusal ? error.message : word("web.unreachable"));
		}
		this.busy = false;
	}
}
