// devices: what is known of a display or kiosk, in words; from what the server's list says of it.
import { timeText } from "./clock.js";
import { nameOf, word } from "./words.js";

export function stateText({ state, seen_at: seen }) {
	return word(`lead.device.${state}`, { time: seen ? timeText(seen) : "" });
}

// The zone's name in the office's data, else as it is written there.
function zoneText(id, office) {
	return nameOf(office.zones?.find((zone) => zone.id === id)?.name) || id;
}

// "Bảng gọi số chung, Tầng 2, số mới gọi A012"; "": it has said nothing
export function showsText({ screen, number, now }, office) {
	if (!screen) return "";
	return [
		word(`lead.device.shows.${screen}`, { counter: now?.counter ?? "" }),
		now?.zone && screen === "hall" ? zoneText(now.zone, office) : "",
		number ? word("lead.device.number", { number }) : "",
	].filter(Boolean).join(", ");
}

// "Âm lượng 80%, không có loa"; "": of a kiosk
export function soundText({ now, mute, sound }) {
	if (!now) return "";
	if (mute) return word("lead.device.mute");
	return [word("lead.device.volume", { n: now.volume }), sound === "none" ? word("lead.device.no_sound") : ""].filter(Boolean).join(", ");
}

export function isOtherVersion({ version }, server) {
	return version !== null && version !== server;
}

export function versionText({ version }, server) {
	if (!version) return "";
	return word(isOtherVersion({ version }, server) ? "lead.device.version.other" : "lead.device.version", { version });
}

// { title, text } of what the lead should look at; open: the office is
export function deviceTroubles(devices, open) {
	const two = devices.filter(({ also_at: other }) => other).map(({ name, address, also_at: other }) => ({
		title: word("lead.alert.device.two", { name }),
		text: word(address === other ? "lead.alert.device.two.same" : "lead.alert.device.two.note", { one: address, other }),
	}));
	const silent = open ? devices.filter(({ role, state }) => role === "display" && state === "silent") : [];
	return [...two, ...silent.map(({ name, seen_at: seen }) => ({
		title: word("lead.alert.display.silent", { name }),
		text: word("lead.alert.display.silent.note", { time: timeText(seen) }),
	}))];
}
