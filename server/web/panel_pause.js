// panel_pause: for how long the counter pauses.
import { button, cancelButton, row, Say } from "./panel_part.js";
import { word } from "./words.js";

const MINUTES = [5, 10, 15, 30];

export function pausePanel(desk) {
	const choice = (text, body) => button(text, null, () => desk.act("pause", body));
	const times = MINUTES.map((n) => choice(word("web.minutes", { n }), { back_in_min: n }));
	const { node } = new Say("pause-say", word("clerk.pause.note"));
	return {
		title: word("clerk.pause.title"),
		content: [node, row(...times, choice(word("clerk.pause.unknown"), {}), cancelButton(desk))],
		focus: times[0],
	};
}
