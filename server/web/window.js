// window: when a number is likely to be called, as a window of the clock that does not flicker: it
// is kept while it still holds and is not much wider than a new one would be. Times in Unix ms.
const MINUTE_MS = 60000;
const SOON_S = 300;

function rounded(from, to) {
	const step = to - from > 10 * MINUTE_MS ? 5 * MINUTE_MS : MINUTE_MS;
	return { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step };
}

// The window to show, given the one shown before (or null); null: it is almost the person's turn.
export function shownWindow(shown, wait, nowMs) {
	if (wait.high_s <= SOON_S) return null;
	const fresh = rounded(nowMs + wait.low_s * 1000, nowMs + wait.high_s * 1000);
	if (!shown || shown.to <= nowMs) return fresh;
	const middle = nowMs + (wait.low_s + wait.high_s) * 500;
	const holds = middle >= shown.from && middle <= shown.to;
	return holds && shown.to - shown.from <= 2 * (fresh.to - fresh.from) ? shown : fresh;
}
