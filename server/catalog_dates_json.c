#include "server/catalog_dates_json.h"

#include "common/day.h"

#include <stdio.h>
#include <string.h>

enum { AMENDMENTS_MAX = 50 };

static const char AMENDED[] = "amended", FROM[] = "from";

/* What no amendment can change. */
static const char *const fixed[] = {
	"code", "valid_from", "valid_until", "replaced_by", AMENDED, NULL};

static bool read_day(const struct row *row, const char *key, int *day) {
	int64_t number;
	if (!row_number(row, key, DAY_LAST, &number))
		return false;
	*day = number < 0 ? 0 : (int)number;
	return number < 0 || day_valid(*day)
		       ? true
		       : row_fail(row, key, "%d is not a day like 20270101", *day);
}

bool dates_read(const struct row *row, struct procedure *p) {
	if (!read_day(row, "valid_from", &p->valid_from) ||
		!read_day(row, "valid_until", &p->valid_until) ||
		!row_text(row, "replaced_by", &p->replaced_by))
		return false;
	if (p->valid_until && p->valid_until < p->valid_from)
		return row_fail(row, "valid_until", "is before valid_from");
	if (p->replaced_by && !p->valid_until)
		return row_fail(row, "valid_until", "is missing, it is replaced");
	return true;
}

int dates_from(const json_t *object, size_t i) {
	json_t *amendment = json_array_get(json_object_get(object, AMENDED), i);
	return (int)json_integer_value(json_object_get(amendment, FROM));
}

static bool check_amendment(const struct row *row, int after) {
	int from = 0;
	if (!json_is_object(row->object))
		return row_fail(row, "", "must be an object");
	if (!read_day(row, FROM, &from))
		return false;
	if (from <= after)
		return row_fail(row, FROM, "must be a day after the one before");
	for (const char *const *key = fixed; *key; key++)
		if (json_object_get(row->object, *key))
			return row_fail(row, *key, "cannot be amended");
	return true;
}

bool dates_amendments(const struct row *row, size_t *count) {
	json_t *list = json_object_get(row->object, AMENDED), *value;
	struct row inner = *row;
	int last = 0;
	size_t i;
	*count = json_array_size(list);
	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list) || *count > AMENDMENTS_MAX)
		return row_fail(row, AMENDED, "must be a list of at most %d", AMENDMENTS_MAX);
	json_array_foreach(list, i, value) {
		inner.object = value;
		snprintf(inner.place, sizeof inner.place, "%.20s.%s[%zu]", row->place, AMENDED, i);
		if (!check_amendment(&inner, last))
			return false;
		last = dates_from(row->object, i);
	}
	return true;
}

json_t *dates_stage(json_t *object, size_t count) {
	json_t *list = json_object_get(object, AMENDED), *stage, *value;
	const char *key;
	if (!count)
		return json_incref(object);
	stage = json_copy(object);
	for (size_t i = 0; i < count; i++)
		json_object_foreach(json_array_get(list, i), key, value) {
			if (strcmp(key, FROM))
				json_object_set(stage, key, value);
		}
	return stage;
}
