// language: all words of one language, from /words/<language>.json; switched while the page is open.
import { setText } from "./dom.js";
import { remember } from "./memory.js";
import { otherLanguage, useWords, word } from "./words.js";

// Vietnamese unless English is asked for.
export async function loadWords(tag) {
	const wanted = tag === "en" ? "en" : "vi";
	const answer = await fetch(`/words/${wanted}.json`);
	if (!answer.ok) throw new Error(`words ${wanted}: ${answer.status}`);
	useWords(wanted, await answer.json());
	document.documentElement.lang = wanted;
}

// Elements that carry data-word or data-word-label get their words.
export function fillWords(root) {
	for (const node of root.querySelectorAll("[data-word]")) setText(node, word(node.dataset.word));
	for (const node of root.querySelectorAll("[data-word-label]")) {
		node.setAttribute("aria-label", word(node.dataset.wordLabel));
	}
}

export async function switchLanguage() {
	await loadWords(otherLanguage());
	remember("language", document.documentElement.lang);
	fillWords(document);
}
