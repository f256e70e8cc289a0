#include "common/mem.h"
#include "server/visit_book.h"

/* What counters did in each hour of a day. */

static const int64_t HOUR_MS = 3600000;

typedef int64_t hours[VISIT_COUNTERS][VISIT_HOURS];

struct adding {
	const struct visit_book *book;
	hours open, busy;
};

static void add_hours(
	const struct visit_book *b, int64_t cells[VISIT_HOURS], int64_t from_ms, int64_t to_ms) {
	for (int hour = 0; hour < VISIT_HOURS; hour++) {
		int64_t begin = b->midnight_ms + hour * HOUR_MS, end = begin + HOUR_MS;
		int64_t from = from_ms > begin ? from_ms : begin, to = to_ms < end ? to_ms : end;
		if (from < to)
			cells[hour] += to - from;
	}
}

/* Without what the clock skipped: the gaps are in order. */
static void add(
	const struct visit_book *b, hours cells, int counter, int64_t from_ms, int64_t to_ms) {
	for (size_t i = 0; i < b->gaps.count; i++) {
		const struct visit_span *gap = &b->gaps.at[i];
		if (gap->to_ms <= from_ms || gap->from_ms >= to_ms)
			continue;
		add_hours(b, cells[counter], from_ms, gap->from_ms);
		from_ms = gap->to_ms;
	}
	add_hours(b, cells[counter], from_ms, to_ms);
}

static void add_spans(const struct visit_book *b, hours cells, const struct visit_spans *spans) {
	for (size_t i = 0; i < spans->count; i++) {
		const struct visit_span *s = &spans->at[i];
		if (s->counter > 0 && s->counter < VISIT_COUNTERS)
			add(b, cells, s->counter, s->from_ms, s->to_ms);
	}
}

/* What goes on still. */
static void add_open(struct adding *a) {
	const struct visit_book *b = a->book;
	for (int i = 1; i < VISIT_COUNTERS; i++)
		if (b->open_ms[i])
			add(b, a->open, i, b->open_ms[i], b->acted_ms[i]);
	for (size_t i = 0; i < b->count; i++) {
		const struct visit_work *w = &b->works[i];
		int counter = w->v.counter;
		if (w->here_ms && counter > 0 && counter < VISIT_COUNTERS)
			add(b, a->busy, counter, w->here_ms, b->acted_ms[counter]);
	}
}

static size_t list(const struct adding *a, struct visit_desk *desks) {
	size_t count = 0;
	for (int i = 1; i < VISIT_COUNTERS; i++)
		for (int hour = 0; hour < VISIT_HOURS; hour++) {
			struct visit_desk d = {i, hour, a->open[i][hour], a->busy[i][hour]};
			if ((d.open_ms || d.busy_ms) && desks)
				desks[count] = d;
			count += d.open_ms || d.busy_ms;
		}
	return count;
}

struct visit_desk *visit_desks(const struct visit_book *b, size_t *count) {
	struct adding *a = mem_alloc(1, sizeof *a);
	a->book = b;
	add_spans(b, a->open, &b->openings);
	add_spans(b, a->busy, &b->stays);
	add_open(a);
	*count = list(a, NULL);
	struct visit_desk *desks = mem_alloc(*count, sizeof *desks);
	list(a, desks);
	mem_free(a);
	return desks;
}
