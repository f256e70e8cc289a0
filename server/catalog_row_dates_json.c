#include "server/catalog_row_dates_json.h"

#include <string.h>

static const char AMENDED[] = "amended", FROM[] = "from";
static const char VALID_FROM[] = "valid_from", VALID_UNTIL[] = "valid_until";
static const char REPLACED_BY[] = "replaced_by";

static const char *const dates[] = {VALID_FROM, VALID_UNTIL, REPLACED_BY, AMENDED, NULL};

bool row_is_date(const char *key) {
	for (const char *const *date = dates; *date; date++)
		if (!strcmp(*date, key))
			return true;
	return false;
}

static int day_of(const json_t *object, const char *key) {
	return (int)json_integer_value(json_object_get(object, key));
}

static void set_members(json_t *row, json_t *from) {
	const char *key;
	json_t *value;
	json_object_foreach(from, key, value) {
		if (strcmp(key, FROM))
			json_object_set(row, key, value);
	}
}

json_t *row_fold(json_t *row, int day) {
	json_t *list = json_object_get(row, AMENDED), *rest = json_array(), *amendment;
	json_t *folded = json_copy(row);
	size_t i;
	json_array_foreach(list, i, amendment) {
		if (day_of(amendment, FROM) <= day)
			set_members(folded, amendment);
		else
			json_array_append(rest, amendment);
	}
	if (json_array_size(rest))
		json_object_set(folded, AMENDED, rest);
	else
		json_object_del(folded, AMENDED);
	json_decref(rest);
	return folded;
}

/* The amendment from a day on, put among the others if it is not there. */
static json_t *amendment_from(json_t *list, int day) {
	size_t i = 0;
	while (i < json_array_size(list) && day_of(json_array_get(list, i), FROM) < day)
		i++;
	json_t *at = json_array_get(list, i);
	json_t *amendment = day_of(at, FROM) == day ? json_copy(at) : NULL;
	if (amendment) {
		json_array_set_new(list, i, amendment);
	} else {
		amendment = json_pack("{s:i}", FROM, day);
		json_array_insert_new(list, i, amendment);
	}
	return amendment;
}

/* Absent is as good as null. */
static bool same(json_t *a, json_t *b) {
	bool none_a = !a || json_is_null(a), none_b = !b || json_is_null(b);
	return none_a || none_b ? none_a == none_b : json_equal(a, b);
}

/* Those of the members that a row does not have so. */
static json_t *other_members(json_t *row, json_t *members) {
	json_t *others = json_object(), *value;
	const char *key;
	json_object_foreach(members, key, value) {
		if (!same(json_object_get(row, key), value))
			json_object_set(others, key, value);
	}
	return others;
}

void row_amend(json_t *row, json_t *members, const struct catalog_days *days) {
	json_t *then = row_fold(row, days->from), *others = other_members(then, members);
	json_t *list = json_copy(json_object_get(row, AMENDED));
	if (days->from <= days->today) {
		set_members(row, others);
	} else if (json_object_size(others)) {
		list = list ? list : json_array();
		set_members(amendment_from(list, days->from), others);
		json_object_set(row, AMENDED, list);
	}
	json_decref(list);
	json_decref(others);
	json_decref(then);
}

/* What the list wants of a row, also that it does not have what the list does not name. */
static json_t *members_wanted(json_t *then, json_t *wanted) {
	json_t *members = json_object(), *value;
	const char *key;
	json_object_foreach(then, key, value) {
		if (!row_is_date(key) && strcmp(key, "service") != 0)
			json_object_set_new(members, key, json_null());
	}
	json_object_foreach(wanted, key, value) {
		if (!row_is_date(key))
			json_object_set(members, key, value);
	}
	return members;
}

/* What had ended, or would have by then, is in force again. */
static void begin_again(json_t *row, const struct catalog_days *days) {
	int last = day_of(row, VALID_UNTIL);
	if (!last || last >= days->from)
		return;
	json_object_del(row, VALID_UNTIL);
	json_object_del(row, REPLACED_BY);
	if (last < days->today)
		json_object_set_new(row, VALID_FROM, json_integer(days->from));
}

static void take_dates(json_t *row, json_t *wanted) {
	for (const char *const *date = dates; *date; date++) {
		json_t *value = json_object_get(wanted, *date);
		if (value && !json_is_null(value))
			json_object_set(row, *date, value);
	}
}

json_t *row_take_over(json_t *row, json_t *wanted, const struct catalog_days *days) {
	json_t *is = row_fold(row, days->today), *then = row_fold(row, days->from);
	json_t *members = members_wanted(then, wanted);
	row_amend(is, members, days);
	begin_again(is, days);
	take_dates(is, wanted);
	json_decref(members);
	json_decref(then);
	return is;
}

bool row_holds_on(const json_t *row, int day) {
	int last = day_of(row, VALID_UNTIL);
	return day_of(row, VALID_FROM) <= day && (!last || last >= day);
}

json_t *row_end(json_t *row, int last) {
	if (day_of(row, VALID_FROM) > last)
		return NULL;
	json_t *ended = json_copy(row);
	json_object_set_new(ended, VALID_UNTIL, json_integer(last));
	return ended;
}

json_t *row_begin(json_t *row, int first) {
	json_t *begun = json_copy(row);
	if (!day_of(row, VALID_FROM))
		json_object_set_new(begun, VALID_FROM, json_integer(first));
	return begun;
}
