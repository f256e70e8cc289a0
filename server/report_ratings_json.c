#include "common/mem.h"
#include "server/rating.h"
#include "server/report_part.h"

#include <stdlib.h>
#include <string.h>

/* What people thought, by service and counter; never of which visit. */

enum { REASONS_MAX = 32 };

struct row {
	size_t service;
	int counter;
	int scores[RATING_BEST];
};

struct ratings {
	struct report report;
	struct row *rows;
	size_t count;
	char reasons[REASONS_MAX][ID_SIZE];
	int said[REASONS_MAX];
	int reason_count, served, rated;
};

static struct row *row_of(struct ratings *all, size_t service, int counter) {
	for (size_t i = 0; i < all->count; i++)
		if (all->rows[i].service == service && all->rows[i].counter == counter)
			return &all->rows[i];
	all->rows = mem_realloc(all->rows, all->count + 1, sizeof *all->rows);
	struct row *row = &all->rows[all->count++];
	*row = (struct row){.service = service, .counter = counter};
	return row;
}

static int reason_of(struct ratings *all, const char *id) {
	int i = 0;
	while (i < all->reason_count && strcmp(all->reasons[i], id))
		i++;
	if (i < REASONS_MAX && i == all->reason_count)
		strcpy(all->reasons[all->reason_count++], id);
	return i;
}

/* What can be said comes first, also what nobody says; then what could be said once. */
static void know_reasons(struct ratings *all) {
	for (int i = 0; rating_reasons[i]; i++)
		reason_of(all, rating_reasons[i]);
}

static void add_reason(struct ratings *all, const char *id) {
	know_reasons(all);
	int reason = reason_of(all, id);
	if (reason < REASONS_MAX)
		all->said[reason]++;
}

static void add_day(struct report *r, const struct visit_day *day) {
	struct ratings *all = (struct ratings *)r;
	for (size_t i = 0; i < day->rating_count; i++) {
		const struct visit_rating *rating = &day->ratings[i];
		if (rating->score < 1 || rating->score > RATING_BEST ||
			!report_wants_rating(r, day, rating))
			continue;
		size_t service = report_service(r, day, rating->service);
		row_of(all, service, rating->counter)->scores[rating->score - 1]++;
		all->rated++;
		for (int k = 0; k < rating->reason_count; k++)
			add_reason(all, day->names[rating->reasons[k]]);
	}
}

static void add_visit(struct report *r, const struct visit_day *day, const struct visit *v) {
	(void)day;
	((struct ratings *)r)->served += v->state == TICKET_SERVED;
}

static int by_place(const void *a, const void *b) {
	const struct row *x = a, *y = b;
	if (x->service != y->service)
		return x->service < y->service ? -1 : 1;
	return x->counter - y->counter;
}

static json_t *row_json(const char *service, int counter, int score, int count) {
	return json_pack("{s:s, s:i, s:i, s:i}", "service", service, "counter", counter, "score",
		score, "count", count);
}

static json_t *blank(void) {
	return row_json("", 0, 0, 0);
}

static json_t *rows_json(struct ratings *all) {
	json_t *rows = json_array();
	if (all->count)
		qsort(all->rows, all->count, sizeof *all->rows, by_place);
	for (size_t i = 0; i < all->count; i++)
		for (int score = 1; score <= RATING_BEST; score++) {
			const struct row *row = &all->rows[i];
			const char *service = all->report.services[row->service].id;
			if (row->scores[score - 1])
				json_array_append_new(rows, row_json(service, row->counter, score,
								    row->scores[score - 1]));
		}
	return rows;
}

static json_t *reasons_json(struct ratings *all) {
	json_t *reasons = json_array();
	know_reasons(all);
	for (int i = 0; i < all->reason_count; i++)
		json_array_append_new(reasons,
			json_pack("{s:s, s:i}", "reason", all->reasons[i], "count", all->said[i]));
	return reasons;
}

static void fill(struct report *r, json_t *answer) {
	struct ratings *all = (struct ratings *)r;
	json_object_update_new(
		answer, json_pack("{s:o, s:o, s:i, s:i}", "rows", rows_json(all), "reasons",
				reasons_json(all), "served", all->served, "rated", all->rated));
}

static void clear(struct report *r) {
	mem_free(((struct ratings *)r)->rows);
}

const struct report_part report_ratings = {
	"ratings", sizeof(struct ratings), false, false, add_day, add_visit, fill, blank, clear};
