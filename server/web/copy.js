// copy: puts a text where people paste from, also where the page came over plain HTTP.
import { el } from "./dom.js";
import { icon } from "./parts.js";
import { word } from "./words.js";

const SAID_MS = 4000;

// Where the browser has no clipboard for the page, what is selected in it can be copied all the same.
function copySelected(node) {
	const range = document.createRange();
	range.selectNodeContents(node);
	const selection = getSelection();
	selection.removeAllRanges();
	selection.addRange(range);
	const done = document.execCommand("copy");
	if (done) selection.removeAllRanges();
	return done;
}

async function copy(node) {
	try {
		await navigator.clipboard.writeText(node.textContent);
		return true;
	} catch {
		return copySelected(node);
	}
}

// A button that copies what stands in a node, and says that it did. label: what of it is copied
export function copyButton(node, label) {
	const text = el("span", {}, word("admin.copy"));
	const said = el("span", { class: "sr", role: "status" });
	const button = el("button", { type: "button", class: "b copy", "aria-label": label }, icon("copy"), text);
	button.addEventListener("click", async () => {
		const done = word((await copy(node)) ? "admin.copied" : "admin.copy.failed");
		text.textContent = said.textContent = done;
		setTimeout(() => (text.textContent = word("admin.copy")), SAID_MS);
	});
	return el("span", {}, button, said);
}
