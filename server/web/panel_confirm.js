// panel_confirm: steps that cannot be taken back ask once.
import { button, cancelButton, row, Say } from "./panel_part.js";
import { word } from "./words.js";

function confirmPanel(desk, { id, number }, { title, note, yes, no, does }) {
	const keep = cancelButton(desk, no);
	return {
		title: word(title, { number }),
		content: [new Say("confirm-say", word(note)).node, row(button(yes, null, does), keep)],
		focus: keep,
		fits: () => desk.ticket?.id === id || desk.find((item) => item.id === id) !== null,
	};
}

export function leavePanel(desk, item) {
	return confirmPanel(desk, item, {
		title: "clerk.leave.title",
		note: "clerk.leave.note",
		yes: word("clerk.leave.yes", item),
		no: word("clerk.leave.no"),
		does: () => desk.act("leave", {}, item),
	});
}

// item: one that waits; without, the one that is called
export function demotePanel(desk, item) {
	const about = item ?? desk.ticket;
	return confirmPanel(desk, about, {
		title: "clerk.demote.title",
		note: item ? "clerk.demote.note.waiting" : "clerk.demote.note",
		yes: word("clerk.demote.yes"),
		no: word("clerk.cancel"),
		does: () => desk.act("priority", { priority: "" }, about),
	});
}
