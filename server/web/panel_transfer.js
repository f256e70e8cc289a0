// panel_transfer: to which counter or service a number goes: typed and Enter, or chosen in the list.
import { el } from "./dom.js";
import { cancelButton, enterButton, field, row, Say } from "./panel_part.js";
import { setBlocked, shortCounterName } from "./parts.js";
import { nameOf, word } from "./words.js";

// Without marks and capitals, "đ" as "d".
function plain(text) {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("\u0111", "d").trim();
}

function countersOf({ office, counter }) {
	return office.counters.filter(({ id }) => id !== counter.id).map((other) => ({
		mark: String(other.id),
		name: shortCounterName(other),
		note: other.state === "open" ? "" : word(`clerk.counter.${other.state}`),
		closed: other.state === "closed",
		target: word("clerk.transfer.counter", { counter: other.id }),
		body: { counter: other.id },
	}));
}

function servicesOf({ office, ticket }) {
	return office.services.filter(({ id }) => id !== ticket.service).map((service) => ({
		mark: service.prefix,
		name: nameOf(service.name),
		note: "",
		target: word("clerk.transfer.service", { name: nameOf(service.name) }),
		body: { service: service.id },
	}));
}

// Closed counters come last: nobody would call the number there.
function placesOf(desk) {
	const places = [...countersOf(desk), ...servicesOf(desk)];
	return [...places.filter(({ closed }) => !closed), ...places.filter(({ closed }) => closed)];
}

// Those that fit what was typed: the mark itself first.
function fitting(places, typed) {
	const asked = plain(typed);
	const exact = places.filter(({ mark }) => plain(mark) === asked);
	return [...exact, ...places.filter((place) => !exact.includes(place) && plain(`${place.mark} ${place.target} ${place.name}`).includes(asked))];
}

function placeButton({ mark, name, note, target, closed }, does) {
	const state = note ? el("small", {}, note) : null;
	const node = el("button", { type: "button", class: "place", "aria-label": [target, name, note].filter(Boolean).join(", ") }, el("b", { class: "door s" }, mark), el("span", {}, name, state));
	setBlocked(node, closed);
	node.addEventListener("click", does);
	return el("li", {}, node);
}

// Arrows go from the field through the list and back.
function walk(event, input, list) {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (!step) return;
	event.preventDefault();
	const stops = [input, ...list.querySelectorAll("button")];
	stops[stops.indexOf(document.activeElement) + step]?.focus();
}

export function transferPanel(desk) {
	const { ticket } = desk;
	const places = placesOf(desk);
	const input = el("input", { autocomplete: "off", spellcheck: "false", "aria-describedby": "transfer-say", maxlength: "40" });
	const say = new Say("transfer-say", word("clerk.transfer.note"));
	const list = el("ul", { class: "places", "aria-label": word("clerk.transfer.places") });
	const go = ({ body, target, closed }) => {
		if (closed) say.wrong(word("clerk.transfer.closed", body), input);
		else desk.act("transfer", body, { ...ticket, target });
	};
	const show = () => {
		list.replaceChildren(...fitting(places, input.value).map((place) => placeButton(place, () => go(place))));
		if (input.value.trim()) list.querySelector("button")?.classList.add("first");
	};
	const submit = () => {
		const [place] = fitting(places, input.value);
		if (!input.value.trim()) say.wrong(word("clerk.transfer.missing"), input);
		else if (!place) say.wrong(word("clerk.transfer.unknown"), input);
		else go(place);
	};
	input.addEventListener("input", show);
	for (const node of [input, list]) node.addEventListener("keydown", (event) => walk(event, input, list));
	show();
	const search = field("transfer-to", word("clerk.transfer.to"), input);
	return {
		title: word("clerk.transfer.title", ticket),
		content: [say.node, row(search, enterButton(word("clerk.transfer.do")), cancelButton(desk)), list],
		focus: input,
		submit,
		fits: () => desk.ticket?.id === ticket.id,
	};
}
