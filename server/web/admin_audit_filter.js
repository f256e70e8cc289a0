// admin_audit_filter: which of the acts are shown: whose, of what kind, of which day.
import { el } from "./dom.js";
import { Form } from "./form.js";
import { dateOf } from "./form_values.js";
import { word } from "./words.js";

const KINDS = ["office", "catalogue", "user", "device", "voice", "backup"];

export class AuditFilter {
	constructor(section) {
		this.section = section;
		this.chosen = { by: "", object: "", day: "" };
		this.people = [];
	}

	// Who may have done something: everybody with an account, also those that ended.
	async load() {
		if (this.people.length) return;
		const { accounts } = await this.section.admin.get("admin/accounts");
		this.people = accounts.filter(({ role }) => role !== "clerk").map(({ user, role, name }) => [`${role}:${user}`, name || user]);
	}

	query() {
		const day = this.chosen.day.replaceAll("-", "");
		const asked = { by: this.chosen.by, object: this.chosen.object, day };
		return Object.entries(asked).filter(([, value]) => value).map(([key, value]) => `&${key}=${encodeURIComponent(value)}`).join("");
	}

	draw() {
		this.form = new Form("audit", (path, value) => this.typed(path, value));
		const any = ["", word("admin.audit.all")];
		const drop = el("button", { type: "button", class: "b", id: "audit-drop" }, word("admin.audit.drop"));
		drop.addEventListener("click", () => this.drop());
		return el("div", { class: "card box filter", role: "search", "aria-label": word("admin.audit.filter") },
			this.form.choice("by", { label: word("admin.audit.by"), value: this.chosen.by, choices: [any, ...this.people, ["system", word("admin.audit.system")]] }),
			this.form.choice("object", { label: word("admin.audit.kind"), value: this.chosen.object, choices: [any, ...KINDS.map((kind) => [kind, word(`admin.audit.kind.${kind}`)])] }),
			this.form.date("day", { label: word("admin.audit.day"), value: this.chosen.day }),
			el("p", { class: "drop" }, drop));
	}

	// A day that is not whole yet is not asked for.
	typed(path, value) {
		const wanted = path === "day" && !dateOf(value) ? "" : value;
		if (this.chosen[path] === wanted) return;
		this.chosen[path] = wanted;
		this.section.filtered();
	}

	drop() {
		this.chosen = { by: "", object: "", day: "" };
		for (const path of ["by", "object", "day"]) this.form.set(path, "");
		this.section.filtered();
	}
}
