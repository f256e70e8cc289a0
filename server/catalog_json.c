#include "server/catalog_rows.h"

#include "common/mem.h"
#include "common/text.h"

#include <ctype.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	FIELDS_MAX = 500,
	PROCEDURES_MAX = 20000,
	DOCUMENTS_MAX = 100,
	TEXT_MAX_BYTES = 4000,
	CODE_MAX = 32,
	DAYS_MAX = 3650,
	HOURS_MAX = 24 * 31,
};
static const int64_t fee_max_vnd = 1000000000000;

/* One object of the file, and where to complain about it. */
struct row {
	struct catalog_rows *rows;
	json_t *object;
	char place[48];
	char *why;
	size_t why_size;
};

static const struct {
	const char *name;
	enum time_limit_kind kind;
} time_limit_kinds[] = {
	{"working-days", TIME_LIMIT_WORKING_DAYS},
	{"calendar-days", TIME_LIMIT_CALENDAR_DAYS},
	{"hours", TIME_LIMIT_HOURS},
	{"same-day-15h", TIME_LIMIT_SAME_DAY_15H},
	{"immediate", TIME_LIMIT_IMMEDIATE},
	{"varies", TIME_LIMIT_VARIES},
};

static bool fail(const struct row *row, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool fail(const struct row *row, const char *key, const char *format, ...) {
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

static const char *keep(struct catalog_rows *rows, char *s) {
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

static bool take_text(const struct row *row, const char *key, json_t *value, const char **out) {
	if (!json_is_string(value))
		return fail(row, key, "must be a text");
	if (json_string_length(value) > TEXT_MAX_BYTES)
		return fail(row, key, "longer than %d bytes", TEXT_MAX_BYTES);
	if (has_control(json_string_value(value)))
		return fail(row, key, "has a control character or more than one line");
	char *nfc = text_nfc(json_string_value(value));
	if (!nfc)
		return fail(row, key, "not valid UTF-8");
	*out = keep(row->rows, nfc);
	if (text_length(nfc) == strspn(nfc, " "))
		return fail(row, key, "is empty");
	return true;
}

/* Without the key, or with null, the text is unknown. */
static bool read_text(const struct row *row, const char *key, const char **out) {
	json_t *value = json_object_get(row->object, key);
	return !value || json_is_null(value) || take_text(row, key, value, out);
}

static bool need_text(const struct row *row, const char *key, const char **out) {
	if (!read_text(row, key, out))
		return false;
	return *out ? true : fail(row, key, "is missing");
}

static bool read_number(const struct row *row, const char *key, int64_t max, int64_t *out) {
	json_t *value = json_object_get(row->object, key);
	*out = -1;
	if (!value || json_is_null(value))
		return true;
	if (!json_is_integer(value))
		return fail(row, key, "must be a whole number or null");
	if (json_integer_value(value) < 0 || json_integer_value(value) > max)
		return fail(row, key, "must be from 0 to %lld", (long long)max);
	*out = json_integer_value(value);
	return true;
}

bool catalog_code_valid(const char *code) {
	size_t n = strlen(code);
	if (n == 0 || n > CODE_MAX || !isalnum((unsigned char)*code))
		return false;
	for (const char *s = code; *s; s++)
		if (!isalnum((unsigned char)*s) && *s != '.' && *s != '-')
			return false;
	return true;
}

static bool read_code(const struct row *row, struct procedure *p) {
	if (!need_text(row, "code", &p->code))
		return false;
	if (!catalog_code_valid(p->code))
		return fail(row, "code", "\"%s\" is not a code like 1.001193", p->code);
	return true;
}

static bool read_field(const struct row *row, struct procedure *p) {
	const char *id = NULL;
	if (!need_text(row, "field", &id))
		return false;
	for (size_t i = 0; i < row->rows->field_count; i++)
		if (!strcmp(row->rows->fields[i].id, id))
			p->field = &row->rows->fields[i];
	return p->field ? true : fail(row, "field", "\"%s\" is not among the fields", id);
}

static bool read_time_limit(const struct row *row, struct procedure *p) {
	const char *name = NULL;
	int64_t days, hours;
	if (!read_text(row, "time_limit_vi", &p->time_limit_vi) ||
		!read_text(row, "time_limit_kind", &name) ||
		!read_number(row, "time_limit_days", DAYS_MAX, &days) ||
		!read_number(row, "time_limit_hours", HOURS_MAX, &hours))
		return false;
	p->time_limit_days = (int)days;
	p->time_limit_hours = (int)hours;
	for (size_t i = 0; name && i < sizeof time_limit_kinds / sizeof *time_limit_kinds; i++)
		if (!strcmp(time_limit_kinds[i].name, name))
			p->time_limit_kind = time_limit_kinds[i].kind;
	if (name && p->time_limit_kind == TIME_LIMIT_UNKNOWN)
		return fail(row, "time_limit_kind", "\"%s\" is not a kind of time limit", name);
	bool in_days = p->time_limit_kind == TIME_LIMIT_WORKING_DAYS ||
		       p->time_limit_kind == TIME_LIMIT_CALENDAR_DAYS;
	if (in_days && days < 0)
		return fail(row, "time_limit_days", "is missing, the kind is %s", name);
	if (p->time_limit_kind == TIME_LIMIT_HOURS && hours < 0)
		return fail(row, "time_limit_hours", "is missing, the kind is %s", name);
	return true;
}

static bool read_documents(const struct row *row, struct procedure *p) {
	json_t *list = json_object_get(row->object, "documents_vi"), *value;
	size_t i;
	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list))
		return fail(row, "documents_vi", "must be a list");
	if (json_array_size(list) > DOCUMENTS_MAX)
		return fail(row, "documents_vi", "has more than %d entries", DOCUMENTS_MAX);
	const char **texts = mem_alloc(json_array_size(list), sizeof *texts);
	keep(row->rows, (char *)texts);
	json_array_foreach(list, i, value) {
		char key[40];
		snprintf(key, sizeof key, "documents_vi[%zu]", i);
		if (!take_text(row, key, value, &texts[i]))
			return false;
	}
	p->documents_vi = texts;
	p->document_count = json_array_size(list);
	return true;
}

static bool read_procedure(const struct row *row, struct procedure *p) {
	return read_code(row, p) && need_text(row, "name_vi", &p->name_vi) &&
	       read_text(row, "name_en", &p->name_en) && read_text(row, "short_vi", &p->short_vi) &&
	       read_field(row, p) && read_text(row, "agency", &p->agency) &&
	       read_time_limit(row, p) && read_number(row, "fee_vnd", fee_max_vnd, &p->fee_vnd) &&
	       read_text(row, "fee_note_vi", &p->fee_note_vi) && read_documents(row, p);
}

/* The list under a key of the whole file, with at least one object and at most `max`. */
static json_t *list_of(struct row *file, const char *key, size_t max) {
	json_t *list = json_object_get(file->object, key);
	if (!list)
		fail(file, key, "is missing");
	else if (!json_is_array(list) || json_array_size(list) == 0)
		fail(file, key, "must be a list that is not empty");
	else if (json_array_size(list) > max)
		fail(file, key, "has more than %zu entries", max);
	else
		return list;
	return NULL;
}

static bool enter(
	const struct row *file, struct row *row, const char *key, size_t i, json_t *value) {
	*row = *file;
	row->object = value;
	snprintf(row->place, sizeof row->place, "%s[%zu]", key, i);
	return json_is_object(value) ? true : fail(row, "", "must be an object");
}

static bool read_fields(struct row *file) {
	struct catalog_rows *rows = file->rows;
	json_t *list = list_of(file, "fields", FIELDS_MAX), *value;
	size_t i;
	if (!list)
		return false;
	rows->fields = mem_alloc(json_array_size(list), sizeof *rows->fields);
	json_array_foreach(list, i, value) {
		struct catalog_field *f = &rows->fields[i];
		struct row row;
		if (!enter(file, &row, "fields", i, value) || !need_text(&row, "id", &f->id) ||
			!need_text(&row, "name_vi", &f->name_vi) ||
			!read_text(&row, "name_en", &f->name_en))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!strcmp(rows->fields[j].id, f->id))
				return fail(&row, "id", "\"%s\" is already fields[%zu]", f->id, j);
		rows->field_count = i + 1;
	}
	return true;
}

static bool read_procedures(struct row *file) {
	struct catalog_rows *rows = file->rows;
	json_t *list = list_of(file, "procedures", PROCEDURES_MAX), *value;
	json_t *seen = json_object();
	bool ok = list;
	size_t i;
	rows->procedures = mem_alloc(list ? json_array_size(list) : 0, sizeof *rows->procedures);
	json_array_foreach(list, i, value) {
		struct procedure *p = &rows->procedures[i];
		struct row row;
		ok = enter(file, &row, "procedures", i, value) && read_procedure(&row, p);
		json_t *before = ok ? json_object_get(seen, p->code) : NULL;
		if (before)
			ok = fail(&row, "code", "\"%s\" is already procedures[%lld]", p->code,
				(long long)json_integer_value(before));
		if (!ok)
			break;
		json_object_set_new(seen, p->code, json_integer((json_int_t)i));
		rows->procedure_count = i + 1;
	}
	json_decref(seen);
	return ok;
}

bool catalog_rows_read(
	struct catalog_rows *rows, const char *json, size_t size, char *why, size_t why_size) {
	json_error_t error;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	struct row file = {.rows = rows, .object = root, .why = why, .why_size = why_size};
	bool ok = false;
	if (!root)
		snprintf(file.place, sizeof file.place, "line %d", error.line);
	if (!root)
		fail(&file, "", "%s", error.text);
	else if (!json_is_object(root))
		fail(&file, "", "a catalogue must be an object");
	else
		ok = read_fields(&file) && read_procedures(&file);
	json_decref(root);
	return ok;
}

void catalog_rows_clear(struct catalog_rows *rows) {
	for (size_t i = 0; i < rows->string_count; i++)
		mem_free(rows->strings[i]);
	mem_free(rows->strings);
	mem_free(rows->fields);
	mem_free(rows->procedures);
	*rows = (struct catalog_rows){0};
}
