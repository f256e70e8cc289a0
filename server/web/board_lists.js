// board_lists: who is served where, the calls before, who is absent, how many wait, and the notice.
import { rowsOf } from "./board_hall.js";
import { door, fill, measure, otherOf, putName, reasonTag } from "./board_parts.js";
import { dateText } from "./board_time.js";
import { waitingOf, waitTexts } from "./board_waits.js";
import { byId, el } from "./dom.js";
import { linesOf } from "./line_break.js";
import { currentLanguage, nameOf, word } from "./words.js";

const PAGE_MS = 10000;
const ALL = Infinity;

function numberAt(call, size, room) {
	const children = [el("p", { class: "number" }, call.number)];
	const tag = reasonTag(call, size, room);
	if (tag) children.push(tag);
	return el("div", { class: `what${tag ? " tagged" : ""}` }, ...children);
}

export class Lists {
	constructor() {
		this.shown = {};
	}

	// Builds a part anew only where it says something else than before.
	update(name, what, build) {
		const key = JSON.stringify(what);
		if (this.shown[name] === key) return;
		this.shown[name] = key;
		build();
	}

	// How wide a reason may be in a row, 0 where rows are too low for one.
	reasonRoom(fit) {
		if (!fit) return ALL;
		const row = (fit.inner - (fit.columns - 1) * fit.gap) / fit.columns;
		return fit.reasons ? row - fit.door - 4 * fit.pad : 0;
	}

	serving({ hall, fit, announce, now, lit }) {
		const rows = rowsOf(hall.counters, fit ? fit.rows : ALL);
		const size = fit ? fit.type.word : 0;
		const room = this.reasonRoom(fit);
		const isLit = (row) => {
			if (!row.number || !lit) return false;
			const { shown } = announce;
			if (shown && shown.number === row.number && shown.counter === row.id) return lit === "on";
			return announce.isPending({ number: row.number, counter: row.id });
		};
		const what = rows.map((row) => ({ ...row, lit: isLit(row) }));
		this.update("serving", [what, room, size], () => fill(byId("rows"), ...what.map((row) => this.row(row, size, room))));
		byId("serving").hidden = Boolean(fit && !fit.rows);
		byId("no-counter").hidden = rows.length > 0;
		return now;
	}

	row(row, size, room) {
		const paused = row.state === "paused" && !row.number;
		const state = row.lit ? " lit" : paused ? " paused" : "";
		const what = row.number
			? numberAt(row, size, room)
			: el("div", { class: "what" }, el("p", { class: "state" }, word(paused ? "hall.paused" : "hall.ready")));
		return el("li", { class: `row${state}`, id: `row-${row.id}` }, door(row.id, word("hall.counter")), what);
	}

	recent({ hall, fit, announce }) {
		const { shown } = announce;
		const calls = hall.recent.filter(({ number, counter }) => !shown || number !== shown.number || counter !== shown.counter);
		const some = calls.slice(0, fit ? fit.recent : 5);
		const room = fit ? (fit.recentRow >= fit.rowReason ? fit.recentW - fit.door - 4 * fit.pad : 0) : ALL;
		byId("recent").hidden = fit ? !fit.recent : !some.length;
		this.update("recent", [some, room, fit && fit.type.word, fit && fit.recent], () => {
			const rows = some.map((call) => el("li", { class: "row" }, numberAt(call, fit ? fit.type.word : 0, room), door(call.counter, word("hall.counter"))));
			const places = fit ? Math.max(0, fit.recent - rows.length) : 0;
			for (let i = 0; i < places; i++) rows.push(el("li", { class: "row paused", "aria-hidden": "true" }));
			fill(byId("calls"), ...rows);
		});
	}

	absent({ hall, fit }) {
		const { absent } = hall;
		const left = fit ? fit.inner * (fit.tall && !fit.taking ? 1 : 0.62) - measure(word("hall.absent"), fit.type.word) : ALL;
		let used = 0;
		const fits = absent.filter((number, i) => {
			if (!fit) return true;
			const more = i + 1 < absent.length ? measure("+99", fit.type.number) : 0;
			used += measure(number, fit.type.number) + fit.type.number * 0.5;
			return used + more <= left;
		});
		byId("absent").hidden = !absent.length;
		this.update("absent", [absent, fits.length], () => {
			const items = fits.map((number) => el("li", {}, number));
			if (fits.length < absent.length) items.push(el("li", { class: "rest" }, `+${absent.length - fits.length}`));
			fill(byId("absent-list"), ...items);
		});
	}

	waiting({ hall, fit, office, now }) {
		const services = office.services.map((service) => ({ ...service, ...hall.services.find(({ id }) => id === service.id) }));
		const here = services.filter(({ id }) => hall.services.some((one) => one.id === id));
		const room = fit ? this.placesFor(fit, here) : ALL;
		const all = waitingOf(here, room);
		const pages = Math.max(1, Math.ceil(all.length / room));
		const length = Math.ceil(all.length / pages);
		const page = pages > 1 ? (Math.floor(now / PAGE_MS) % pages) * length : 0;
		const some = all.slice(page, fit ? page + length : undefined);
		const texts = some.map((service) => waitTexts(service));
		const telling = fit ? this.telling(fit, texts) : 0;
		this.update("waiting", [some, telling, currentLanguage()], () => fill(byId("waits"), ...some.map((service, i) => this.wait(service, texts[i][telling], texts[i][0]))));
		byId("nobody").hidden = all.length > 0;
		byId("minutes").hidden = !all.length;
		return pages;
	}

	stripRoom({ type, inner }) {
		const label = Math.max(measure(word("hall.waiting"), type.word), measure(word("hall.waiting.minutes"), type.word));
		return inner - label - type.word * 1.6;
	}

	placesFor(fit, services) {
		const { word: size } = fit.type;
		const prefix = Math.max(0, ...services.map((one) => measure(one.prefix, size)));
		const slot = Math.max(measure("00–00", size), Math.max(size * 1.2, prefix + size * 0.3) + size * 0.25 + measure("00", size * 1.08)) + size * 0.4;
		return Math.max(1, Math.floor(this.stripRoom(fit) / slot));
	}

	// How much is said of each wait: as much as there is room for.
	telling(fit, texts) {
		const { word: size } = fit.type;
		const least = measure("00–00", size);
		const wide = (n) => texts.reduce((sum, text) => sum + Math.max(least, measure(text[n], size)) + size * 0.4, 0);
		return [0, 1].find((n) => wide(n) <= this.stripRoom(fit)) || (wide(0) <= this.stripRoom(fit) ? 0 : 2);
	}

	wait(service, text, said) {
		const name = el("span", { class: "name" });
		putName(name, service.name);
		const spoken = text === said ? [] : [el("span", { class: "sr" }, said)];
		const minutes = el("p", { class: "minutes" }, spoken.length ? el("span", { "aria-hidden": "true" }, text) : text, ...spoken);
		return el("li", { id: `wait-${service.id}` }, el("p", { class: "count" }, el("span", { class: "door" }, service.prefix), name, el("b", {}, String(service.waiting))), minutes);
	}

	// The notices, and that some numbers were given out while their kiosk was cut off: { text, lang }, the
	// last one where it is in the other language.
	notices({ hall }) {
		const all = (hall.notices || [hall.notice]).filter(nameOf).map((one) => ({ text: nameOf(one), lang: otherOf(one) }));
		if (hall.alone && hall.alone.open > 0) all.push({ text: word("hall.alone", { first: String(hall.alone.first).padStart(3, "0") }), lang: null });
		return all;
	}

	// Pages of one line each.
	pagesOf(text, size, room) {
		return linesOf(text, (line) => measure(line, size) * 0.97 <= room);
	}

	notice(scene) {
		const { fit, now, hall } = scene;
		const all = this.notices(scene);
		const date = all.length ? "" : dateText(now);
		let shown = { text: date, lang: null };
		if (fit) {
			const beside = hall.absent.length && (!fit.tall || fit.taking);
			const used = beside ? byId("absent").offsetWidth + fit.type.word : 0;
			const button = fit.tall && scene.button ? measure(scene.button, fit.type.word) + fit.type.word * 3 : 0;
			const room = fit.inner - used - button;
			const pages = all.reduce((list, { text, lang }) => list.concat(this.pagesOf(text, fit.type.word, room).map((page) => ({ text: page, lang }))), []);
			const shorter = [date, date.split(", ").pop(), ""];
			shown = pages.length ? pages[Math.floor(now / PAGE_MS) % pages.length] : { text: shorter.find((text) => measure(text, fit.type.word) <= room), lang: null };
		}
		this.update("notice", [shown, all], () => {
			const whole = all.length ? all : [{ text: date, lang: null }];
			fill(byId("notice-page"), el("span", { lang: shown.lang }, shown.text));
			fill(byId("notice-all"), ...whole.map(({ text, lang }) => el("span", { lang }, `${text} `)));
		});
	}

	// Where there is no room for both, the foot and those who wait take turns.
	turns({ fit, now }, pages) {
		const turn = Math.floor(now / PAGE_MS) % (pages + 1);
		const taking = Boolean(fit && fit.taking);
		byId("waiting").classList.toggle("away", taking && turn === 0);
		byId("foot").classList.toggle("away", taking && turn !== 0);
	}

	render(scene) {
		this.recent(scene);
		this.serving(scene);
		this.absent(scene);
		this.turns(scene, this.waiting(scene));
		this.notice(scene);
	}
}
