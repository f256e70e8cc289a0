#include "common/day.h"
#include "common/mem.h"
#include "server/api_span.h"
#include "server/csv.h"
#include "server/tally.h"

#include <stdio.h>
#include <string.h>

/* What became of every number over days: computed from the changes anew. */

struct report {
	struct api_call *call;
	struct api_span span;
	int day; /* that is being read */
	struct tally tally;
};

static json_t *whys_json(const struct tally_row *row) {
	json_t *whys = json_object();
	for (int i = 0; i < row->why_count; i++)
		json_object_set_new(whys, row->whys[i].why, json_integer(row->whys[i].count));
	return whys;
}

static json_t *row_json(const struct tally_row *row) {
	return json_pack("{s:i, s:s, s:o, s:o, s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:o}",
		"day", row->day, "service", row->service, "kiosk", api_text_or_null(row->kiosk),
		"returned", row->kiosk[0] ? json_boolean(row->returned) : json_null(), "first",
		row->first, "last", row->last, "numbers", row->numbers, "called", row->called,
		"void", row->voided, "cancelled", row->cancelled, "expired", row->expired, "open",
		row->open, "unused", row->unused, "void_why", whys_json(row));
}

static json_t *report_json(const struct report *r) {
	json_t *rows = json_array();
	for (size_t i = 0; i < r->tally.count; i++)
		json_array_append_new(rows, row_json(&r->tally.rows[i]));
	return json_pack("{s:i, s:i, s:o}", "from", r->span.from, "to", r->span.to, "rows", rows);
}

/* "2 paper_out; 1 timeout" */
static void add_whys(struct csv *csv, const struct tally_row *row) {
	char text[TALLY_WHYS_MAX * (ID_SIZE + 16)] = "";
	size_t used = 0;
	for (int i = 0; i < row->why_count; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%d %s", i ? "; " : "",
			row->whys[i].count, row->whys[i].why);
	csv_text(csv, text);
}

static void add_row(struct csv *csv, const struct tally_row *row) {
	const int numbers[] = {row->numbers, row->called, row->voided, row->cancelled, row->expired,
		row->open, row->unused};
	csv_number(csv, row->day);
	csv_text(csv, row->service);
	csv_text(csv, row->kiosk);
	csv_text(csv, !row->kiosk[0] ? "" : row->returned ? "true" : "false");
	csv_text(csv, row->first);
	csv_text(csv, row->last);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		csv_number(csv, numbers[i]);
	add_whys(csv, row);
	csv_end_row(csv);
}

static char *report_csv(const struct report *r) {
	static const char *const head[] = {"day", "service", "kiosk", "returned", "first", "last",
		"numbers", "called", "void", "cancelled", "expired", "open", "unused", "void_why"};
	struct csv csv = {0};
	csv_begin(&csv);
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		csv_text(&csv, head[i]);
	csv_end_row(&csv);
	for (size_t i = 0; i < r->tally.count; i++)
		add_row(&csv, &r->tally.rows[i]);
	return csv_take(&csv);
}

static void end(struct report *r, enum store_result result) {
	if (result != STORE_OK) {
		api_not_now(r->call);
	} else if (r->span.csv) {
		char *text = report_csv(r);
		api_answer_text(r->call, "text/csv; charset=utf-8", text);
		mem_free(text);
	} else {
		api_answer(r->call, 200, report_json(r));
	}
	tally_clear(&r->tally);
	mem_free(r);
}

static void day_read(void *arg, enum store_result result, const struct store_day *day) {
	struct report *r = arg;
	struct office *o = r->call->office;
	if (result == STORE_OK)
		tally_add(&r->tally, office_setup(o), r->day, day->changes, day->change_count);
	r->day = day_after(r->day, 1);
	if (result != STORE_OK || r->day > r->span.to)
		end(r, result);
	else if (office_ready(o))
		office_read_day(o, r->day, day_read, r);
	else
		end(r, STORE_FAILED);
}

void api_report_numbers(struct api_call *call) {
	struct api_span span;
	const char *wrong = api_span_read(call, &span);
	if (wrong) {
		api_invalid(call, wrong);
	} else if (!office_ready(call->office)) {
		api_not_now(call);
	} else {
		struct report *r = mem_alloc(1, sizeof *r);
		*r = (struct report){.call = call, .span = span, .day = span.from};
		office_read_day(call->office, r->day, day_read, r);
	}
}
