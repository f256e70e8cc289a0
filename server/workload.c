#include "server/workload.h"

#include "common/mem.h"
#include "server/workload_json.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct workload_entry *workload_add(struct workload_day *day, int t, enum workload_kind kind) {
	if (day->count == day->room) {
		day->room = day->room ? day->room * 2 : 64;
		day->entries = mem_realloc(day->entries, day->room, sizeof *day->entries);
	}
	struct workload_entry *e = &day->entries[day->count++];
	*e = (struct workload_entry){
		.t = t,
		.kind = kind,
		.factor = 1,
		.id = WORKLOAD_NONE,
		.service = WORKLOAD_NONE,
		.priority = WORKLOAD_NONE,
		.slot = WORKLOAD_NONE,
		.back = WORKLOAD_NONE,
		.then_service = WORKLOAD_NONE,
	};
	return e;
}

static int by_time(const void *a, const void *b) {
	const struct workload_entry *x = a, *y = b;
	if (x->t != y->t)
		return x->t < y->t ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->counter != y->counter)
		return x->counter < y->counter ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

void workload_sort(struct workload_day *day) {
	if (day->count)
		qsort(day->entries, day->count, sizeof *day->entries, by_time);
}

/* The number of the line that does not hold; 0: all do. */
static int read_lines(FILE *f, struct workload_day *day, char *why, size_t why_size) {
	char *line = NULL;
	size_t room = 0;
	int n = 0, last_t = 0, bad = 0;
	while (!bad && getline(&line, &room, f) >= 0) {
		bool ok = n++ ? workload_read_entry(day, line, why, why_size)
			      : workload_read_office(day, line, why, why_size);
		if (ok && day->count && day->entries[day->count - 1].t < last_t) {
			snprintf(why, why_size, "t goes back");
			ok = false;
		}
		last_t = day->count ? day->entries[day->count - 1].t : 0;
		bad = ok ? 0 : n;
	}
	free(line);
	if (!n)
		snprintf(why, why_size, "there is no office");
	return n ? bad : 1;
}

static bool read_day(struct workload_day *day, const char *path) {
	char why[SETUP_WHY_SIZE] = "";
	FILE *f = fopen(path, "re");
	if (!f) {
		fprintf(stderr, "%s: cannot be read: %s\n", path, strerror(errno));
		return false;
	}
	int bad = read_lines(f, day, why, sizeof why);
	fclose(f);
	if (bad)
		fprintf(stderr, "%s: line %d: %s\n", path, bad, why);
	return !bad;
}

/* Services and counters are the same on all days; what a counter serves, and when, need not be. */
static bool same_office(const struct setup *a, const struct setup *b) {
	bool same = a->service_count == b->service_count && a->counter_count == b->counter_count;
	for (int i = 0; same && i < a->service_count; i++)
		same = !strcmp(a->services[i].id, b->services[i].id);
	for (int i = 0; same && i < a->counter_count; i++)
		same = !strcmp(a->counters[i].name.vi, b->counters[i].name.vi);
	return same;
}

static bool read_next_day(struct workload *w, const char *path) {
	struct workload_day *day = &w->days[w->count++];
	if (!read_day(day, path))
		return false;
	if (same_office(w->days[0].setup, day->setup))
		return true;
	fprintf(stderr, "%s: line 1: it is another office than on the first day\n", path);
	return false;
}

bool workload_read(struct workload *w, const char *dir) {
	char *pattern = mem_printf("%s/day-*.jsonl", dir);
	glob_t found = {0};
	*w = (struct workload){0};
	bool ok = glob(pattern, 0, NULL, &found) == 0;
	if (!ok)
		fprintf(stderr, "%s: there is no such file\n", pattern);
	w->days = mem_alloc(found.gl_pathc, sizeof *w->days);
	for (size_t i = 0; ok && i < found.gl_pathc; i++)
		ok = read_next_day(w, found.gl_pathv[i]);
	globfree(&found);
	mem_free(pattern);
	if (!ok)
		workload_clear(w);
	return ok;
}

void workload_day_clear(struct workload_day *day) {
	setup_free(day->setup);
	mem_free(day->entries);
	*day = (struct workload_day){0};
}

void workload_clear(struct workload *w) {
	for (size_t i = 0; i < w->count; i++)
		workload_day_clear(&w->days[i]);
	mem_free(w->days);
	*w = (struct workload){0};
}

static bool write_day(const struct workload_day *day, const char *path) {
	FILE *f = fopen(path, "we");
	if (f) {
		workload_write_office(day, f);
		for (size_t i = 0; i < day->count; i++)
			workload_write_entry(day, &day->entries[i], f);
	}
	bool ok = f && !ferror(f);
	ok = f && fclose(f) == 0 && ok;
	if (!ok)
		fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
	return ok;
}

bool workload_write(const struct workload *w, const char *dir) {
	bool ok = mkdir(dir, 0777) == 0 || errno == EEXIST;
	if (!ok)
		fprintf(stderr, "%s: cannot be made: %s\n", dir, strerror(errno));
	for (size_t i = 0; ok && i < w->count; i++) {
		char *path = mem_printf("%s/day-%03zu.jsonl", dir, i + 1);
		ok = write_day(&w->days[i], path);
		mem_free(path);
	}
	return ok;
}
