// panel_call: which number to call out of turn; one that is held or was absent is asked about.
import { el } from "./dom.js";
import { bare } from "./number.js";
import { cancelButton, enterButton, field, row, Say } from "./panel_part.js";
import { word } from "./words.js";

export function callPanel(desk) {
	const input = el("input", { autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "call-say", maxlength: "12" });
	const say = new Say("call-say", word("clerk.other.note"));
	const submit = () => {
		const typed = input.value.trim();
		const found = desk.find(({ number }) => bare(number) === bare(typed));
		if (!typed) say.wrong(word("clerk.other.missing"), input);
		else if (!found) say.wrong(word("clerk.other.unknown", { number: typed.toUpperCase() }), input);
		else desk.panels.ask("number", found.item);
	};
	return {
		title: word("clerk.other.title"),
		content: [say.node, row(field("call-number", word("clerk.other.label"), input), enterButton(word("clerk.other.choose")), cancelButton(desk))],
		focus: input,
		submit,
	};
}
