// kiosks: what the staff are told of the kiosks' printers, from { name, printer, since, seen_at } of
// each as the server last gave it.
import { word } from "./words.js";

const SILENT_MS = 50000; // it gives a sign of life every 20 s
const WELL = ["ok", "none"];

// The word for it; at: when the server was asked
function stateOf({ printer, seen_at: seen }, at) {
	return at - seen > SILENT_MS ? "silent" : printer;
}

// { state, text, since } of each kiosk
function kioskStates(kiosks, at) {
	return kiosks.map((kiosk) => {
		const state = stateOf(kiosk, at);
		const text = word(`web.kiosk.${state}`, { kiosk: kiosk.name });
		return { state, text, since: state === "silent" ? kiosk.seen_at : kiosk.since };
	});
}

export function kiosksWell(kiosks, at) {
	return kioskStates(kiosks, at).filter(({ state }) => WELL.includes(state));
}

// Those for which somebody has to do something.
export function kioskTroubles(kiosks, at) {
	return kioskStates(kiosks, at).filter(({ state }) => !WELL.includes(state));
}
