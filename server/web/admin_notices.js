// admin_notices: what the boards tell everyone, as a list of the section of texts.
import { addButton } from "./cards.js";
import { now } from "./clock.js";
import { byId, el } from "./dom.js";
import { NoticeForm } from "./lead_notice_form.js";
import { stampOf, stateOf, whenText } from "./lead_notice_text.js";
import { icon } from "./parts.js";
import { nameOf, word } from "./words.js";

const NOTICES_MAX = 8;
const SAID_MAX = 40;
const LOOK = { now: "screen", later: "cal", over: "check" };
const FIELDS = { vi: "vi", en: "en", from: "from-day", to: "to-day" };

function brief(notice) {
	const text = nameOf(notice);
	return text.length > SAID_MAX ? `${text.slice(0, SAID_MAX).trimEnd()}…` : text;
}

// A sentence for each that came or went; one that was changed is both.
export function describeNotices(from, to) {
	const [was, is] = [from, to].map((list) => list.map((notice) => JSON.stringify(notice)));
	const say = (key, list, other) => list.filter((text) => !other.includes(text)).map((text) => word(key, { text: brief(JSON.parse(text)) }));
	return [...say("admin.texts.notice.added", is, was), ...say("admin.texts.notice.removed", was, is)];
}

export class AdminNotices {
	constructor(section) {
		this.section = section;
		this.form = new NoticeForm(byId("notice"), (before, notice) => this.keep(before, notice), "admin.done");
		this.drawn = "";
	}

	list() {
		return this.section.draft.notices ?? [];
	}

	// The texts that are on the boards now or will be, in the page's language.
	shown() {
		const stamp = stampOf(now());
		return this.list().filter((notice) => stateOf(notice, stamp) !== "over").map(nameOf);
	}

	draw() {
		this.rows = el("ul", {});
		this.none = el("p", { class: "none" }, word("lead.notices.none"));
		this.drawn = "";
		this.tick();
		const add = addButton("lead.notice.add", "notice-add", () => this.add());
		return el("section", { class: "card box notices", "aria-labelledby": "notices-title" }, el("div", { class: "hd" }, el("h2", { id: "notices-title" }, word("lead.notices")), add), el("p", { class: "hint" }, word("admin.texts.notices.hint")), this.rows, this.none);
	}

	// Times pass: what is shown now may be over.
	tick() {
		const stamp = stampOf(now());
		const drawn = JSON.stringify([this.list(), this.list().map((notice) => stateOf(notice, stamp))]);
		if (drawn === this.drawn) return;
		this.drawn = drawn;
		this.rows.replaceChildren(...this.list().map((notice, place) => this.row(notice, stateOf(notice, stamp), place)));
		this.none.hidden = this.list().length > 0;
	}

	row(notice, state, place) {
		const { vi, en } = notice;
		const button = (name, picture, act) => {
			const one = el("button", { type: "button", class: "b quiet", id: `notice-${name}-${place}`, "aria-label": word(`lead.notice.${name}.what`, { text: vi }) }, icon(picture));
			one.addEventListener("click", act);
			return one;
		};
		const head = el("div", { class: "state" }, el("span", { class: "tag" }, icon(LOOK[state], ""), word(`lead.notice.${state}`)), el("span", { class: "mut sm" }, whenText(notice)));
		const texts = [el("p", { class: "text" }, el("bdi", { lang: "vi" }, vi)), en ? el("p", { class: "mut sm" }, el("bdi", { lang: "en" }, en)) : ""];
		return el("li", { class: `notice-row ${state}` }, el("div", { class: "how" }, head, ...texts), el("div", { class: "does" }, button("edit", "edit", () => this.form.open(notice)), button("remove", "x", () => this.remove(notice))));
	}

	/* What is changed. */

	add() {
		if (this.list().length < NOTICES_MAX) this.form.open(null);
		else this.section.admin.say(word("lead.notices.full", { n: NOTICES_MAX }), "advise");
	}

	// The form of a notice, with what the server said of one of its members.
	open(notice, member, text) {
		this.form.open(notice);
		this.form.fail(FIELDS[member] ?? null, text);
	}

	put(list) {
		this.section.draft.notices = list;
		this.tick();
		this.section.edited();
	}

	async keep(before, notice) {
		const said = Object.fromEntries(Object.entries(notice).filter(([, value]) => value !== null));
		const place = before ? this.list().indexOf(before) : this.list().length;
		const list = [...this.list()];
		list[place] = said;
		this.put(list);
		byId("notice").close();
		byId(`notice-edit-${place}`)?.focus();
	}

	remove(notice) {
		this.put(this.list().filter((one) => one !== notice));
		byId("notice-add").focus();
	}
}
