// api: what a signed-in person asks and does: with the session's token, and a key for each press.
import { ask, Refusal } from "./ask.js";

export { Refusal, Unreachable } from "./ask.js";

const FILE_MS = 30000;

let csrf = "";

export function setCsrf(token) {
	csrf = token || "";
}

// Fresh for every press; the same again when the same press is sent once more.
export function newKey() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function get(path) {
	return ask(path);
}

// The office as it is now. Without an answer what is known stays; the next change asks again.
export async function getOffice(known) {
	try {
		return await get("/api/v1/office");
	} catch {
		return known;
	}
}

// Another page of this browser may have signed in anew: its token counts.
export async function withToken(does) {
	try {
		return await does();
	} catch (error) {
		if (!(error instanceof Refusal) || error.status !== 403) throw error;
		setCsrf((await get("/api/v1/session")).csrf);
		return does();
	}
}

// method: "POST" or "PUT"
export function change(method, path, body = {}, key = "") {
	const headers = { "Content-Type": "application/json" };
	if (key) headers["Idempotency-Key"] = key;
	if (csrf) headers["X-CSRF-Token"] = csrf;
	return ask(path, { method, headers, body: JSON.stringify(body) });
}

export function post(path, body) {
	return change("POST", path, body);
}

// A file, as it is. Its way may be long.
export function putFile(path, type, body) {
	return ask(path, { method: "PUT", headers: { "Content-Type": type, "X-CSRF-Token": csrf }, body, patience: FILE_MS });
}

export function remove(path) {
	return ask(path, { method: "DELETE", headers: { "X-CSRF-Token": csrf } });
}
