#include "common/text.h"
#include "server/workload.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE_S = 60 };

/* The index of a counter by the text of its id, which ends at `size`; -1: there is none. */
static int find(const struct setup *s, const char *id, size_t size) {
	for (int i = 0; i < s->counter_count; i++)
		if (strlen(s->counters[i].name.vi) == size &&
			!memcmp(s->counters[i].name.vi, id, size))
			return i;
	return -1;
}

static void keep_entries(struct workload_day *day, const bool *kept) {
	size_t n = 0;
	for (size_t i = 0; i < day->count; i++) {
		const struct workload_entry *e = &day->entries[i];
		bool opens = e->kind == WORKLOAD_OPEN || e->kind == WORKLOAD_CLOSE;
		if (!opens || kept[setup_counter(day->setup, e->counter)])
			day->entries[n++] = *e;
	}
	day->count = n;
}

static void keep(struct workload_day *day, const bool *kept) {
	keep_entries(day, kept);
	for (int i = 0; i < day->setup->counter_count; i++)
		if (!kept[i])
			memset(day->setup->counters[i].hours, 0,
				sizeof day->setup->counters[i].hours);
}

/* "C1,C3": these. */
static bool name_kept(const struct setup *s, const char *which, bool *kept) {
	for (const char *at = which; *at;) {
		size_t size = strcspn(at, ",");
		int i = find(s, at, size);
		if (i < 0) {
			fprintf(stderr, "--counters %s: there is no counter \"%.*s\"\n", which,
				(int)size, at);
			return false;
		}
		kept[i] = true;
		at += size + (at[size] == ',');
	}
	return *which != '\0';
}

/* What "C4@13:30-17:00" says; times in minutes. */
struct opening {
	char id[ID_SIZE];
	struct setup_span span;
};

static bool read_opening(const char *text, struct opening *o) {
	int from_h, from_m, to_h, to_m, size = 0;
	const char *at = strrchr(text, '@');
	if (!at || at == text || at - text >= ID_SIZE)
		return false;
	if (sscanf(at, "@%2d:%2d-%2d:%2d%n", &from_h, &from_m, &to_h, &to_m, &size) != 4 ||
		at[size] || from_m > 59 || to_m > 59 || (from_h | from_m | to_h | to_m) < 0)
		return false;
	memcpy(o->id, text, (size_t)(at - text));
	o->id[at - text] = '\0';
	o->span = (struct setup_span){from_h * 60 + from_m, to_h * 60 + to_m};
	return o->span.from < o->span.to && o->span.to < 24 * 60;
}

/* A counter that serves everything; -1: there is no room for one more. */
static int add_counter(struct setup *s, const char *id) {
	if (s->counter_count == COUNTERS_MAX)
		return -1;
	struct setup_counter *c = &s->counters[s->counter_count];
	*c = (struct setup_counter){
		.id = s->counter_count + 1, .saturday = true, .own_hours = true};
	text_copy(c->name.vi, sizeof c->name.vi, id);
	for (int i = 0; i < s->service_count; i++)
		c->serves[c->serves_count++] = (struct setup_serves){i, 0};
	return s->counter_count++;
}

/* The planned openings with one more; those that touch become one. */
static bool plan(struct setup_hours *hours, struct setup_span span) {
	struct setup_hours with = {0};
	for (int i = 0; i < hours->count; i++) {
		const struct setup_span *s = &hours->spans[i];
		if (s->to < span.from || s->from > span.to) {
			with.spans[with.count++] = *s;
			continue;
		}
		span.from = s->from < span.from ? s->from : span.from;
		span.to = s->to > span.to ? s->to : span.to;
	}
	if (with.count == SETUP_SPANS_MAX)
		return false;
	int at = with.count++;
	for (; at > 0 && with.spans[at - 1].from > span.from; at--)
		with.spans[at] = with.spans[at - 1];
	with.spans[at] = span;
	*hours = with;
	return true;
}

/* Nobody closes the counter within the opening, and somebody does at its end who would not have
 * been there. */
static void open_on(struct workload_day *day, int counter, int from_t, int to_t) {
	bool there = false;
	size_t n = 0;
	for (size_t i = 0; i < day->count; i++) {
		const struct workload_entry *e = &day->entries[i];
		bool own = e->counter == counter &&
			   (e->kind == WORKLOAD_OPEN || e->kind == WORKLOAD_CLOSE);
		if (own && e->t <= to_t)
			there = e->kind == WORKLOAD_OPEN;
		if (!own || e->kind == WORKLOAD_OPEN || e->t < from_t || e->t >= to_t)
			day->entries[n++] = *e;
	}
	day->count = n;
	workload_add(day, from_t, WORKLOAD_OPEN)->counter = counter;
	if (!there)
		workload_add(day, to_t, WORKLOAD_CLOSE)->counter = counter;
	workload_sort(day);
}

static bool open_day(struct workload_day *day, const struct opening *o) {
	int at = find(day->setup, o->id, strlen(o->id));
	if (at < 0)
		at = add_counter(day->setup, o->id);
	if (at < 0)
		return false;
	struct setup_counter *c = &day->setup->counters[at];
	for (int i = 0; i < 7; i++)
		if (!plan(&c->hours[i], o->span))
			return false;
	open_on(day, c->id, o->span.from * MINUTE_S, o->span.to * MINUTE_S);
	return true;
}

bool workload_open(struct workload *w, const char *text) {
	struct opening o;
	if (!read_opening(text, &o)) {
		fprintf(stderr, "--open %s: must be ID@HH:MM-HH:MM\n", text);
		return false;
	}
	for (size_t i = 0; i < w->count; i++)
		if (!open_day(&w->days[i], &o)) {
			fprintf(stderr, "--open %s: that is one too many\n", text);
			return false;
		}
	return true;
}

/* When a counter that was not there would be: as the first one plans, or else as long as any is. */
static struct setup_hours usual_hours(const struct workload_day *day) {
	struct setup_hours hours = day->setup->counters[0].hours[0];
	int from = WORKLOAD_NONE, to = 0;
	for (size_t i = 0; i < day->count; i++) {
		const struct workload_entry *e = &day->entries[i];
		if (e->kind == WORKLOAD_OPEN && from == WORKLOAD_NONE)
			from = e->t / MINUTE_S;
		if (e->kind == WORKLOAD_CLOSE)
			to = e->t / MINUTE_S;
	}
	if (!hours.count && from < to && from != WORKLOAD_NONE)
		hours = (struct setup_hours){.count = 1, .spans = {{from, to}}};
	return hours;
}

/* "C4" comes after "C3". */
static void name_after(char id[static ID_SIZE], const char *last) {
	size_t stem = strlen(last);
	while (stem && isdigit((unsigned char)last[stem - 1]))
		stem--;
	snprintf(id, ID_SIZE, "%.*s%ld", (int)stem, last, strtol(last + stem, NULL, 10) + 1);
}

static void add_usual(struct workload_day *day) {
	const struct setup *s = day->setup;
	const struct setup_hours hours = usual_hours(day);
	struct opening o;
	name_after(o.id, s->counters[s->counter_count - 1].name.vi);
	add_counter(day->setup, o.id);
	for (int i = 0; i < hours.count; i++) {
		o.span = hours.spans[i];
		open_day(day, &o);
	}
}

/* "4": the first four, or as many more as there are not. */
static bool count_counters(struct workload *w, const char *which) {
	bool kept[COUNTERS_MAX] = {false};
	long n = strtol(which, NULL, 10);
	if (n < 1 || n > COUNTERS_MAX) {
		fprintf(stderr, "--counters %s: must be 1 to %d\n", which, COUNTERS_MAX);
		return false;
	}
	memset(kept, true, (size_t)n);
	for (size_t i = 0; i < w->count; i++) {
		while (w->days[i].setup->counter_count < n)
			add_usual(&w->days[i]);
		keep(&w->days[i], kept);
	}
	return true;
}

static bool name_counters(struct workload *w, const char *which) {
	bool kept[COUNTERS_MAX] = {false};
	if (!name_kept(w->days[0].setup, which, kept))
		return false;
	for (size_t i = 0; i < w->count; i++)
		keep(&w->days[i], kept);
	return true;
}

bool workload_set_counters(struct workload *w, const char *which) {
	bool number = *which && which[strspn(which, "0123456789")] == '\0';
	return number ? count_counters(w, which) : name_counters(w, which);
}
