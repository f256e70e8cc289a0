// admin_outcome_form: the form of an outcome, of which a clerk chooses one at the end of a visit.
import { openForm } from "./admin_dialog.js";
import { moveTo, newId } from "./services_data.js";
import { titleOf } from "./services_say.js";
import { word } from "./words.js";

const NAME_MAX = 60;

// outcome: of the section's draft, or null for a new one; wrongs: what the server said, by member
export function openOutcome(section, outcome, wrongs = {}) {
	const visit = (section.draft.visit ??= {});
	visit.outcomes ??= [];
	const draft = outcome ? structuredClone(outcome) : { id: "", name_vi: "" };
	draft.order = (outcome ? visit.outcomes.indexOf(outcome) : visit.outcomes.length) + 1;
	openForm({
		id: "outcome",
		draft,
		wrongs,
		title: outcome ? titleOf(outcome) : word("admin.outcome.add"),
		does: word(outcome ? "admin.done" : "admin.add"),
		fill: (form) => [
			form.text("name_vi", { label: word("admin.name.vi"), value: draft.name_vi, lang: "vi", max: NAME_MAX, need: true }),
			form.text("name_en", { label: word("admin.name.en"), value: draft.name_en, lang: "en", max: NAME_MAX }),
			form.number("order", { label: word("admin.outcome.order"), value: draft.order, min: 1, max: visit.outcomes.length + (outcome ? 0 : 1) }),
		],
		take: () => keep(section, visit, outcome, draft),
		more: outcome ? [{ text: word("admin.outcome.remove"), take: () => remove(section, visit, outcome) }] : [],
	});
}

function keep(section, visit, outcome, { order, ...draft }) {
	if (!draft.name_en) delete draft.name_en;
	draft.id ||= newId(draft.name_vi, visit.outcomes.map(({ id }) => id));
	if (outcome) visit.outcomes[visit.outcomes.indexOf(outcome)] = draft;
	else visit.outcomes.push(draft);
	visit.outcomes = moveTo(visit.outcomes, draft, order - 1);
	return section.changed(`[aria-label="${word("admin.outcome.edit", { name: titleOf(draft) })}"]`);
}

function remove(section, visit, outcome) {
	visit.outcomes = visit.outcomes.filter((one) => one !== outcome);
	return section.changed("#outcome-add");
}
