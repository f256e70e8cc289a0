#include "common/mem.h"
#include "server/report_part.h"
#include "server/wait_score.h"

/* What was said of the waits, and what came true, by day and service; how long people waited by the
 * hour in which they came. */

enum { HOUR_S = 3600 };

struct waits {
	struct report report;
	struct wait_score score;
	struct sample hours[VISIT_HOURS];
};

static void add_visit(struct report *r, const struct visit_day *day, const struct visit *v) {
	struct waits *w = (struct waits *)r;
	wait_score_add_visit(&w->score, day->day, day->names[v->service], v);
	if (visit_wait_counts(v))
		sample_add(&w->hours[v->issued_s / HOUR_S], v->wait_s, 0);
}

static json_t *mean(int64_t sum, int count) {
	return report_or_null(count > 0, count ? (sum + count / 2) / count : 0);
}

static json_t *figures_json(const struct wait_score_row *row) {
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:i}", "called", row->called, "told",
		row->told, "held", row->held, "early", row->early, "late", row->late, "mean_wait_s",
		mean(row->wait_s, row->called), "mean_error_s", mean(row->error_s, row->told),
		"max_wait_s", row->max_wait_s);
}

static json_t *row_json(const struct wait_score_row *row) {
	json_t *j = json_pack("{s:i, s:s}", "day", row->day, "service", row->service);
	json_object_update_new(j, figures_json(row));
	return j;
}

static json_t *blank(void) {
	return row_json(&(struct wait_score_row){0});
}

static json_t *spread_json(struct waits *w) {
	json_t *spread = json_array();
	for (int hour = 0; hour < VISIT_HOURS; hour++) {
		struct figures f = figures_of(&w->hours[hour]);
		if (f.count)
			json_array_append_new(
				spread, json_pack("{s:i, s:i, s:i, s:i}", "hour", hour, "median_s",
						f.median_s, "p90_s", f.p90_s, "count", f.count));
	}
	return spread;
}

static void fill(struct report *r, json_t *answer) {
	struct waits *w = (struct waits *)r;
	struct wait_score_row total = wait_score_total(&w->score, NULL);
	json_t *rows = json_array();
	for (size_t i = 0; i < w->score.count; i++)
		json_array_append_new(rows, row_json(&w->score.rows[i]));
	json_object_update_new(answer, json_pack("{s:o, s:o, s:o}", "rows", rows, "total",
					       figures_json(&total), "spread", spread_json(w)));
}

static void clear(struct report *r) {
	struct waits *w = (struct waits *)r;
	wait_score_clear(&w->score);
	for (int hour = 0; hour < VISIT_HOURS; hour++)
		sample_clear(&w->hours[hour]);
}

const struct report_part report_waits = {
	"waits", sizeof(struct waits), false, false, NULL, add_visit, fill, blank, clear};
