/*
 * api_span: the days that a report is asked for; for server/api_report*.c.
 *
 * Days are YYYYMMDD in the office's zone; a span has 366 of them at most.
 */
#ifndef MOTCUA_API_SPAN_H
#define MOTCUA_API_SPAN_H

#include "server/api_call.h"

struct api_span {
	int from, to; /* both included */
	bool csv;
};

/* Reads from, to and format of the query; which is wrong, NULL: none. */
const char *api_span_read(const struct api_call *call, struct api_span *span);

/* The first day of the span before: of as many months where it is of whole ones, else of as many
 * days. */
int api_span_before(const struct api_span *span);

#endif
