// admin_indicators: the section of what the office reports of each quarter: what is measured, the target,
// the rule that asks for it and the days on which it holds.
import { dateText } from "./calendar_days.js";
import { openIndicator } from "./admin_indicator_form.js";
import { FileSection } from "./admin_file_section.js";
import { addButton, card } from "./cards.js";
import { el } from "./dom.js";
import { describeList } from "./rules_say.js";
import { titleOf } from "./services_say.js";
import { pathOf } from "./paths.js";
import { word } from "./words.js";

const MINUTES = ["wait_mean", "wait_median", "wait_p90", "service_mean"];

// In which unit the targets of a measure are.
function unitOf(measure) {
	return MINUTES.includes(measure) ? "minutes" : "percent";
}

function targetText({ measure, at_most: most, at_least: least }) {
	const target = most ?? least ?? null;
	if (target === null) return "";
	return word(least === undefined ? "reports.quarter.at_most" : "reports.quarter.at_least", { target: word(`web.${unitOf(measure)}`, { n: target }) });
}

function daysText({ from, until }) {
	if (from && until) return word("admin.indicators.days", { from: dateText(from), until: dateText(until) });
	if (from) return word("admin.indicators.from", { from: dateText(from) });
	return until ? word("admin.indicators.until", { until: dateText(until) }) : "";
}

function facts(one) {
	return [word(`admin.indicators.of.${one.measure}`), targetText(one), daysText(one)].filter(Boolean).join(", ");
}

export class IndicatorsSection extends FileSection {
	constructor(admin, id) {
		super(admin, id, ["indicators"]);
	}

	actions() {
		return [addButton("admin.indicators.add", "indicator-add", () => openIndicator(this, null))];
	}

	body() {
		const list = this.draft.indicators ?? [];
		const cards = list.map((one) => card(titleOf(one), facts(one), { label: word("admin.indicators.edit", { name: titleOf(one) }), edit: () => openIndicator(this, one) }));
		return [el("p", { class: "hint" }, word(list.length ? "admin.indicators.hint" : "admin.indicators.none")), el("ul", { class: "cards plain" }, ...cards)];
	}

	describe(from, to) {
		return describeList(from.indicators ?? [], to.indicators ?? [], "indicators", (was, is) => facts(is) || word("admin.services.other"));
	}

	refused(error) {
		const [, at, member] = pathOf(error.field ?? "").split(".");
		const one = this.draft.indicators?.[at];
		if (!one) return super.refused(error);
		const text = this.admin.hereText(error);
		return [{ text: word("admin.wrong.at", { label: titleOf(one), text }), go: () => openIndicator(this, one, { [member]: text }) }];
	}
}
