// ask: questions to the server: JSON in and out, refusals as words.
import { currentLanguage } from "./words.js";

const TIMEOUT_MS = 8000;

// The server answered and refused; `slug` tells why, `message` is for people.
export class Refusal extends Error {
	constructor(status, body, retryAfter) {
		super(body.message || String(status));
		this.status = status;
		this.slug = body.error || "";
		this.field = body.field || "";
		this.ticket = body.ticket || null;
		this.body = body;
		this.retryAfter = retryAfter;
	}
}

// No answer came: it is not known whether the server did what was asked.
export class Unreachable extends Error {}

async function send(path, { patience = TIMEOUT_MS, ...options }) {
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), patience);
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

// What `read` makes of the answer's text and headers; throws Refusal or Unreachable.
export async function ask(path, { read = parse, ...options } = {}) {
	const headers = { "Accept-Language": currentLanguage(), ...options.headers };
	const { answer, text } = await send(path, { ...options, headers });
	if (answer.ok) return read(text, answer.headers);
	throw new Refusal(answer.status, parse(text), Number(answer.headers.get("Retry-After")) || 0);
}
