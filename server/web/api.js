// api: one connection to the server's interface, version 1: JSON in and out, refusals as words.
import { currentLanguage } from "./words.js";

const TIMEOUT_MS = 8000;
let csrf = "";

// The server answered and refused; `slug` tells why, `message` is for people.
export class Refusal extends Error {
	constructor(status, body, retryAfter) {
		super(body.message || String(status));
		this.status = status;
		this.slug = body.error || "";
		this.ticket = body.ticket ?? null;
		this.retryAfter = retryAfter;
	}
}

// No answer came: it is not known whether the server did what was asked.
export class Unreachable extends Error {}

export function setCsrf(token) {
	csrf = token || "";
}

// Fresh for every press; the same again when the same press is sent once more.
export function newKey() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function send(path, options) {
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
	try {
		const answer = await fetch(path, { ...options, cache: "no-store", signal: abort.signal });
		return { answer, text: await answer.text() };
	} catch (error) {
		throw new Unreachable(String(error));
	} finally {
		clearTimeout(timer);
	}
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}

async function ask(path, options) {
	const { answer, text } = await send(path, options);
	const body = text ? parse(text) : {};
	if (answer.ok) return body;
	throw new Refusal(answer.status, body, Number(answer.headers.get("Retry-After")) || 0);
}

export function get(path) {
	return ask(path, { headers: { "Accept-Language": currentLanguage() } });
}

export function post(path, body = {}, key = "") {
	const headers = { "Accept-Language": currentLanguage(), "Content-Type": "application/json" };
	if (key) headers["Idempotency-Key"] = key;
	if (csrf) headers["X-CSRF-Token"] = csrf;
	return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function remove(path) {
	const headers = { "Accept-Language": currentLanguage(), "X-CSRF-Token": csrf };
	return ask(path, { method: "DELETE", headers });
}
