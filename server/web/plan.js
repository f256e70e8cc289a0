// plan: what a clerk can do now. One primary move, always Space, and the others with their letters;
// a move that cannot be made says why. Knows neither the page nor the server.
import { word } from "./words.js";

const RECALL_WAIT_MS = 8000;
const RECALLS_MAX = 3;

// closed, paused, empty, free, called or serving
function sceneOf(desk) {
	const state = desk.ticket?.state;
	if (state === "called" || state === "serving") return state;
	if (desk.counter.state !== "open") return desk.counter.state;
	return desk.next ? "free" : "empty";
}

function blockedForAll(desk) {
	if (desk.readOnly) return word("clerk.blocked.readonly");
	return desk.lostAt ? word("clerk.blocked.lost") : null;
}

function primaryOf(scene, desk) {
	const counter = desk.counter.id;
	const number = desk.ticket?.number;
	switch (scene) {
	case "closed":
		return ["open", "play", word("clerk.open"), word("clerk.open.hint", { counter })];
	case "paused":
		return ["open", "play", word("clerk.reopen"), word("clerk.reopen.hint", { counter })];
	case "empty":
		return ["next", "bell", word("clerk.next"), word("clerk.next.nobody")];
	case "free":
		return ["next", "bell", word("clerk.next"), word("clerk.next.hint", { number: desk.next })];
	case "called":
		return ["start", "play", word("clerk.start"), word("clerk.start.hint", { counter })];
	default: {
		const key = desk.next ? "clerk.finish_next.hint" : "clerk.finish_next.nobody";
		const hint = word(key, { number, next: desk.next });
		return ["finish_next", "bell", word("clerk.finish_next"), hint];
	}
	}
}

function recallOf(desk, nowMs) {
	const left = RECALLS_MAX - (desk.ticket.recalls ?? 0);
	const used = word("clerk.recall.used", { n: RECALLS_MAX });
	if (left <= 0) return { text: used, blocked: used };
	const wait = Math.ceil((desk.lastCallAt + RECALL_WAIT_MS - nowMs) / 1000);
	const text = word("clerk.recall.wait", { n: wait });
	if (wait > 0) return { text, blocked: text };
	return { text: word("clerk.recall", { n: left }), blocked: null };
}

function othersOf(scene, desk, nowMs) {
	const close = { move: "close", icon: "lock", letter: "", text: word("clerk.close") };
	if (scene === "called") {
		return [
			{ move: "recall", icon: "bell", letter: "L", ...recallOf(desk, nowMs) },
			{ move: "absent", icon: "absent", letter: "K", text: word("clerk.absent") },
			{ move: "transfer", icon: "move", letter: "C", text: word("clerk.transfer") },
		];
	}
	if (scene === "serving") {
		return [
			{ move: "finish", icon: "check", letter: "H", text: word("clerk.finish") },
			{ move: "result", icon: "pen", letter: "R", text: word("clerk.result") },
			{ move: "hold", icon: "hold", letter: "G", text: word("clerk.hold") },
			{ move: "transfer", icon: "move", letter: "C", text: word("clerk.transfer") },
		];
	}
	return scene === "closed" ? [] : [close];
}

// Why the counter is not free for something else, or null.
function ticketBlocks(scene, desk) {
	const number = desk.ticket?.number;
	if (scene === "called") return word("clerk.blocked.called", { number });
	return scene === "serving" ? word("clerk.blocked.serving", { number }) : null;
}

// Why no chosen number can be called now, or null.
function callBlocked(scene, desk) {
	const ticket = ticketBlocks(scene, desk);
	if (ticket) return ticket;
	if (scene === "closed" || scene === "paused") return word("clerk.blocked.closed");
	return scene === "empty" ? word("clerk.blocked.empty") : null;
}

// The step that can be taken back, or null once its time is over.
export function undoOf({ undo, readOnly }, nowMs) {
	return undo && !readOnly && undo.until_at > nowMs ? undo : null;
}

// The moves that have a place of their own: { hidden, blocked } each.
function movesOf(scene, desk, all, nowMs) {
	const { ticket } = desk;
	const taken = ticketBlocks(scene, desk);
	const away = scene === "closed" || scene === "paused" ? word("clerk.blocked.closed") : null;
	const idle = desk.counter.state !== "open";
	return {
		call: { blocked: all ?? callBlocked(scene, desk) },
		pause: { hidden: idle && !ticket, blocked: all ?? taken },
		hold: { hidden: scene !== "serving", blocked: all },
		transfer: { hidden: !ticket, blocked: all },
		result: { hidden: scene !== "serving", blocked: all },
		demote: { hidden: scene !== "called" || !ticket.priority, blocked: all },
		resume: { blocked: all ?? taken ?? away },
		number: { blocked: all },
		back: { blocked: all },
		leave: { blocked: all },
		priority: { blocked: all },
		undo: { hidden: !undoOf(desk, nowMs), blocked: all },
		print: { hidden: undoOf(desk, nowMs)?.kind !== "held" || !desk.paper, blocked: null },
	};
}

// { scene, primary, offer, others, moves }; offer: the number to be called now, if somebody is offered
// here and may be called: that one, or one before it that is offered elsewhere. A move is { move, icon, text, hint, letter, blocked }.
export function planOf(desk, nowMs) {
	const scene = sceneOf(desk);
	const all = blockedForAll(desk);
	const [move, icon, text, hint] = primaryOf(scene, desk);
	const nobody = scene === "empty" ? word("clerk.blocked.empty") : null;
	const others = othersOf(scene, desk, nowMs);
	return {
		scene,
		primary: { move, icon, text, hint: all ?? hint, blocked: all ?? nobody },
		offer: scene === "free" && desk.offered && !all ? desk.next : null,
		others: others.map((other) => ({ ...other, blocked: all ?? other.blocked ?? null })),
		moves: movesOf(scene, desk, all, nowMs),
	};
}
