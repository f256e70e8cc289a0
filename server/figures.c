#include "server/figures.h"

#include "common/mem.h"

#include <stdint.h>
#include <stdlib.h>

void sample_add(struct sample *s, int seconds, int target_s) {
	if (s->count == s->room) {
		s->room = s->room ? s->room * 2 : 16;
		s->seconds = mem_realloc(s->seconds, s->room, sizeof *s->seconds);
	}
	s->seconds[s->count++] = seconds;
	s->of_target += target_s > 0;
	s->within_target += target_s > 0 && seconds <= target_s;
}

void sample_clear(struct sample *s) {
	mem_free(s->seconds);
	*s = (struct sample){0};
}

static int by_length(const void *a, const void *b) {
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

static int mean(const struct sample *s) {
	int64_t sum = 0, count = (int64_t)s->count;
	for (size_t i = 0; i < s->count; i++)
		sum += s->seconds[i];
	return count == 0 ? 0 : (int)((sum + count / 2) / count);
}

/* The smallest value that so many of ten do not exceed. */
static int tenths(const struct sample *s, size_t tenths_of) {
	return s->seconds[(s->count * tenths_of + 9) / 10 - 1];
}

struct figures figures_of(struct sample *s) {
	struct figures f = {.within_target = s->within_target, .of_target = s->of_target};
	if (!s->count)
		return f;
	qsort(s->seconds, s->count, sizeof *s->seconds, by_length);
	f.count = (int)s->count;
	f.mean_s = mean(s);
	f.median_s = tenths(s, 5);
	f.p90_s = tenths(s, 9);
	f.max_s = s->seconds[s->count - 1];
	return f;
}
