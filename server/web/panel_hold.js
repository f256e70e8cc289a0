// panel_hold: why a number is kept, and until when its person wants to be back.
import { now, timeText } from "./clock.js";
import { el } from "./dom.js";
import { cancelButton, enterButton, field, row } from "./panel_part.js";
import { Reasons } from "./reasons.js";
import { word } from "./words.js";

const REASONS = ["clerk.hold.papers", "clerk.hold.fee", "clerk.hold.copy", "clerk.hold.person"];
const BACK_IN_MIN = [15, 30, 60, 90, 120, 180];
const MINUTE_MS = 60000;

// Whole minutes from now, as long as the office is open.
function timesFrom(nowMs, closesAt) {
	const start = Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS;
	const times = BACK_IN_MIN.map((n) => [n, start + n * MINUTE_MS]);
	return closesAt > nowMs ? times.filter(([, at]) => at <= closesAt) : times;
}

function untilField({ office }) {
	const options = timesFrom(now(), office.closes_at).map(([n, at]) => {
		return el("option", { value: at }, word("clerk.hold.until", { n, time: timeText(at) }));
	});
	const select = el("select", {}, el("option", { value: "" }, word("clerk.hold.open")), ...options);
	return { select, node: field("hold-until", word("clerk.hold.when"), select) };
}

export function holdPanel(desk) {
	const { id, number } = desk.ticket;
	const reasons = new Reasons(word("clerk.hold.why"), REASONS.map((key) => word(key)), { chosen: true });
	const until = untilField(desk);
	const submit = () => {
		const at = Number(until.select.value) || undefined;
		desk.act("hold", { reason: reasons.text(), until: at });
	};
	return {
		title: word("clerk.hold.title", { number }),
		content: [
			reasons.choice.node,
			el("div", { class: "row" }, reasons.field, until.node),
			row(enterButton(word("clerk.hold.do", { number })), cancelButton(desk)),
		],
		focus: reasons.choice.first,
		submit,
		fits: () => desk.ticket?.id === id,
	};
}
