// board_waits: for how long one waits, in figures or in words where minutes are not what there is to
// say; the same as on the other boards and the kiosk (common/wait_text).
import { hhmm, minuteOf } from "./board_time.js";
import { word } from "./words.js";

const SOON_MIN = 5;
const FIGURE_MAX = 100;
const NOON = 12 * 60;

function step(minutes) {
	return minutes < 10 ? 1 : minutes < 60 ? 5 : 10;
}

// Rounded outwards: what is promised is never narrower than what is known.
function minutesOf({ low_s: lowS, high_s: highS }) {
	const low = Math.floor(lowS / 60);
	const high = Math.ceil(highS / 60);
	const from = low - (low % step(low));
	const to = Math.ceil(high / step(high)) * step(high);
	return [from, Math.max(to, from + 1)];
}

function figures({ wait, reach, break: pause }) {
	if (!wait) return "–";
	const [low, high] = minutesOf(wait);
	const minutes = !pause && reach !== "unlikely" && reach !== "doubtful";
	if (minutes && high <= SOON_MIN) return `0–${SOON_MIN}`;
	if (minutes && high < FIGURE_MAX) return `${low}–${high}`;
	return `${Math.min(low, FIGURE_MAX)}+`;
}

function inWords({ reach, break: pause }) {
	if (reach === "unlikely" || reach === "doubtful") return word(`wait.tile.${reach}`);
	if (!pause) return "";
	return word(minuteOf(pause.to_at) >= NOON ? "wait.tile.noon" : "wait.tile.break", { from: hhmm(pause.from_at), to: hhmm(pause.to_at) });
}

// What can be said of a service, the longest first: in words, in a word, in figures.
export function waitTexts(service) {
	const short = figures(service);
	const long = inWords(service).replace(/\n/g, " ") || short;
	return [long, service.reach === "unlikely" ? word("hall.unlikely") : short, short];
}

// The services with somebody waiting, and those that are open where there is room for all of them.
export function waitingOf(services, room) {
	const all = services.filter(({ open, waiting }) => open || waiting > 0);
	return all.length > room ? services.filter(({ waiting }) => waiting > 0) : all;
}
