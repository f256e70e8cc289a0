// admin_devices: kiosks and screens: each with how it is, and whether it may take part: a name and a
// one-time code make it one of the office's, and it is one until it is revoked.
import { DeviceCode } from "./admin_device_code.js";
import { openNewDevice } from "./admin_device_form.js";
import { ListSection } from "./admin_list_section.js";
import { addButton } from "./cards.js";
import { now, timeText } from "./clock.js";
import { showsText, stateText, versionText } from "./devices.js";
import { el, setIcon, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { word } from "./words.js";

const LOOK_S = 15; // silence is not told by the feed

function pathOf({ name }) {
	return `admin/devices/${encodeURIComponent(name)}`;
}

export class DevicesSection extends ListSection {
	constructor(admin, id) {
		super(admin, id, ["device"]);
		this.code = new DeviceCode(this);
		this.seconds = 0;
	}

	// Each device of the administrator's list with what is known of it as it runs; null: nothing
	async ask() {
		const [{ devices }, live] = await Promise.all([this.admin.get("admin/devices"), this.admin.get("devices")]);
		this.version = live.version;
		return devices.map((device) => ({ ...device, id: device.name, live: live.devices.find(({ name }) => name === device.name) ?? null }));
	}

	concerns(name, data) {
		return name === "kiosks" || super.concerns(name, data);
	}

	tick() {
		this.code.tick();
		this.seconds += 1;
		if (this.list && this.seconds % LOOK_S === 0) this.read();
	}

	actions() {
		return [addButton("admin.devices.add", "device-add", this.does(() => openNewDevice(this)))];
	}

	body() {
		const list = (look) => el("ul", { class: `card listed ${look}` });
		const [here, ended] = [list("machines"), list("machines over")];
		this.here = new Rows(here, () => this.make(false), (row, device) => this.tell(row, device));
		this.ended = new Rows(ended, () => this.make(true), (row, device) => this.tell(row, device));
		this.none = el("p", { class: "card none" }, word("admin.devices.none"));
		this.sum = el("span", {});
		this.past = el("details", { class: "past" }, el("summary", {}, icon("chev"), el("h2", {}, this.sum)), ended);
		return [el("p", { class: "hint" }, word("admin.devices.hint")), here, this.none, this.past];
	}

	fill() {
		const over = this.list.filter(({ ended }) => ended);
		const here = this.list.filter(({ ended }) => !ended);
		this.here.show(here);
		this.ended.show(over);
		this.none.hidden = here.length > 0;
		this.here.list.hidden = !here.length;
		this.past.hidden = !over.length;
		setText(this.sum, word("admin.devices.ended", { n: over.length }));
		this.code.heard(this.list);
	}

	make(ended) {
		const row = { li: el("li", {}), picture: icon("screen"), name: el("b", {}), kind: el("small", { class: "mut" }), shows: el("small", {}), facts: el("small", { class: "mut" }) };
		row.stateText = el("span", {});
		row.state = el("span", { class: "tag" }, icon("dot", ""), row.stateText);
		row.fresh = this.button("", () => this.invite(row.item), word(ended ? "admin.devices.anew" : "admin.devices.code"));
		row.revoke = this.button("", () => this.revoke(row.item), word("admin.devices.revoke"));
		row.revoke.hidden = ended;
		row.li.append(el("div", { class: "who machine" }, row.picture, el("div", {}, row.name, row.kind)), el("div", { class: "how" }, row.state, row.shows, row.facts), el("div", { class: "does" }, row.fresh, row.revoke));
		return row;
	}

	tell(row, device) {
		const { name, role, live } = device;
		const [look, text] = this.state(device);
		row.li.dataset.device = name;
		row.state.className = `tag ${look}`;
		setIcon(row.picture, role === "display" ? "screen" : "kiosk");
		setIcon(row.state.firstElementChild, { well: "check", waits: "ring", amiss: "warn", quiet: "ring", over: "x" }[look]);
		setText(row.name, name);
		setText(row.kind, word(`lead.device.${role}`));
		setText(row.stateText, text);
		setText(row.shows, live && live.state !== "never" ? showsText(live, this.admin.office) : "");
		setText(row.facts, live ? [versionText(live, this.version), live.address].filter(Boolean).join(" · ") : "");
		for (const button of [row.fresh, row.revoke]) {
			button.setAttribute("aria-label", `${button.textContent}: ${name}`);
			setBlocked(button, this.admin.blocked());
		}
	}

	state({ ended, enrolled, code_expires_at: until, live }) {
		if (ended) return ["over", word("admin.devices.revoked")];
		if (until && until > now()) return ["waits", word(enrolled ? "admin.devices.waits.again" : "admin.devices.waits", { time: timeText(until) })];
		if (!enrolled) return ["amiss", word("admin.devices.late")];
		if (!live || live.state === "never") return ["quiet", word("lead.device.never")];
		if (live.also_at) return ["amiss", word("lead.device.two")];
		return [live.state === "ok" ? "well" : "amiss", stateText(live)];
	}

	/* What is done. */

	// Shows the code that the server told this once; options: more for the command line
	invited(code, options = "") {
		this.code.open(code, options);
		return this.read();
	}

	async invite(device) {
		const { name, role, ended, enrolled } = device;
		if (enrolled && !ended && !(await this.mayInvite(name))) return;
		try {
			const code = ended ? await this.admin.send("POST", "admin/devices", { name, role }) : await this.admin.send("POST", `${pathOf(device)}/code`);
			await this.invited(code, this.optionsOf(device));
		} catch (error) {
			this.admin.say(this.admin.refusalText(error), "warn");
		}
	}

	mayInvite(name) {
		return this.admin.ask({
			title: word("admin.devices.code.ask", { name }),
			text: word("admin.devices.code.text"),
			choices: [{ text: word("clerk.cancel"), value: false }, { text: word("admin.devices.code"), value: true, look: "p" }],
		});
	}

	// What a screen showed last, for the command line.
	optionsOf({ role, live }) {
		if (role !== "display") return "";
		const now = live?.now ?? live?.settings;
		return now?.view === "counter" ? `--view counter --counter ${now.counter}` : "--view hall";
	}

	async revoke(device) {
		const { name } = device;
		const sure = await this.admin.ask({
			title: word("admin.devices.revoke.ask", { name }),
			text: word(device.role === "kiosk" ? "admin.devices.revoke.kiosk" : "admin.devices.revoke.display"),
			choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.devices.revoke"), value: true, look: "p" }],
		});
		if (!sure) return;
		await this.send("DELETE", pathOf(device), {}, word("admin.devices.revoke.done", { name }));
		this.node.querySelector("h1").focus();
	}
}
