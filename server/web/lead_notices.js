// lead_notices: what the boards tell everyone in the hall: what is shown now, later and before, and
// the way to write it.
import { get, Refusal } from "./api.js";
import { now } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { NoticeForm } from "./lead_notice_form.js";
import { stampOf, stateOf, whenText } from "./lead_notice_text.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { icon, setBlocked } from "./parts.js";
import { word } from "./words.js";

const NOTICES_MAX = 8;
const LOOK = { now: "screen", later: "cal", over: "check" };

export class Notices {
	constructor(hall) {
		this.hall = hall;
		this.moves = new Moves("/api/v1", "PUT");
		this.list = null;
		this.version = null;
		this.drawn = "";
		this.dialog = byId("notice");
		this.form = new NoticeForm(this.dialog, (before, notice) => this.keep(before, notice));
		byId("notices-add").addEventListener("click", () => {
			if (!this.addBlocked()) this.form.open(null);
		});
	}

	// The hall says which version counts now.
	know(version) {
		if (version === this.version) return;
		this.version = version;
		this.load();
	}

	async load() {
		try {
			this.take(await get("/api/v1/notices"));
		} catch {
			this.version = null; // The next look at the hall asks again.
		}
	}

	take({ version, notices }) {
		this.version = version;
		this.list = notices;
		this.render();
	}

	blocked() {
		const { ended, lostAt } = this.hall;
		if (ended) return word("clerk.blocked.readonly");
		return lostAt || !this.list ? word("clerk.blocked.lost") : null;
	}

	addBlocked() {
		const full = this.list?.length >= NOTICES_MAX;
		return this.blocked() ?? (full ? word("lead.notices.full", { n: NOTICES_MAX }) : null);
	}

	/* What it looks like. */

	reword() {
		if (this.dialog.open) this.dialog.close();
		this.drawn = "";
		this.render();
	}

	render() {
		if (!this.list) return;
		const stamp = stampOf(now());
		const states = this.list.map((notice) => stateOf(notice, stamp));
		const drawn = JSON.stringify([this.list, states]);
		if (drawn !== this.drawn) this.draw(states);
		this.drawn = drawn;
		for (const button of byId("notice-list").querySelectorAll("button")) setBlocked(button, this.blocked());
		const full = this.addBlocked();
		setBlocked(byId("notices-add"), full);
		setText(byId("notices-full"), this.blocked() ? "" : (full ?? ""));
	}

	// Times pass.
	tick() {
		this.render();
	}

	draw(states) {
		const count = (state) => states.filter((one) => one === state).length;
		byId("notice-list").replaceChildren(...this.list.map((notice, place) => this.item(notice, states[place], place)));
		byId("notices-none").hidden = this.list.length > 0;
		setText(byId("notices-sum"), this.list.length ? word("lead.notices.sum", { now: count("now"), later: count("later") }) : "");
	}

	item(notice, state, place) {
		const { vi, en } = notice;
		const tag = el("span", { class: "tag" }, icon(LOOK[state], ""), word(`lead.notice.${state}`));
		const when = el("span", { class: "mut sm" }, whenText(notice));
		const texts = [el("p", { class: "text" }, el("bdi", { lang: "vi" }, vi)), en ? el("p", { class: "mut sm" }, el("bdi", { lang: "en" }, en)) : ""];
		const button = (kind, does) => {
			const one = el("button", { type: "button", class: "b", id: `notice-${kind}-${place}`, "aria-label": word(`lead.notice.${kind}.what`, { text: vi }) }, word(`lead.notice.${kind}`));
			one.addEventListener("click", () => {
				if (!this.blocked()) does();
			});
			return one;
		};
		const does = el("div", { class: "does" }, button("edit", () => this.form.open(notice)), button("remove", () => this.ask(notice)));
		return el("li", { class: `notice-row ${state}` }, el("div", { class: "how" }, el("div", { class: "state" }, tag, when), ...texts), does);
	}

	// Whoever removes one sees which.
	ask(notice) {
		const title = el("h2", { id: "notice-title", tabindex: "-1" }, word("lead.notice.remove.title"));
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		const does = el("button", { type: "button", class: "b p", id: "notice-do" }, word("lead.notice.remove"));
		const back = el("button", { type: "button", class: "b" }, word("lead.notice.keep"), el("kbd", {}, "Esc"));
		does.addEventListener("click", () => this.remove(notice));
		back.addEventListener("click", () => this.dialog.close());
		this.dialog.replaceChildren(title, el("p", { class: "text" }, el("bdi", { lang: "vi" }, notice.vi)), this.said, el("div", { class: "panel" }, el("div", { class: "row" }, does, back)));
		this.dialog.showModal();
		back.focus();
	}

	/* What is changed. */

	// Where the notice is now: the list may be another than when it was opened; -1: it is gone.
	placeOf(notice) {
		const wanted = JSON.stringify(notice);
		return this.list.findIndex((one) => JSON.stringify(one) === wanted);
	}

	async put(notices) {
		this.take(await this.moves.send("notices", { notices }, () => this.hall.lostAt > 0));
		this.dialog.close();
	}

	async keep(before, notice) {
		const place = before ? this.placeOf(before) : this.list.length;
		const list = [...this.list];
		list[place < 0 ? list.length : place] = notice;
		await this.put(list);
		say(word("lead.notice.kept"));
		byId(`notice-edit-${this.placeOf(notice)}`)?.focus();
	}

	async remove(notice) {
		if (this.busy) return;
		this.busy = true;
		const place = this.placeOf(notice);
		try {
			await this.put(this.list.filter((_, i) => i !== place));
			say(word("lead.notice.removed"));
			byId("notices-add").focus();
		} catch (error) {
			this.said.hidden = false;
			setText(this.said.lastElementChild, error instanceof Refusal ? error.message : word("web.unreachable"));
		}
		this.busy = false;
	}
}
