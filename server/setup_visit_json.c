#include "server/setup_visit_json.h"

#include <stdio.h>
#include <string.h>

static bool read_outcome(struct setup_read *r, struct setup *s, json_t *j, size_t i) {
	struct setup_outcome *to = &s->outcomes[i];
	char at[40];
	snprintf(at, sizeof at, "visit.outcomes[%zu]", i);
	if (!setup_read_id(r, j, at, "id", to->id, sizeof to->id) ||
		!setup_read_name(r, j, at, &to->name))
		return false;
	for (size_t k = 0; k < i; k++)
		if (!strcmp(s->outcomes[k].id, to->id))
			return setup_read_refuse(
				r, "twice", "%s.id: \"%s\" is used twice", at, to->id);
	s->outcome_count++;
	return true;
}

bool setup_visit(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *visit, *list;
	if (!setup_read_optional(r, root, "", "visit", JSON_OBJECT, &visit) ||
		!setup_read_optional(r, visit, "visit", "outcomes", JSON_ARRAY, &list) ||
		!setup_read_flag(r, visit, "visit", "ask_outcome", false, &s->ask_outcome))
		return false;
	if (json_array_size(list) > OUTCOMES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, OUTCOMES_MAX), "count",
			"visit.outcomes: more than %d", OUTCOMES_MAX);
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!read_outcome(r, s, json_array_get(list, i), i))
			return false;
	return !s->ask_outcome || s->outcome_count > 0 ||
	       setup_read_refuse(setup_read_bounds(r, 1, OUTCOMES_MAX), "count",
		       "visit.outcomes: must be 1 to %d", OUTCOMES_MAX);
}
