// lead_devices: the office's displays and kiosks: how each is, what it shows, and the way to both
// dialogs.
import { get } from "./api.js";
import { byId, el, setIcon, setText } from "./dom.js";
import { DeviceLook } from "./device_look.js";
import { DeviceSet } from "./device_set.js";
import { isOtherVersion, showsText, soundText, stateText, versionText } from "./devices.js";
import { icon, setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { word } from "./words.js";

export class Devices {
	constructor(hall) {
		this.hall = hall;
		this.dialog = byId("device");
		this.box = byId("devices-box");
		this.look = new DeviceLook(this, this.dialog);
		this.set = new DeviceSet(this, this.dialog);
		this.rows = new Rows(byId("device-list"), (device) => this.make(device), (row, device) => this.fill(row, device));
		for (const link of document.querySelectorAll("a[href='#devices']")) link.addEventListener("click", () => (this.box.open = true));
	}

	// Reads the list anew; what was known stays where there is no answer.
	async read() {
		try {
			const { version, open, devices } = await get("/api/v1/devices");
			Object.assign(this.hall, { version, officeOpen: open, devices });
		} catch {
			// The next look at the hall asks again.
		}
	}

	// The server's answer about one of them.
	take(device) {
		this.hall.devices = this.hall.devices.map((one) => (one.name === device.name ? device : one));
		this.render();
	}

	blocked() {
		const { ended, lostAt } = this.hall;
		if (ended) return word("clerk.blocked.readonly");
		return lostAt ? word("clerk.blocked.lost") : null;
	}

	make({ name, role }) {
		const row = { li: el("li", { class: "device" }), state: el("span", { class: "tag" }), shows: el("p", {}), facts: el("p", { class: "mut sm" }) };
		const title = el("h3", {}, name);
		const kind = el("span", { class: "mut sm kind" });
		row.kind = kind;
		row.stateText = el("span");
		row.state.append(icon("dot", ""), row.stateText);
		row.look = this.button(() => this.look.open(row.item));
		row.set = role === "display" ? this.button(() => this.set.open(row.item)) : null;
		const picture = icon(role === "display" ? "screen" : "kiosk", "i what");
		row.li.append(picture, el("div", { class: "who" }, title, kind), el("div", { class: "how" }, row.state, row.shows, row.facts), el("div", { class: "does" }, row.look, row.set ?? ""));
		return row;
	}

	button(does) {
		const button = el("button", { type: "button", class: "b" });
		button.addEventListener("click", () => {
			if (!this.blocked()) does();
		});
		return button;
	}

	fill(row, device) {
		const { name, role, state, address, size } = device;
		const well = state === "ok" && !device.also_at;
		row.li.className = `device ${well ? "ok" : state === "never" ? "never" : "amiss"}`;
		setText(row.kind, word(`lead.device.${role}`));
		setIcon(row.state.firstElementChild, well ? "dot" : state === "never" ? "ring" : "warn");
		setText(row.stateText, device.also_at ? word("lead.device.two") : stateText(device));
		setText(row.shows, state === "never" ? "" : showsText(device, this.hall.office));
		row.facts.classList.toggle("other", isOtherVersion(device, this.hall.version));
		setText(row.facts, [soundText(device), versionText(device, this.hall.version), size?.replace("x", " × "), address].filter(Boolean).join(" · "));
		setText(row.look, word("lead.device.look"));
		row.look.setAttribute("aria-label", `${word("lead.device.look")}: ${name}`);
		row.look.hidden = state !== "ok";
		setBlocked(row.look, this.blocked());
		if (!row.set) return;
		setText(row.set, word("lead.device.set"));
		row.set.setAttribute("aria-label", `${word("lead.device.set")}: ${name}`);
		setBlocked(row.set, this.blocked());
	}

	render() {
		const { devices } = this.hall;
		const count = (state) => devices.filter((one) => one.state === state).length;
		this.rows.show(devices.map((device) => ({ ...device, id: device.name })));
		byId("devices-none").hidden = devices.length > 0;
		setText(byId("devices-sum"), devices.length ? word("lead.devices.sum", { ok: count("ok"), silent: count("silent"), never: count("never") }) : "");
		if (this.hall.ended && this.dialog.open) this.dialog.close();
	}
}
