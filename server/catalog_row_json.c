#include "server/catalog_row_json.h"

#include "common/mem.h"
#include "common/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 4000 };

bool row_fail(const struct row *row, const char *key, const char *format, ...) {
	char reason[160], whole[CATALOG_WHY_SIZE];
	va_list args;
	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	snprintf(whole, sizeof whole, "%s%s%s: %s", row->place, *row->place && *key ? "." : "", key,
		reason);
	text_copy(row->why, row->why_size, whole);
	return false;
}

const char *row_keep(struct catalog_rows *rows, char *s) {
	if (rows->string_count == rows->string_room) {
		rows->string_room = rows->string_room ? rows->string_room * 2 : 1024;
		rows->strings =
			mem_realloc(rows->strings, rows->string_room, sizeof *rows->strings);
	}
	rows->strings[rows->string_count++] = s;
	return s;
}

static bool has_control(const char *s) {
	for (; *s; s++)
		if (iscntrl((unsigned char)*s))
			return true;
	return false;
}

bool row_take_text(const struct row *row, const char *key, json_t *value, const char **out) {
	if (!json_is_string(value))
		return row_fail(row, key, "must be a text");
	if (json_string_length(value) > TEXT_MAX_BYTES)
		return row_fail(row, key, "longer than %d bytes", TEXT_MAX_BYTES);
	if (has_control(json_string_value(value)))
		return row_fail(row, key, "has a control character or more than one line");
	char *nfc = text_nfc(json_string_value(value));
	if (!nfc)
		return row_fail(row, key, "not valid UTF-8");
	*out = row_keep(row->rows, nfc);
	if (text_length(nfc) == strspn(nfc, " "))
		return row_fail(row, key, "is empty");
	return true;
}

/* Without the key, or with null, the text is unknown. */
bool row_text(const struct row *row, const char *key, const char **out) {
	json_t *value = json_object_get(row->object, key);
	return !value || json_is_null(value) || row_take_text(row, key, value, out);
}

bool row_need_text(const struct row *row, const char *key, const char **out) {
	if (!row_text(row, key, out))
		return false;
	return *out ? true : row_fail(row, key, "is missing");
}

bool row_number(const struct row *row, const char *key, int64_t max, int64_t *out) {
	json_t *value = json_object_get(row->object, key);
	*out = -1;
	if (!value || json_is_null(value))
		return true;
	if (!json_is_integer(value))
		return row_fail(row, key, "must be a whole number or null");
	if (json_integer_value(value) < 0 || json_integer_value(value) > max)
		return row_fail(row, key, "must be from 0 to %lld", (long long)max);
	*out = json_integer_value(value);
	return true;
}
