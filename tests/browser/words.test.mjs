// Every word that a page asks for is there in both languages, with the same {names}; and no word
// that people read stands in a page itself.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../harness/program.mjs";

const WEB = join(ROOT, "server/web");
const OURS = /^(web|admin|form|clerk|lead|phone|home|state|reason)\./;
const FACTS = ["lang", "number", "state", "line", "rating", "build"];
const STATES = ["issuing", "waiting", "called", "serving", "held", "absent", "served", "cancelled", "void", "expired", "no_show"];
const REASONS = ["in_turn", "priority", "appointment", "returned", "transferred", "chosen", "overdue"];
const words = Object.fromEntries(["vi", "en"].map((tag) => [tag, JSON.parse(read(`assets/words/${tag}.json`))]));

function read(path) {
	return readFileSync(join(ROOT, path), "utf8");
}

function files(ending) {
	return readdirSync(WEB).filter((name) => name.endsWith(ending)).map((name) => [name, read(`server/web/${name}`)]);
}

function asked() {
	const keys = [];
	for (const [, text] of files(".js")) {
		keys.push(...Array.from(text.matchAll(/"((?:web|admin|form|clerk|lead|phone|home|state|reason|hall)\.[a-z_.]+)"/g), (m) => m[1]));
	}
	for (const [, text] of files(".html")) {
		keys.push(...Array.from(text.matchAll(/\{\{([a-z_.]+)\}\}/g), (m) => m[1]).filter((key) => !FACTS.includes(key)));
		keys.push(...Array.from(text.matchAll(/data-word(?:-label)?="([^"]+)"/g), (m) => m[1]));
	}
	keys.push(...STATES.map((state) => `state.${state}`), ...REASONS.map((reason) => `reason.${reason}`));
	return new Set(keys);
}

test("every key is there in both languages", () => {
	const missing = [...asked()].flatMap((key) => ["vi", "en"].filter((tag) => !words[tag][key]).map((tag) => `${tag}: ${key}`));
	assert.deepEqual(missing, []);
});

test("both languages have the same keys and fill in the same names", () => {
	const names = (text) => Array.from((text ?? "").matchAll(/\{\w+\}/g), ([name]) => name).sort().join(" ");
	const differ = Object.keys({ ...words.vi, ...words.en })
		.filter((key) => OURS.test(key))
		.filter((key) => !(key in words.vi && key in words.en) || names(words.vi[key]) !== names(words.en[key]));
	assert.deepEqual(differ, []);
});

test("Vietnamese is composed (NFC)", () => {
	const decomposed = Object.values(words.vi).filter((text) => text !== text.normalize("NFC"));
	assert.deepEqual(decomposed, []);
});

test("pages themselves hold no words", () => {
	for (const [name, text] of files(".html")) {
		const visible = text
			.replace(/<title>[^]*?<\/title>|<!--[^]*?-->|<kbd[^>]*>[^]*?<\/kbd>/g, "")
			.replace(/<[^>]*>|(?:[\w.]+=)?\{\{[\w.]+\}\}/g, "");
		assert.match(visible, /^\s*$/, name);
	}
	for (const [name, text] of files(".js")) assert.doesNotMatch(text.replace(/^\s*\/\/.*$/gm, ""), /[ạ-ỹđĐ]/i, name);
});

test("pages hold no script or style of their own", () => {
	for (const [name, text] of files(".html")) {
		assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, name);
	}
});
