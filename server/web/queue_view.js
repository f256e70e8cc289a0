// queue_view: who waits for this counter, in calling order, whose place is kept, and who did not come.
import { minutesText, now, timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { say } from "./note.js";
import { icon, setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { tagOf } from "./tag.js";
import { nameOf, word } from "./words.js";

const LISTS = ["waiting", "held", "absent"];

export class QueueView {
	constructor(desk) {
		this.desk = desk;
		this.tabs = LISTS.map((name) => byId(`tab-${name}`));
		this.waiting = new Rows(byId("waiting-list"), (item) => this.newWaiting(item), (row, item) => this.fillWaiting(row, item));
		this.held = new Rows(byId("held-list"), (item) => this.newAway(item), (row, item) => this.fillHeld(row, item));
		this.absent = new Rows(byId("absent-list"), (item) => this.newAway(item), (row, item) => this.fillAbsent(row, item));
		for (const tab of this.tabs) {
			tab.addEventListener("click", () => this.choose(tab));
			tab.addEventListener("keydown", (event) => this.arrow(event));
		}
	}

	arrow(event) {
		const at = this.tabs.indexOf(event.currentTarget);
		const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
		if (to === undefined) return;
		event.preventDefault();
		const tab = this.tabs.at(to % this.tabs.length);
		this.choose(tab);
		tab.focus();
	}

	choose(chosen) {
		for (const tab of this.tabs) {
			const on = tab === chosen;
			tab.setAttribute("aria-selected", String(on));
			tab.tabIndex = on ? 0 : -1;
			byId(tab.getAttribute("aria-controls")).hidden = !on;
		}
	}

	// To the held or the absent: one alone is asked about at once, of several the first has the focus.
	go(name) {
		const items = this.desk[name];
		this.choose(byId(`tab-${name}`));
		if (items.length === 1) this.desk.panels.ask("number", items[0]);
		else if (items.length) this[name].first().focus();
		else say(byId(`list-${name}`).lastElementChild.textContent, "advise");
	}

	tick() {
		const passed = now() - (this.desk.readAt ?? now());
		this.waiting.each(({ item, wait }) => setText(wait, minutesText(item.wait_s * 1000 + passed)));
	}

	render(plan) {
		const { queue, waiting, held, absent } = this.desk;
		this.blocked = plan.moves.number.blocked;
		[waiting, held.length, absent.length].forEach((count, i) => {
			setText(this.tabs[i].firstElementChild, `${word(`clerk.queue.${LISTS[i]}`)} ${count}`);
		});
		[queue, held, absent].forEach((items, i) => {
			this[LISTS[i]].show(items);
			byId(`list-${LISTS[i]}`).lastElementChild.hidden = items.length > 0;
		});
		setBlocked(byId("other"), plan.moves.call.blocked);
		document.querySelector(".legend").hidden = !queue.some((item) => item.over_target);
		this.tick();
	}

	// { row, button }: a row that asks what to do with its number
	newRow(item, ...parts) {
		const button = el("button", { class: "row-b", "data-number": item.number }, ...parts);
		const row = { li: el("li", {}, button), button, parts };
		button.addEventListener("click", () => this.desk.panels.ask("number", row.item));
		return row;
	}

	newWaiting(item) {
		const row = this.newRow(item, ...["n num", "s", "w num", "tag", "g num"].map((name) => el("span", { class: name })));
		row.warn = icon("warn");
		row.wait = el("span");
		row.parts[2].append(row.warn, row.wait);
		return row;
	}

	fillWaiting(row, item) {
		const { kind, picture, text } = tagOf(item, this.desk.office);
		const [number, what, , tag, at] = row.parts;
		row.li.classList.toggle("next", item.number === this.desk.next);
		setText(number, item.number);
		setText(what, this.desk.matterOf(item));
		what.title = what.textContent;
		row.warn.toggleAttribute("hidden", !item.over_target);
		tag.className = `tag${kind === "in_turn" ? " plain" : ""}${kind === "priority" ? " priority" : ""}`;
		if (tag.textContent !== text) {
			tag.replaceChildren(...(picture ? [icon(picture, "")] : []), el("span", { title: text }, text));
		}
		setText(at, word("clerk.queue.at", { time: timeText(item.queue_at) }));
		setBlocked(row.button, this.blocked);
	}

	newAway(item) {
		return this.newRow(item, ...["n num", "s", "w num", "r"].map((name) => el("span", { class: name })));
	}

	fillAway(row, { number }, what, time, note) {
		[number, what, time, note].forEach((text, i) => setText(row.parts[i], text));
		setBlocked(row.button, this.blocked);
	}

	fillHeld(row, item) {
		const time = item.until ? word("clerk.held.until", { time: timeText(item.until) }) : word("clerk.held.open");
		this.fillAway(row, item, nameOf(this.desk.serviceOf(item)?.name), time, item.reason ?? "");
	}

	fillAbsent(row, item) {
		const time = word("clerk.absent.at", { time: timeText(item.called_at) });
		const note = item.can_return ? word("clerk.absent.misses", { n: item.misses }) : word("clerk.absent.late");
		this.fillAway(row, item, note, time, "");
	}
}
