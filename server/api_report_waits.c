#include "common/mem.h"
#include "server/api_days.h"
#include "server/wait_score.h"

#include <stdio.h>

/* What was said of the waits, and what came true, over days: computed from the changes anew. */

enum { ROW_SIZE = 256 };

struct report {
	struct api_days days;
	struct wait_score score;
};

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

static json_t *days_json(const struct api_days *days) {
	const struct report *r = (const struct report *)days;
	struct wait_score_row total = wait_score_total(&r->score, NULL);
	json_t *rows = json_array();
	for (size_t i = 0; i < r->score.count; i++)
		json_array_append_new(rows, row_json(&r->score.rows[i]));
	return json_pack("{s:i, s:i, s:o, s:o}", "from", r->days.from, "to", r->days.to, "rows",
		rows, "total", figures_json(&total));
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

static char *days_csv(const struct api_days *days) {
	const struct report *r = (const struct report *)days;
	static const char head[] = "day,service,called,told,held,early,late,mean_wait_s,"
				   "mean_error_s,max_wait_s\r\n";
	char *text = mem_alloc(r->score.count + 1, ROW_SIZE), *end = text;
	end += snprintf(end, ROW_SIZE, "%s", head);
	for (size_t i = 0; i < r->score.count; i++)
		end += add_line(end, &r->score.rows[i]);
	return text;
}

static void add(struct api_days *days, const struct store_day *day) {
	struct report *r = (struct report *)days;
	wait_score_add_changes(&r->score, office_setup(days->call->office), days->day, day->changes,
		day->change_count);
}

static void clear(struct api_days *days) {
	wait_score_clear(&((struct report *)days)->score);
}

void api_report_waits(struct api_call *call) {
	static const struct api_days_report report = {
		sizeof(struct report), add, days_json, days_csv, clear};
	api_days_answer(call, &report);
}
