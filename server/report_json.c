#include "common/mem.h"
#include "common/proto_json.h"
#include "server/report_part.h"

#include <stdlib.h>
#include <string.h>

/* Shapes that several reports have, and the whole of each. */

json_t *report_or_null(bool known, int64_t value) {
	return known ? json_integer(value) : json_null();
}

json_t *report_figures_json(struct sample *sample) {
	struct figures f = figures_of(sample);
	bool known = f.count > 0;
	return json_pack("{s:i, s:o, s:o, s:o, s:o, s:i, s:i}", "count", f.count, "mean_s",
		report_or_null(known, f.mean_s), "median_s", report_or_null(known, f.median_s),
		"p90_s", report_or_null(known, f.p90_s), "max_s", report_or_null(known, f.max_s),
		"within_target", f.within_target, "of_target", f.of_target);
}

json_t *report_windows_json(const struct sum *s) {
	return json_pack("{s:i, s:i, s:i, s:i}", "told", s->told, "held", s->held, "early",
		s->early, "late", s->late);
}

json_t *report_name_json(const struct name *name, const char *id) {
	if (name->vi[0] || name->en[0])
		return name_json(name);
	return json_pack("{s:s, s:s}", "vi", id, "en", id);
}

char *report_text(struct report *r) {
	json_t *answer = json_pack(
		"{s:i, s:i, s:i}", "from", r->asked.from, "to", r->asked.to, "days", r->days);
	r->part->fill(r, answer);
	char *text = r->asked.csv ? report_csv(r, answer) : NULL;
	if (!text) {
		char *json = json_dumps(answer, JSON_COMPACT);
		text = mem_strdup(json);
		free(json);
	}
	json_decref(answer);
	return text;
}
