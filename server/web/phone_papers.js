// phone_papers: which papers to have ready, for who is called.
import { ask } from "./ask.js";
import { byId, el } from "./dom.js";
import { nameOf } from "./words.js";

const known = new Map();
document.head.append(el("link", { rel: "stylesheet", href: "/web/phone_papers.css" }));

export async function showPapers(code) {
	try {
		const path = `/api/v1/procedures/${encodeURIComponent(code)}`;
		if (!known.has(code)) known.set(code, (await ask(path)).documents);
	} catch {
		return; // The counter knows them too.
	}
	const items = known.get(code).map((paper) => el("li", {}, nameOf(paper)));
	byId("papers").lastElementChild.replaceChildren(...items);
	byId("papers").hidden = !items.length;
}
