// admin_texts: what the office has printed on its slips, and what its boards tell everyone; each with a
// look at what comes of it.
import { BoardPicture } from "./admin_board_picture.js";
import { AdminNotices, describeNotices } from "./admin_notices.js";
import { FileSection } from "./admin_file_section.js";
import { dateText, dayKey, hhmm } from "./board_time.js";
import { now } from "./clock.js";
import { el, setText } from "./dom.js";
import { icon } from "./parts.js";
import { pathOf } from "./paths.js";
import { slipPaper, wordsOf } from "./slip_paper.js";
import { word } from "./words.js";

const TEXT_MAX = 200;
const BYTES_MAX = 255;
const SAMPLE = 12;

function bytesOf(text) {
	return new TextEncoder().encode(text).length;
}

function pairOf({ name_vi: vi, name_en: en }) {
	return { vi, en };
}

export class TextsSection extends FileSection {
	constructor(admin, id) {
		super(admin, id, ["slip", "notices"], ["office", "ticket_number", "services", "counters"]);
		this.notices = new AdminNotices(this);
		this.tag = "vi";
		this.page = 0;
	}

	body() {
		return [this.slip(), this.boards()];
	}

	/* The slip. */

	slip() {
		this.paper = el("div", { class: "held" });
		this.showPaper();
		const fields = ["header", "footer"].map((part) => el("fieldset", { class: "box bare" }, el("legend", {}, word(`admin.texts.${part}`)), this.area(part, "vi"), this.area(part, "en")));
		const edit = el("div", { class: "card box" }, el("h2", {}, word("admin.texts.slip")), el("p", { class: "hint" }, word("admin.texts.slip.hint")), ...fields);
		return el("div", { class: "shown-beside" }, edit, el("section", { class: "card box look", "aria-labelledby": "paper-title" }, el("h2", { id: "paper-title" }, word("admin.texts.paper")), this.tags(), this.paper));
	}

	area(part, tag) {
		const path = `slip.${part}.${tag}`;
		const need = () => (tag === "vi" && this.draft.slip?.[part]?.en ? word("admin.texts.need.vi") : "");
		return this.form.area(path, {
			label: word(`admin.texts.${part}.${tag}`), value: this.draft.slip?.[part]?.[tag], lang: tag, max: TEXT_MAX, rows: 2,
			check: (text) => (bytesOf(text) > BYTES_MAX ? word("admin.texts.long") : text ? "" : need()),
		});
	}

	tags() {
		const button = (tag) => {
			const one = el("button", { type: "button", class: "b", "aria-pressed": String(tag === this.tag), lang: tag }, word(`admin.language.${tag}`));
			one.addEventListener("click", () => {
				this.tag = tag;
				for (const other of one.parentNode.children) other.setAttribute("aria-pressed", String(other === one));
				this.showPaper();
			});
			return one;
		};
		return el("div", { class: "kinds", role: "group", "aria-label": word("admin.texts.paper.language") }, button("vi"), button("en"));
	}

	sampleNumber({ prefix }) {
		const [, dash = "", digits = 3] = /(-?)\{n:0(\d)d\}/.exec(this.draft.ticket_number.format) ?? [];
		return { prefix, dash, digits: Number(digits), text: `${prefix}${dash}${String(SAMPLE).padStart(Number(digits), "0")}` };
	}

	async showPaper() {
		const { draft, tag } = this;
		const [service] = draft.services;
		const said = await wordsOf(tag).catch(() => word);
		if (tag !== this.tag) return;
		const paper = slipPaper({
			tag, said, office: pairOf(draft.office), service: pairOf(service), header: draft.slip?.header, footer: draft.slip?.footer,
			number: this.sampleNumber(service).text, counters: draft.counters.filter(({ services }) => services.some(([id]) => id === service.id)).map(({ id }) => id), day: dayKey(now()),
		});
		this.paper.replaceChildren(paper);
	}

	// What nobody says is not there at all.
	typed(path, value) {
		super.typed(path, value);
		const { slip } = this.draft;
		for (const part of ["header", "footer"]) if (slip?.[part] && !slip[part].vi && !slip[part].en) delete slip[part];
		if (slip && !Object.keys(slip).length && !this.saved.slip) delete this.draft.slip;
	}

	/* The boards. */

	boards() {
		this.picture = el("div", { class: "held" });
		this.say = el("p", { class: "mut", role: "status" });
		const turn = (by, key) => {
			const button = el("button", { type: "button", class: "b turn", id: `board-${key}`, "aria-label": word(`admin.texts.board.${key}`) }, icon("chev"));
			button.classList.add(by < 0 ? "before" : "after");
			button.addEventListener("click", () => {
				this.page += by;
				this.showBoard();
			});
			return button;
		};
		this.turns = el("div", { class: "turns" }, turn(-1, "before"), this.say, turn(1, "after"));
		const edit = this.notices.draw();
		this.showBoard();
		return el("div", { class: "shown-beside boards" }, edit, el("section", { class: "card box look", "aria-labelledby": "board-title" }, el("h2", { id: "board-title" }, word("admin.texts.board")), this.picture, this.turns, el("p", { class: "hint" }, word("admin.texts.board.hint"))));
	}

	showBoard() {
		const { draft } = this;
		const [service] = draft.services;
		const picture = new BoardPicture({ name: pairOf(draft.office), counters: draft.counters.map(({ id }) => id), ...this.sampleNumber(service) });
		const pages = this.notices.shown().flatMap((text) => picture.pages(text));
		const count = Math.max(1, pages.length);
		this.page = (this.page + count) % count;
		const line = pages[this.page] ?? dateText(now());
		this.picture.replaceChildren(picture.draw(hhmm(now()), line));
		setText(this.say, pages.length ? word("admin.texts.board.page", { n: this.page + 1, count }) : word("admin.texts.board.none"));
		for (const button of this.turns.querySelectorAll("button")) button.hidden = pages.length < 2;
	}

	tick() {
		if (this.draft) this.notices.tick();
	}

	/* What is changed. */

	edited() {
		super.edited();
		this.showPaper();
		this.showBoard();
	}

	describe(from, to) {
		return [...super.describe(from, to), ...describeNotices(from.notices ?? [], to.notices ?? [])];
	}

	refused(error) {
		const [list, at, member] = pathOf(error.field ?? "").split(".");
		const notice = list === "notices" ? this.draft.notices?.[at] : null;
		if (!notice) return super.refused(error);
		const text = this.admin.hereText(error);
		return [{ text: word("admin.wrong.at", { label: word("lead.notices"), text }), go: () => this.notices.open(notice, member, text) }];
	}
}
