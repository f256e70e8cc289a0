// admin_device_code: the one-time code of a device, large and to be copied, with the line that is
// typed on its machine, how long it is good, and whether the machine has come.
import { lapseText, now } from "./clock.js";
import { copyButton } from "./copy.js";
import { byId, el, setIcon, setText } from "./dom.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

const LOOPBACK = /^(localhost|127\.|\[::1\])/;
const SOON_MS = 120000;

function commandOf({ name, role, code }, options) {
	return [`motcua-${role}`, "--server", location.origin, "--key-file", `${name}.key`, "--enrol", code, options].filter(Boolean).join(" ");
}

function settingsOf({ name, role }) {
	return role === "kiosk" ? { file: "/etc/motcua/kiosk.conf", unit: "motcua-kiosk" } : { file: `/etc/motcua/display-${name}.conf`, unit: `motcua-display@${name}` };
}

// "--view counter --counter 3" as lines of a settings file
function linesOf(options) {
	return options ? options.split(/\s*--/).filter(Boolean).map((option) => option.replace(" ", " = ")) : [];
}

export class DeviceCode {
	constructor(section) {
		this.section = section;
		this.shown = null;
	}

	open(shown, options) {
		this.shown = shown;
		this.state = "waits";
		this.dialog = byId("code");
		this.draw(options);
		if (!this.dialog.open) this.dialog.showModal();
		byId("code-title").focus();
	}

	draw(options) {
		const { name, role, code } = this.shown;
		this.left = el("b", { class: "num" });
		this.stateText = el("span", {});
		this.says = el("p", { class: "code-state", role: "status" }, icon("ring"), this.stateText);
		this.timer = el("p", {}, `${word("admin.devices.left")} `, this.left);
		this.soon = el("p", { class: "sr", role: "status" });
		this.close = this.button("p", () => this.dialog.close(), word("admin.devices.close"));
		this.fresh = this.button("", () => this.again(), word("admin.devices.code"));
		this.fresh.hidden = true;
		const big = el("p", { class: "code-large" }, code);
		this.dialog.replaceChildren(
			el("h2", { id: "code-title", tabindex: "-1" }, word("admin.devices.code.of", { name })),
			el("div", { class: "code-box" }, big, copyButton(big, word("admin.devices.copy.code"))),
			this.timer, this.soon, this.says,
			el("h3", {}, word("admin.devices.command", { device: word(`lead.device.${role}`).toLowerCase() })),
			...this.typed([commandOf(this.shown, options)], word("admin.devices.copy.command")),
			LOOPBACK.test(location.hostname) ? el("p", { class: "hint" }, word("admin.devices.loopback", { host: location.hostname })) : "",
			this.settings(options),
			el("div", { class: "row" }, this.close, this.fresh));
		this.tick();
	}

	button(look, act, text) {
		const button = el("button", { type: "button", class: `b ${look}` }, text);
		button.addEventListener("click", act);
		return button;
	}

	typed(lines, label) {
		const parts = lines.join("\n").split(/(--[\w-]+)/).map((part, at) => (at % 2 ? el("span", { class: "num" }, part) : part));
		const pre = el("pre", { class: "typed", tabindex: "0" }, ...parts);
		return [pre, copyButton(pre, label)];
	}

	// For a machine on which the program is a service already.
	settings(options) {
		const { file, unit } = settingsOf(this.shown);
		const lines = [`server = ${location.origin}`, `enrol = ${this.shown.code}`, ...linesOf(options)];
		return el("details", { class: "past" },
			el("summary", {}, icon("chev"), word("admin.devices.service")),
			el("p", {}, word("admin.devices.service.file", { file })),
			...this.typed(lines, word("admin.devices.copy.settings")),
			el("p", {}, word("admin.devices.service.restart")),
			...this.typed([`sudo systemctl restart ${unit}`], word("admin.devices.copy.command")));
	}

	async again() {
		this.dialog.close();
		await this.section.invite({ ...this.section.list.find(({ name }) => name === this.shown.name), enrolled: false });
	}

	// The devices as they are now: the code is spent where none is open any more before its time.
	heard(list) {
		if (!this.shown) return;
		const device = list.find(({ name }) => name === this.shown.name);
		if (device?.enrolled && !device.code_expires_at && now() < this.shown.expires_at) this.state = "came";
		this.tick();
	}

	tick() {
		if (!this.shown || !this.dialog.open) return;
		const left = this.shown.expires_at - now();
		if (this.state === "waits" && left <= 0) this.state = "late";
		this.timer.hidden = this.state !== "waits";
		this.fresh.hidden = this.state !== "late";
		setText(this.left, lapseText(left));
		setText(this.soon, this.state === "waits" && left <= SOON_MS ? word("admin.devices.soon") : "");
		this.says.className = `code-state ${this.state}`;
		setIcon(this.says.firstElementChild, { waits: "ring", came: "check", late: "warn" }[this.state]);
		setText(this.stateText, word(`admin.devices.state.${this.state}`, { name: this.shown.name }));
	}
}
