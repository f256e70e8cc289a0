// reports_changes: every step of every number as one file. The server gives them in pieces.
import { ask } from "./ask.js";
import { el } from "./dom.js";

const MARK = "\uFEFF"; // what tells a spreadsheet that it is UTF-8; reading a text takes it away

function read(text, headers) {
	return { text, after: headers.get("X-Next-After") };
}

function save(parts, name) {
	const href = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
	const link = el("a", { href, download: name });
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(href), 60000);
}

// got(lines): so many are here; throws as ask does
export async function saveChanges(query, got) {
	const parts = [MARK];
	let lines = 0;
	for (let after = "0"; after; ) {
		const { text, after: next } = await ask(`${query.path("changes", "csv")}&after=${after}`, { read });
		const body = text.indexOf("\n") + 1;
		parts.push(parts.length > 1 ? text.slice(body) : text);
		got((lines += text.split("\n").length - 2));
		after = next;
	}
	save(parts, query.fileName("changes"));
}
