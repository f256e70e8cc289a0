// lead_questions: what has to be said before a step. Each makes { content, focus, body }; body() is
// what is sent, or null when something is missing, which has been said then.
import { chips } from "./chips.js";
import { el } from "./dom.js";
import { field, Say } from "./panel_part.js";
import { shortCounterName } from "./parts.js";
import { Reasons } from "./reasons.js";
import { nameOf, word } from "./words.js";

const MINUTES = [5, 10, 15, 30];
const REASONS = {
	release: ["lead.release.broken", "lead.release.left", "lead.release.mistake"],
	reopen: ["lead.reopen.mistake", "lead.reopen.more"],
	void: ["lead.void.twice", "lead.void.test", "lead.void.gone"],
	call: ["clerk.call.urgent", "clerk.call.support", "clerk.call.together"],
};

function reasons(move, title) {
	return new Reasons(word(title), REASONS[move].map((key) => word(key)));
}

function sayOf(move) {
	return new Say("question-say", word(`lead.note.${move}`));
}

function reason(move) {
	const say = sayOf(move);
	const why = reasons(move, "lead.reason");
	const body = () => {
		const text = why.text();
		if (text) return { reason: text };
		say.wrong(word("lead.reason.missing"), why.own);
		return null;
	};
	return { content: [say.node, why.choice.node, why.field], focus: why.choice.first, body };
}

function sure(move) {
	return { content: [sayOf(move).node], focus: null, body: () => ({}) };
}

function priority(move, { office }, ticket) {
	const classes = office.priorities.map(({ id, name }) => [id, nameOf(name)]);
	const choice = chips("choice", word("lead.priority.class"), [["", word("lead.priority.none")], ...classes], ticket.priority ?? "");
	return { content: [sayOf(move).node, choice.node], focus: choice.first, body: () => ({ priority: choice.value() }) };
}

function minutes(move) {
	const times = MINUTES.map((n) => [String(n), word("web.minutes", { n })]);
	const choice = chips("choice", word("clerk.pause.title"), [...times, ["", word("clerk.pause.unknown")]], "10");
	const body = () => (choice.value() ? { back_in_min: Number(choice.value()) } : {});
	return { content: [sayOf(move).node, choice.node], focus: choice.first, body };
}

// Any number that waits may be called, written as one likes: "a12" is A012.
function number(move, hall) {
	const say = sayOf(move);
	const input = el("input", { autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12" });
	const why = reasons(move, "clerk.call.why");
	const body = () => {
		const found = hall.waitingNumber(input.value);
		if (found) return { number: found, reason: why.text() || undefined };
		const typed = input.value.trim().toUpperCase();
		say.wrong(typed ? word("lead.call.unknown", { number: typed }) : word("clerk.other.missing"), input);
		return null;
	};
	return { content: [say.node, field("question-number", word("clerk.other.label"), input), why.choice.node, why.field], focus: input, body };
}

// "2 – Chứng thực, đang đóng": nobody can be sent there.
function placeText(counter) {
	const state = counter.state === "open" ? "" : `, ${word(`clerk.counter.${counter.state}`)}`;
	return `${counter.id} – ${shortCounterName(counter)}${state}`;
}

function target(move, hall, ticket) {
	const { office } = hall;
	const option = (value, text, disabled = false) => el("option", { value, disabled }, text);
	const counters = hall.counters.filter(({ id }) => id !== ticket.counter);
	const services = office.services.filter(({ id }) => id !== ticket.service);
	const select = el("select", {},
		el("optgroup", { label: word("lead.counters") }, ...counters.map((counter) => option(`counter ${counter.id}`, placeText(counter), counter.state === "closed"))),
		el("optgroup", { label: word("lead.services") }, ...services.map(({ id, name }) => option(`service ${id}`, nameOf(name)))));
	const body = () => {
		const [kind, id] = select.value.split(" ");
		return kind === "counter" ? { counter: Number(id) } : { service: id };
	};
	return { content: [sayOf(move).node, field("question-target", word("lead.transfer.to"), select)], focus: select, body };
}

const QUESTIONS = { reason, sure, priority, minutes, number, target };

export function questionOf({ ask, move }, hall, ticket) {
	return QUESTIONS[ask](move, hall, ticket);
}
