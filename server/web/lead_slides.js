// lead_slides: the pictures that the boards show beside the calls: put, put in order, removed.
import { change, get, putFile, Refusal, remove, withToken } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { say } from "./note.js";
import { setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { slideOf } from "./slide_file.js";
import { word } from "./words.js";

const PATH = "/api/v1/slides";
const [SECONDS_MIN, SECONDS_MAX] = [5, 300];

const pathOf = (name) => `${PATH}/${encodeURIComponent(name)}`;
const titleOf = (name) => name.replace(/\.[^.]*$/, "");

export class Slides {
	constructor(hall) {
		this.hall = hall;
		this.slides = [];
		this.seconds = 0;
		this.asked = null; // the name of the one that may be removed
		this.busy = null; // what is done now
		this.batch = Promise.resolve(true); // the last files that were put; whether all were
		this.batches = 0; // not done yet
		this.keeps = false; // the trouble of the batch before stays
		this.box = byId("slides-box");
		this.rows = new Rows(byId("slide-list"), (slide) => this.make(slide), (row, slide) => this.fill(row, slide));
		byId("slides-add").addEventListener("click", () => !this.blocked() && byId("slides-file").click());
		byId("slides-file").addEventListener("change", (event) => this.putAll([...event.target.files]));
		byId("slides-form").addEventListener("submit", (event) => this.time(event));
		for (const link of document.querySelectorAll("a[href='#slides']")) link.addEventListener("click", () => (this.box.open = true));
		this.takeDrops(byId("slides"));
	}

	takeDrops(place) {
		const over = (on) => place.classList.toggle("over", on);
		place.addEventListener("dragover", (event) => {
			event.preventDefault();
			over(true);
		});
		place.addEventListener("dragleave", () => over(false));
		place.addEventListener("drop", (event) => {
			event.preventDefault();
			over(false);
			this.box.open = true;
			this.putAll([...event.dataTransfer.files]);
		});
	}

	blocked() {
		const { ended, lostAt } = this.hall;
		if (ended) return word("clerk.blocked.readonly");
		return lostAt ? word("clerk.blocked.lost") : null;
	}

	// Reads the list anew; what was known stays where there is no answer.
	async read() {
		try {
			this.take(await get(PATH));
		} catch {
			// The next word of the feed asks again.
		}
	}

	take({ slides, seconds }) {
		const time = byId("slides-seconds");
		if (Number(time.value) === this.seconds || !time.value) time.value = String(seconds);
		Object.assign(this, { slides, seconds });
		this.render();
	}

	// Does one thing after another, and says what came of it; false: it was not done.
	async send(does, done, name = "") {
		if (this.busy || this.blocked()) return false;
		this.busy = this.sendNow(does, done, name);
		const good = await this.busy;
		this.busy = null;
		return good;
	}

	async sendNow(does, done, name) {
		try {
			this.take(await withToken(does));
			this.tell(done);
			return true;
		} catch (error) {
			const why = error instanceof Refusal ? error.message : word("web.unreachable");
			this.tell(name ? word("lead.slides.refused", { name: titleOf(name), why }) : why, true);
			return false;
		}
	}

	// Trouble stays beside the pictures, what is done goes by.
	tell(text, trouble = false) {
		const place = byId("slides-trouble");
		if (trouble || !this.keeps) {
			place.hidden = !trouble;
			setText(place.lastElementChild, trouble ? text : "");
		}
		say(trouble ? "" : text);
	}

	putAll(files) {
		byId("slides-file").value = "";
		const order = files.sort((a, b) => a.name.localeCompare(b.name, "vi", { numeric: true }));
		if (!order.length || this.isKept()) return;
		const follows = this.batches++ > 0;
		this.batch = this.batch.then((good) => this.putBatch(order, follows && !good));
	}

	async putBatch(files, keeps) {
		this.keeps = keeps;
		let good = true;
		for (const file of files) if (good) good = await this.put(file);
		this.keeps = false;
		this.batches--;
		return good && !keeps;
	}

	// Whether nothing can be put now; says why.
	isKept() {
		const why = this.blocked();
		if (why) this.tell(why, true);
		return Boolean(why);
	}

	async put(file) {
		say(word("lead.slides.sending", { name: titleOf(file.name) }));
		const slide = await slideOf(file);
		if (!slide) {
			this.tell(word("lead.slides.unusable", { name: file.name }), true);
			return false;
		}
		while (this.busy) await this.busy;
		if (this.isKept()) return false;
		const { name, type, body } = slide;
		return this.send(() => putFile(pathOf(name), type, body), word("lead.slides.added", { name: titleOf(name) }), name);
	}

	async time(event) {
		event.preventDefault();
		const seconds = Number(byId("slides-seconds").value);
		const good = Number.isInteger(seconds) && seconds >= SECONDS_MIN && seconds <= SECONDS_MAX;
		byId("slides-seconds").setAttribute("aria-invalid", String(!good));
		if (!good) this.tell(word("lead.slides.range", { min: SECONDS_MIN, max: SECONDS_MAX }), true);
		else await this.send(() => change("PUT", PATH, { seconds }), word("lead.slides.timed", { seconds }));
	}

	async move(name, by) {
		const order = this.slides.map((slide) => slide.name);
		const at = order.indexOf(name);
		[order[at], order[at + by]] = [order[at + by], order[at]];
		await this.send(() => change("PUT", PATH, { order }), word("lead.slides.moved", { name: titleOf(name), n: at + by + 1 }), name);
	}

	async removeNow(name) {
		this.asked = null;
		if (await this.send(() => remove(pathOf(name)), word("lead.slides.removed", { name: titleOf(name) }), name)) byId("slides-add").focus();
	}

	ask(row, name) {
		this.asked = name;
		this.render();
		const { yes, off } = row;
		(name ? yes : off).focus();
	}

	make({ name }) {
		const button = (look, does) => {
			const made = el("button", { type: "button", class: look });
			made.addEventListener("click", () => !this.blocked() && does());
			return made;
		};
		const row = { li: el("li", { class: "slide card" }), picture: el("img", { alt: "", loading: "lazy" }), size: el("p", { class: "mut sm num" }) };
		row.up = button("b", () => this.move(name, -1));
		row.down = button("b", () => this.move(name, 1));
		row.off = button("b", () => this.ask(row, name));
		row.sure = el("p", {});
		row.yes = button("b p", () => this.removeNow(name));
		row.no = button("b", () => this.ask(row, null));
		row.does = el("div", { class: "does" }, row.up, row.down, row.off);
		row.asks = el("div", { class: "does" }, row.sure, row.yes, row.no);
		row.asks.addEventListener("keydown", ({ key }) => key === "Escape" && this.ask(row, null));
		row.li.append(row.picture, el("h3", {}, titleOf(name)), row.size, row.does, row.asks);
		return row;
	}

	fill(row, { name, size, hash }) {
		const at = this.slides.findIndex((slide) => slide.name === name);
		const source = `/slides/${encodeURIComponent(name)}?${hash}`;
		if (row.picture.getAttribute("src") !== source) row.picture.setAttribute("src", source);
		setText(row.size, word("lead.slides.size", { n: Math.max(1, Math.round(size / 1024)) }));
		const label = (button, key) => {
			setText(button, word(key));
			button.setAttribute("aria-label", `${word(key)}: ${titleOf(name)}`);
			setBlocked(button, this.blocked());
		};
		for (const [button, key] of [[row.up, "up"], [row.down, "down"], [row.off, "remove"], [row.yes, "remove"], [row.no, "keep"]]) label(button, `lead.slides.${key}`);
		row.up.disabled = at === 0;
		row.down.disabled = at === this.slides.length - 1;
		setText(row.sure, word("lead.slides.sure"));
		row.does.hidden = this.asked === name;
		row.asks.hidden = this.asked !== name;
	}

	render() {
		const { slides, seconds } = this;
		this.rows.show(slides.map((slide) => ({ ...slide, id: slide.name })));
		byId("slides-none").hidden = slides.length > 0;
		setText(byId("slides-sum"), slides.length ? word("lead.slides.sum", { n: slides.length, seconds }) : "");
		for (const id of ["slides-add", "slides-time"]) setBlocked(byId(id), this.blocked());
	}
}
