// slip_paper: the slip of a number as a kiosk prints it (kiosk/slip.c): to look at before it is so, and
// as a browser prints it.
import { measure } from "./board_parts.js";
import { el } from "./dom.js";
import { currentLanguage, word } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const SAMPLE = { ahead: 5, low: 15, high: 20, from: "09:55", to: "10:00", time: "09:40" };
const QR = "M0 0h7v7H0zM1 1v5h5V1zM2 2h3v3H2zM14 0h7v7h-7zM15 1v5h5V1zM16 2h3v3h-3zM0 14h7v7H0zM1 15v5h5v-5zM2 16h3v3H2zM8 0h2v2H8zM11 1h2v3h-2zM9 4h1v3H9zM11 6h2v1h-2zM0 8h2v1H0zM3 8h3v2H3zM8 8h2v2H8zM11 9h3v1h-3zM15 8h2v2h-2zM18 9h3v1h-3zM1 11h3v1H1zM6 11h2v2H6zM9 11h1v3H9zM12 12h3v2h-3zM17 11h1v3h-1zM19 12h2v2h-2zM8 15h3v1H8zM12 16h2v3h-2zM15 15h3v2h-3zM19 16h2v1h-2zM9 18h2v3H9zM15 18h1v3h-1zM17 19h4v1h-4z";

const FIGURE_CQW = 29;
const DOOR_CQW = 80;

const tables = new Map();

// The words of a language, which need not be the page's.
export async function wordsOf(tag) {
	if (tag === currentLanguage()) return word;
	if (!tables.has(tag)) tables.set(tag, await (await fetch(`/words/${tag}.json`)).json());
	return (key, values = {}) => (tables.get(tag)[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function inLanguage(tag, pair) {
	return pair?.[tag] || pair?.vi || "";
}

function dayOf(day, said) {
	return said("hall.date", { weekday: said(`weekday.${new Date(`${day}T00:00Z`).getUTCDay()}`), date: day.split("-").reverse().join("/") });
}

function code() {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 21 21");
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", QR);
	path.setAttribute("fill-rule", "evenodd");
	svg.append(path);
	return svg;
}

// As large as the door is wide; the paper is 100cqw.
function figure(number) {
	const node = el("p", { class: "figure" }, number);
	node.style.fontSize = `${Math.min(FIGURE_CQW, DOOR_CQW / measure(number, 1))}cqw`;
	return node;
}

// "{bold}Scan it{bold} to …" with its beginning in bold.
function scanText(text) {
	const [before, bold, after = ""] = text.split("{bold}");
	return el("p", {}, before, el("b", {}, bold ?? ""), after);
}

// What is known of its turn; of a wait that nobody can tell nothing is said.
function turnRows({ ahead, low, high, from, to }, row, said) {
	const rows = ahead === null ? [] : [row("slip.ahead", said(ahead === 1 ? "kiosk.people.one" : "kiosk.people.many", { n: ahead }))];
	if (high !== null) rows.push(row("slip.wait", said("wait.minutes", { low, high })));
	if (from) rows.push(row("slip.turn", said("wait.about", { window: `${from}–${to}` })));
	return rows;
}

/*
 * office, service, header, footer: { vi, en }; number: as it is printed; counters: their numbers; day:
 * "2026-11-23"; tag: the citizen's language; said(key, values): its words, see wordsOf. facts: { ahead,
 * low, high, from, to, time }, of an example unless told, null: not known; scan: the node of its code;
 * priority: { vi, en }, where it has one
 */
export function slipPaper({ office, service, header, footer, number, counters, day, tag, said, facts = SAMPLE, scan = code(), priority = null }) {
	const row = (key, text) => el("div", { class: "row" }, el("dt", {}, said(key)), el("dd", {}, text));
	const paragraph = (pair, look) => {
		const text = inLanguage(tag, pair);
		return text ? el("p", { class: `paragraph ${look}` }, text) : "";
	};
	const last = counters.length > 1 ? said("kiosk.or") + counters.at(-1) : "";
	const served = counters.length > 1 ? counters.slice(0, -1).join(", ") + last : String(counters[0] ?? "–");
	return el("div", { class: "paper", lang: tag },
		el("p", { class: "office" }, inLanguage(tag, office)), paragraph(header, "head"),
		el("div", { class: "number-door" }, el("p", {}, said("slip.number")), figure(number)),
		el("p", { class: "service" }, inLanguage(tag, service)), tag === "en" && service.en ? el("p", { class: "staff" }, service.vi) : "",
		el("dl", {}, row("slip.counters", served), ...turnRows(facts, row, said), priority ? row("slip.priority", inLanguage(tag, priority)) : ""),
		scan ? el("div", { class: "scan" }, scan, scanText(said("slip.scan", { bold: "{bold}" }))) : "",
		el("div", { class: "end" }, el("p", {}, said("slip.absent")), el("p", {}, `${facts.time}  ${dayOf(day, said)}`), el("p", {}, said("slip.valid"))),
		paragraph(footer, "foot"));
}
