/*
 * report: one of the office's reports over days, as JSON or CSV, made of the days' visits.
 *
 * What is asked and the names of the office are copied, so that a report can be made on any thread.
 * Days are added in order, those of `before` (for the comparison) first; then its text is taken
 * once. What the figures mean: visit.h, figures.h. The shapes: server/openapi.yaml. Pure. Owner:
 * whoever called report_new.
 */
#ifndef MOTCUA_REPORT_H
#define MOTCUA_REPORT_H

#include "common/words.h"
#include "server/setup.h"
#include "server/visit.h"

struct report_asked {
	char kind[ID_SIZE]; /* "summary", "services", … */
	int from, to;       /* YYYYMMDD, both included */
	int before;         /* the first day of the span before (api_span_before); 0: not needed */
	bool csv;
	enum lang lang;        /* of names in CSV */
	char service[ID_SIZE]; /* only its visits; empty: all */
	int counter;           /* only visits that were there last; 0: all */
};

struct report;

/* Whether there is a report of this kind, and whether it compares with the span before. */
bool report_known(const char *kind);
bool report_compares(const char *kind);

struct report *report_new(const struct report_asked *asked, const struct setup *setup);
void report_free(struct report *report);

void report_add(struct report *report, const struct visit_day *day);

/* The answer, to be freed with mem_free. */
char *report_text(struct report *report);

#endif
