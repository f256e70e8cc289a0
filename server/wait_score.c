#include "server/wait_score.h"

#include "common/mem.h"
#include "common/text.h"

#include <stdlib.h>
#include <string.h>

void wait_score_clear(struct wait_score *s) {
	mem_free(s->rows);
	*s = (struct wait_score){0};
}

/* The row of a service among those of this day, which begin at `from`; made if it is not there. */
static struct wait_score_row *row_of(
	struct wait_score *s, size_t from, int day, const char *service) {
	for (size_t i = from; i < s->count; i++)
		if (!strcmp(s->rows[i].service, service))
			return &s->rows[i];
	s->rows = mem_realloc(s->rows, s->count + 1, sizeof *s->rows);
	struct wait_score_row *row = &s->rows[s->count++];
	*row = (struct wait_score_row){.day = day};
	text_copy(row->service, sizeof row->service, service);
	return row;
}

static void count_told(struct wait_score_row *row, const struct told *told, int wait_s) {
	row->told++;
	row->error_s += abs(wait_s - told->mid_s);
	if (wait_s < told->low_s)
		row->early++;
	else if (wait_s > told->high_s)
		row->late++;
	else
		row->held++;
}

static void count_call(struct wait_score_row *row, int wait_s, const struct told *told) {
	row->called++;
	row->wait_s += wait_s;
	if (wait_s > row->max_wait_s)
		row->max_wait_s = wait_s;
	if (told->known)
		count_told(row, told, wait_s);
}

void wait_score_add(struct wait_score *s, int day, const struct queue *q) {
	size_t from = s->count;
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		int wait_s = (int)((t->first_called_ms - t->issued_at_ms) / 1000);
		if (t->first_called_ms)
			count_call(row_of(s, from, day, t->taken_for), wait_s, &t->told);
	}
}

void wait_score_add_visit(
	struct wait_score *s, int day, const char *service, const struct visit *v) {
	size_t from = s->count;
	while (from > 0 && s->rows[from - 1].day == day)
		from--;
	if (visit_wait_counts(v))
		count_call(row_of(s, from, day, service), v->wait_s, &v->told);
}

struct wait_score_row wait_score_total(const struct wait_score *s, const char *service) {
	struct wait_score_row total = {0};
	text_copy(total.service, sizeof total.service, service ? service : "");
	for (size_t i = 0; i < s->count; i++) {
		const struct wait_score_row *row = &s->rows[i];
		if (service && strcmp(row->service, service) != 0)
			continue;
		total.called += row->called;
		total.told += row->told;
		total.held += row->held;
		total.early += row->early;
		total.late += row->late;
		total.wait_s += row->wait_s;
		total.error_s += row->error_s;
		if (row->max_wait_s > total.max_wait_s)
			total.max_wait_s = row->max_wait_s;
	}
	return total;
}

int64_t wait_score_mean_s(const struct wait_score_row *row) {
	return (row->wait_s + row->called / 2) / row->called;
}
