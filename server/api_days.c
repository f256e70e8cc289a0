#include "server/api_days.h"

#include "common/clock.h"
#include "common/mem.h"

#include <string.h>

enum { DAYS_MAX = 366, NOON_MIN = 12 * 60, DAY_MIN = 24 * 60 };

static int day_after(int day, int days) {
	return clock_day(clock_at(day, NOON_MIN + days * DAY_MIN));
}

/* A day of the query: today when it is not said; 0 when it is none. */
static int read_date(const struct api_call *call, const char *name) {
	const char *text = http_query(call->x, name);
	int64_t n = text ? api_number(text) : clock_day(office_now(call->office));
	bool is_day = n >= 20000101 && n <= 99991231 && day_after((int)n, 0) == n;
	return is_day ? (int)n : 0;
}

/* Which parameter is wrong; NULL: none. */
static const char *read_query(const struct api_call *call, struct api_days *d) {
	const char *format = http_query(call->x, "format");
	d->from = d->day = read_date(call, "from");
	d->to = read_date(call, "to");
	d->csv = format && !strcmp(format, "csv");
	if (!d->from)
		return "from";
	if (d->to < d->from || d->to >= day_after(d->from, DAYS_MAX))
		return "to";
	return format && !d->csv && strcmp(format, "json") ? "format" : NULL;
}

static void tell(struct api_days *d) {
	if (d->csv) {
		char *text = d->report->csv(d);
		api_answer_text(d->call, "text/csv; charset=utf-8", text);
		mem_free(text);
	} else {
		api_answer(d->call, 200, d->report->json(d));
	}
}

static void end(struct api_days *d, enum store_result result) {
	if (result == STORE_OK)
		tell(d);
	else
		api_error(d->call, 503, d->call->api->stopping ? "stopping" : "starting", NULL);
	d->report->clear(d);
	mem_free(d);
}

static void read_day(void *arg, enum store_result result, const struct store_day *day) {
	struct api_days *d = arg;
	struct office *o = d->call->office;
	if (result == STORE_OK)
		d->report->add(d, day);
	d->day = day_after(d->day, 1);
	if (result != STORE_OK || d->day > d->to)
		end(d, result);
	else if (office_ready(o))
		office_read_day(o, d->day, read_day, d);
	else
		end(d, STORE_FAILED);
}

void api_days_answer(struct api_call *call, const struct api_days_report *report) {
	struct api_days asked = {.call = call, .report = report};
	const char *wrong = read_query(call, &asked);
	if (wrong) {
		api_invalid(call, wrong);
		return;
	}
	if (!office_ready(call->office)) {
		api_error(call, 503, "starting", NULL);
		return;
	}
	struct api_days *d = mem_alloc(1, report->size);
	*d = asked;
	office_read_day(call->office, d->day, read_day, d);
}
