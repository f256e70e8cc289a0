// admin_rules: who comes when: the priority classes, the rules of the queue and of calling, what is
// asked at the end of a visit, what an appointment slip looks like, and what a change would do.
import { openClass } from "./admin_class_form.js";
import { FileSection } from "./admin_file_section.js";
import { openOutcome } from "./admin_outcome_form.js";
import { RulesPreview } from "./admin_rules_preview.js";
import { addButton, card } from "./cards.js";
import { classKind, describeClasses, describeOutcomes, HEAD_START, headStartText } from "./rules_say.js";
import { el, setText } from "./dom.js";
import { pathOf } from "./paths.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

const RECALLS = ["call", "recall_max"].join("."); // its place in the office file
const RULE = {
	head_start_min: [HEAD_START, 480],
	appointment_head_start_min: [45, 480],
	appointment_grace_min: [15, 480],
	miss_penalty_min: [10, 480],
	max_misses: [2, 99],
	return_within_min: [60, 1440],
};
const LIMITS = {
	"limits.recall_min_seconds": [8, 600],
	[RECALLS]: [3, 99],
	"limits.undo_seconds": [30, 600],
	"limits.transfers_max": [3, 99],
	"limits.reopen_within_min": [15, 1440],
	"limits.kiosk_tickets_per_minute": [30, 100000],
	"limits.kiosk_lease_numbers": [50, 1000],
};
const UNITS = { max_misses: "times", [RECALLS]: "times", "limits.transfers_max": "times", "limits.recall_min_seconds": "seconds", "limits.undo_seconds": "seconds", "limits.kiosk_tickets_per_minute": "numbers", "limits.kiosk_lease_numbers": "numbers" };
const HELPER_MIN = { 2: 5, 3: 10 };
const PATTERNS = "appointment_slips.code_patterns";
const USUAL = ["*.*-######-####", "*.*-######-#####", "*.*-######-######"];
const PATTERNS_MAX = 8;

export class RulesSection extends FileSection {
	constructor(admin, id) {
		super(admin, id, ["priority_classes", "priority_rule", "limits", "call", "appointment_slips", "visit"]);
		this.preview = new RulesPreview(this);
	}

	open() {
		super.open();
		this.preview.open();
	}

	body() {
		return [this.classes(), el("div", { class: "boxes" }, this.queue(), this.limits(), this.outcomes(), this.slips()), this.preview.draw()];
	}

	/* What it looks like. */

	classes() {
		const cards = (this.draft.priority_classes ?? []).map((klass) => card(titleOf(klass), headStartText(this.draft, klass), { label: word("admin.class.edit", { name: titleOf(klass) }), edit: () => openClass(this, klass) }));
		const add = addButton("admin.class.add", "class-add", () => openClass(this, null));
		return el("section", { class: "below first", "aria-labelledby": "classes-title" }, el("div", { class: "hd" }, el("h2", { id: "classes-title" }, word("admin.class")), add), el("p", { class: "hint" }, word("admin.class.hint")), el("ul", { class: "cards plain" }, ...cards));
	}

	number(path, key, [otherwise, max], value) {
		const unit = UNITS[key] ?? "minutes";
		return this.form.number(path, { label: word(`admin.rule.${key}`), value: value ?? otherwise, otherwise, max, unit: word(`admin.${unit}`), hint: word(`admin.rule.${key}.hint`, { n: otherwise }) });
	}

	queue() {
		const { priority_rule: rule } = this.draft;
		this.wall = el("p", { class: "advice", role: "status" });
		this.showWall();
		const numbers = Object.entries(RULE).map(([key, range]) => this.number(`priority_rule.${key}`, key, range, rule[key]));
		const helpers = Object.keys(rule.helper_handicap_min).filter((n) => n > 1).map((n) => this.form.number(`priority_rule.helper_handicap_min.${n}`, { label: word("admin.rule.helper", { n }), value: rule.helper_handicap_min[n], max: 480, unit: word("admin.minutes"), hint: HELPER_MIN[n] ? word("admin.rule.default", { n: HELPER_MIN[n] }) : "" }));
		return el("fieldset", { class: "card box" }, el("legend", {}, word("admin.rule.queue")), this.wall, el("div", { class: "beside" }, ...numbers, ...helpers));
	}

	limits() {
		const numbers = Object.entries(LIMITS).map(([path, range]) => {
			const [part, name] = path.split(".");
			return this.number(path, path, range, this.draft[part]?.[name]);
		});
		return el("fieldset", { class: "card box" }, el("legend", {}, word("admin.rule.limits")), el("div", { class: "beside" }, ...numbers));
	}

	outcomes() {
		const { outcomes = [], ask_outcome: asks = false } = this.draft.visit ?? {};
		const cards = outcomes.map((outcome) => card(titleOf(outcome), "", { label: word("admin.outcome.edit", { name: titleOf(outcome) }), edit: () => openOutcome(this, outcome) }));
		return el("section", { class: "card box", "aria-labelledby": "outcomes-title" }, el("div", { class: "hd" }, el("h2", { id: "outcomes-title" }, word("admin.outcome")), addButton("admin.outcome.add", "outcome-add", () => openOutcome(this, null))),
			this.form.flag("visit.ask_outcome", { label: word("admin.outcome.ask"), value: asks, otherwise: false, check: (on) => (on && !outcomes.length ? word("admin.outcome.wrong") : "") }),
			el("ul", { class: "cards plain inner" }, ...cards));
	}

	slips() {
		const patterns = this.draft.appointment_slips?.code_patterns ?? USUAL;
		return el("fieldset", { class: "card box" }, el("legend", {}, word("admin.rule.slips")),
			this.form.area(PATTERNS, { label: word("admin.rule.patterns"), value: patterns.join("\n"), otherwise: USUAL, parse: (text) => text.toUpperCase().split(/[\s,;]+/).filter(Boolean), shown: (list) => list.join(" "), hint: word("admin.rule.patterns.hint"), check: (list) => this.patternsWrong(list) }));
	}

	patternsWrong(list) {
		if (!list.length || list.length > PATTERNS_MAX) return word("admin.rule.patterns.count", { max: PATTERNS_MAX });
		const wrong = list.find((pattern) => !/^[A-Z0-9.#@?*-]{1,47}$/.test(pattern));
		return wrong ? word("admin.rule.patterns.wrong", { pattern: wrong }) : "";
	}

	// The longest that somebody can come after one and still be called before.
	showWall() {
		const { priority_rule: rule, priority_classes: classes = [] } = this.draft;
		const common = rule.head_start_min ?? HEAD_START;
		const heads = classes.filter((klass) => classKind(klass) === "head").map((klass) => klass.head_start_min ?? common);
		const most = Math.max(0, ...heads, (rule.appointment_head_start_min ?? 45) + (rule.appointment_grace_min ?? 15));
		setText(this.wall, Number.isFinite(most) ? word("lead.rules.wall", { n: most }) : "");
	}

	/* What is changed. */

	edited() {
		super.edited();
		this.showWall();
		this.preview.stale();
	}

	changed(focus) {
		const go = super.changed(focus);
		this.preview.stale();
		return go;
	}

	describe(from, to) {
		return [...describeClasses(from, to), ...super.describe(from, to), ...describeOutcomes(from, to)];
	}

	refused(error) {
		const [list, at, member] = pathOf(error.field ?? "").replace("visit.outcomes", "outcomes").split(".");
		const one = list === "priority_classes" ? this.draft.priority_classes[at] : list === "outcomes" ? this.draft.visit.outcomes[at] : null;
		if (!one) return super.refused(error);
		const text = this.admin.hereText(error);
		const openIt = list === "outcomes" ? openOutcome : openClass;
		return [{ text: word("admin.wrong.at", { label: titleOf(one), text }), go: () => openIt(this, one, { [member]: text }) }];
	}
}
