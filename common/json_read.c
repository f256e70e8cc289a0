#include "common/json_read.h"

#include "common/text.h"

#include <limits.h>
#include <string.h>

/* The member, with null as good as missing. */
static const json_t *member(const json_t *object, const char *key) {
	const json_t *j = json_object_get(object, key);
	return json_is_null(j) ? NULL : j;
}

bool json_read_id(const json_t *object, const char *key, char *buf, size_t size) {
	const json_t *j = member(object, key);
	if (!j) {
		buf[0] = '\0';
		return true;
	}
	if (!json_is_string(j) || json_string_length(j) >= size)
		return false;
	memcpy(buf, json_string_value(j), json_string_length(j) + 1);
	return true;
}

bool json_read_text(const json_t *object, const char *key, char *buf, size_t size) {
	const json_t *j = member(object, key);
	if (j && !json_is_string(j))
		return false;
	text_copy(buf, size, j ? json_string_value(j) : "");
	return true;
}

bool json_read_int64(
	const json_t *object, const char *key, int64_t min, int64_t missing, int64_t *value) {
	const json_t *j = member(object, key);
	if (!j) {
		*value = missing;
		return true;
	}
	if (!json_is_integer(j) || json_integer_value(j) < min)
		return false;
	*value = json_integer_value(j);
	return true;
}

bool json_read_int(const json_t *object, const char *key, int min, int missing, int *value) {
	int64_t wide;
	if (!json_read_int64(object, key, min, missing, &wide) || wide > INT_MAX)
		return false;
	*value = (int)wide;
	return true;
}

bool json_read_flag(const json_t *object, const char *key, bool *value) {
	const json_t *j = member(object, key);
	if (j && !json_is_boolean(j))
		return false;
	*value = json_is_true(j);
	return true;
}

const char *json_read_word(const json_t *object, const char *key) {
	return json_string_value(json_object_get(object, key));
}
