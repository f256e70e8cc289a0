#include "server/simulate_json.h"

#include <jansson.h>

static const char *const play_words[SIMULATE_PLAYS_MAX] = {"as_is", "changed"};

/* The mean of nobody is null. */
static json_t *mean_json(const struct wait_score_row *row) {
	return row->called ? json_integer(wait_score_mean_s(row)) : json_null();
}

static json_t *services_json(const struct simulate_play *p) {
	json_t *list = json_array();
	for (int i = 0; i < p->setup->service_count; i++) {
		struct wait_score_row row =
			wait_score_total(&p->result.score, p->setup->services[i].id);
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:i, s:o, s:i}", "id", p->setup->services[i].id,
				"name", p->setup->services[i].name.vi, "called", row.called,
				"mean_wait_s", mean_json(&row), "max_wait_s", row.max_wait_s));
	}
	return list;
}

static json_t *counters_json(const struct simulate_play *p) {
	json_t *list = json_array();
	for (int i = 0; i < p->setup->counter_count; i++)
		json_array_append_new(
			list, json_pack("{s:s, s:I, s:I}", "id", p->setup->counters[i].name.vi,
				      "open_s", (json_int_t)p->result.open_s[i], "busy_s",
				      (json_int_t)p->result.busy_s[i]));
	return list;
}

static json_t *play_json(const struct simulate_play *p, const char *play) {
	const struct simulation *s = &p->result;
	struct wait_score_row row = wait_score_total(&s->score, NULL);
	return json_pack("{s:s, s:I, s:I, s:i, s:I, s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o}",
		"play", play, "days", (json_int_t)s->days, "citizens", (json_int_t)s->citizens,
		"called", row.called, "left", (json_int_t)simulation_left(s), "mean_wait_s",
		mean_json(&row), "p90_wait_s", simulation_wait_s(s, 90), "max_wait_s",
		row.max_wait_s, "told", row.told, "held", row.held, "early", row.early, "late",
		row.late, "services", services_json(p), "counters", counters_json(p));
}

static void print(FILE *to, json_t *line) {
	json_dumpf(line, to, JSON_COMPACT);
	fputc('\n', to);
	json_decref(line);
}

static json_t *told_json(const struct told *told) {
	if (!told->known)
		return json_null();
	return json_pack("{s:i, s:i, s:i}", "low_s", told->low_s, "mid_s", told->mid_s, "high_s",
		told->high_s);
}

void simulate_print_citizens(FILE *to, size_t play, const struct played *p, const struct queue *q) {
	for (size_t i = 0; i < p->citizen_count; i++) {
		const struct played_citizen *c = &p->citizens[i];
		const struct queue_ticket *t = queue_at(q, i);
		bool called = c->called != WORKLOAD_NONE;
		print(to, json_pack("{s:s, s:i, s:i, s:s, s:s, s:i, s:o, s:o}", "play",
				  play_words[play], "day", p->day->day, "id", c->entry->id,
				  "number", t->number, "service", t->taken_for, "t", c->entry->t,
				  "told", told_json(&t->told), "wait_s",
				  called ? json_integer(played_wait_s(c)) : json_null()));
	}
}

void simulate_print_json(FILE *to, const struct simulate_play *plays, size_t count) {
	for (size_t i = 0; i < count && i < SIMULATE_PLAYS_MAX; i++)
		print(to, play_json(&plays[i], play_words[i]));
}
