// refusal: why the server did not do a step, in words that tell how things are now.
import { Refusal } from "./api.js";
import { word } from "./words.js";

function busyText(ticket) {
	return ticket ? word("clerk.busy", ticket) : word("clerk.busy.unknown");
}

// What the server would not do although the number is where it was.
function limitText(move, { number, state }) {
	if (move === "back" && state === "absent") return word("clerk.wrong.back", { number });
	if (move === "transfer" && (state === "called" || state === "serving")) return word("clerk.wrong.transfer", { number });
	return null;
}

function stateText(move, ticket, here) {
	if (move === "undo") return word("clerk.wrong.undo");
	if (!ticket) return word("clerk.wrong.gone");
	const { number, state, counter } = ticket;
	if (counter && counter !== here && (state === "called" || state === "serving")) {
		return word("clerk.moved.counter", { number, counter });
	}
	return limitText(move, ticket) ?? word("clerk.moved", { number, state: word(`state.${state}`) });
}

// here: this counter's number
export function refusalText(error, move, here) {
	if (!(error instanceof Refusal)) return word("web.unreachable");
	if (error.slug === "busy") return busyText(error.ticket);
	if (error.slug === "wrong_state") return stateText(move, error.ticket, here);
	return error.message || word("web.refused");
}
