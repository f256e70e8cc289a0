// admin_procedures_import: another list of procedures, with what would be other before it is so.
import { openForm } from "./admin_dialog.js";
import { dayText } from "./amounts.js";
import { Refusal, Unreachable } from "./api.js";
import { el, setText } from "./dom.js";
import { icon } from "./parts.js";
import { dayNumber, dayOfForm, titleOf } from "./procedures_data.js";
import { changeList } from "./procedures_say.js";
import { word } from "./words.js";

const PATH = "admin/procedures/import";
const NAMED_MAX = 100;

// null: no catalogue
function parse(text) {
	try {
		const catalog = JSON.parse(text);
		return Array.isArray(catalog?.procedures) && Array.isArray(catalog?.fields) ? catalog : null;
	} catch {
		return null;
	}
}

function group(key, list, draw) {
	if (!list.length) return "";
	const more = list.length > NAMED_MAX ? el("p", { class: "mut" }, word("admin.procedures.andmore", { n: list.length - NAMED_MAX })) : "";
	const rows = list.slice(0, NAMED_MAX).map((one) => el("li", {}, el("b", {}, titleOf(one)), el("small", { class: "mut" }, one.code), draw?.(one) ?? ""));
	return el("details", { class: "past" }, el("summary", {}, icon("chev"), el("h3", {}, word(key, { n: list.length }))), el("ul", { class: "differ" }, ...rows), more);
}

class Import {
	constructor(section, catalog) {
		this.section = section;
		this.catalog = catalog;
		const { day, version } = section.list;
		this.day = day;
		this.version = version;
		this.from = dayOfForm(day);
		this.sum = el("p", { role: "status" });
		this.groups = el("div", {});
	}

	body(more) {
		return { catalog: this.catalog, from: dayNumber(this.from), version: this.version, ...more };
	}

	send(more) {
		return this.section.admin.send("POST", PATH, this.body(more));
	}

	// What it would come to from that day on.
	async look() {
		this.show(await this.send({ try: true }));
	}

	show({ counts, new: added, changed, gone }) {
		this.nothing = !counts.new && !counts.changed && !counts.gone;
		setText(this.sum, this.nothing ? word("admin.procedures.import.same", { n: counts.same }) : word("admin.procedures.import.sum", counts));
		this.groups.replaceChildren(group("admin.procedures.new", added), group("admin.procedures.changed", changed, ({ changes }) => changeList(changes)), group("admin.procedures.gone", gone));
	}

	fields(form) {
		const early = (text) => (dayNumber(text) < this.day ? word("admin.procedures.early", { day: dayText(this.day) }) : "");
		const from = form.date("from", { label: word("admin.procedures.import.from"), value: this.from, need: true, hint: word("admin.procedures.import.hint"), check: early });
		from.addEventListener("change", () => this.lookAgain(form));
		return [from, this.sum, this.groups];
	}

	async lookAgain(form) {
		if (form.check().length) return;
		try {
			await this.look();
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			setText(this.sum, this.section.admin.refusalText(error));
		}
	}

	async keep() {
		await this.send({});
		const day = dayText(dayNumber(this.from));
		this.section.admin.say(word(dayNumber(this.from) > this.day ? "admin.procedures.willbe" : "admin.saved", { day }));
		await this.section.read();
		return () => this.section.focus("");
	}
}

// The text of a file that somebody chose.
export async function openImport(section, text) {
	const { admin } = section;
	const catalog = parse(text);
	if (!catalog) {
		admin.say(word("admin.procedures.import.unusable"), "warn");
		return;
	}
	const one = new Import(section, catalog);
	try {
		await one.look();
	} catch (error) {
		if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
		admin.say(error.field ? error.message : admin.refusalText(error), "warn");
		return;
	}
	openForm({ id: "import", draft: one, title: word("admin.procedures.import"), does: word("admin.procedures.import.do"), fill: (form) => one.fields(form), take: () => (one.nothing ? undefined : one.keep()) });
}
