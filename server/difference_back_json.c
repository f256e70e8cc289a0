#include "common/mem.h"
#include "server/difference_inside.h"
#include "server/difference_json.h"

#include <stdlib.h>
#include <string.h>

enum { NOWHERE = -1 };

/* Where an item of a list is; NOWHERE: it has none of that name. */
static int find(json_t *list, const char *name) {
	char is[DIFFERENCE_NAME_SIZE];
	json_t *item;
	size_t i;
	for (const char *const *key = difference_keys; name && *key; key++)
		json_array_foreach(list, i, item) {
			if (difference_name(item, *key, is) && !strcmp(is, name))
				return (int)i;
		}
	return NOWHERE;
}

static json_t *child(json_t *parent, const char *name) {
	int i = find(parent, name);
	return i == NOWHERE ? json_object_get(parent, name) : json_array_get(parent, (size_t)i);
}

/* What stands where the first `length` steps of a path lead, or NULL. */
static json_t *walk(json_t *from, json_t *path, size_t length) {
	for (size_t i = 0; i < length && from; i++)
		from = child(from, json_string_value(json_array_get(path, i)));
	return from;
}

static bool same(json_t *a, json_t *b) {
	return a && b ? json_equal(a, b) : a == b;
}

static const char *name_in(json_t *change, const char *key) {
	return json_string_value(json_object_get(change, key));
}

/* An item comes back beside those that it was beside. */
static void insert(json_t *list, json_t *change, json_t *item) {
	int after = find(list, name_in(change, "after"));
	int before = find(list, name_in(change, "before"));
	size_t at = json_array_size(list);
	if (after != NOWHERE)
		at = (size_t)after + 1;
	else if (before != NOWHERE)
		at = (size_t)before;
	else if (!name_in(change, "after"))
		at = 0;
	json_array_insert_new(list, at, json_deep_copy(item));
}

static void put_item(json_t *list, const char *name, json_t *change, json_t *was) {
	int at = find(list, name);
	if (!was)
		json_array_remove(list, (size_t)at);
	else if (at == NOWHERE)
		insert(list, change, was);
	else
		json_array_set_new(list, (size_t)at, json_deep_copy(was));
}

static void put_member(json_t *object, const char *name, json_t *was) {
	if (was)
		json_object_set_new(object, name, json_deep_copy(was));
	else
		json_object_del(object, name);
}

static bool take_back_value(json_t **root, json_t *change, json_t *path) {
	json_t *was = json_object_get(change, "was"), *is = json_object_get(change, "is");
	size_t length = json_array_size(path);
	json_t *parent = length ? walk(*root, path, length - 1) : NULL;
	const char *name = length ? json_string_value(json_array_get(path, length - 1)) : NULL;
	if (length && !json_is_object(parent) && !json_is_array(parent))
		return false;
	if (!same(length ? child(parent, name) : *root, is))
		return false;
	if (!length) {
		json_decref(*root);
		*root = json_deep_copy(was);
	} else if (json_is_array(parent)) {
		put_item(parent, name, change, was);
	} else {
		put_member(parent, name, was);
	}
	return true;
}

/* Of some names those that a list has items of, in their order. */
static json_t *names_there(json_t *names, json_t *list) {
	json_t *there = json_array(), *name;
	size_t i;
	json_array_foreach(names, i, name) {
		if (find(list, json_string_value(name)) != NOWHERE)
			json_array_append(there, name);
	}
	return there;
}

static int by_place(const void *a, const void *b) {
	return *(const int *)a - *(const int *)b;
}

/* Puts the items of these names, which are all there, into that order, among the others. */
static void arrange(json_t *list, json_t *names) {
	size_t count = json_array_size(names), i;
	int *places = mem_alloc(count + 1, sizeof *places);
	json_t *items = json_array(), *name;
	json_array_foreach(names, i, name) {
		places[i] = find(list, json_string_value(name));
		json_array_append(items, json_array_get(list, (size_t)places[i]));
	}
	qsort(places, count, sizeof *places, by_place);
	for (i = 0; i < count; i++)
		json_array_set(list, (size_t)places[i], json_array_get(items, i));
	json_decref(items);
	mem_free(places);
}

/* Whether the items of these names stand in that order. */
static bool in_order(json_t *list, json_t *names) {
	int last = NOWHERE;
	json_t *name;
	size_t i;
	json_array_foreach(names, i, name) {
		int at = find(list, json_string_value(name));
		if (at < last)
			return false;
		last = at;
	}
	return true;
}

static bool take_back_order(json_t *root, json_t *change, json_t *path) {
	json_t *list = walk(root, path, json_array_size(path));
	json_t *was = names_there(json_object_get(change, "was"), list);
	json_t *is = names_there(json_object_get(change, "is"), list);
	bool fits = json_is_array(list) && in_order(list, is);
	if (fits)
		arrange(list, was);
	json_decref(was);
	json_decref(is);
	return fits;
}

static bool take_back(json_t **root, json_t *change) {
	json_t *path = json_object_get(change, "path");
	return json_is_true(json_object_get(change, "order")) ? take_back_order(*root, change, path)
							      : take_back_value(root, change, path);
}

/* What went comes back last, beside what is there again by then. */
static bool take_back_some(json_t **root, json_t *changes, bool gone, json_t **in_the_way) {
	json_t *change;
	size_t i;
	json_array_foreach(changes, i, change) {
		if (!json_object_get(change, "is") != gone || take_back(root, change))
			continue;
		*in_the_way = json_incref(json_object_get(change, "path"));
		return false;
	}
	return true;
}

bool difference_take_back(json_t *now, json_t *changes, json_t **to, json_t **in_the_way) {
	json_t *root = json_deep_copy(now);
	*to = *in_the_way = NULL;
	if (take_back_some(&root, changes, false, in_the_way) &&
		take_back_some(&root, changes, true, in_the_way)) {
		*to = root;
		return true;
	}
	json_decref(root);
	return false;
}

bool difference_touches(json_t *changes, json_t *path) {
	json_t *change;
	size_t i;
	json_array_foreach(changes, i, change) {
		json_t *other = json_object_get(change, "path");
		size_t step = 0, length = json_array_size(path);
		if (json_array_size(other) < length)
			length = json_array_size(other);
		while (step < length &&
			json_equal(json_array_get(path, step), json_array_get(other, step)))
			step++;
		if (step == length)
			return true;
	}
	return false;
}
