// home: the page /: what is here, and how many wait, live.
import { ask } from "./ask.js";
import { dateText, dayOf, now, setZone, syncClock, timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { TabFeed } from "./tab_feed.js";
import { nameOf, readWords, word } from "./words.js";

const REFRESH_MS = 1000;
const DAY_MS = 86400000;
let timer = null;

function openingText({ open, opens_at: opensAt, closes_at: closesAt }) {
	if (open && closesAt - opensAt >= DAY_MS) return word("home.open.always");
	if (open) return word("home.open", { time: timeText(closesAt) });
	if (!opensAt) return word("home.closed");
	const today = dayOf(opensAt) === dayOf(now());
	const values = { time: timeText(opensAt), date: dateText(opensAt) };
	return word(today ? "home.opens" : "home.opens.day", values);
}

function line({ prefix, name, open, waiting }) {
	const some = waiting > 0;
	const door = el("b", { class: `door s${open || some ? "" : " sunk"}` }, prefix);
	const text = open || some ? word("home.waiting", { n: waiting }) : word("home.service.closed");
	const many = el("span", { class: some ? "many" : "many none" }, text);
	return el("li", {}, door, el("span", { class: "what" }, nameOf(name)), many);
}

async function refresh() {
	timer = null;
	try {
		const office = await ask("/api/v1/office");
		setZone(office.time_zone);
		setText(byId("office"), nameOf(office.name));
		setText(byId("opening"), openingText(office));
		byId("services").replaceChildren(...office.services.map(line));
		document.title = word("web.title", { page: nameOf(office.name) });
	} catch {
		// The feed says when the server is back; what is known stays.
	}
}

function lost(since) {
	byId("lost").hidden = !since;
	if (since) setText(byId("lost").lastElementChild, word("web.lost", { time: timeText(since) }));
}

readWords(byId("words"));
refresh();
new TabFeed("/api/v1/feed", {
	event(name, data) {
		if (name === "snapshot") syncClock(data.now);
		timer ??= setTimeout(refresh, REFRESH_MS);
	},
	up: () => lost(0),
	down: lost,
	gone() {},
}).start();
