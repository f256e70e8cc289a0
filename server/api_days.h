/*
 * api_days: a report over days, one of them read after the other; for server/api_report*.c.
 *
 * A report's struct begins with struct api_days; it is made here, given one day after the other and
 * asked for JSON or CSV in the end. A query that makes no sense is 422, a store that cannot be read
 * 503. Days are YYYYMMDD.
 */
#ifndef MOTCUA_API_DAYS_H
#define MOTCUA_API_DAYS_H

#include "server/api_call.h"

struct api_days {
	struct api_call *call;
	const struct api_days_report *report;
	int from, to, day; /* the day that is read next */
	bool csv;
};

/* What a report makes of its days. */
struct api_days_report {
	size_t size; /* of the struct that begins with struct api_days, all zero at first */
	void (*add)(struct api_days *days, const struct store_day *day);
	json_t *(*json)(const struct api_days *days);
	char *(*csv)(const struct api_days *days); /* to be freed with mem_free */
	void (*clear)(struct api_days *days);      /* frees all but the memory itself */
};

/* Answers a call with the report over the days that its query asks for. */
void api_days_answer(struct api_call *call, const struct api_days_report *report);

#endif
