#include "server/api_audit.h"

#include "common/clock.h"
#include "common/day.h"
#include "server/difference_json.h"

#include <stdlib.h>
#include <string.h>

/* What administrators did, the newest first, and one act with what it changed. */

/* What is longer is not looked at for a list: whether it can be taken back shows when it is tried.
 */
enum { LIMIT = 50, LIMIT_MAX = 200, LOOK_AT = 1 << 16, OBJECTS_MAX = 16, DAY_MIN = 24 * 60 };

/* The name that people know whoever did it by; null: no account of now. */
static json_t *name_of(const struct api_call *call, const char *by) {
	const char *account = strchr(by, ':');
	const struct store_user *user =
		account ? auth_user(call->api->options.auth, account + 1) : NULL;
	return api_text_or_null(user ? user->clerk.name : NULL);
}

json_t *api_audit_entry(
	const struct api_call *call, const struct store_act_row *row, bool can_undo) {
	const struct store_act *act = &row->act;
	return json_pack("{s:I, s:I, s:s, s:o, s:s, s:{s:s, s:o}, s:o, s:o, s:b}", "seq",
		(json_int_t)row->seq, "at", (json_int_t)row->at_ms, "by", row->by, "name",
		name_of(call, row->by), "act", act->act, "object", "kind", act->object, "id",
		api_text_or_null(act->id), "undoes", api_number_or_null(act->undoes), "undone_by",
		api_number_or_null(row->undone_by), "can_undo", can_undo);
}

const struct api_object *api_object(const char *kind) {
	for (const struct api_object *o = api_objects; o->kind; o++)
		if (!strcmp(o->kind, kind))
			return o;
	return NULL;
}

bool api_may_go(const struct api_object *object, const struct store_act_row *row) {
	return !object->whole && row->act.id[0];
}

bool api_can_undo(json_t *now, const struct api_object *object, const struct store_act_row *row) {
	json_t *to = NULL, *in_the_way = NULL, *changes;
	if (!object || row->undone_by)
		return false;
	if (!row->act.changes)
		return true;
	changes = json_loads(row->act.changes, 0, NULL);
	bool can = json_array_size(changes) > 0 &&
		   difference_take_back(now, changes, &to, &in_the_way) &&
		   (to || api_may_go(object, row));
	json_decref(to);
	json_decref(in_the_way);
	json_decref(changes);
	return can;
}

/* What is there once is fetched once. */
struct objects {
	struct api_call *call;
	json_t *whole[OBJECTS_MAX];
};

static bool can_undo(struct objects *o, const struct store_act_row *row) {
	const struct api_object *object = api_object(row->act.object);
	if (!object || row->undone_by)
		return false;
	if (!object->whole) {
		json_t *now = object->now(o->call, row->act.id);
		bool can = api_can_undo(now, object, row);
		json_decref(now);
		return can;
	}
	json_t **now = &o->whole[object - api_objects];
	if (!*now)
		*now = object->now(o->call, row->act.id);
	return api_can_undo(*now, object, row);
}

static void clear(struct objects *o) {
	for (int i = 0; i < OBJECTS_MAX; i++)
		json_decref(o->whole[i]);
}

static void list_read(void *arg, enum store_result result, struct store_acts *acts) {
	struct objects o = {.call = arg};
	json_t *list = json_array();
	for (size_t i = 0; i < acts->count; i++)
		json_array_append_new(list,
			api_audit_entry(o.call, &acts->rows[i], can_undo(&o, &acts->rows[i])));
	clear(&o);
	if (result == STORE_OK) {
		api_answer(
			o.call, 200, json_pack("{s:o, s:b}", "entries", list, "more", acts->more));
		return;
	}
	json_decref(list);
	api_unwritten(o.call, result);
}

/* A parameter that is a number from 1 to a limit. */
static bool read_number(struct api_call *call, const char *key, int64_t max, int64_t *to) {
	const char *text = http_query(call->x, key);
	int64_t n = text ? api_number(text) : *to;
	if (n < 1 || n > max) {
		api_invalid(call, key);
		return false;
	}
	*to = n;
	return true;
}

/* A parameter that is a word, left as it is where there is none. */
static bool read_word(struct api_call *call, const char *key, char to[static ID_SIZE]) {
	const char *text = http_query(call->x, key);
	if (text && strlen(text) >= ID_SIZE) {
		api_invalid(call, key);
		return false;
	}
	if (text)
		strcpy(to, text);
	return true;
}

/* A parameter that is a day, as the span of its moments. */
static bool read_day(struct api_call *call, struct store_acts *wanted) {
	const char *text = http_query(call->x, "day");
	int64_t day = text ? api_number(text) : 0;
	if (!text)
		return true;
	if (!day_of_office(day)) {
		api_invalid(call, "day");
		return false;
	}
	wanted->since_ms = clock_at((int)day, 0);
	wanted->before_ms = clock_at((int)day, DAY_MIN);
	return true;
}

void api_audit(struct api_call *call) {
	int64_t before = INT64_MAX, limit = LIMIT;
	struct store_acts wanted = {.changes_max = LOOK_AT};
	if (!read_number(call, "before", INT64_MAX, &before) ||
		!read_number(call, "limit", LIMIT_MAX, &limit) ||
		!read_word(call, "object", wanted.object) || !read_word(call, "by", wanted.by) ||
		!read_day(call, &wanted))
		return;
	wanted.until = before;
	wanted.limit = (size_t)limit;
	office_read_acts(call->office, &wanted, list_read, call);
}

json_t *api_audit_path(const struct api_object *object, const char *id, json_t *path) {
	bool inside = object->list && *id;
	json_t *whole = inside ? json_pack("[s, s]", object->list, id) : json_array();
	json_array_extend(whole, path);
	return whole;
}

json_t *api_audit_changes(const struct api_object *object, const struct store_act *act) {
	json_t *changes = act->changes ? json_loads(act->changes, 0, NULL) : NULL, *change;
	size_t i;
	json_array_foreach(changes, i, change) {
		json_t *path = json_object_get(change, "path");
		json_object_set_new(change, "path", api_audit_path(object, act->id, path));
	}
	return changes;
}

json_t *api_audit_place(json_t *path) {
	char place[512] = "";
	json_t *step;
	size_t i;
	json_array_foreach(path, i, step) {
		if (i)
			strncat(place, ".", sizeof place - strlen(place) - 1);
		strncat(place, json_string_value(step), sizeof place - strlen(place) - 1);
	}
	return json_string(place);
}

static json_t *value_or_null(json_t *change, const char *key) {
	json_t *value = json_object_get(change, key);
	return value ? json_incref(value) : json_null();
}

json_t *api_audit_change(json_t *change, size_t skip) {
	json_t *path = json_copy(json_object_get(change, "path"));
	while (skip-- && json_array_size(path))
		json_array_remove(path, 0);
	json_t *told = json_pack("{s:o, s:o, s:o, s:b}", "path", api_audit_place(path), "was",
		value_or_null(change, "was"), "is", value_or_null(change, "is"), "order",
		json_is_true(json_object_get(change, "order")));
	json_decref(path);
	return told;
}

static json_t *changes_json(const char *text) {
	json_t *kept = json_loads(text, 0, NULL), *changes = json_array(), *change;
	size_t i;
	json_array_foreach(kept, i, change) {
		json_array_append_new(changes, api_audit_change(change, 0));
	}
	json_decref(kept);
	return changes;
}

static void one_read(void *arg, enum store_result result, struct store_acts *acts) {
	struct objects o = {.call = arg};
	if (result != STORE_OK) {
		api_unwritten(o.call, result);
		return;
	}
	if (!acts->count) {
		api_error(o.call, 404, "not_found", NULL);
		return;
	}
	json_t *entry = api_audit_entry(o.call, acts->rows, can_undo(&o, acts->rows));
	clear(&o);
	json_object_set_new(entry, "changes", changes_json(acts->rows->act.changes));
	api_answer(o.call, 200, entry);
}

void api_audit_read(struct api_call *call, office_acts_read *done) {
	int64_t seq = api_number(call->params[0]);
	struct store_acts wanted = {
		.from = seq, .until = seq + 1, .limit = 1, .changes_max = INT64_MAX};
	office_read_acts(call->office, &wanted, done, call);
}

void api_audit_one(struct api_call *call) {
	api_audit_read(call, one_read);
}
