#include "server/report_changes_json.h"

#include "common/clock.h"
#include "common/proto_json.h"

#include <stdio.h>
#include <string.h>

static void put_text(json_t *o, const char *key, const char *text) {
	if (*text)
		json_object_set_new(o, key, json_string(text));
}

static void put_number(json_t *o, const char *key, int64_t number) {
	if (number)
		json_object_set_new(o, key, json_integer(number));
}

bool report_change_is_of(const struct change *c, const char *service, int counter) {
	if (c->kind == CHANGE_RATED)
		return !*service && !counter;
	return (!*service || !strcmp(service, c->service)) && (!counter || counter == c->counter);
}

json_t *report_change_json(const struct change *c) {
	json_t *o = change_json(c);
	if (c->kind == CHANGE_RATED)
		return o;
	json_object_del(o, "clerk");
	put_number(o, "ticket", c->ticket);
	put_text(o, "priority", c->priority);
	put_text(o, "procedure", c->procedure);
	put_text(o, "how", c->kind == CHANGE_SETUP ? "" : c->how);
	put_number(o, "slot_at", c->slot_ms);
	if (c->told.known)
		json_object_set_new(o, "told",
			json_pack("{s:i, s:i, s:i}", "low_s", c->told.low_s, "mid_s", c->told.mid_s,
				"high_s", c->told.high_s));
	return o;
}

/* The columns are members of a change in JSON. */
static const char *const columns[] = {"seq", "at", "day", "kind", "ticket", "number", "service",
	"counter", "from", "state", "reason", "from_counter", "from_service", "priority",
	"procedure", "how", "slot_at", "taken_at", "back_at", "lease", "first", "last", "object",
	"by", NULL};

void report_change_heads(struct csv *csv) {
	csv_begin(csv);
	csv_text(csv, "time");
	for (int i = 0; columns[i]; i++)
		csv_text(csv, columns[i]);
	csv_text(csv, "told_low_s");
	csv_text(csv, "told_mid_s");
	csv_text(csv, "told_high_s");
	csv_end_row(csv);
}

static void add_member(struct csv *csv, const json_t *value) {
	if (json_is_string(value))
		csv_text(csv, json_string_value(value));
	else if (json_is_integer(value))
		csv_number(csv, json_integer_value(value));
	else
		csv_empty(csv);
}

void report_change_row(struct csv *csv, const struct change *c) {
	static const char *const told[] = {"low_s", "mid_s", "high_s"};
	struct tm t = clock_local(c->at_ms);
	json_t *o = report_change_json(c), *said = json_object_get(o, "told");
	char time[32];
	strftime(time, sizeof time, "%Y-%m-%d %H:%M:%S", &t);
	csv_text(csv, time);
	for (int i = 0; columns[i]; i++)
		add_member(csv, json_object_get(o, columns[i]));
	for (int i = 0; i < 3; i++)
		add_member(csv, json_object_get(said, told[i]));
	csv_end_row(csv);
	json_decref(o);
}
