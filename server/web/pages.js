// pages: the way to the other pages of the office, in the bar, for who may go there.
import { byId, el } from "./dom.js";
import { word } from "./words.js";

const PAGES = [
	{ path: "/lead", name: "home.lead", roles: ["lead", "admin"] },
	{ path: "/reports", name: "home.reports", roles: ["lead", "admin"] },
	{ path: "/admin", name: "home.admin", roles: ["admin"] },
];

export function showPages(role) {
	const links = PAGES.filter(({ path, roles }) => path !== location.pathname && roles.includes(role));
	const names = links.map(({ name }) => word(name));
	if (byId("pages").textContent === names.join("")) return;
	byId("pages").replaceChildren(...links.map(({ path }, i) => el("a", { href: path }, names[i])));
}
