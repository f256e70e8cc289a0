// lead_calls: every call of today that was out of turn: when, which number, where, why, and who called.
// Read only while the list is open.
import { get } from "./api.js";
import { timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { icon } from "./parts.js";
import { couldBe } from "./number.js";
import { Rows } from "./rows.js";
import { tagOf } from "./tag.js";
import { word } from "./words.js";

const KINDS = ["chosen", "priority", "appointment", "returned", "transferred", "overdue"];
const AGAIN_MS = 2000;

export class Calls {
	constructor(hall) {
		this.hall = hall;
		this.calls = null;
		this.kind = "all";
		this.box = byId("calls-box");
		this.find = byId("calls-find");
		this.rows = new Rows(byId("call-list"), (call) => this.make(call), (row, call) => this.fill(row, call));
		this.box.addEventListener("toggle", () => this.read());
		this.find.addEventListener("input", () => this.render());
		for (const link of document.querySelectorAll("a[href='#calls']")) link.addEventListener("click", () => (this.box.open = true));
	}

	async read() {
		if (!this.box.open) return;
		try {
			const { day, calls, more } = await get("/api/v1/calls");
			Object.assign(this, { day, calls: calls.map((call) => ({ ...call, id: call.seq })), more });
			this.render();
		} catch {
			// The next call asks again.
		}
	}

	// A call out of turn, or one that was taken back.
	heard(name, { kind, reason }) {
		const tells = name === "snapshot" || (kind === "called" && reason !== "in_turn") || kind === "undone" || kind === "day_opened";
		if (!tells || !this.box.open) return;
		this.timer ??= setTimeout(() => {
			this.timer = null;
			this.read();
		}, AGAIN_MS);
	}

	make() {
		const [time, number, where, tag, note, by] = ["num", "n num", "where num", "tag", "said", "by"].map((look) => el("span", { class: look }));
		return { li: el("li", {}, time, number, where, tag, note, by), time, number, where, tag, note, by };
	}

	fill(row, call) {
		const { at, number, counter, note, by, undone } = call;
		const { kind, picture, text } = tagOf(call, this.hall.office);
		setText(row.time, timeText(at));
		setText(row.number, number);
		setText(row.where, word("web.counter", { counter }));
		row.tag.className = `tag ${kind}`;
		if (row.tag.textContent !== text) row.tag.replaceChildren(...(picture && byId(`i-${picture}`) ? [icon(picture, "")] : []), text);
		setText(row.note, [note, undone ? word("lead.calls.undone") : ""].filter(Boolean).join(" · "));
		setText(row.by, by ?? "");
		row.li.className = undone ? "undone" : "";
	}

	// By number, counter or name, and by reason.
	found() {
		const typed = this.find.value.trim();
		const lower = typed.toLocaleLowerCase("vi");
		const fits = ({ number, by }) => !typed || couldBe(number, typed) || (by ?? "").toLocaleLowerCase("vi").includes(lower);
		return this.calls.filter((call) => fits(call) && (this.kind === "all" || call.reason === this.kind));
	}

	kindButton(kind) {
		const button = el("button", { type: "button", class: "b", "data-reason": kind });
		button.addEventListener("click", () => {
			this.kind = kind;
			this.render();
		});
		return button;
	}

	renderKinds() {
		const count = (kind) => this.calls.filter(({ reason }) => reason === kind).length;
		const shown = ["all", ...KINDS.filter((kind) => kind === "chosen" || kind === this.kind || count(kind))];
		const list = byId("calls-kinds");
		if (Array.from(list.children, ({ dataset }) => dataset.reason).join() !== shown.join()) list.replaceChildren(...shown.map((kind) => this.kindButton(kind)));
		for (const button of list.children) {
			const { reason } = button.dataset;
			const n = reason === "all" ? this.calls.length : count(reason);
			setText(button, reason === "all" ? word("lead.calls.all", { n }) : word("lead.calls.of", { reason: word(`reason.${reason}`), n }));
			button.setAttribute("aria-pressed", String(reason === this.kind));
		}
	}

	render() {
		if (!this.calls || !this.box.open) return;
		const found = this.found();
		this.rows.show(found);
		this.renderKinds();
		byId("calls-none").hidden = found.length > 0;
		setText(byId("calls-none"), word(this.calls.length ? "lead.calls.unknown" : "lead.calls.none"));
		byId("calls-report").href = `/reports?${new URLSearchParams({ from: this.day, to: this.day })}`;
		setText(byId("calls-sum"), this.more ? word("lead.calls.more", { n: this.calls.length }) : "");
	}
}
