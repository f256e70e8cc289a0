// admin_services: which counter serves which service, and all that makes a service, a counter and a
// zone.
import { openCounter } from "./admin_counter_form.js";
import { FileSection } from "./admin_file_section.js";
import { openService } from "./admin_service_form.js";
import { openZone } from "./admin_zone_form.js";
import { addButton, card } from "./cards.js";
import { ChoiceMenu } from "./choice_menu.js";
import { el } from "./dom.js";
import { icon, shortCounterName } from "./parts.js";
import { getAt, pathOf } from "./paths.js";
import { warningsOf } from "./services_check.js";
import { preferenceAt, preferencesOf, saturdayOf, serve } from "./services_data.js";
import { ServicesGrid } from "./services_grid.js";
import { ServicesNarrow } from "./services_narrow.js";
import { describe, preferenceText, titleOf } from "./services_say.js";
import { word } from "./words.js";

const NAMED_MAX = 4;

export class ServicesSection extends FileSection {
	constructor(admin, id) {
		super(admin, id, ["services", "counters", "zones"], ["priority_rule", "saturday_counters", "ticket_number", "opening_hours"]);
		const on = {
			set: (counter, service, preference) => this.set(counter, service, preference),
			choose: (counter, service, button) => this.choose(counter, service, button),
			edit: (service) => openService(this, service),
		};
		this.grid = new ServicesGrid(this, on);
		this.narrow = new ServicesNarrow(this, on);
		this.menu = new ChoiceMenu();
		this.small = matchMedia("(max-width: 719px)");
		this.small.addEventListener("change", () => {
			if (this.draft) this.draw();
		});
	}

	view() {
		return this.small.matches ? this.narrow : this.grid;
	}

	actions() {
		return [addButton("admin.counters.add", "counter-add", () => openCounter(this, null)), addButton("admin.services.add", "service-add", () => openService(this, null))];
	}

	body() {
		this.warnings = el("div", { class: "advice warnings", hidden: true });
		const key = el("p", { class: "hint key", id: "services-key" }, el("b", {}, word("admin.services.own")), word("admin.services.key.own"), el("b", {}, word("admin.services.key.plus")), word("admin.services.key.helps"), this.small.matches ? "" : word("admin.services.key.keys"));
		this.view().draw();
		this.showWarnings();
		return [this.warnings, this.view().node, key, this.counters(), this.zones(), this.menu.node];
	}

	/* What stands below the matrix. */

	counters() {
		const cards = this.draft.counters.map((counter) => {
			const facts = [counter.opening_hours ? word("admin.counters.ownhours") : "", saturdayOf(this.draft, counter) ? "" : word("admin.counters.nosaturday")].filter(Boolean).join(", ");
			const name = shortCounterName({ id: counter.id, name: { vi: counter.name_vi, en: counter.name_en } });
			return card(name, facts, { door: String(counter.id), label: word("admin.counters.edit", { counter: counter.id }), edit: () => openCounter(this, counter) });
		});
		return el("section", { class: "below", "aria-labelledby": "counters-title" }, el("h2", { id: "counters-title" }, word("admin.counters")), el("ul", { class: "cards" }, ...cards));
	}

	zones() {
		const zones = this.draft.zones ?? [];
		const add = addButton("admin.zones.add", "zone-add", () => openZone(this, null));
		const cards = zones.map((zone) => card(titleOf(zone), word("admin.zones.counters", { counters: zone.counters.join(", ") }), { label: word("admin.zones.edit", { zone: titleOf(zone) }), edit: () => openZone(this, zone) }));
		return el("section", { class: "below", "aria-labelledby": "zones-title" }, el("div", { class: "hd" }, el("h2", { id: "zones-title" }, word("admin.zones")), add), el("p", { class: "hint" }, word("admin.zones.hint")), el("ul", { class: "cards plain" }, ...cards));
	}

	/* Setting who serves what. */

	choose(counter, service, button) {
		const current = preferenceAt(counter, service.id);
		const choices = [...preferencesOf(this.draft), 0].map((value) => ({ value, key: String(value), text: value ? preferenceText(this.draft, value) : word("admin.services.not") }));
		const label = word("admin.services.choose", { counter: counter.id, service: titleOf(service) });
		this.menu.open(button, label, choices, current, (preference) => this.set(counter, service, preference));
	}

	set(counter, service, preference) {
		serve(counter, service.id, preference);
		this.view().fill(counter, service);
		this.view().mark(counter.id, service.id, false);
		this.edited();
	}

	edited() {
		super.edited();
		this.showWarnings();
	}

	showWarnings() {
		const groups = warningsOf(this.draft);
		this.warnings.hidden = !groups.length;
		this.warnings.replaceChildren(el("ul", {}, ...groups.map((group) => this.warning(group))));
	}

	warning({ key, items }) {
		const ways = items.slice(0, NAMED_MAX).flatMap(({ name, service, counter }, at) => {
			const way = el("button", { type: "button", class: "way" }, name);
			way.addEventListener("click", () => this.lead(service, counter));
			return [at ? ", " : "", way];
		});
		const more = items.length > NAMED_MAX ? word("admin.services.warn.more", { n: items.length - NAMED_MAX }) : "";
		return el("li", {}, icon("warn"), el("span", {}, `${word(key)} `, ...ways, more));
	}

	lead(service, counter) {
		if (service) this.view().focusRow(service);
		else openCounter(this, this.draft.counters.find(({ id }) => id === counter));
	}

	/* What changed, and what the server would not have. */

	describe(from, to) {
		return describe(from, to);
	}

	// "counters.2.services.0" is a cell, "services.3.prefix" a service.
	refused(error) {
		const [list, at, member, pair] = pathOf(error.field ?? "").split(".");
		const one = this.draft[list]?.[at];
		if (!one) return super.refused(error);
		const text = this.admin.hereText(error);
		if (list === "services") return [{ text: word("admin.wrong.at", { label: titleOf(one), text }), go: () => openService(this, one, { [member]: text }) }];
		if (list === "zones") return [{ text: word("admin.wrong.at", { label: titleOf(one), text }), go: () => openZone(this, one) }];
		const service = member === "services" ? getAt(one, `services.${pair}.0`) : null;
		const label = word("web.counter", { counter: one.id });
		if (!service) return [{ text: word("admin.wrong.at", { label, text }), go: () => openCounter(this, one, { [member]: text }) }];
		this.view().mark(one.id, service, true);
		return [{ text: word("admin.wrong.at", { label, text }), go: () => this.view().focusCell(one.id, service) }];
	}
}
