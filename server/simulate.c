#include "server/simulate.h"

#include "common/mem.h"

#include <stdlib.h>
#include <string.h>

/* A set-up of the drive's own; catalogues are not played. */
static struct setup *setup_of(const struct workload_day *day) {
	struct setup *s = mem_alloc(1, sizeof *s);
	*s = *day->setup;
	memset(s->catalog, 0, sizeof s->catalog);
	return s;
}

/* The day before it begins: what its counters serve, and when. */
static void begin(struct drive *drive, const struct workload_day *day, bool first) {
	struct setup *s = drive_setup(drive);
	memcpy(s->counters, day->setup->counters, sizeof s->counters);
	if (!first)
		drive_begin_day(drive);
}

static void add_waits(struct simulation *s, const struct played *p) {
	s->waits = mem_realloc(s->waits, s->wait_count + p->citizen_count, sizeof *s->waits);
	for (size_t i = 0; i < p->citizen_count; i++)
		if (p->citizens[i].called != WORKLOAD_NONE)
			s->waits[s->wait_count++] = played_wait_s(&p->citizens[i]);
	s->citizens += p->citizen_count;
}

static void add_day(struct simulation *s, const struct played *p, const struct queue *q) {
	wait_score_add(&s->score, p->day->day, q);
	add_waits(s, p);
	for (int i = 0; i < COUNTERS_MAX; i++) {
		s->open_s[i] += p->counters[i].open_s;
		s->busy_s[i] += p->counters[i].busy_s;
	}
	s->days++;
}

static int by_length(const void *a, const void *b) {
	const int *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

bool simulate(const struct workload *w, enum simulate_how how, struct simulation *s,
	simulate_day *day, void *arg) {
	*s = (struct simulation){0};
	struct drive *drive = drive_new(setup_of(&w->days[0]));
	if (drive)
		drive_tell_waits(drive, how == SIMULATE_WITH_WAITS);
	for (size_t i = 0; drive && i < w->count; i++) {
		struct played played;
		begin(drive, &w->days[i], i == 0);
		play_day(drive, &w->days[i], &played);
		add_day(s, &played, drive_queue(drive));
		day(arg, &played, drive_queue(drive));
		played_clear(&played);
	}
	if (s->wait_count)
		qsort(s->waits, s->wait_count, sizeof *s->waits, by_length);
	drive_free(drive);
	return drive != NULL;
}

void simulation_clear(struct simulation *s) {
	wait_score_clear(&s->score);
	mem_free(s->waits);
	*s = (struct simulation){0};
}

size_t simulation_left(const struct simulation *s) {
	return s->citizens - s->wait_count;
}

int simulation_wait_s(const struct simulation *s, int percent) {
	if (!s->wait_count)
		return 0;
	size_t at = (s->wait_count * (size_t)percent + 99) / 100;
	return s->waits[at ? at - 1 : 0];
}
