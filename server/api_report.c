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

static void answer_json(const struct report *r) {
	struct wait_score_row total = wait_score_total(&r->score, NULL);
	json_t *rows = json_array();
	for (size_t i = 0; i < r->score.count; i++)
		json_array_append_new(rows, row_json(&r->score.rows[i]));
	api_answer(r->days.call, 200,
		json_pack("{s:i, s:i, s:o, s:o}", "from", r->days.from, "to", r->days.to, "rows",
			rows, "total", figures_json(&total)));
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
	api_answer_text(r->days.call, "text/csv; charset=utf-8", text);
	mem_free(text);
}

static void add(struct api_days *days, const struct store_day *day) {
	struct report *r = (struct report *)days;
	wait_score_add_changes(&r->score, office_setup(days->call->office), days->day, day->changes,
		day->change_count);
}

static void answer(struct api_days *days) {
	if (days->csv)
		answer_csv((const struct report *)days);
	else
		answer_json((const struct report *)days);
}

static void clear(struct api_days *days) {
	wait_score_clear(&((struct report *)days)->score);
}

void api_report_waits(struct api_call *call) {
	struct api_days asked = {.add = add, .answer = answer, .clear = clear};
	if (!api_days_query(call, &asked))
		return;
	struct report *r = mem_alloc(1, sizeof *r);
	r->days = asked;
	api_days_read(&r->days);
}
