// entrance: what a page of the office does first: words, the office, and who is signed in.
import { get, setCsrf, Unreachable } from "./api.js";
import { setZone } from "./clock.js";
import { byId } from "./dom.js";
import { fillWords, loadWords } from "./language.js";
import { recall } from "./memory.js";

const RETRY_MS = 2000;

// Asks until the server is there; a refusal is an answer.
async function ask(path) {
	for (;;) {
		try {
			return await get(path);
		} catch (error) {
			if (!(error instanceof Unreachable) && error.status < 500) return null;
			byId("starting").hidden = false;
			await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
		}
	}
}

// { office, session }; session: null when nobody is signed in
export async function arrive() {
	await loadWords(recall("language"));
	fillWords(document);
	const office = (await ask("/api/v1/office")) ?? { counters: [], services: [], priorities: [] };
	setZone(office.time_zone);
	const session = await ask("/api/v1/session");
	if (session) setCsrf(session.csrf);
	byId("starting").hidden = true;
	return { office, session };
}
