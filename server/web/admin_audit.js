// admin_audit: what was changed, by whom and when, what was and what is; each taken back where nothing
// is in the way.
import { AuditFilter } from "./admin_audit_filter.js";
import { AuditRow } from "./admin_audit_row.js";
import { ListSection } from "./admin_list_section.js";
import { Refusal } from "./api.js";
import { el } from "./dom.js";
import { Rows } from "./rows.js";
import { actText, isImport, placeText, summaryText, whoText } from "./audit_say.js";
import { word } from "./words.js";

const PAGE = 50;
const PAGE_MAX = 200;

export class AuditSection extends ListSection {
	constructor(admin, id) {
		super(admin, id);
		this.told = new Map(); // what each act changed, by its seq: it never becomes another
		this.alone = null;     // an act that was asked for by its number, beside the list
		this.filter = new AuditFilter(this);
	}

	// rest: the number of an act that is to be shown
	open(rest) {
		this.alone = Number(rest) || null;
		this.read().then(() => this.alone && this.lead(this.alone));
	}

	concerns(name, { kind }) {
		return name === "change" && kind === "setup";
	}

	async ask() {
		const limit = Math.min(PAGE_MAX, Math.max(PAGE, this.list?.entries.length ?? 0));
		const [{ entries, more }] = await Promise.all([this.admin.get(`admin/audit?limit=${limit}${this.filter.query()}`), this.filter.load()]);
		if (this.alone && !entries.some(({ seq }) => seq === this.alone)) entries.unshift(await this.admin.get(`admin/audit/${this.alone}`));
		return { entries, more };
	}

	async further() {
		const { entries } = this.list;
		const older = await this.admin.get(`admin/audit?limit=${PAGE}&before=${entries.at(-1).seq}${this.filter.query()}`);
		this.take({ entries: [...entries, ...older.entries], more: older.more });
	}

	body() {
		const rows = el("ul", { class: "card listed acts" });
		this.rows = new Rows(rows, (entry) => new AuditRow(this, entry), (row, entry) => row.tell(entry));
		this.none = el("p", { class: "card none", role: "status" }, word("admin.audit.empty"));
		this.more = el("button", { type: "button", class: "b" }, word("admin.audit.older"));
		this.more.addEventListener("click", () => this.further().catch((error) => this.admin.say(this.admin.refusalText(error), "warn")));
		return [el("p", { class: "hint" }, word("admin.audit.hint")), this.filter.draw(), rows, this.none, el("p", { class: "older" }, this.more)];
	}

	fill() {
		const { entries, more } = this.list;
		this.rows.show(entries.map((entry) => ({ ...entry, id: entry.seq })));
		this.rows.list.hidden = !entries.length;
		this.none.hidden = entries.length > 0;
		this.more.hidden = !more;
		this.tellAll();
	}

	// The filter is another now.
	async filtered() {
		this.alone = null;
		this.list.entries = [];
		await this.read();
	}

	/* What each changed, asked for one after the other. */

	// The next in the list as it is now; what a whole catalogue changed is asked for when it is opened.
	untold() {
		if (this.node.hidden || this.admin.lostAt) return null;
		const isLong = (entry) => entry.object.kind === "catalogue" && isImport(entry);
		return this.list.entries.find((entry) => !this.told.has(entry.seq) && !isLong(entry));
	}

	async tellAll() {
		if (this.telling) return;
		this.telling = true;
		try {
			for (let entry; (entry = this.untold()); ) {
				await this.tell(entry.seq);
				this.rows.rows.get(entry.seq)?.summarise();
			}
		} catch {
			// What could not be read is asked for when it is opened.
		} finally {
			this.telling = false;
		}
	}

	async tell(seq) {
		if (!this.told.has(seq)) this.told.set(seq, (await this.admin.get(`admin/audit/${seq}`)).changes);
		return this.told.get(seq);
	}

	summary({ seq, object }) {
		const changes = this.told.get(seq);
		return changes ? summaryText(object, changes, this.admin.office) : "";
	}

	/* Taking back. */

	// Which act it was, in words with when and by whom.
	async named(seq) {
		const entry = this.list.entries.find((one) => one.seq === seq) ?? (await this.admin.get(`admin/audit/${seq}`));
		return { entry, text: word("admin.audit.named", { what: actText(entry), who: whoText(entry), when: AuditRow.when(entry.at) }) };
	}

	async undo(entry) {
		const summary = this.summary(entry);
		const sure = await this.admin.ask({
			title: word("admin.audit.undo.ask", { what: actText(entry) }),
			text: summary || word("admin.audit.undo.text"),
			choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.audit.undo.do"), value: true, look: "p" }],
		});
		if (!sure) return;
		const row = this.rows.rows.get(entry.seq);
		try {
			await this.admin.send("POST", `admin/audit/${entry.seq}/undo`);
			this.admin.say(word("admin.audit.undone"), "back");
			row.refuse(null);
		} catch (error) {
			row.refuse(this.refusal(entry, error));
		}
		await this.read();
		row.li.querySelector("button")?.focus();
	}

	// { text, seq }: why not, and which act is in the way
	refusal({ object }, error) {
		const way = error instanceof Refusal ? error.body.in_the_way : null;
		const text = this.admin.refusalText(error);
		if (!way?.seq) return { text, seq: null };
		return { text: word("admin.audit.way", { text, place: placeText(object, way.path, this.admin.office) }), seq: way.seq };
	}

	// To an act, wherever it is.
	async lead(seq) {
		if (!this.rows.rows.has(seq)) {
			this.alone = seq;
			await this.read();
		}
		this.rows.rows.get(seq)?.show();
	}
}
