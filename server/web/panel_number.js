// panel_number: what can be done with a number that waits, is held or was absent.
import { timeText } from "./clock.js";
import { button, cancelButton, enterButton, row, Say } from "./panel_part.js";
import { Reasons } from "./reasons.js";
import { word } from "./words.js";

const CALL_REASONS = ["clerk.call.urgent", "clerk.call.support", "clerk.call.together"];

function primary(node) {
	node.classList.add("p");
	return node;
}

function leaveButton(desk, item) {
	return button(word("clerk.leave"), "B", () => desk.panels.ask("leave", item));
}

function backButton(desk, item) {
	return button(word("clerk.back"), "Q", () => desk.act("back", {}, item));
}

function waiting(desk, item) {
	const { blocked } = desk.offer("call");
	const say = new Say("number-say", blocked ?? word("clerk.call.note"));
	const demote = item.priority ? button(word("clerk.demote"), "U", () => desk.panels.ask("demote", item)) : null;
	const others = [demote, leaveButton(desk, item), cancelButton(desk)];
	if (blocked) return { content: [say.node, row(...others)] };
	const reasons = new Reasons(word("clerk.call.why"), CALL_REASONS.map((key) => word(key)));
	return {
		content: [say.node, reasons.choice.node, reasons.field, row(enterButton(word("clerk.other.call")), ...others)],
		submit: () => desk.act("call", { number: item.number, reason: reasons.text() || undefined }, item),
	};
}

function held(desk, item) {
	const { blocked } = desk.offer("resume");
	const until = item.until ? word("clerk.held.until", { time: timeText(item.until) }) : word("clerk.held.open");
	const say = new Say("number-say", [item.reason, until, blocked].filter(Boolean).join(" · "));
	const resume = button(word("clerk.resume"), "T", () => desk.act("resume", { number: item.number }, item));
	const print = button(word("clerk.slip.print"), "P", () => desk.slip.print({ ...item, counter: desk.counter.id }));
	const buttons = [blocked ? null : primary(resume), backButton(desk, item), print, leaveButton(desk, item), cancelButton(desk)];
	return { content: [say.node, row(...buttons)] };
}

function absent(desk, item) {
	const called = word("clerk.absent.called", { time: timeText(item.called_at), n: item.misses });
	const say = new Say("number-say", item.can_return ? called : word("clerk.absent.late.note"));
	const back = item.can_return ? primary(backButton(desk, item)) : null;
	return { content: [say.node, row(back, leaveButton(desk, item), cancelButton(desk))] };
}

const OF_LIST = { queue: waiting, held, absent };

export function numberPanel(desk, { id, number }) {
	const same = (item) => item.id === id;
	const { list, item } = desk.find(same);
	const what = desk.matterOf(item);
	const panel = OF_LIST[list](desk, item);
	const buttons = panel.content.at(-1);
	return {
		...panel,
		title: what ? word("clerk.number.title", { number, what }) : number,
		focus: buttons.querySelector(".p") ?? buttons.lastElementChild,
		fits: () => desk.find(same)?.list === list,
	};
}
