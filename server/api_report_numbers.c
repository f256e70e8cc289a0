#include "common/mem.h"
#include "server/api_days.h"
#include "server/tally.h"

#include <stdio.h>
#include <string.h>

/* What became of every number over days: computed from the changes anew. */

enum { ROW_SIZE = 256 + TALLY_WHYS_MAX * (2 * ID_SIZE + 16) };

struct report {
	struct api_days days;
	struct tally tally;
};

static json_t *whys_json(const struct tally_row *row) {
	json_t *whys = json_object();
	for (int i = 0; i < row->why_count; i++)
		json_object_set_new(whys, row->whys[i].why, json_integer(row->whys[i].count));
	return whys;
}

static json_t *text_or_null(const char *text) {
	return *text ? json_string(text) : json_null();
}

static json_t *row_json(const struct tally_row *row) {
	return json_pack("{s:i, s:s, s:o, s:o, s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:o}",
		"day", row->day, "service", row->service, "kiosk", text_or_null(row->kiosk),
		"returned", row->kiosk[0] ? json_boolean(row->returned) : json_null(), "first",
		row->first, "last", row->last, "numbers", row->numbers, "called", row->called,
		"void", row->voided, "cancelled", row->cancelled, "expired", row->expired, "open",
		row->open, "unused", row->unused, "void_why", whys_json(row));
}

static json_t *days_json(const struct api_days *days) {
	const struct report *r = (const struct report *)days;
	json_t *rows = json_array();
	for (size_t i = 0; i < r->tally.count; i++)
		json_array_append_new(rows, row_json(&r->tally.rows[i]));
	return json_pack("{s:i, s:i, s:o}", "from", r->days.from, "to", r->days.to, "rows", rows);
}

/* "2 paper_out; 1 timeout" as a cell; a quote in it is doubled. */
static char *add_whys(char *to, const struct tally_row *row) {
	*to++ = '"';
	for (int i = 0; i < row->why_count; i++) {
		to += sprintf(to, "%s%d ", i ? "; " : "", row->whys[i].count);
		for (const char *s = row->whys[i].why; *s; s++) {
			if (*s == '"')
				*to++ = '"';
			*to++ = *s;
		}
	}
	return to + sprintf(to, "\"\r\n");
}

static char *add_line(char *to, const struct tally_row *row) {
	const char *returned = row->kiosk[0] ? row->returned ? "true" : "false" : "";
	to += sprintf(to, "%d,%s,%s,%s,%s,%s,%d,%d,%d,%d,%d,%d,%d,", row->day, row->service,
		row->kiosk, returned, row->first, row->last, row->numbers, row->called, row->voided,
		row->cancelled, row->expired, row->open, row->unused);
	return add_whys(to, row);
}

static char *days_csv(const struct api_days *days) {
	const struct report *r = (const struct report *)days;
	static const char head[] = "day,service,kiosk,returned,first,last,numbers,called,void,"
				   "cancelled,expired,open,unused,void_why\r\n";
	char *text = mem_alloc(r->tally.count + 1, ROW_SIZE), *end = text;
	end += snprintf(end, ROW_SIZE, "%s", head);
	for (size_t i = 0; i < r->tally.count; i++)
		end = add_line(end, &r->tally.rows[i]);
	return text;
}

static void add(struct api_days *days, const struct store_day *day) {
	struct report *r = (struct report *)days;
	tally_add(&r->tally, office_setup(days->call->office), days->day, day->changes,
		day->change_count);
}

static void clear(struct api_days *days) {
	tally_clear(&((struct report *)days)->tally);
}

void api_report_numbers(struct api_call *call) {
	static const struct api_days_report report = {
		sizeof(struct report), add, days_json, days_csv, clear};
	api_days_answer(call, &report);
}
