// words: what people read, in the page's language. A page gives the table: see language.js, or a
// list in the page itself.
let table = {};
let language = "vi";

export function useWords(tag, words) {
	table = words;
	language = tag === "en" ? "en" : "vi";
}

// Takes an element's lines "key=text", as the server filled them in.
export function readWords({ textContent: lines }) {
	const pairs = lines.split("\n").map((line) => line.split(/=(.*)/));
	useWords(document.documentElement.lang, Object.fromEntries(pairs));
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
