#include "server/api_span.h"

#include "common/clock.h"
#include "common/day.h"

#include <string.h>

enum { DAYS_MAX = 366 };

/* A day of the query: today when it is not said; 0 when it is none. */
static int read_date(const struct api_call *call, const char *name) {
	const char *text = http_query(call->x, name);
	int64_t n = text ? api_number(text) : clock_day(office_now(call->office));
	return day_of_office(n) ? (int)n : 0;
}

const char *api_span_read(const struct api_call *call, struct api_span *span) {
	const char *format = http_query(call->x, "format");
	span->from = read_date(call, "from");
	span->to = read_date(call, "to");
	span->csv = format && !strcmp(format, "csv");
	if (!span->from)
		return "from";
	if (span->to < span->from || span->to >= day_after(span->from, DAYS_MAX))
		return "to";
	return format && !span->csv && strcmp(format, "json") ? "format" : NULL;
}

/* Months since the year 0. */
static int month_of(int day) {
	return day / 10000 * 12 + day / 100 % 100 - 1;
}

static bool is_of_months(const struct api_span *span) {
	return span->from % 100 == 1 && day_after(span->to, 1) % 100 == 1;
}

int api_span_before(const struct api_span *span) {
	if (is_of_months(span)) {
		int month = 2 * month_of(span->from) - month_of(span->to) - 1;
		return month / 12 * 10000 + (month % 12 + 1) * 100 + 1;
	}
	return day_after(span->from, -day_distance(span->from, span->to) - 1);
}
