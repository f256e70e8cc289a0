// canaries: texts that must not be kept anywhere, and a search for them in whatever way a program may have put them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const bytes = (text) => Buffer.from(text, "utf8").toString("latin1");
const folded = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");

// The same text as bytes, in the ways that are usual.
function ways(text) {
	const plain = [text, text.normalize("NFD"), folded(text), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
	const all = plain.flatMap((one) => [bytes(one), bytes(one.toLowerCase()), bytes(one.toUpperCase())]);
	return [...new Set([...all, Buffer.from(text, "utf16le").toString("latin1"), Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64").replace(/=*$/, "").slice(0, -1)])];
}

export class Canaries {
	constructor() {
		this.texts = new Map(); // text: { what, ways }
	}

	// what: where it is put
	add(what, text) {
		this.texts.set(text, { what, ways: ways(text) });
		return text;
	}

	get count() {
		return this.texts.size;
	}

	// Those that are in these bytes: "what: text in where".
	in(where, content) {
		const text = content.toString("latin1");
		return [...this.texts].filter(([, one]) => one.ways.some((way) => text.includes(way))).map(([own, { what }]) => `${what}: ${own} in ${where}`);
	}

	// The same of every file below a folder, by content and by name. passing(path): is not looked at.
	async below(dir, passing = () => false) {
		const found = [];
		for (const entry of await readdir(dir, { withFileTypes: true })) {
			const path = join(dir, entry.name);
			if (passing(path)) continue;
			found.push(...this.in(`the name ${path}`, Buffer.from(entry.name)));
			if (entry.isDirectory()) found.push(...(await this.below(path, passing)));
			// What is gone by now is not kept.
			else if (entry.isFile()) found.push(...this.in(path, await readFile(path).catch(() => Buffer.alloc(0))));
		}
		return found;
	}
}
