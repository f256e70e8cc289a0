#include "common/clock.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/wait_score.h"

#include <stdio.h>
#include <string.h>

/* What was said of the waits, and what came true, over days: computed from the changes anew. */

enum { DAYS_MAX = 366, NOON_MIN = 12 * 60, DAY_MIN = 24 * 60, ROW_SIZE = 256 };

struct report {
	struct api_call *call;
	int from, to, day; /* the day that is read next */
	bool csv;
	struct wait_score score;
};

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

static const char *read_query(const struct api_call *call, struct report *r) {
	const char *format = http_query(call->x, "format");
	r->from = r->day = read_date(call, "from");
	r->to = read_date(call, "to");
	r->csv = format && !strcmp(format, "csv");
	if (!r->from)
		return "from";
	if (r->to < r->from || r->to >= day_after(r->from, DAYS_MAX))
		return "to";
	return format && !r->csv && strcmp(format, "json") ? "format" : NULL;
}

static json_t *mean(int64_t sum, int count) {
	return count ? json_integer((sum + count / 2) / count) : json_null();
}

static json_t *figures_json(const struct wait_score_row *row) {
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:i}", "called", row->called, "told",
		row->told, "held", row->held, "early", row->early, "late", row->late, "mean_wait_s",
		mean(row->wait_s, row->called), "mean_error_s", mean(row->error_s, row->told),
		"max_wait_s", row->max_wait_s);
}

static json_t *row_json(const struct wait_score_row *row) {
	json_t *j = json_pack("{s:i, s:s}", "day", row->day, "service", row->service);
	json_object_update_new(j, figures_json(row));
	return j;
}

static void answer_json(const struct report *r) {
	struct wait_score_row total = wait_score_total(&r->score, NULL);
	json_t *rows = json_array();
	for (size_t i = 0; i < r->score.count; i++)
		json_array_append_new(rows, row_json(&r->score.rows[i]));
	api_answer(r->call, 200,
		json_pack("{s:i, s:i, s:o, s:o}", "from", r->from, "to", r->to, "rows", rows,
			"total", figures_json(&total)));
}

/* A mean as a cell: nothing where there is none. */
static const char *mean_cell(char cell[static 24], int64_t sum, int count) {
	*cell = '\0';
	if (count)
		snprintf(cell, 24, "%lld", (long long)((sum + count / 2) / count));
	return cell;
}

static size_t add_line(char *to, const struct wait_score_row *row) {
	char wait[24], error[24];
	return (size_t)snprintf(to, ROW_SIZE, "%d,%s,%d,%d,%d,%d,%d,%s,%s,%d\r\n", row->day,
		row->service, row->called, row->told, row->held, row->early, row->late,
		mean_cell(wait, row->wait_s, row->called),
		mean_cell(error, row->error_s, row->told), row->max_wait_s);
}

static void answer_csv(const struct report *r) {
	static const char head[] = "day,service,called,told,held,early,late,mean_wait_s,"
				   "mean_error_s,max_wait_s\r\n";
	char *text = mem_alloc(r->score.count + 1, ROW_SIZE), *end = text;
	end += snprintf(end, ROW_SIZE, "%s", head);
	for (size_t i = 0; i < r->score.count; i++)
		end += add_line(end, &r->score.rows[i]);
	api_answer_text(r->call, "text/csv; charset=utf-8", text);
	mem_free(text);
}

static void end(struct report *r, enum store_result result) {
	if (result != STORE_OK)
		api_error(r->call, 503, r->call->api->stopping ? "stopping" : "starting", NULL);
	else if (r->csv)
		answer_csv(r);
	else
		answer_json(r);
	wait_score_clear(&r->score);
	mem_free(r);
}

/* One day after the other. */
static void read_day(void *arg, enum store_result result, const struct store_day *day) {
	struct report *r = arg;
	struct office *o = r->call->office;
	if (result == STORE_OK)
		wait_score_add_changes(
			&r->score, office_setup(o), r->day, day->changes, day->change_count);
	r->day = day_after(r->day, 1);
	if (result != STORE_OK || r->day > r->to)
		end(r, result);
	else if (office_ready(o))
		office_read_day(o, r->day, read_day, r);
	else
		end(r, STORE_FAILED);
}

void api_report_waits(struct api_call *call) {
	struct report asked = {.call = call};
	const char *wrong = read_query(call, &asked);
	if (wrong) {
		api_invalid(call, wrong);
	} else if (!office_ready(call->office)) {
		api_error(call, 503, "starting", NULL);
	} else {
		struct report *r = mem_alloc(1, sizeof *r);
		*r = asked;
		office_read_day(call->office, r->day, read_day, r);
	}
}
