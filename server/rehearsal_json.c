#include "server/rehearsal_json.h"

#include "server/report_part.h"

static json_t *pair_json(const char *id, struct sample *before, struct sample *after) {
	return json_pack("{s:s, s:o, s:o}", "id", id, "before", report_figures_json(before),
		"after", report_figures_json(after));
}

/* Services are the same in both: the rules do not make any. */
static json_t *services_json(struct rehearsal *r) {
	json_t *list = json_array();
	for (int i = 0; i < r->before->service_count; i++)
		json_array_append_new(
			list, pair_json(r->before->services[i].id, &r->plays[0].services[i],
				      &r->plays[1].services[i]));
	return list;
}

/* The waits of a class; those of nobody where the play had no such class. */
static struct sample *class_of(
	struct rehearsal_play *play, const struct setup *s, const char *id, struct sample *none) {
	int at = setup_priority(s, id);
	return at < 0 ? none : &play->priorities[at];
}

/* A class that nobody was of says nothing. */
static void add_class(json_t *list, struct rehearsal *r, const char *id) {
	struct sample none = {0};
	struct sample *before = class_of(&r->plays[0], r->before, id, &none);
	struct sample *after = class_of(&r->plays[1], r->after, id, &none);
	if (before->count || after->count)
		json_array_append_new(list, pair_json(id, before, after));
}

/* Who has none, then the classes as they will be, then those that will not be any more. */
static json_t *priorities_json(struct rehearsal *r) {
	json_t *list = json_array();
	json_array_append_new(list, pair_json("", &r->plays[0].ordinary, &r->plays[1].ordinary));
	for (int i = 0; i < r->after->priority_count; i++)
		add_class(list, r, r->after->priorities[i].id);
	for (int i = 0; i < r->before->priority_count; i++)
		if (setup_priority(r->after, r->before->priorities[i].id) < 0)
			add_class(list, r, r->before->priorities[i].id);
	return list;
}

json_t *rehearsal_json(struct rehearsal *r) {
	return json_pack("{s:i, s:o, s:o, s:o, s:o}", "day", r->day, "before",
		report_figures_json(&r->plays[0].all), "after",
		report_figures_json(&r->plays[1].all), "services", services_json(r), "priorities",
		priorities_json(r));
}
