#include "server/setup_read.h"

#include "common/day.h"
#include "common/mem.h"
#include "common/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DATE_LENGTH = 10 };

struct setup_read *setup_read_bounds(struct setup_read *r, int min, int max) {
	if (!r->failed) {
		r->fault->min = min;
		r->fault->max = max;
	}
	return r;
}

bool setup_read_refuse(struct setup_read *r, const char *word, const char *format, ...) {
	va_list args;
	if (r->failed)
		return false;
	r->failed = true;
	r->fault->word = word;
	va_start(args, format);
	vsnprintf(r->fault->why, sizeof r->fault->why, format, args);
	va_end(args);
	return false;
}

static bool one_line(const char *s) {
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return false;
	return true;
}

/* A text that was found, brought into NFC. */
static bool keep_text(struct setup_read *r, const json_t *j, const char *place, const char *key,
	bool needed, char *to, size_t size) {
	char *text = text_nfc(json_string_value(j));
	bool ok = text && one_line(text) && (*text || !needed);
	if (!ok)
		setup_read_refuse(r, "text", "%s.%s: must be a text of one line", place, key);
	else if (strlen(text) >= size)
		ok = setup_read_refuse(
			r, "text", "%s.%s: is longer than %zu bytes", place, key, size - 1);
	else
		memcpy(to, text, strlen(text) + 1);
	mem_free(text);
	return ok;
}

bool setup_read_text(struct setup_read *r, json_t *from, const char *place, const char *key,
	bool needed, char *to, size_t size) {
	json_t *j = json_object_get(from, key);
	if (!j || json_is_null(j)) {
		*to = '\0';
		return needed ? setup_read_refuse(r, "missing", "%s.%s: is missing", place, key)
			      : true;
	}
	if (!json_is_string(j))
		return setup_read_refuse(
			r, "text", "%s.%s: must be a text of one line", place, key);
	return keep_text(r, j, place, key, needed, to, size);
}

bool setup_read_name(struct setup_read *r, json_t *from, const char *place, struct name *name) {
	return setup_read_text(r, from, place, "name_vi", true, name->vi, sizeof name->vi) &&
	       setup_read_text(r, from, place, "name_en", false, name->en, sizeof name->en);
}

bool setup_read_id(struct setup_read *r, json_t *from, const char *place, const char *key, char *to,
	size_t size) {
	if (!setup_read_text(r, from, place, key, true, to, size))
		return false;
	if (to[strspn(to, "abcdefghijklmnopqrstuvwxyz0123456789-_.")])
		return setup_read_refuse(
			r, "id", "%s.%s: only a-z, 0-9, '-', '_' and '.'", place, key);
	return true;
}

bool setup_read_int(struct setup_read *r, json_t *from, const char *place, const char *key, int min,
	int max, int otherwise, int *to) {
	json_t *j = json_object_get(from, key);
	if (!j && otherwise >= min) {
		*to = otherwise;
		return true;
	}
	double value = json_is_number(j) ? json_number_value(j) : min - 1.0;
	if (value < min || value > max || value != (int)value)
		return setup_read_refuse(setup_read_bounds(r, min, max), "range",
			"%s.%s: must be a whole number from %d to %d", place, key, min, max);
	*to = (int)value;
	return true;
}

bool setup_read_flag(struct setup_read *r, json_t *from, const char *place, const char *key,
	bool otherwise, bool *to) {
	json_t *j = json_object_get(from, key);
	if (j && !json_is_boolean(j))
		return setup_read_refuse(r, "flag", "%s.%s: must be true or false", place, key);
	*to = j ? json_is_true(j) : otherwise;
	return true;
}

json_t *setup_read_part(
	struct setup_read *r, json_t *from, const char *place, const char *key, json_type type) {
	json_t *j = json_object_get(from, key);
	if (j && json_typeof(j) == type)
		return j;
	setup_read_refuse(r, j ? "kind" : "missing", "%s%s%s: %s", place, *place ? "." : "", key,
		j ? "is of the wrong kind" : "is missing");
	return NULL;
}

bool setup_read_optional(struct setup_read *r, json_t *from, const char *place, const char *key,
	json_type type, json_t **to) {
	json_t *j = json_object_get(from, key);
	*to = NULL;
	if (!j || json_is_null(j))
		return true;
	*to = setup_read_part(r, from, place, key, type);
	return *to != NULL;
}

bool setup_read_texts(struct setup_read *r, json_t *from, const char *place, const char *key,
	const char *const **to, size_t *count) {
	json_t *item, *list;
	size_t i;
	if (!setup_read_optional(r, from, place, key, JSON_ARRAY, &list))
		return false;
	const char **texts = mem_alloc(json_array_size(list), sizeof *texts);
	*to = texts;
	json_array_foreach(list, i, item) {
		if (!json_is_string(item))
			return setup_read_refuse(
				r, "text", "%s.%s[%zu]: must be a text", place, key, i);
		texts[(*count)++] = mem_strdup(json_string_value(item));
	}
	return true;
}

/* Reads a text whose digits stand where the pattern has '0', and nothing else differs. */
static bool like(const char *s, const char *pattern) {
	if (!s || strlen(s) != strlen(pattern))
		return false;
	for (; *s; s++, pattern++)
		if (*pattern == '0' ? !isdigit((unsigned char)*s) : *s != *pattern)
			return false;
	return true;
}

static bool minute_of(const char *s, int *minute) {
	int h, m;
	if (!like(s, "00:00") || sscanf(s, "%2d:%2d", &h, &m) != 2 || m > 59)
		return false;
	*minute = h * 60 + m;
	return *minute <= 24 * 60;
}

static bool date_of(const char *s, int *day) {
	int y, m, d;
	if (!like(s, "0000-00-00") || sscanf(s, "%4d-%2d-%2d", &y, &m, &d) != 3)
		return false;
	*day = y * 10000 + m * 100 + d;
	return day_of_office(*day);
}

bool setup_read_minute(const json_t *j, int *minute) {
	return minute_of(json_string_value(j), minute);
}

bool setup_read_date(const json_t *j, int *day) {
	return date_of(json_string_value(j), day);
}

bool setup_read_moment(const json_t *j, int *day, int *minute) {
	char date[DATE_LENGTH + 1];
	const char *s = json_string_value(j);
	*minute = -1;
	if (!s || strlen(s) <= DATE_LENGTH)
		return date_of(s, day);
	memcpy(date, s, DATE_LENGTH);
	date[DATE_LENGTH] = '\0';
	return date_of(date, day) && s[DATE_LENGTH] == 'T' &&
	       minute_of(s + DATE_LENGTH + 1, minute);
}
