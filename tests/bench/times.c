#include "tests/bench/times.h"

#include "common/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t times_now_ns(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int64_t times_end_ns(double seconds) {
	return times_now_ns() + (int64_t)(seconds * 1e9);
}

void times_add(struct times *t, int64_t ns) {
	if (t->count == t->room) {
		t->room = t->room ? 2 * t->room : 1024;
		t->ns = mem_realloc(t->ns, t->room, sizeof *t->ns);
	}
	t->ns[t->count++] = ns;
}

static int ascending(const void *a, const void *b) {
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

double times_at_ms(struct times *t, double part) {
	if (!t->count)
		return 0;
	qsort(t->ns, t->count, sizeof *t->ns, ascending);
	size_t at = (size_t)((double)t->count * part);
	return (double)t->ns[at < t->count ? at : t->count - 1] / 1e6;
}

void times_say(const char *name, const char *what, double value, const char *unit) {
	printf("%s_%s %.*f %s\n", name, what, value < 1 ? 4 : value < 100 ? 2 : 0, value, unit);
	fflush(stdout);
}

void times_tell(const char *name, struct times *t) {
	times_say(name, "p50", times_at_ms(t, 0.5), "ms");
	times_say(name, "p95", times_at_ms(t, 0.95), "ms");
	times_say(name, "p99", times_at_ms(t, 0.99), "ms");
}

void times_clear(struct times *t) {
	mem_free(t->ns);
	*t = (struct times){0};
}
