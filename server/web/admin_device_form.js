// admin_device_form: a new kiosk or screen: its name, and what stands on its command line.
import { openForm } from "./admin_dialog.js";
import { el } from "./dom.js";
import { shortCounterName } from "./parts.js";
import { word } from "./words.js";

const NAME = /^[A-Za-z0-9._][A-Za-z0-9._-]*$/;
const NAME_MAX = 32;
const ADDRESS = /^[\w.-]+(:\d+)?$/;

// "kiosk-1", "sanh", "quay-3", and behind it a number where the name is there already.
function nameFor({ role, view }, taken) {
	const stem = role === "kiosk" ? "kiosk" : view === "hall" ? "sanh" : `quay-${view}`;
	for (let n = role === "kiosk" ? 1 : 0; ; n++) {
		const name = n ? `${stem}-${n}` : stem;
		if (!taken.includes(name)) return name;
	}
}

// The options that the program is to be started with.
function optionsOf({ role, view, printer, address }) {
	if (role === "display") return view === "hall" ? "--view hall" : `--view counter --counter ${view}`;
	if (printer === "usb") return "--printer dev:/dev/usb/lp0";
	return printer === "net" ? `--printer tcp:${address.includes(":") ? address : `${address}:9100`}` : "";
}

class DeviceFields {
	constructor(section, form, draft) {
		Object.assign(this, { section, form, draft });
		this.taken = section.list.filter(({ ended }) => !ended).map(({ name }) => name);
		this.place = el("div", { class: "box bare" });
		this.named = false;
	}

	nodes() {
		const roles = ["kiosk", "display"].map((role) => [role, word(`lead.device.${role}`)]);
		const role = this.form.choice("role", { label: word("admin.devices.role"), value: this.draft.role, choices: roles });
		role.querySelector("select").addEventListener("change", () => this.drawMore());
		this.drawMore();
		const name = this.form.text("name", { label: word("admin.devices.name"), value: this.draft.name, max: NAME_MAX, need: true, hint: word("admin.devices.name.hint"), check: (text) => this.nameWrong(text), more: { autocapitalize: "none", spellcheck: "false" } });
		name.querySelector("input").addEventListener("input", () => (this.named = true));
		return [role, this.place, name];
	}

	nameWrong(text) {
		if (!NAME.test(text)) return word("admin.accounts.user.wrong");
		return this.taken.includes(text) ? word("admin.devices.taken") : "";
	}

	// What a kiosk or a screen has of its own.
	drawMore() {
		for (const path of ["view", "printer", "address"]) this.form.clear(path);
		this.place.replaceChildren(...(this.draft.role === "kiosk" ? this.printer() : [this.view()]));
		this.suggest();
	}

	view() {
		const counters = this.section.admin.office.counters.map((counter) => [counter.id, word("admin.devices.view.counter", { counter: counter.id, name: shortCounterName(counter) })]);
		const node = this.form.choice("view", { label: word("lead.device.set.view"), value: this.draft.view, choices: [["hall", word("lead.device.shows.hall")], ...counters] });
		node.querySelector("select").addEventListener("change", () => this.suggest());
		return node;
	}

	printer() {
		const choices = ["none", "usb", "net"].map((kind) => [kind, word(`admin.devices.printer.${kind}`)]);
		const node = this.form.choice("printer", { label: word("admin.devices.printer"), value: this.draft.printer, choices });
		const more = el("div", {});
		const show = () => {
			this.form.clear("address");
			more.replaceChildren(...(this.draft.printer === "net" ? [this.address()] : []));
		};
		node.querySelector("select").addEventListener("change", show);
		show();
		return [node, more];
	}

	address() {
		const check = (text) => (ADDRESS.test(text) ? "" : word("admin.devices.address.wrong"));
		return this.form.text("address", { label: word("admin.devices.address"), value: this.draft.address, need: true, hint: word("admin.devices.address.hint"), check });
	}

	suggest() {
		if (this.named) return;
		this.draft.name = nameFor(this.draft, this.taken);
		if (this.form.fields.has("name")) this.form.set("name", this.draft.name);
	}
}

export function openNewDevice(section) {
	const draft = { role: "kiosk", view: "hall", printer: "none", address: "", name: "" };
	openForm({
		id: "device",
		draft,
		title: word("admin.devices.add"),
		does: word("admin.devices.add.do"),
		fill: (form) => new DeviceFields(section, form, draft).nodes(),
		take: async () => {
			const { name, role } = draft;
			const code = await section.admin.send("POST", "admin/devices", { name, role });
			return () => section.invited(code, optionsOf(draft));
		},
	});
}
