// tag: why a number is called when it is, as a word and a shape: { kind, picture, text }.
import { nameOf, word } from "./words.js";

const PICTURE = { priority: "star", appointment: "cal", returned: "back", transferred: "move", chosen: "hand" };

function priorityText(id, office) {
	const name = nameOf(office.priorities.find((klass) => klass.id === id)?.name);
	if (!name) return word("reason.priority");
	return word("web.priority_of", { class: name.charAt(0).toLowerCase() + name.slice(1) });
}

function textOf(kind, { priority, from_counter: counter }, office) {
	if (kind === "priority") return priorityText(priority, office);
	if (kind === "transferred" && counter) return word("web.transferred_from", { counter });
	return word(`reason.${kind}`);
}

export function tagOf(ticket, office) {
	const kind = ticket.reason ?? "in_turn";
	return { kind, picture: PICTURE[kind], text: textOf(kind, ticket, office) };
}
