// attack: an office whose every text is a payload, and what a page makes of them.
import assert from "node:assert/strict";
import { HIDDEN, PAYLOADS } from "../harness/payloads.mjs";
import { until } from "../harness/wait.mjs";
import { open } from "./browser.mjs";

const ALL = [...PAYLOADS, ...HIDDEN];
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const TEXT = /^(vi|en|basis|note|title|name|source)$|_(vi|en)$/;
const FEED = "/api/v1/feed";
const FIXED = /letter_spoken|spoken_template/; // sounds, and a sentence with braces of its own

const plain = (text) => text.replace(UNSEEN, "").replace(/\s+/g, " ");

// Gives out one payload after another, each with a mark of its own, and remembers where it went.
export class Texts {
	constructor(first = 0) {
		this.first = first;
		this.given = []; // { text, kind }
	}

	// kind: which field of the interface it goes to
	next(kind) {
		const n = this.given.length;
		const text = `${ALL[this.payload(n)]} t${n}t`;
		this.given.push({ text: plain(text), kind });
		return text;
	}

	// How many payloads there are, and which of them the text of that mark is.
	get all() {
		return ALL.length;
	}

	payload(n) {
		return (this.first + n) % ALL.length;
	}

	get kinds() {
		return new Set(this.given.map(({ kind }) => kind));
	}

	// What is in place of every text of a part of the office file or the catalogue.
	poison(value, kind, key = "") {
		if (Array.isArray(value)) return value.map((one) => this.poison(one, kind, key));
		if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.poison(one, `${kind}.${name}`, name)]));
		const free = typeof value === "string" && TEXT.test(key) && !FIXED.test(kind);
		return free ? this.next(kind) : value;
	}
}

/* In the page: what ran is counted; a dialog would only hold the page up. */
function hook() {
	window.ran = [];
	for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => void window.ran.push(name);
}

// A page that remembers what ran in it and whom else it asked.
export async function openWatched(browser, url, look) {
	const page = await open(browser, look);
	await watchOn(page, url);
	return page;
}

async function watchOn(page, url) {
	await page.addInitScript(hook);
	page.foreign = [];
	page.on("request", (request) => {
		if (!request.url().startsWith(`${url}/`) && !request.url().startsWith("data:image/")) page.foreign.push(request.url());
	});
	page.on("dialog", (dialog) => dialog.dismiss());
	page.awaited = new Set();
	page.on("request", (request) => new URL(request.url()).pathname !== FEED && page.awaited.add(request));
	for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.awaited.delete(request));
}

/* In the page: what came is drawn, and what that asks for is asked. */
function drawn() {
	return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
}

// Until nothing that the page asked for is on its way, and what came of it is shown.
async function settled(page) {
	await page.waitForLoadState("load");
	await until("the page to have what it asked for", async () => {
		const before = page.awaited.size;
		await page.evaluate(drawn);
		return before + page.awaited.size === 0;
	});
}

/* In the page: { ran, made, text }: made: what only markup in a text can have brought about. */
function look() {
	const made = [];
	const said = [document.title];
	for (const node of document.querySelectorAll("*")) {
		for (const { name, value } of node.attributes) {
			const address = /^(src|href|xlink:href|action|formaction|data|poster|srcset|style|content)$/.test(name);
			if (name.startsWith("on") || (address && /script:|data:text|x\.invalid/i.test(value))) made.push(`${node.localName} ${name}=${value}`);
			if (/^(title|alt|placeholder|aria-label|aria-description|label)$/.test(name)) said.push(value);
		}
		const { localName: tag } = node;
		if (/^(iframe|object|embed|base|marquee|math|foreignobject|style)$/i.test(tag)) made.push(tag);
		if (tag === "script" && !node.src.startsWith(`${location.origin}/web/`)) made.push(tag);
		if ("value" in node) said.push(String(node.value));
	}
	return { ran: window.ran, made, text: [document.body.innerText, document.body.textContent, ...said].join("\n") };
}

/*
 * Nothing of it ran and nothing was made of it; of each text that is in the page, the whole of it is. Gives
 * the marks of those.
 */
export async function assertHarmless(page, texts, where) {
	await settled(page);
	const { ran, made, text } = await page.evaluate(look);
	assert.deepEqual([ran, made, page.foreign, page.faults], [[], [], [], []], where);
	const flat = plain(text);
	const shown = [...new Set([...flat.matchAll(/ t(\d+)t\b/g)].map(([, n]) => Number(n)))];
	const cut = shown.filter((n) => texts.given[n] && !flat.includes(texts.given[n].text)).map((n) => texts.given[n]);
	assert.deepEqual(cut, [], `${where}: shown as they are`);
	return shown.filter((n) => texts.given[n]);
}

/* In the page: each text as markup, as a page without care would put it. */
function careless(all) {
	for (const text of all) {
		const place = document.createElement("div");
		document.body.append(place);
		place.innerHTML = text;
		place.append(document.createRange().createContextualFragment(text));
	}
}

/* Waits until the browser has run most of them, in a page that writes them as they are. */
export async function assertDangerous(browser) {
	const page = await open(browser);
	const asked = new Set();
	await page.addInitScript(hook);
	await page.route("**", (route) => {
		asked.add(route.request().url());
		return route.fulfill({ contentType: "text/html", body: "<!doctype html><body>" });
	});
	await page.goto("http://careless.invalid/");
	const staying = PAYLOADS.filter((text) => !/refresh|<form|<base/.test(text));
	await page.evaluate(careless, staying);
	await until("attacks to run where nobody takes care", async () => (await page.evaluate(() => window.ran.length)) > 60 && asked.size > 10);
	await page.context().close();
}
