// reports_card: a card of the report: its title, a picture or a table, the figures behind it, and
// the way to them as CSV.
import { el, setText } from "./dom.js";
import { fillWords } from "./language.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

// A box that scrolls can be reached with the keyboard, as long as it does.
export function reach(box) {
	const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
	if (scrolls) box.setAttribute("tabindex", "0");
	else box.removeAttribute("tabindex");
}

function scrollBox(look, label) {
	const box = el("div", { class: look, role: "group", "data-word-label": label });
	new ResizeObserver(() => reach(box)).observe(box);
	return box;
}

/*
 * columns: { text, look } each; rows: arrays of cells, a text or an element each; the first of a row
 * is its head.
 */
export function tableOf(caption, columns, rows, look = "figures") {
	const head = columns.map(({ text, look: of }) => el("th", { scope: "col", class: of }, text));
	const cell = (content, i) => el("td", { class: columns[i + 1].look, "data-title": columns[i + 1].text }, content);
	const line = ([first, ...rest]) => el("tr", {}, el("th", { scope: "row", class: columns[0].look }, first), ...rest.map(cell));
	return el("table", { class: look }, el("caption", { class: "sr" }, caption), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows.map(line)));
}

export class Card {
	/*
	 * title: key of its words; part: of the server's reports. A picture has figures behind it; a list is
	 * a table itself, which shows only what matters most where it is narrow.
	 */
	constructor(id, { title, part, look = "" }) {
		this.part = part;
		this.legend = el("ul", { class: "legend" });
		this.box = scrollBox("picture", title);
		this.note = el("p", { class: "mut sm note-of" });
		this.csv = el("a", { class: "b quiet", download: true }, icon("down"), el("span", { "data-word": "reports.csv" }));
		this.foot = el("div", { class: "foot" }, this.csv);
		this.section = el("section", { id, class: `card report ${look}`, "aria-labelledby": `${id}-title` });
		const heading = el("h2", { id: `${id}-title`, "data-word": title });
		this.section.append(el("div", { class: "title" }, heading, this.legend), this.box, this.note, this.foot);
		if (look === "list") this.addAll();
		else if (look !== "plain") this.addFigures(id, title);
		fillWords(this.section);
	}

	addFigures(id, title) {
		this.figures = scrollBox("behind", title);
		this.figures.id = `${id}-figures`;
		this.figures.hidden = true;
		this.button = el("button", { type: "button", class: "b quiet", "aria-expanded": "false", "aria-controls": this.figures.id }, icon("chev"), el("span", { "data-word": "reports.figures" }));
		this.button.addEventListener("click", () => this.unfold(this.figures.hidden));
		this.foot.prepend(this.button);
		this.section.append(this.figures);
	}

	addAll() {
		this.all = el("button", { type: "button", class: "b quiet all", "aria-expanded": "false" });
		this.all.addEventListener("click", () => this.showAll());
		this.foot.prepend(this.all);
	}

	showAll() {
		this.all.setAttribute("aria-expanded", String(this.section.classList.toggle("whole")));
		this.sayAll();
		reach(this.box);
	}

	sayAll() {
		setText(this.all, word(this.section.classList.contains("whole") ? "reports.less" : "reports.more"));
	}

	unfold(open) {
		if (!this.button) return;
		this.figures.hidden = !open;
		this.button.setAttribute("aria-expanded", String(open));
		reach(this.figures);
	}

	// legend: [look, text] each
	say(legend, note) {
		this.legend.replaceChildren(...legend.map(([look, text]) => el("li", {}, el("i", { class: look }), text)));
		setText(this.note, note);
		this.note.hidden = !note;
		if (this.all) this.sayAll();
	}

	// What the card shows itself: a table that is as wide as it is.
	show(...parts) {
		this.box.replaceChildren(...parts);
		reach(this.box);
	}

	behind(table) {
		this.figures.replaceChildren(table);
		reach(this.figures);
	}

	// The server's own figures for what is asked.
	offer(query) {
		this.csv.setAttribute("href", query.path(this.part, "csv"));
		this.csv.setAttribute("download", query.fileName(this.part));
	}
}
