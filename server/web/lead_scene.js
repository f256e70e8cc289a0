// lead_scene: how a counter stands, as one word. Knows neither the page nor the server.

// A clerk's page asks every half minute; a browser in the background at least every minute.
const LOST_MS = 120000;

// "called", "serving", "ready", "paused", "closed", or "lost": its page is not heard any more.
export function sceneOf({ state, ticket, seen_at: seenAt }, nowMs) {
	if (seenAt && nowMs - seenAt > LOST_MS && (ticket || state !== "closed")) return "lost";
	if (ticket) return ticket.state;
	return state === "open" ? "ready" : state;
}

// Since when it stands so, where that is known; else 0.
export function sinceOf({ ticket, seen_at: seenAt }, scene) {
	if (scene === "lost") return seenAt;
	if (scene === "serving") return ticket.started_at ?? ticket.called_at;
	return scene === "called" ? ticket.called_at : 0;
}
