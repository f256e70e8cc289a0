#include "tests/unit/office_edit.h"

#include "common/mem.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

enum { WHERE_SIZE = 128 };

static json_t *member(json_t *of, const char *key) {
	return json_is_array(of) ? json_array_get(of, (size_t)atoi(key)) : json_object_get(of, key);
}

/* Takes the value over. */
static int put(json_t *of, const char *key, json_t *value) {
	size_t i = (size_t)atoi(key);
	if (json_is_object(of))
		return value ? json_object_set_new(of, key, value) : json_object_del(of, key);
	if (!value)
		return json_array_remove(of, i);
	return i == json_array_size(of) ? json_array_append_new(of, value)
					: json_array_set_new(of, i, value);
}

static void edit(json_t *root, const struct office_edit *e) {
	char where[WHERE_SIZE], *rest = NULL;
	json_t *at = root, *value = NULL;
	assert_in_range(strlen(e->where), 1, sizeof where - 1);
	memcpy(where, e->where, strlen(e->where) + 1);
	char *key = strtok_r(where, ".", &rest);
	for (char *next; (next = strtok_r(NULL, ".", &rest)); key = next)
		at = member(at, key);
	if (e->value) {
		value = json_loads(e->value, JSON_DECODE_ANY, NULL);
		assert_non_null(value);
	}
	assert_int_equal(put(at, key, value), 0);
}

char *office_edit_text(const char *path, const struct office_edit *edits, size_t count) {
	char *text = office_file_text(path);
	json_t *root = json_loads(text, 0, NULL);
	mem_free(text);
	assert_non_null(root);
	for (size_t i = 0; i < count; i++)
		edit(root, &edits[i]);
	text = json_dumps(root, JSON_COMPACT);
	json_decref(root);
	return text;
}
