/*
 * report_part: what the kinds of reports share; for server/report*.c alone.
 *
 * A kind's struct begins with struct report. Services and counters are indexes in the order of the
 * office; those that it no longer has come behind them as they are met.
 */
#ifndef MOTCUA_REPORT_PART_H
#define MOTCUA_REPORT_PART_H

#include "server/report.h"
#include "server/sum.h"

#include <jansson.h>

struct report_service {
	char id[ID_SIZE];
	struct name name;
	int target_s;
};

struct report_counter {
	int id;
	struct name name;
};

struct report_part {
	const char *kind;
	size_t size;       /* of the struct that begins with struct report, all zero at first */
	bool compares;     /* with the span before */
	bool all_counters; /* it looks itself which counters were asked for */
	/* A day of the span (or of the one before: asked.before is its day) that has something to
	 * tell, then each of its visits that was asked for. Either may be NULL. */
	void (*day)(struct report *report, const struct visit_day *day);
	void (*visit)(struct report *report, const struct visit_day *day, const struct visit *v);
	void (*fill)(struct report *report, json_t *answer); /* adds what it has to say */
	json_t *(*row)(void); /* a row of "rows" that says nothing; NULL: it has no rows */
	void (*clear)(struct report *report);
};

struct report {
	const struct report_part *part;
	struct report_asked asked;
	struct report_service *services;
	struct report_counter *counters;
	size_t service_count, counter_count;
	struct setup_indicator *indicators; /* a copy, of all that the office has */
	int indicator_count;
	int days;     /* of the span, with a number that was asked for */
	int *service; /* index of each name of the day; -1: not looked for yet */
};

extern const struct report_part report_summary, report_services, report_counters, report_hours,
	report_ratings, report_waits;

/* The index of a name of the day as a service, of a counter by its id. */
size_t report_service(struct report *report, const struct visit_day *day, int name);
size_t report_counter(struct report *report, int id);

/* Whether the day belongs to the span before the one that was asked for. */
bool report_is_before(const struct report *report, const struct visit_day *day);

/* Whether a rating was asked for. */
bool report_wants_rating(
	const struct report *r, const struct visit_day *day, const struct visit_rating *rating);

/* 1 (Monday) … 7. */
int report_weekday(int day);

/* Shapes that several reports have. */
json_t *report_figures_json(struct sample *sample);
json_t *report_windows_json(const struct sum *sum);
json_t *report_or_null(bool known, int64_t value);
/* {"vi","en"}; the id in both where the office has no name for it. */
json_t *report_name_json(const struct name *name, const char *id);

/* The answer as CSV: its rows, or all its figures one to a line. */
char *report_csv(const struct report *report, json_t *answer);

#endif
