// device_look: asks a device for a picture of its screen, and shows it.
import { get } from "./api.js";
import { timeText } from "./clock.js";
import { el, setText } from "./dom.js";
import { showsText } from "./devices.js";
import { Moves } from "./moves.js";
import { word } from "./words.js";

const ASK_MS = 400;
const PATIENCE_MS = 10000;

export class DeviceLook {
	constructor(devices, dialog) {
		this.devices = devices;
		this.dialog = dialog;
		this.moves = new Moves("/api/v1/devices");
		this.round = 0;
		dialog.addEventListener("close", () => (this.round += 1));
	}

	async open(device) {
		const { name } = device;
		this.round += 1;
		const mine = this.round;
		this.name = name;
		this.draw(word("lead.device.looking"));
		if (!this.dialog.open) this.dialog.showModal();
		try {
			await this.moves.send(`${encodeURIComponent(name)}/picture`);
			const found = await this.wait(name, mine);
			if (mine === this.round) this.show(found);
		} catch {
			if (mine === this.round) this.draw(word("lead.device.look.failed"), true);
		}
	}

	// The device once its picture has come or was refused; undefined: neither in time
	async wait(name, mine) {
		for (const end = Date.now() + PATIENCE_MS; Date.now() < end && mine === this.round; ) {
			const { devices } = await get("/api/v1/devices");
			const device = devices.find((one) => one.name === name);
			if (device && device.picture !== "asked") return device;
			await new Promise((resolve) => setTimeout(resolve, ASK_MS));
		}
		return undefined;
	}

	show(device) {
		if (device?.picture === "ready") this.draw("", true, this.image(device));
		else this.draw(word(device?.picture === "in_use" ? "lead.device.look.in_use" : "lead.device.look.failed"), true);
	}

	image(device) {
		const { name, picture_at: at } = device;
		const shows = showsText(device, this.devices.hall.office);
		const image = el("img", { src: `/api/v1/devices/${encodeURIComponent(name)}/picture?at=${at}`, alt: word("lead.device.look.alt", { name, shows }) });
		return el("figure", {}, image, el("figcaption", { class: "mut sm" }, word("lead.device.look.at", { shows, time: timeText(at) })));
	}

	draw(text, again = false, figure = null) {
		const title = el("h2", { id: "device-title", tabindex: "-1" }, word("lead.device.look.title", { name: this.name }));
		const say = el("p", { role: "status", hidden: !text });
		const close = el("button", { type: "button", class: "b p" }, word("clerk.keys.close"));
		close.addEventListener("click", () => this.dialog.close());
		const more = again ? el("button", { type: "button", class: "b" }, word("lead.device.look.again")) : null;
		more?.addEventListener("click", () => this.open({ name: this.name }));
		this.dialog.replaceChildren(title, say, figure ?? "", el("div", { class: "moves" }, close, more ?? ""));
		setText(say, text);
		if (this.dialog.open) close.focus();
	}
}
