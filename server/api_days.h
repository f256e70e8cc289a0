/*
 * api_days: a report over days, one of them read after the other; for server/api_report*.c.
 *
 * A report begins with struct api_days, is made with mem_alloc and ends by itself: with the answer
 * once all days were read, or with 503. Days are YYYYMMDD.
 */
#ifndef MOTCUA_API_DAYS_H
#define MOTCUA_API_DAYS_H

#include "server/api_call.h"

struct api_days {
	struct api_call *call;
	int from, to, day; /* the day that is read next */
	bool csv;
	void (*add)(struct api_days *days, const struct store_day *day);
	void (*answer)(struct api_days *days);
	void (*clear)(struct api_days *days); /* frees all but the memory itself */
};

/* Reads what the query asks for; false when it has been answered that it cannot be. */
bool api_days_query(struct api_call *call, struct api_days *days);

/* Reads the days of a report that is ready to begin (taken over). */
void api_days_read(struct api_days *days);

#endif
