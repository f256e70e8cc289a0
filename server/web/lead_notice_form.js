// lead_notice_form: the dialog in which a notice is written, with the lines that the boards will show.
import { Refusal } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { LENGTH_MAX, oneLine, pictureOf } from "./lead_notice_text.js";
import { linesOf } from "./line_break.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

const FIELDS = ["vi", "en", "from-day", "from-time", "to-day", "to-time"];
const FONT = { size: 100, face: '100px "Noto Sans", sans-serif' };
const LINE_EM = 35; // a board's line in the size of its letters

const pen = document.createElement("canvas").getContext("2d");
pen.font = FONT.face;

function fits(line) {
	return pen.measureText(line).width / FONT.size <= LINE_EM;
}

function parted(moment) {
	const [day = "", time = ""] = (moment ?? "").split("T");
	return { day, time };
}

function joined(day, time) {
	if (!day) return null;
	return time ? `${day}T${time}` : day;
}

export class NoticeForm {
	// save(before, notice): before is null for a new one; throws as Moves does. does: the word of its button
	constructor(dialog, save, does = "lead.notice.save") {
		this.dialog = dialog;
		this.save = save;
		this.does = does;
	}

	open(notice) {
		this.before = notice;
		this.draw();
		this.fill(notice ?? { vi: "" });
		this.dialog.showModal();
		this.field("vi").focus();
	}

	field(name) {
		return byId(`notice-${name}`);
	}

	/* What it looks like. */

	text(name, note) {
		const id = `notice-${name}`;
		const area = el("textarea", { id, rows: name === "vi" ? 3 : 2, maxlength: LENGTH_MAX, lang: name, dir: "auto", "aria-describedby": `${id}-wrong` });
		const label = el("label", { for: id }, word(`lead.notice.${name}`), note ? el("span", { class: "mut" }, ` ${word(note)}`) : "");
		return el("div", { class: "field" }, label, area, el("small", { class: "wrong", id: `${id}-wrong` }));
	}

	moment(name) {
		const part = (kind, type) => {
			const id = `notice-${name}-${kind}`;
			return el("div", { class: "field" }, el("label", { for: id }, word(`lead.notice.${kind}`)), el("input", { id, type, "aria-describedby": `${id}-wrong notice-${name}-note` }), el("small", { class: "wrong", id: `${id}-wrong` }));
		};
		return el("fieldset", { class: "moment" }, el("legend", {}, word(`lead.notice.${name}`)), el("p", { class: "mut sm", id: `notice-${name}-note` }, word(`lead.notice.${name}.note`)), part("day", "date"), part("time", "time"));
	}

	draw() {
		const title = el("h2", { id: "notice-title" }, word(this.before ? "lead.notice.edit.title" : "lead.notice.add.title"));
		this.sum = el("p", { class: "mut sm" });
		this.lines = el("ol", { class: "lines-shown" });
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		const shown = el("section", { class: "shown", "aria-labelledby": "notice-shown" }, el("h3", { id: "notice-shown" }, word("lead.notice.shown")), this.sum, this.lines);
		const back = el("button", { type: "button", class: "b" }, word("clerk.cancel"), el("kbd", {}, "Esc"));
		back.addEventListener("click", () => this.dialog.close());
		const row = el("div", { class: "row" }, el("button", { class: "b p", id: "notice-do" }, word(this.does)), back);
		const form = el("form", { class: "panel", novalidate: true }, this.text("vi"), this.text("en", "lead.notice.optional"), el("div", { class: "moments" }, this.moment("from"), this.moment("to")), shown, this.said, row);
		form.addEventListener("input", () => this.show());
		form.addEventListener("submit", (event) => this.submit(event));
		this.dialog.replaceChildren(title, form);
	}

	fill({ vi, en, from, to }) {
		const [first, last] = [parted(from), parted(to)];
		const values = { vi, en: en ?? "", "from-day": first.day, "from-time": first.time, "to-day": last.day, "to-time": last.time };
		for (const name of FIELDS) this.field(name).value = values[name];
		this.show();
	}

	// The lines follow what is typed; what was wrong is being mended.
	show() {
		const lines = linesOf(oneLine(this.field("vi").value), fits);
		this.lines.replaceChildren(...lines.map((line) => el("li", {}, el("bdi", { lang: "vi" }, line))));
		setText(this.sum, lines.length ? word("lead.notice.shown.sum", { n: lines.length }) : word("lead.notice.shown.none"));
		this.said.hidden = true;
		for (const name of FIELDS) this.mark(name, "");
	}

	mark(name, text) {
		setText(byId(`notice-${name}-wrong`), text);
		if (text) this.field(name).setAttribute("aria-invalid", "true");
		else this.field(name).removeAttribute("aria-invalid");
	}

	fail(name, text) {
		if (name) {
			this.mark(name, text);
			this.field(name).focus();
		} else {
			this.said.hidden = false;
			setText(this.said.lastElementChild, text);
		}
	}

	/* What it says. */

	notice() {
		const value = (name) => this.field(name).value;
		return {
			vi: oneLine(value("vi")),
			en: oneLine(value("en")) || null,
			from: joined(value("from-day"), value("from-time")),
			to: joined(value("to-day"), value("to-time")),
		};
	}

	// The first thing that does not hold, as fail takes it; null when all does.
	missing({ vi, en, from, to }) {
		if (!vi) return ["vi", word("lead.notice.wrong.text")];
		for (const [name, text] of [["vi", vi], ["en", en ?? ""]]) {
			const picture = pictureOf(text);
			if (picture) return [name, word("lead.notice.wrong.picture", { sign: picture })];
		}
		for (const name of ["from", "to"]) {
			const day = this.field(`${name}-day`);
			if (day.validity.badInput || (!day.value && this.field(`${name}-time`).value)) return [`${name}-day`, word("lead.notice.wrong.day")];
		}
		const late = from && to && (to.length === 10 ? from.slice(0, 10) > to : from >= to);
		return late ? ["to-day", word("lead.notice.wrong.order")] : null;
	}

	async submit(event) {
		event.preventDefault();
		const notice = this.notice();
		const missing = this.missing(notice);
		if (this.busy) return;
		if (missing) {
			this.fail(...missing);
			return;
		}
		this.busy = true;
		try {
			await this.save(this.before, notice);
		} catch (error) {
			this.refused(error);
		}
		this.busy = false;
	}

	// The server names the place, such as "notices[1].vi".
	refused(error) {
		if (!(error instanceof Refusal)) {
			this.fail(null, word("web.unreachable"));
			return;
		}
		const name = /^notices\[\d+\]\.(vi|en|from|to)$/.exec(error.field)?.[1];
		const fields = { vi: "vi", en: "en", from: "from-day", to: "to-day" };
		this.fail(fields[name] ?? null, word("lead.rules.refused", { why: error.message }));
	}
}
