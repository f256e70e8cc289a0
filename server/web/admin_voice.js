// admin_voice: the words of a call as the office's own recordings: which there are, heard, put one by
// one or many at once, removed.
import { numberText } from "./amounts.js";
import { ListSection } from "./admin_list_section.js";
import { Refusal, Unreachable } from "./api.js";
import { dayOf, timeText } from "./clock.js";
import { count } from "./count.js";
import { el, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { clipNameOf, voiceOf } from "./voice_file.js";
import { currentLanguage, word } from "./words.js";

const FILES = "audio/*,.wav,.mp3,.m4a,.ogg,.webm";
const SAID_MAX = 5;

export class VoiceSection extends ListSection {
	constructor(admin, id) {
		super(admin, id, ["voice"]);
		this.lang = currentLanguage();
		this.missing = false;
		this.audio = null;
		this.turn = 0; // how many were begun to be played
	}

	ask() {
		return this.admin.get("admin/voice");
	}

	clips() {
		return this.list.languages.find(({ lang }) => lang === this.lang).clips;
	}

	actions() {
		this.many = this.picker(true, (files) => this.putAll(files));
		this.add = this.button("p", () => this.many.click(), icon("plus"), word("admin.voice.add"));
		this.add.id = "voice-add";
		return [this.add, this.many];
	}

	// Files are chosen through a button; the field itself is not seen.
	picker(multiple, act) {
		const field = el("input", { type: "file", accept: FILES, multiple, hidden: true });
		field.addEventListener("change", () => {
			const files = [...field.files];
			field.value = "";
			if (files.length) act(files);
		});
		return field;
	}

	body() {
		const kinds = this.list.languages.map(({ lang }) => {
			const button = el("button", { type: "button", class: "b", "data-lang": lang }, word(`admin.voice.${lang}`));
			button.addEventListener("click", () => this.use({ lang }));
			return button;
		});
		this.kinds = el("div", { class: "kinds", role: "group", "aria-label": word("admin.voice.language") }, ...kinds);
		this.only = el("button", { type: "button", class: "b" }, word("admin.voice.missing.only"));
		this.only.addEventListener("click", () => this.use({ missing: !this.missing }));
		this.sum = el("p", { id: "voice-sum", role: "status" });
		this.trouble = el("div", { class: "trouble", role: "alert", id: "voice-trouble", hidden: true }, icon("warn"), el("p", {}));
		this.one = this.picker(false, ([file]) => this.putOne(file));
		const list = el("ul", { class: "card listed voices" });
		this.rows = new Rows(list, () => this.makeRow(), (row, clip) => this.tell(row, clip));
		this.none = el("p", { class: "card none" }, word("admin.voice.complete"));
		const where = el("p", { class: "hint" }, word("admin.voice.folder", { folder: this.list.folder }));
		return [el("p", { class: "hint" }, word("admin.voice.hint")), el("div", { class: "voice-tools" }, this.kinds, el("div", { class: "kinds" }, this.only), this.sum), this.trouble, this.one, this.none, list, where];
	}

	use(wanted) {
		Object.assign(this, wanted);
		this.fill();
	}

	fill() {
		const clips = this.clips();
		const there = clips.filter((clip) => clip.there).length;
		for (const button of this.kinds.children) button.setAttribute("aria-pressed", String(button.dataset.lang === this.lang));
		this.only.setAttribute("aria-pressed", String(this.missing));
		setText(this.sum, there === clips.length ? word("admin.voice.all", { n: there }) : word("admin.voice.sum", { n: there, of: clips.length }));
		const shown = this.missing ? clips.filter((clip) => !clip.there) : clips;
		this.rows.show(shown.map((clip) => ({ ...clip, id: `${this.lang}/${clip.name}` })));
		this.rows.list.hidden = !shown.length;
		this.none.hidden = shown.length > 0;
		setBlocked(this.add, this.admin.blocked());
	}

	makeRow() {
		const row = { li: el("li", {}), name: el("b", {}), file: el("small", { class: "mut" }), state: el("span", { class: "tag" }), facts: el("span", { class: "sm" }) };
		row.hear = el("button", { type: "button", class: "b" }, word("admin.voice.hear"));
		row.hear.addEventListener("click", () => this.hear(row.item));
		row.put = this.button("", () => this.choose(row.item));
		row.remove = this.button("", () => this.remove(row.item), word("admin.voice.remove"));
		row.li.append(el("div", { class: "who" }, row.name, row.file), el("div", { class: "how" }, row.state, row.facts), el("div", { class: "does" }, row.hear, row.put, row.remove));
		return row;
	}

	tell(row, clip) {
		const { id, name, text, there, ms } = clip;
		row.li.dataset.name = id;
		row.name.lang = this.lang;
		setText(row.name, word("admin.quoted", { text }));
		setText(row.file, `${name}.wav`);
		const unfit = there && ms === null;
		row.state.hidden = there && !unfit;
		setText(row.state, word(unfit ? "admin.voice.unfit" : "admin.voice.missing"));
		setText(row.facts, there ? this.factsText(clip) : "");
		setText(row.put, word(there ? "admin.voice.replace" : "admin.voice.choose"));
		row.hear.hidden = !there || unfit;
		row.remove.hidden = !there;
		for (const button of [row.hear, row.put, row.remove]) button.setAttribute("aria-label", `${button.textContent}: ${text}`);
		for (const button of [row.put, row.remove]) setBlocked(button, this.admin.blocked());
	}

	factsText({ ms, by, at }) {
		const long = ms === null ? "" : word("admin.voice.seconds", { n: numberText(ms / 1000, 1) });
		return [long, by, at ? `${timeText(at)} ${dayOf(at)}` : ""].filter(Boolean).join(" · ");
	}

	/* Heard. */

	async hear({ id }) {
		const turn = ++this.turn;
		this.audio ??= new AudioContext();
		this.source?.stop();
		try {
			const answer = await fetch(`/voice/${id}.wav`);
			if (!answer.ok) throw new Error(id);
			const sound = await this.audio.decodeAudioData(await answer.arrayBuffer());
			await this.audio.resume();
			if (turn === this.turn) this.play(sound);
		} catch {
			this.admin.say(word("admin.voice.unheard"), "warn");
		}
	}

	play(sound) {
		this.source = this.audio.createBufferSource();
		this.source.buffer = sound;
		this.source.connect(this.audio.destination);
		this.source.start();
	}

	/* Put. */

	choose(clip) {
		this.chosen = clip;
		this.one.click();
	}

	async putOne(file) {
		const { id, text } = this.chosen;
		const wrong = await this.put(id, file);
		this.complain(wrong ? [wrong] : []);
		if (!wrong) this.admin.say(word("admin.voice.put", { text }));
		await this.read();
	}

	// Each file is for the word that it is called by.
	async putAll(files) {
		const wrongs = [];
		let done = 0;
		for (const file of files.sort((a, b) => a.name.localeCompare(b.name))) {
			const clip = this.clips().find(({ name }) => name === clipNameOf(file.name));
			const wrong = clip ? await this.put(`${this.lang}/${clip.name}`, file) : word("admin.voice.unknown", { file: file.name });
			if (wrong) wrongs.push(wrong);
			else done++;
		}
		this.complain(wrongs);
		if (done) this.admin.say(count("admin.voice.put.n", done));
		await this.read();
	}

	// Why it was not put, or null.
	async put(id, file) {
		const { body, wrong } = await voiceOf(file);
		if (wrong) return word(`admin.voice.wrong.${wrong}`, { file: file.name });
		const blocked = this.admin.blocked();
		if (blocked) return blocked;
		try {
			await this.admin.put(`admin/voice/${id}`, "audio/wav", body);
			return null;
		} catch (error) {
			return this.refusal(file, error);
		}
	}

	refusal(file, error) {
		if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
		return word("admin.voice.refused", { file: file.name, why: this.admin.refusalText(error) });
	}

	complain(wrongs) {
		const shown = wrongs.slice(0, SAID_MAX);
		if (wrongs.length > SAID_MAX) shown.push(word("admin.voice.wrong.more", { n: wrongs.length - SAID_MAX }));
		this.trouble.hidden = !wrongs.length;
		this.trouble.lastElementChild.replaceChildren(...shown.flatMap((text, at) => (at ? [el("br"), text] : [text])));
	}

	async remove({ id, text }) {
		const sure = await this.admin.ask({
			title: word("admin.voice.remove.ask", { text }),
			text: word("admin.voice.remove.text"),
			choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.voice.remove"), value: true, look: "p" }],
		});
		if (!sure) return;
		try {
			await this.admin.send("DELETE", `admin/voice/${id}`);
			this.admin.say(word("admin.voice.removed", { text }));
		} catch (error) {
			this.admin.say(this.admin.refusalText(error), "warn");
		}
		await this.read();
		const row = [...this.rows.rows.values()].find(({ item }) => item.id === id);
		(row?.put ?? this.node.querySelector("h1")).focus();
	}
}
