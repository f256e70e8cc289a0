// admin_backup: the backups of the office's data: how safe they are, one made now, one tried out or
// taken elsewhere.
import { backupTime, facts, outcome, standing, stepText } from "./admin_backup_say.js";
import { ListSection } from "./admin_list_section.js";
import { el, setNodes, setText } from "./dom.js";
import { bar, icon, setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { sizeText } from "./size_text.js";
import { word } from "./words.js";

const LOOK_S = 60;

export class BackupSection extends ListSection {
	constructor(admin, id) {
		super(admin, id, ["backup"]);
		this.seconds = 0;
	}

	ask() {
		return this.admin.get("admin/backups");
	}

	// What is under way is looked at each second, the folder now and then.
	tick() {
		this.seconds++;
		if (this.list && (this.list.under_way || this.seconds % LOOK_S === 0)) this.read();
	}

	actions() {
		this.now = this.button("p", () => this.make(), word("admin.backup.now"));
		this.now.id = "backup-now";
		return [this.now];
	}

	body() {
		this.state = el("div", { class: "standing" });
		this.step = el("p", { class: "mut", role: "status", id: "backup-step" });
		this.meter = el("div", { class: "copying" });
		this.said = el("div", { class: "outcomes", id: "backup-said" });
		this.table = el("dl", { class: "facts-of" });
		const box = el("section", { class: "card box safe", "aria-labelledby": "backup-state" }, el("h2", { id: "backup-state", class: "sr" }, word("admin.backup.state")), this.state, this.meter, this.step, this.said, this.table);
		const list = el("ul", { class: "card listed backups" });
		this.rows = new Rows(list, () => this.makeRow(), (row, backup) => this.tell(row, backup));
		this.none = el("p", { class: "card none" }, word("admin.backup.none"));
		return [el("p", { class: "hint" }, word("admin.backup.hint")), box, el("h2", { class: "of-list" }, word("admin.backup.list")), this.none, list];
	}

	fill() {
		const { under_way: underWay, backups } = this.list;
		setNodes(this.state, standing(this.list));
		setText(this.step, underWay ? stepText(underWay) : "");
		setNodes(this.meter, ...(underWay?.step === "copy" ? [bar([{ from: 0, to: underWay.percent / 100, look: "held" }])] : []));
		setNodes(this.said, ...[this.list.last, this.list.drill].map((run) => outcome(run, this.list)).filter(Boolean));
		setNodes(this.table, ...facts(this.list).flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]));
		this.rows.show(backups.map((backup) => ({ ...backup, id: backup.name })));
		this.none.hidden = backups.length > 0;
		this.rows.list.hidden = !backups.length;
		setBlocked(this.now, this.blocked());
	}

	blocked() {
		return super.blocked() ?? (this.list.under_way ? word("error.backup_busy") : null);
	}

	makeRow() {
		const row = { li: el("li", {}), name: el("b", {}), facts: el("small", { class: "mut" }), kind: el("span", { class: "tag" }), proven: el("span", { class: "proven sm" }), provenText: el("span", {}) };
		row.proven.append(icon("check", "i"), row.provenText);
		row.drill = this.button("", () => this.drill(row.item), word("admin.backup.drill"));
		row.take = el("a", { class: "b", download: "" }, icon("down"), word("admin.backup.take"));
		row.li.append(el("div", { class: "who" }, row.name, row.facts), el("div", { class: "how" }, row.kind, row.proven), el("div", { class: "does" }, row.drill, row.take));
		return row;
	}

	tell(row, backup) {
		const { name, at, size, kind, numbers, proven_at: proven } = backup;
		row.li.dataset.name = name;
		setText(row.name, backupTime(at));
		const counted = numbers === null ? "" : word("admin.backup.numbers", { n: numbers });
		setText(row.facts, [sizeText(size), counted, name].filter(Boolean).join(" · "));
		setText(row.kind, word(`admin.backup.kind.${kind}`));
		row.proven.classList.toggle("not", !proven);
		row.proven.firstElementChild.toggleAttribute("hidden", !proven);
		setText(row.provenText, proven ? word("admin.backup.proven") : word("admin.backup.unproven"));
		row.take.setAttribute("href", `/api/v1/admin/backups/${encodeURIComponent(name)}`);
		row.take.setAttribute("aria-label", `${word("admin.backup.take")}: ${backupTime(at)}`);
		row.drill.setAttribute("aria-label", `${word("admin.backup.drill")}: ${backupTime(at)}`);
		setBlocked(row.drill, this.blocked());
	}

	async make() {
		await this.send("POST", "admin/backups", {}, "");
	}

	async drill({ name }) {
		await this.send("POST", `admin/backups/${encodeURIComponent(name)}/drill`, {}, "");
	}
}
