// words: what people read, in Vietnamese or English, from /words/<language>.json.
import { setText } from "./dom.js";

let table = {};
let language = "vi";

// Takes over a language; `sections` narrows what is fetched to what the page needs.
export async function loadWords(tag, sections) {
	const wanted = tag === "en" ? "en" : "vi";
	const answer = await fetch(`/words/${wanted}.json?sections=${sections}`);
	if (!answer.ok) throw new Error(`words ${wanted}: ${answer.status}`);
	table = await answer.json();
	language = wanted;
	document.documentElement.lang = wanted;
}

export function currentLanguage() {
	return language;
}

export function otherLanguage() {
	return language === "vi" ? "en" : "vi";
}

// The text of a key with its {names} filled in; a missing key shows itself.
export function word(key, values = {}) {
	const text = table[key] ?? key;
	return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// A name of the office's data in the page's language, else in the other.
export function nameOf(pair) {
	if (!pair) return "";
	return pair[language] || pair.vi || pair.en || "";
}

// Elements that carry data-word, data-word-label or data-word-hint get their words.
export function fillWords(root) {
	for (const node of root.querySelectorAll("[data-word]")) setText(node, word(node.dataset.word));
	for (const node of root.querySelectorAll("[data-word-label]")) {
		node.setAttribute("aria-label", word(node.dataset.wordLabel));
	}
}
