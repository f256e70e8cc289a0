// queue_view: who waits for this counter, in calling order, and who did not come.
import { minutesText, now, timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { say } from "./note.js";
import { icon, setBlocked } from "./parts.js";
import { nameOf, word } from "./words.js";

const PICTURE = { priority: "star", appointment: "cal", returned: "back", transferred: "move" };

// Why a number is called when it is, as a word and a shape: { kind, picture, text }.
export function tagOf({ reason, priority }, office) {
	const kind = reason ?? "in_turn";
	const klass = office.priorities.find(({ id }) => id === priority);
	const plain = word(`reason.${kind}`);
	if (kind !== "priority" || !klass) return { kind, picture: PICTURE[kind], text: plain };
	const name = nameOf(klass.name);
	const text = word("web.priority_of", { class: name.charAt(0).toLowerCase() + name.slice(1) });
	return { kind, picture: PICTURE[kind], text };
}

export class QueueView {
	constructor(desk) {
		this.desk = desk;
		this.rows = new Map();
		this.tabs = [byId("tab-waiting"), byId("tab-absent")];
		for (const tab of this.tabs) {
			tab.addEventListener("click", () => this.choose(tab));
			tab.addEventListener("keydown", (event) => this.arrow(event));
		}
	}

	arrow(event) {
		if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
		event.preventDefault();
		const other = this.tabs.find((tab) => tab !== event.currentTarget);
		this.choose(other);
		other.focus();
	}

	choose(chosen) {
		for (const tab of this.tabs) {
			const on = tab === chosen;
			tab.setAttribute("aria-selected", String(on));
			tab.tabIndex = on ? 0 : -1;
			byId(tab.getAttribute("aria-controls")).hidden = !on;
		}
	}

	tick() {
		const passed = now() - (this.desk.readAt ?? now());
		for (const { item, wait } of this.rows.values()) {
			setText(wait, minutesText(item.wait_s * 1000 + passed));
		}
	}

	render(plan) {
		const { queue, waiting, absent } = this.desk;
		setText(this.tabs[0], `${word("clerk.queue.waiting")} ${waiting}`);
		setText(this.tabs[1], `${word("clerk.queue.absent")} ${absent.length}`);
		this.renderWaiting(plan);
		this.renderAbsent();
		setBlocked(byId("other"), plan.call.blocked);
		document.querySelector(".legend").hidden = !queue.some((item) => item.over_target);
	}

	// Rows are kept by ticket and only what is new or out of place moves, so that focus stays.
	renderWaiting(plan) {
		const list = byId("waiting-list");
		const { queue, next } = this.desk;
		list.nextElementSibling.hidden = queue.length > 0;
		const kept = new Set(queue.map(({ id }) => id));
		for (const [id, { li }] of this.rows) {
			if (kept.has(id)) continue;
			li.remove();
			this.rows.delete(id);
		}
		queue.forEach((item, place) => {
			const row = this.rows.get(item.id) ?? this.newRow(item);
			this.fillRow(row, item, plan);
			row.li.classList.toggle("next", item.number === next);
			if (list.children[place] !== row.li) list.insertBefore(row.li, list.children[place] ?? null);
		});
		this.tick();
	}

	newRow(item) {
		const wait = el("span");
		const warn = icon("warn");
		const parts = ["n num", "s", "w num", "tag", "g num"].map((name) => el("span", { class: name }));
		parts[2].append(warn, wait);
		const button = el("button", { class: "row-b", "data-number": item.number }, ...parts);
		const row = { li: el("li", {}, button), button, parts, wait, warn, item };
		button.addEventListener("click", () => this.pick(row.item.number));
		this.rows.set(item.id, row);
		return row;
	}

	fillRow(row, item, plan) {
		const { kind, picture, text } = tagOf(item, this.desk.office);
		const [number, what, , tag, at] = row.parts;
		row.item = item;
		setText(number, item.number);
		setText(what, this.nameOf(item));
		what.title = what.textContent;
		row.warn.toggleAttribute("hidden", !item.over_target);
		tag.className = `tag${kind === "in_turn" ? " plain" : ""}${kind === "priority" ? " priority" : ""}`;
		if (tag.textContent !== text) {
			tag.replaceChildren(...(picture ? [icon(picture, "")] : []), el("span", { title: text }, text));
		}
		setText(at, word("clerk.queue.at", { time: timeText(item.queue_at) }));
		setBlocked(row.button, plan.call.blocked);
	}

	nameOf({ procedure, service }) {
		if (procedure) return nameOf(procedure.name);
		return nameOf(this.desk.office.services.find(({ id }) => id === service)?.name);
	}

	pick(number) {
		const { blocked } = this.desk.plan().call;
		if (blocked) say(blocked, "advise");
		else this.desk.panels.askCall(number);
	}

	renderAbsent() {
		const list = byId("absent-list");
		list.nextElementSibling.hidden = this.desk.absent.length > 0;
		list.replaceChildren(...this.desk.absent.map((item) => {
			const time = timeText(item.called_at);
			const at = el("span", { class: "mut" }, word("clerk.absent.at", { time }));
			return el("li", { class: "row-t" }, el("span", { class: "n num" }, item.number), at);
		}));
	}
}
