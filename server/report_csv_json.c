#include "common/proto_json.h"
#include "server/csv.h"
#include "server/report_part.h"

#include <stdio.h>
#include <string.h>

/* A report's JSON as a table: members of members become columns with both names, "wait_median_s".
 * One without rows has a line for each figure. */

enum { PATH_SIZE = 256 };

/* A name in both languages is one cell, in the language that was asked for. */
static bool is_name(const json_t *j) {
	return json_object_size(j) == 2 && json_object_get(j, "vi") && json_object_get(j, "en");
}

static const char *name_text(const json_t *j, enum lang lang) {
	const char *vi = json_string_value(json_object_get(j, "vi"));
	const char *en = json_string_value(json_object_get(j, "en"));
	const char *first = lang == LANG_VI ? vi : en, *second = lang == LANG_VI ? en : vi;
	return first ? first : second ? second : "";
}

static void add_value(struct csv *csv, const json_t *j, enum lang lang) {
	if (is_name(j))
		csv_text(csv, name_text(j, lang));
	else if (json_is_string(j))
		csv_text(csv, json_string_value(j));
	else if (json_is_integer(j))
		csv_number(csv, json_integer_value(j));
	else if (json_is_real(j))
		csv_real(csv, json_real_value(j));
	else if (json_is_boolean(j))
		csv_text(csv, json_is_true(j) ? "true" : "false");
	else
		csv_empty(csv);
}

static void join(char path[PATH_SIZE], const char *before, const char *key) {
	snprintf(path, PATH_SIZE, "%s%s%s", before, *before ? "_" : "", key);
}

static void add_heads(struct csv *csv, json_t *j, const char *before) {
	char path[PATH_SIZE];
	const char *key;
	json_t *value;
	json_object_foreach(j, key, value) {
		join(path, before, key);
		if (json_is_object(value) && !is_name(value))
			add_heads(csv, value, path);
		else
			csv_text(csv, path);
	}
}

static void add_cells(struct csv *csv, json_t *j, enum lang lang) {
	const char *key;
	json_t *value;
	json_object_foreach(j, key, value) {
		if (json_is_object(value) && !is_name(value))
			add_cells(csv, value, lang);
		else
			add_value(csv, value, lang);
	}
}

static void add_lines(struct csv *csv, json_t *j, const char *before, enum lang lang);

static void add_item_lines(
	struct csv *csv, json_t *item, size_t place, const char *before, enum lang lang) {
	char path[PATH_SIZE], number[24];
	const char *id = json_string_value(json_object_get(item, "id"));
	snprintf(number, sizeof number, "%zu", place + 1);
	join(path, before, id ? id : number);
	add_lines(csv, item, path, lang);
}

static void add_lines(struct csv *csv, json_t *j, const char *before, enum lang lang) {
	char path[PATH_SIZE];
	const char *key;
	json_t *value;
	if (json_is_array(j)) {
		for (size_t i = 0; i < json_array_size(j); i++)
			add_item_lines(csv, json_array_get(j, i), i, before, lang);
	} else if (json_is_object(j) && !is_name(j)) {
		json_object_foreach(j, key, value) {
			join(path, before, key);
			add_lines(csv, value, path, lang);
		}
	} else {
		csv_text(csv, before);
		add_value(csv, j, lang);
		csv_end_row(csv);
	}
}

static char *lines(const struct report *r, json_t *answer) {
	struct csv csv = {0};
	csv_begin(&csv);
	csv_text(&csv, "figure");
	csv_text(&csv, "value");
	csv_end_row(&csv);
	add_lines(&csv, answer, "", r->asked.lang);
	return csv_take(&csv);
}

char *report_csv(const struct report *r, json_t *answer) {
	struct csv csv = {0};
	if (!r->part->row)
		return lines(r, answer);
	json_t *blank = r->part->row(), *rows = json_object_get(answer, "rows");
	csv_begin(&csv);
	add_heads(&csv, blank, "");
	csv_end_row(&csv);
	json_decref(blank);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		add_cells(&csv, json_array_get(rows, i), r->asked.lang);
		csv_end_row(&csv);
	}
	return csv_take(&csv);
}
