// reports_services: each service of the office: how many came, how long they waited, and how many of
// them within the target.
import { FEW, minutesNumber, NONE, numberText, shareOf, shareText } from "./amounts.js";
import { el } from "./dom.js";
import { bar } from "./parts.js";
import { Card, tableOf } from "./reports_card.js";
import { nameOf, word } from "./words.js";

const COLUMNS = [
	["letter", "px"], ["service", "nm"], ["issued", "r more"], ["half", "r"], ["most", "r more"], ["target", "hit"], ["service_half", "r more"], ["no_show", "r more"], ["held", "r more"],
];

function minutesCell({ count }, seconds) {
	return count < FEW ? NONE : minutesNumber(seconds);
}

// "78 % (15)" with a bar; the target stands in the bracket.
function targetCell({ wait, target_s: target }) {
	const share = shareOf(wait.within_target, wait.of_target);
	const bracket = target ? `(${numberText(target / 60)})` : "";
	const picture = share === null ? null : bar([{ from: 0, to: share / 100, look: "held" }]);
	return el("span", { class: "share" }, picture, el("b", {}, target ? shareText(wait.within_target, wait.of_target) : NONE), el("span", { class: "mut" }, bracket));
}

export class Services {
	constructor() {
		this.card = new Card("services", { title: "reports.services", part: "services", look: "list" });
	}

	render({ services, office }) {
		const prefixOf = (id) => office.services.find((service) => service.id === id)?.prefix ?? "";
		const titles = COLUMNS.map(([key, look]) => ({ text: word(`reports.services.${key}`), look }));
		const rows = services.rows.map((row) => this.line(row, prefixOf(row.service)));
		this.card.show(tableOf(word("reports.services"), titles, rows, "lines"));
		this.card.say([], word("reports.services.note"));
	}

	line(row, prefix) {
		const { wait, service_time: served, windows } = row;
		return [
			prefix, nameOf(row.name), numberText(row.issued), minutesCell(wait, wait.median_s), minutesCell(wait, wait.p90_s), targetCell(row),
			minutesCell(served, served.median_s), numberText(row.no_show), shareText(windows.held, windows.told),
		];
	}
}
