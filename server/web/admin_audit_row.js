// admin_audit_row: one act in the list: who did it and when, what it changed, and whether it was taken
// back.
import { actText, placeText, valueText, whoText } from "./audit_say.js";
import { dateText, timeText } from "./clock.js";
import { el, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { same } from "./paths.js";
import { word } from "./words.js";

const SHOWN_MAX = 200;

// Of two lists what only one of them has; in another order they are told whole.
function unlike({ was, is }) {
	if (!Array.isArray(was) || !Array.isArray(is)) return { was, is };
	const without = (list, other) => list.filter((one) => Object(one) !== one || Array.isArray(one) || !other.some((there) => same(one, there)));
	const told = { was: without(was, is), is: without(is, was) };
	return told.was.length || told.is.length ? told : { was, is };
}

export class AuditRow {
	constructor(section, { seq }) {
		this.section = section;
		this.parts = { day: el("small", { class: "mut" }), time: el("b", {}), act: el("b", {}), what: el("small", {}), who: el("small", { class: "mut" }) };
		this.mark = el("p", { class: "mark", hidden: true });
		this.said = el("div", { class: "trouble", role: "alert", hidden: true });
		this.details = el("div", { class: "changes", id: `act-${seq}`, hidden: true });
		this.opener = el("button", { type: "button", class: "b quiet", "aria-expanded": "false", "aria-controls": `act-${seq}` }, icon("chev"), word("admin.audit.see"));
		this.opener.addEventListener("click", () => this.toggle());
		this.back = section.button("", () => section.undo(this.entry), icon("back"), word("admin.audit.undo.do"));
		const { day, time, act, what, who } = this.parts;
		this.li = el("li", {}, el("div", { class: "when num" }, time, day), el("div", { class: "what" }, act, what, who, this.mark), el("div", { class: "does" }, this.opener, this.back), this.said, this.details);
	}

	static when(at) {
		return word("admin.audit.when", { time: timeText(at), date: dateText(at) });
	}

	tell(entry) {
		this.entry = entry;
		const { day, time, act, who } = this.parts;
		this.li.dataset.seq = entry.seq;
		setText(time, timeText(entry.at));
		setText(day, dateText(entry.at));
		setText(act, actText(entry));
		setText(who, whoText(entry));
		this.opener.setAttribute("aria-label", `${word("admin.audit.see")}: ${actText(entry)}, ${AuditRow.when(entry.at)}`);
		this.back.setAttribute("aria-label", `${word("admin.audit.undo.do")}: ${actText(entry)}, ${AuditRow.when(entry.at)}`);
		this.back.hidden = Boolean(entry.undone_by);
		this.back.classList.toggle("quiet", !entry.can_undo);
		setBlocked(this.back, this.section.admin.blocked());
		this.li.classList.toggle("taken", Boolean(entry.undone_by));
		this.summarise();
		this.tellOther(entry);
	}

	summarise() {
		setText(this.parts.what, this.section.summary(this.entry));
	}

	// Who took it back, or what it took back.
	async tellOther({ undone_by: by, undoes }) {
		const other = by ?? undoes;
		this.mark.hidden = !other;
		if (!other || this.other === other) return;
		this.other = other;
		try {
			const { text } = await this.section.named(other);
			const way = el("button", { type: "button", class: "way" }, text);
			way.addEventListener("click", () => this.section.lead(other));
			this.mark.replaceChildren(icon("back"), el("span", {}, `${word(by ? "admin.audit.taken" : "admin.audit.takes")} `, way));
		} catch {
			this.other = null;
		}
	}

	async toggle() {
		const open = this.details.hidden;
		this.opener.setAttribute("aria-expanded", String(open));
		this.details.hidden = !open;
		if (open) await this.fill();
	}

	async fill() {
		const { seq, object } = this.entry;
		const { office } = this.section.admin;
		try {
			const changes = await this.section.tell(seq);
			const rows = changes.slice(0, SHOWN_MAX).map((change) => this.change(object, change, office));
			const more = changes.length - rows.length;
			this.details.replaceChildren(rows.length ? el("dl", {}, ...rows) : el("p", { class: "mut" }, word("admin.audit.nothing")), more ? el("p", {}, word("admin.audit.rest", { n: more })) : "");
		} catch (error) {
			this.details.replaceChildren(el("p", { class: "mut" }, this.section.admin.refusalText(error)));
		}
	}

	change(object, { path, order, ...values }, office) {
		const name = path.split(".").at(-1);
		const { was, is } = unlike(values);
		const line = (key, value) => el("dd", { class: key }, el("span", { class: "mut" }, word(`admin.audit.${key}`)), el("span", {}, valueText(value, name, office)));
		const place = placeText(object, path, office) + (order ? word("admin.audit.order") : "");
		return el("div", {}, el("dt", {}, place), line("was", was), line("is", is));
	}

	// Why it cannot be taken back, with the way to what is in the way; null: it was
	refuse(why) {
		this.said.hidden = !why;
		if (!why) return;
		const way = el("button", { type: "button", class: "b" }, word("admin.audit.way.see"));
		way.addEventListener("click", () => this.section.lead(why.seq));
		this.said.replaceChildren(icon("warn"), el("p", {}, why.text), why.seq ? way : "");
	}

	show() {
		if (this.details.hidden) this.toggle();
		this.li.scrollIntoView({ block: "center" });
		this.opener.focus();
	}
}
