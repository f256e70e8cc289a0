// lead_moves: what the lead can do with a number or a counter as it is now: { move, path, icon, ask }.
// `ask` is what has to be said first; see lead_questions.js. Knows neither the page nor the server.
const OF_STATE = {
	issuing: [],
	waiting: [["priority", "star", "priority"], ["leave", "x", "sure"], ["void", "x", "reason"]],
	called: [["priority", "star", "priority"], ["release", "back", "reason"]],
	serving: [["release", "back", "reason"]],
	held: [["back", "back"], ["leave", "x", "sure"]],
	absent: [["back", "back"], ["leave", "x", "sure"]],
	served: [["reopen", "back", "reason"]],
};

const AT_COUNTER = {
	called: [["recall", "bell"], ["start", "play"], ["absent", "absent"], ["transfer", "move", "target"]],
	serving: [["finish", "check"], ["transfer", "move", "target"]],
	open: [["next", "bell"], ["call", "bell", "number"], ["pause", "pause", "minutes"], ["close", "lock"]],
	paused: [["open", "play"], ["close", "lock"]],
	closed: [["open", "play"]],
};

function moves(list, path) {
	return list.map(([move, icon, ask = null]) => ({ move, icon, ask, path: `${path}/${move}` }));
}

export function ticketMoves({ id, state, can_return: canReturn }) {
	const list = OF_STATE[state] ?? [];
	return moves(list.filter(([move]) => move !== "back" || state === "held" || canReturn), `tickets/${id}`);
}

// ticket: the number at the counter, or null
export function counterMoves({ id, state }, ticket) {
	return moves(AT_COUNTER[ticket?.state ?? state] ?? [], `counters/${id}`);
}
