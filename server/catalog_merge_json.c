#include "server/catalog_merge_json.h"

#include "common/day.h"
#include "server/catalog_row_dates_json.h"
#include "server/catalog_rows.h"
#include "server/difference_json.h"

#include <string.h>

static const char PROCEDURES[] = "procedures", CODE[] = "code";

static bool is_list_of_objects(const json_t *list, const char *key) {
	json_t *item;
	size_t i;
	json_array_foreach(list, i, item) {
		if (!json_is_string(json_object_get(item, key)))
			return false;
	}
	return json_is_array(list);
}

bool catalog_merge_takes(const json_t *file) {
	return is_list_of_objects(json_object_get(file, "fields"), "id") &&
	       is_list_of_objects(json_object_get(file, PROCEDURES), CODE);
}

static const char *code_of(const json_t *row) {
	return json_string_value(json_object_get(row, CODE));
}

/* The rows of a file by their codes. */
static json_t *index_of(const json_t *file) {
	json_t *index = json_object(), *row;
	size_t i;
	json_array_foreach(json_object_get(file, PROCEDURES), i, row) {
		json_object_set(index, code_of(row), row);
	}
	return index;
}

json_t *catalog_row(const json_t *file, const char *code) {
	json_t *row;
	size_t i;
	json_array_foreach(json_object_get(file, PROCEDURES), i, row) {
		if (!strcmp(code_of(row), code))
			return row;
	}
	return NULL;
}

json_t *catalog_row_with(
	json_t *row, const char *code, const json_t *members, const struct catalog_days *days) {
	json_t *is = row ? row_fold(row, days->today) : json_pack("{s:s}", CODE, code);
	json_t *others = json_object(), *value;
	const char *key;
	json_object_foreach((json_t *)members, key, value) {
		if (!row_is_date(key))
			json_object_set(others, key, value);
		else if (json_is_null(value))
			json_object_del(is, key);
		else
			json_object_set(is, key, value);
	}
	row_amend(is, others, row ? days : &(struct catalog_days){days->today, days->today});
	json_decref(others);
	return is;
}

json_t *catalog_row_on(json_t *row, int day) {
	json_t *is = row_fold(row, day);
	json_object_del(is, "amended");
	return is;
}

json_t *catalog_file_with(json_t *file, const char *code, json_t *row) {
	json_t *with = json_copy(file), *list = json_array(), *old;
	bool there = false;
	size_t i;
	json_array_foreach(json_object_get(file, PROCEDURES), i, old) {
		bool this = !strcmp(code_of(old), code);
		there = there || this;
		if (!this)
			json_array_append(list, old);
		else if (row)
			json_array_append(list, row);
	}
	if (!there && row)
		json_array_append(list, row);
	json_object_set_new(with, PROCEDURES, list);
	return with;
}

/* The fields of the new list, and those that rows of before still have. */
static json_t *merge_fields(const json_t *now, const json_t *wanted) {
	json_t *fields = json_copy(json_object_get(wanted, "fields")), *field, *other;
	size_t i, k;
	json_array_foreach(json_object_get(now, "fields"), i, field) {
		bool there = false;
		json_array_foreach(fields, k, other) {
			there = there || json_equal(json_object_get(other, "id"),
						 json_object_get(field, "id"));
		}
		if (!there)
			json_array_append(fields, field);
	}
	return fields;
}

/* A row that both have, as it becomes. */
static json_t *merge_row(
	json_t *row, json_t *wanted, const struct catalog_days *days, struct catalog_merge *to) {
	json_t *was = catalog_row_on(row, days->from), *is = row_take_over(row, wanted, days);
	json_t *will = catalog_row_on(is, days->from);
	json_t *changes = difference(was, will);
	if (json_array_size(changes))
		json_array_append_new(
			to->changed, json_pack("{s:O, s:O, s:O}", CODE, json_object_get(row, CODE),
					     "row", will, "changes", changes));
	else
		to->same++;
	json_decref(was);
	json_decref(will);
	json_decref(changes);
	return is;
}

/* A row that the new list does not have: it ends, and what would only begin that day is dropped.
 * What somebody has planned for later stays. */
static json_t *end_row(json_t *row, const struct catalog_days *days, struct catalog_merge *to) {
	if (!row_holds_on(row, days->from))
		return json_incref(row);
	json_array_append(to->gone, row);
	return row_end(row, day_after(days->from, -1));
}

static void merge_old(json_t *now, json_t *wanted, json_t *list, const struct catalog_days *days,
	struct catalog_merge *to) {
	json_t *index = index_of(wanted), *row;
	size_t i;
	json_array_foreach(json_object_get(now, PROCEDURES), i, row) {
		json_t *other = json_object_get(index, code_of(row));
		json_t *is = other ? merge_row(row, other, days, to) : end_row(row, days, to);
		if (is)
			json_array_append_new(list, is);
	}
	json_decref(index);
}

static void merge_new(json_t *now, json_t *wanted, json_t *list, const struct catalog_days *days,
	struct catalog_merge *to) {
	json_t *index = index_of(now), *row;
	size_t i;
	json_array_foreach(json_object_get(wanted, PROCEDURES), i, row) {
		if (json_object_get(index, code_of(row)))
			continue;
		json_t *is = row_begin(row, days->from);
		json_array_append(to->added, is);
		json_array_append_new(list, is);
	}
	json_decref(index);
}

void catalog_merge(
	json_t *now, json_t *wanted, const struct catalog_days *days, struct catalog_merge *to) {
	*to = (struct catalog_merge){
		.added = json_array(), .gone = json_array(), .changed = json_array()};
	if (!now) {
		to->file = json_incref(wanted);
		json_array_extend(to->added, json_object_get(wanted, PROCEDURES));
		return;
	}
	json_t *list = json_array();
	merge_old(now, wanted, list, days, to);
	merge_new(now, wanted, list, days, to);
	to->file = json_copy(now);
	json_object_update(to->file, wanted);
	json_object_set_new(to->file, "fields", merge_fields(now, wanted));
	json_object_set_new(to->file, PROCEDURES, list);
}

void catalog_merge_clear(struct catalog_merge *merge) {
	json_decref(merge->file);
	json_decref(merge->added);
	json_decref(merge->gone);
	json_decref(merge->changed);
	*merge = (struct catalog_merge){0};
}
