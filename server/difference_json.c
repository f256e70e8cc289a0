#include "server/difference_json.h"

#include "server/difference_inside.h"

#include <stdio.h>
#include <string.h>

const char *const difference_keys[] = {"id", "code", NULL};

bool difference_name(json_t *item, const char *key, char name[static DIFFERENCE_NAME_SIZE]) {
	json_t *id = json_object_get(item, key);
	if (json_is_integer(id))
		snprintf(name, DIFFERENCE_NAME_SIZE, "%lld", (long long)json_integer_value(id));
	else if (json_is_string(id) && json_string_length(id) < DIFFERENCE_NAME_SIZE)
		memcpy(name, json_string_value(id), json_string_length(id) + 1);
	else
		return false;
	return true;
}

/* The items of a list by their names, or NULL where one has none or another's. */
static json_t *index_by(json_t *list, const char *key) {
	char name[DIFFERENCE_NAME_SIZE];
	json_t *item, *index = json_object();
	size_t i;
	json_array_foreach(list, i, item) {
		if (difference_name(item, key, name) && !json_object_get(index, name)) {
			json_object_set(index, name, item);
			continue;
		}
		json_decref(index);
		return NULL;
	}
	return index;
}

/* Two lists whose items have names. */
struct lists {
	json_t *was, *is; /* indexes, in the order of the lists */
};

static bool index_both(struct lists *lists, json_t *was, json_t *is) {
	for (const char *const *key = difference_keys; *key; key++) {
		lists->was = index_by(was, *key);
		lists->is = index_by(is, *key);
		if (lists->was && lists->is)
			return true;
		json_decref(lists->was);
		json_decref(lists->is);
	}
	return false;
}

static json_t *add(json_t *to, json_t *path, json_t *was, json_t *is) {
	json_t *change = json_pack("{s:O}", "path", path);
	if (was)
		json_object_set(change, "was", was);
	if (is)
		json_object_set(change, "is", is);
	json_array_append_new(to, change);
	return change;
}

static void differ(json_t *to, json_t *path, json_t *was, json_t *is);

static json_t *below(json_t *path, const char *name) {
	json_t *longer = json_copy(path);
	json_array_append_new(longer, json_string(name));
	return longer;
}

static void differ_member(json_t *to, json_t *path, const char *name, json_t *was, json_t *is) {
	json_t *longer = below(path, name);
	differ(to, longer, was, is);
	json_decref(longer);
}

static void differ_objects(json_t *to, json_t *path, json_t *was, json_t *is) {
	const char *name;
	json_t *value;
	json_object_foreach(was, name, value) {
		differ_member(to, path, name, value, json_object_get(is, name));
	}
	json_object_foreach(is, name, value) {
		if (!json_object_get(was, name))
			differ_member(to, path, name, NULL, value);
	}
}

static void set_name(json_t *change, const char *key, const char *name) {
	if (name)
		json_object_set_new(change, key, json_string(name));
}

/* The items of one index that the other one does not have. */
static void differ_items(json_t *to, json_t *path, json_t *index, json_t *other, bool came) {
	const char *name, *before = NULL;
	json_t *item, *last = NULL;
	json_object_foreach(index, name, item) {
		set_name(last, "before", name);
		last = NULL;
		if (!json_object_get(other, name)) {
			json_t *longer = below(path, name);
			last = add(to, longer, came ? NULL : item, came ? item : NULL);
			set_name(last, "after", before);
			json_decref(longer);
		}
		before = name;
	}
}

/* The names of one index that the other one has too, in its order. */
static json_t *common_names(json_t *index, json_t *other) {
	const char *name;
	json_t *item, *names = json_array();
	json_object_foreach(index, name, item) {
		if (json_object_get(other, name))
			json_array_append_new(names, json_string(name));
	}
	return names;
}

static void differ_order(json_t *to, json_t *path, const struct lists *lists) {
	json_t *was = common_names(lists->was, lists->is);
	json_t *is = common_names(lists->is, lists->was);
	if (!json_equal(was, is))
		json_object_set_new(add(to, path, was, is), "order", json_true());
	json_decref(was);
	json_decref(is);
}

static void differ_lists(json_t *to, json_t *path, const struct lists *lists) {
	const char *name;
	json_t *item;
	json_object_foreach(lists->was, name, item) {
		json_t *is = json_object_get(lists->is, name);
		if (is)
			differ_member(to, path, name, item, is);
	}
	differ_items(to, path, lists->was, lists->is, false);
	differ_items(to, path, lists->is, lists->was, true);
	differ_order(to, path, lists);
}

static void differ(json_t *to, json_t *path, json_t *was, json_t *is) {
	struct lists lists;
	if (was == is || json_equal(was, is))
		return;
	if (json_is_object(was) && json_is_object(is)) {
		differ_objects(to, path, was, is);
	} else if (json_is_array(was) && json_is_array(is) && index_both(&lists, was, is)) {
		differ_lists(to, path, &lists);
		json_decref(lists.was);
		json_decref(lists.is);
	} else {
		add(to, path, was, is);
	}
}

json_t *difference(json_t *was, json_t *is) {
	json_t *changes = json_array(), *top = json_array();
	differ(changes, top, was, is);
	json_decref(top);
	return changes;
}

char *difference_text(json_t *was, json_t *is) {
	json_t *changes = difference(was, is);
	char *text = json_dumps(changes, JSON_COMPACT);
	json_decref(changes);
	return text;
}
