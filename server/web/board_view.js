// board_view: the board's picture: its head, the newest call, and the lists below it; how large all
// of it is follows from where it hangs (board_fit).
import { byId, setIcon, setText } from "./dom.js";
import { fitBoard, isBoard, typeSizes } from "./board_fit.js";
import { rowsOf } from "./board_hall.js";
import { Lists } from "./board_lists.js";
import { bearing, capHeight, fill, measure, outOfTurn, putName, reasonIcon, reasonText } from "./board_parts.js";
import { hhmm, opensText } from "./board_time.js";
import { nameOf, word } from "./words.js";

const DIGITS = "000";

function show(id, on) {
	byId(id).hidden = !on;
	return on;
}

export class View {
	constructor(place) {
		this.place = place;
		this.lists = new Lists();
		this.asked = ""; // what the layout was made for
		this.laid = null;
		this.worn = undefined;
		this.calm = matchMedia("(prefers-reduced-motion: reduce)");
	}

	room() {
		const { clientWidth: w } = document.documentElement;
		const zoom = window.outerWidth ? window.outerWidth / window.innerWidth : 1;
		return { w, h: window.innerHeight, zoom };
	}

	// The widest numbers that may come: those that are there, and one of each series.
	numbersOf({ hall, office }) {
		const there = hall.recent.map(({ number }) => number).concat(hall.absent, hall.counters.map(({ number }) => number).filter(Boolean));
		const dash = there.some((number) => number.includes("-")) ? "-" : "";
		const longest = Math.max(DIGITS.length, ...there.map((number) => /\d*$/.exec(number)[0].length));
		return there.concat(office.services.map(({ prefix }) => prefix + dash + "0".repeat(longest)));
	}

	fit(scene) {
		const room = this.room();
		if (!isBoard(room) || !scene.hall) return null;
		const { hall, announce, button } = scene;
		const open = rowsOf(hall.counters, Infinity).length;
		const described = {
			name: scene.name,
			button,
			numbers: this.numbersOf(scene),
			digits: Math.max(1, ...hall.counters.map(({ id }) => String(id).length)),
			counters: open,
			absent: hall.absent.length > 0,
			early: !announce.shown && !hall.recent.length,
			slide: scene.slide,
		};
		const asked = JSON.stringify([room, described]);
		if (asked !== this.asked) {
			const cap = capHeight();
			this.laid = fitBoard(room, typeSizes(room, this.place, cap, open), described, cap, measure);
		}
		this.asked = asked;
		return this.laid;
	}

	// Sets the sizes where they are others than before.
	wear(fit) {
		if (fit === this.worn) return;
		this.worn = fit;
		const { classList } = document.body;
		const sizes = fit ? { ...fit.sizes, columns: Math.max(1, fit.columns), lines: Math.max(1, fit.lines), recents: Math.max(1, fit.recent) } : {};
		const flags = fit ? { fit: true, flow: false, tall: fit.tall, stacked: fit.stacked, beside: fit.beside, two: fit.nameLines === 2, taking: fit.taking, slide: fit.slide > 0 } : { fit: false, flow: true, tall: false, stacked: false, beside: false, two: false, taking: false, slide: false };
		byId("rows").classList.toggle("down", Boolean(fit) && (fit.tall || fit.lines > 2));
		for (const [name, on] of Object.entries(flags)) classList.toggle(name, on);
		for (const [name, value] of Object.entries(sizes)) {
			const count = name === "columns" || name === "lines" || name === "recents";
			document.documentElement.style.setProperty(`--fit-${name}`, count ? value : `${value}px`);
		}
	}

	head({ name, now, lostAt, button, zone, office }) {
		document.body.classList.toggle("stale", lostAt > 0);
		putName(byId("office"), office && office.name);
		if (zone) setText(byId("office"), name);
		setText(byId("clock"), hhmm(now));
		byId("clock").setAttribute("datetime", hhmm(now));
		if (show("lost", lostAt > 0)) setText(byId("since"), word("hall.lost", { time: hhmm(lostAt) }));
		if (show("sound", Boolean(button))) setText(byId("sound-text"), button);
	}

	// "on", "off" while it blinks, "" where nothing is of now.
	lit({ announce, now, lostAt, hall }) {
		const { shown, fresh } = announce;
		const there = shown && hall.counters.find(({ id }) => id === shown.counter);
		const isNow = !lostAt && fresh && there && there.number === shown.number;
		if (!isNow) return lostAt || !announce.pending.length ? "" : "off";
		return announce.isLit(now) || this.calm.matches ? "on" : "off";
	}

	panel(scene, fit, lit) {
		const { announce, hall, now, office } = scene;
		const { shown, fresh } = announce;
		const there = shown && hall.counters.find(({ id }) => id === shown.counter);
		const isNow = Boolean(!scene.lostAt && fresh && there && there.number === shown.number);
		const { classList } = byId("call");
		classList.toggle("now", isNow);
		classList.toggle("lit", isNow && lit === "on");
		classList.toggle("none", !shown);
		show("called", Boolean(shown));
		if (show("empty", !shown)) this.empty(hall, office, now);
		setText(byId("call-head"), word(shown ? (isNow ? "hall.call" : "hall.last") : "hall.now"));
		if (!shown) return;
		setText(byId("number"), shown.number);
		byId("number").style.marginLeft = fit ? `${-bearing(shown.number, fit.number)}px` : "";
		setText(byId("to"), String(shown.counter));
		show("way", isNow);
		if (show("reason", outOfTurn(shown))) {
			const text = reasonText(shown, false);
			if (byId("reason").textContent !== text) fill(byId("reason"), reasonIcon(shown), text);
		}
	}

	empty(hall, office, now) {
		setText(byId("empty-title"), word(hall.open ? "hall.empty" : "hall.closed"));
		setText(byId("empty-note"), hall.open ? word("hall.empty.note") : opensText(office.opens_at, now));
		setIcon(byId("empty-icon"), hall.open ? "bell" : "clock");
	}

	// The newest call in the title, for who has the page beside others.
	title({ name, announce }) {
		const { shown } = announce;
		const page = shown ? word("hall.title", { number: shown.number, counter: shown.counter }) : name;
		const text = word("web.title", { page });
		if (document.title !== text) document.title = text;
	}

	// Said once for each call, and again when it is called again.
	say({ number, counter }) {
		const spelt = [...number].join(" ");
		const said = document.createElement("p");
		said.textContent = word("hall.said", { number: spelt, counter });
		fill(byId("said"), said);
	}

	start(title, note) {
		show("start", true);
		show("board", false);
		setText(byId("start-title"), word(title));
		setText(byId("start-note"), word(note));
		document.title = word("web.title", { page: word(title) });
	}

	render(scene) {
		const { hall, office } = scene;
		const name = scene.zone ? `${nameOf(office.name)} · ${nameOf(scene.zone.name)}` : nameOf(office && office.name);
		const full = { ...scene, name };
		const fit = hall ? this.fit(full) : null;
		this.head(full);
		this.wear(fit);
		if (!hall) {
			const missing = scene.zone === undefined && office;
			this.start(missing ? "hall.zone" : "hall.start", missing ? "hall.zone.note" : "hall.start.note");
			return;
		}
		show("start", false);
		show("board", true);
		const lit = this.lit(full);
		this.panel(full, fit, lit);
		this.lists.render({ ...full, fit, lit });
		this.title(full);
	}
}
