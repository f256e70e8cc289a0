// admin_rules_preview: what the rules as they are typed would have done to a day that is over.
import { dayText } from "./amounts.js";
import { el, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { titleOf } from "./services_say.js";
import { nameOf, word } from "./words.js";

const RULES = ["priority_rule", "priority_classes", "limits", "call"];
const SOME = 5;

function minutes(seconds) {
	return Math.round(seconds / 60);
}

export class RulesPreview {
	constructor(section) {
		this.section = section;
		this.days = null;
		this.result = null;
		this.state = "";
	}

	async open() {
		try {
			({ days: this.days } = await this.section.admin.get("admin/preview"));
		} catch {
			this.days = null;
		}
		this.showDays();
	}

	draw() {
		this.select = el("select", { id: "preview-day" });
		this.button = el("button", { type: "button", class: "b p", id: "preview-do" }, word("admin.preview.do"));
		this.button.addEventListener("click", () => this.run());
		this.said = el("p", { class: "mut", id: "preview-said", role: "status" });
		this.table = el("div", { class: "wide" });
		this.tools = el("div", { class: "tools" }, el("div", { class: "fld" }, el("label", { for: "preview-day" }, word("admin.preview.day")), this.select), this.button);
		this.showDays();
		this.show();
		return el("section", { class: "card box preview", "aria-labelledby": "preview-title" }, el("h2", { id: "preview-title" }, word("admin.preview")), el("p", { class: "hint" }, word("admin.preview.hint")), this.tools, this.said, this.table);
	}

	showDays() {
		if (!this.select) return;
		const days = [...(this.days ?? [])].sort((a, b) => b - a);
		this.tools.hidden = !days.length;
		this.select.replaceChildren(...days.map((day) => el("option", { value: day }, dayText(day))));
		if (!days.length) setText(this.said, word("admin.preview.none"));
		else if (!this.result && !this.state) setText(this.said, "");
	}

	// The rules are other than those that were tried.
	stale() {
		if (!this.result) return;
		this.state = "stale";
		this.show();
	}

	rules() {
		const { draft } = this.section;
		return Object.fromEntries(RULES.filter((name) => draft[name]).map((name) => [name, draft[name]]));
	}

	async run() {
		if (this.state === "busy" || this.section.admin.blocked()) return;
		const [wrong] = this.section.form.check();
		if (wrong) {
			this.section.form.focus(wrong.path);
			return;
		}
		this.state = "busy";
		this.show();
		try {
			this.result = await this.section.admin.send("POST", "admin/preview", { day: Number(this.select.value), rules: this.rules() });
			this.state = "";
		} catch (error) {
			this.result = null;
			this.state = this.section.admin.refusalText(error);
		}
		this.show();
	}

	show() {
		if (!this.table) return;
		const { state, result } = this;
		setBlocked(this.button, state === "busy");
		const said = { busy: word("admin.preview.busy"), stale: word("admin.preview.stale"), "": result ? this.summary() : "" };
		if (this.days?.length || state) setText(this.said, said[state] ?? state);
		this.table.replaceChildren(...(result ? [this.rows()] : []));
	}

	// The whole day in a sentence.
	summary() {
		const { day, before, after } = this.result;
		if (!before.count) return word("admin.preview.empty", { day: dayText(day) });
		return word("admin.preview.sum", { day: dayText(day), n: before.count, before: minutes(before.mean_s), after: minutes(after.mean_s), p90before: minutes(before.p90_s), p90after: minutes(after.p90_s) });
	}

	rows() {
		const { before, after, services, priorities } = this.result;
		const head = el("tr", {}, ...["who", "count", "mean", "p90", "within"].map((name, at) => el("th", { scope: "col", class: at ? "r" : null }, word(`admin.preview.${name}`))));
		const part = (key) => el("tr", { class: "part" }, el("th", { colspan: 5, scope: "rowgroup" }, word(key)));
		const body = [
			this.row(word("admin.preview.all"), before, after),
			part("admin.preview.priorities"), ...priorities.map(({ id, before: was, after: is }) => this.row(this.className(id), was, is)),
			part("admin.preview.services"), ...services.map(({ id, before: was, after: is }) => this.row(this.serviceName(id), was, is)),
		];
		return el("table", {}, el("caption", { class: "sr" }, word("admin.preview")), el("thead", {}, head), el("tbody", {}, ...body));
	}

	className(id) {
		const klass = (this.section.draft.priority_classes ?? []).find((one) => one.id === id);
		return klass ? titleOf(klass) : id || word("admin.preview.ordinary");
	}

	serviceName(id) {
		return nameOf(this.section.admin.office.services.find((service) => service.id === id)?.name) || id;
	}

	row(name, before, after) {
		const few = !before.count || before.count < SOME;
		const cells = few ? ["–", "–", "–"].map((text) => el("td", { class: "r" }, text)) : [this.pair(before.mean_s, after.mean_s), this.pair(before.p90_s, after.p90_s), this.share(before, after)];
		return el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "r num" }, String(before.count)), ...cells);
	}

	// "18 → 15", and which way it goes in words for who does not see the arrow.
	pair(was, is) {
		const [from, to] = [minutes(was), minutes(is)];
		if (from === to) return el("td", { class: "r num" }, word("admin.minutes.n", { n: from }));
		const better = to < from;
		return el("td", { class: `r num ${better ? "better" : "worse"}` }, `${from} `, el("span", { class: "sr" }, word("admin.preview.becomes")), el("span", { "aria-hidden": "true" }, "→"), " ", el("b", {}, word("admin.minutes.n", { n: to })), " ", icon(better ? "down" : "up", "i small"), el("span", { class: "sr" }, word(better ? "admin.preview.better" : "admin.preview.worse")));
	}

	share(before, after) {
		const percent = ({ within_target: within, of_target: of }) => (of ? Math.round((100 * within) / of) : null);
		const [was, is] = [percent(before), percent(after)];
		if (was === null || is === null) return el("td", { class: "r" }, "–");
		return el("td", { class: "r num" }, was === is ? `${is} %` : `${was} % → `, was === is ? "" : el("b", {}, `${is} %`));
	}
}
