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
	useWords(document.documentElement.lang, {});
	for (const [key, text] of lines.split("\n").map((line) => line.split(/=(.*)/))) table[key] = text;
}

export function currentLanguage() {
	return language;
}

export function otherLanguage() {
	return language === "vi" ? "en" : "vi";
}

// The text of a key with its {names} filled in; a missing key shows itself.
export function word(key, values = {}) {
	return (table[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// A name of the office's data in the page's language, else in the other.
export function nameOf(pair) {
	if (!pair) return "";
	return pair[language] || pair.vi || pair.en || "";
}
