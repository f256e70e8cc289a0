// clerk: the page /clerk. Who is signed in at a counter sees the desk, anybody else the sign-in.
import { get, setCsrf, Unreachable } from "./api.js";
import { setZone } from "./clock.js";
import { Desk } from "./desk.js";
import { byId } from "./dom.js";
import { fillWords, loadWords } from "./language.js";
import { recall } from "./memory.js";
import { SignIn } from "./signin.js";

const RETRY_MS = 2000;

function pause(ms) {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

// Asks until the server is there; a refusal is an answer.
async function ask(path) {
	for (;;) {
		try {
			return await get(path);
		} catch (error) {
			if (!(error instanceof Unreachable) && error.status < 500) return null;
			byId("starting").hidden = false;
			await pause(RETRY_MS);
		}
	}
}

async function start() {
	await loadWords(recall("language"));
	fillWords(document);
	const office = (await ask("/api/v1/office")) ?? { counters: [], services: [], priorities: [] };
	setZone(office.time_zone);
	const session = await ask("/api/v1/session");
	byId("starting").hidden = true;
	if (session?.counter) enter(session, office);
	else new SignIn(office, (signedIn) => enter(signedIn, office)).show();
}

function enter(session, office) {
	setCsrf(session.csrf);
	new Desk(session, office).show();
}

start();
