#include "server/catalog_dates_json.h"

#include "common/mem.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
	FIELDS_MAX = 500,
	PROCEDURES_MAX = 20000,
	DOCUMENTS_MAX = 100,
	CODE_MAX = 32,
	DAYS_MAX = 3650,
	HOURS_MAX = 24 * 31,
};
static const int64_t fee_max_vnd = 1000000000000;

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
	if (!row_need_text(row, "code", &p->code))
		return false;
	if (!catalog_code_valid(p->code))
		return row_fail(row, "code", "\"%s\" is not a code like 1.001193", p->code);
	return true;
}

static bool read_field(const struct row *row, struct procedure *p) {
	const char *id = NULL;
	if (!row_need_text(row, "field", &id))
		return false;
	for (size_t i = 0; i < row->rows->field_count; i++)
		if (!strcmp(row->rows->fields[i].id, id))
			p->field = &row->rows->fields[i];
	return p->field ? true : row_fail(row, "field", "\"%s\" is not among the fields", id);
}

static bool read_time_limit(const struct row *row, struct procedure *p) {
	const char *name = NULL;
	int64_t days, hours;
	if (!row_text(row, "time_limit_vi", &p->time_limit_vi) ||
		!row_text(row, "time_limit_kind", &name) ||
		!row_number(row, "time_limit_days", DAYS_MAX, &days) ||
		!row_number(row, "time_limit_hours", HOURS_MAX, &hours))
		return false;
	p->time_limit_days = (int)days;
	p->time_limit_hours = (int)hours;
	for (size_t i = 0; name && i < sizeof time_limit_kinds / sizeof *time_limit_kinds; i++)
		if (!strcmp(time_limit_kinds[i].name, name))
			p->time_limit_kind = time_limit_kinds[i].kind;
	if (name && p->time_limit_kind == TIME_LIMIT_UNKNOWN)
		return row_fail(row, "time_limit_kind", "\"%s\" is not a kind of time limit", name);
	bool in_days = p->time_limit_kind == TIME_LIMIT_WORKING_DAYS ||
		       p->time_limit_kind == TIME_LIMIT_CALENDAR_DAYS;
	if (in_days && days < 0)
		return row_fail(row, "time_limit_days", "is missing, the kind is %s", name);
	if (p->time_limit_kind == TIME_LIMIT_HOURS && hours < 0)
		return row_fail(row, "time_limit_hours", "is missing, the kind is %s", name);
	return true;
}

static bool read_documents(const struct row *row, struct procedure *p) {
	json_t *list = json_object_get(row->object, "documents_vi"), *value;
	size_t i;
	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list))
		return row_fail(row, "documents_vi", "must be a list");
	if (json_array_size(list) > DOCUMENTS_MAX)
		return row_fail(row, "documents_vi", "has more than %d entries", DOCUMENTS_MAX);
	const char **texts = mem_alloc(json_array_size(list), sizeof *texts);
	row_keep(row->rows, (char *)texts);
	json_array_foreach(list, i, value) {
		char key[40];
		snprintf(key, sizeof key, "documents_vi[%zu]", i);
		if (!row_take_text(row, key, value, &texts[i]))
			return false;
	}
	p->documents_vi = texts;
	p->document_count = json_array_size(list);
	return true;
}

static bool read_procedure(const struct row *row, struct procedure *p) {
	return read_code(row, p) && row_need_text(row, "name_vi", &p->name_vi) &&
	       row_text(row, "name_en", &p->name_en) && row_text(row, "short_vi", &p->short_vi) &&
	       read_field(row, p) && row_text(row, "agency", &p->agency) &&
	       read_time_limit(row, p) && row_number(row, "fee_vnd", fee_max_vnd, &p->fee_vnd) &&
	       row_text(row, "fee_note_vi", &p->fee_note_vi) && read_documents(row, p) &&
	       row_text(row, "service", &p->wanted) && dates_read(row, p);
}

/* The procedure with its first `stage` amendments. */
static bool read_stage(const struct row *row, size_t stage, struct procedure *p) {
	struct row amended = *row;
	*p = (struct procedure){0};
	if (stage)
		snprintf(amended.place, sizeof amended.place, "%.20s.amended[%zu]", row->place,
			stage - 1);
	amended.object = dates_stage(row->object, stage);
	bool ok = read_procedure(&amended, p);
	json_decref(amended.object);
	return ok;
}

/* The procedure as it is on the day; what it will be must hold as well. */
static bool read_on_day(const struct row *row, int day, struct procedure *p) {
	struct procedure later;
	size_t stages;
	if (!dates_amendments(row, &stages) || !read_stage(row, 0, p))
		return false;
	for (size_t i = 1; i <= stages; i++) {
		int from = dates_from(row->object, i - 1);
		if (!read_stage(row, i, &later))
			return false;
		later.amended_from = p->amended_from;
		if (from <= day)
			*p = later;
		else if (!p->amended_from)
			p->amended_from = from;
	}
	return true;
}

/* The list under a key of the whole file, with at least one object and at most `max`. */
static json_t *list_of(struct row *file, const char *key, size_t max) {
	json_t *list = json_object_get(file->object, key);
	if (!list)
		row_fail(file, key, "is missing");
	else if (!json_is_array(list) || json_array_size(list) == 0)
		row_fail(file, key, "must be a list that is not empty");
	else if (json_array_size(list) > max)
		row_fail(file, key, "has more than %zu entries", max);
	else
		return list;
	return NULL;
}

/* The reader's place at an item of a list. */
static void go_to(const struct row *file, struct row *row, const char *key, size_t i) {
	*row = *file;
	snprintf(row->place, sizeof row->place, "%s[%zu]", key, i);
}

static bool enter(
	const struct row *file, struct row *row, const char *key, size_t i, json_t *value) {
	go_to(file, row, key, i);
	row->object = value;
	return json_is_object(value) ? true : row_fail(row, "", "must be an object");
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
		if (!enter(file, &row, "fields", i, value) || !row_need_text(&row, "id", &f->id) ||
			!row_need_text(&row, "name_vi", &f->name_vi) ||
			!row_text(&row, "name_en", &f->name_en))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!strcmp(rows->fields[j].id, f->id))
				return row_fail(
					&row, "id", "\"%s\" is already fields[%zu]", f->id, j);
		rows->field_count = i + 1;
	}
	return true;
}

/* Whoever replaces a procedure is there, and nothing comes round to itself. */
static bool check_successors(const struct row *file, const json_t *places) {
	const struct catalog_rows *rows = file->rows;
	for (size_t i = 0; i < rows->count; i++) {
		const struct procedure *p = &rows->procedures[i];
		struct row row;
		for (size_t steps = 0; p->replaced_by; steps++) {
			json_t *at = json_object_get(places, p->replaced_by);
			go_to(file, &row, "procedures", i);
			if (!at)
				return row_fail(
					&row, "replaced_by", "\"%s\" is not there", p->replaced_by);
			if (steps > rows->count)
				return row_fail(&row, "replaced_by", "comes round to itself");
			p = &rows->procedures[json_integer_value(at)];
		}
	}
	return true;
}

static bool read_procedures(struct row *file, int day) {
	struct catalog_rows *rows = file->rows;
	json_t *list = list_of(file, "procedures", PROCEDURES_MAX), *value;
	json_t *seen = json_object();
	bool ok = list;
	size_t i;
	rows->procedures = mem_alloc(list ? json_array_size(list) : 0, sizeof *rows->procedures);
	json_array_foreach(list, i, value) {
		struct procedure *p = &rows->procedures[i];
		struct row row;
		ok = enter(file, &row, "procedures", i, value) && read_on_day(&row, day, p);
		json_t *before = ok ? json_object_get(seen, p->code) : NULL;
		if (before)
			ok = row_fail(&row, "code", "\"%s\" is already procedures[%lld]", p->code,
				(long long)json_integer_value(before));
		if (!ok)
			break;
		json_object_set_new(seen, p->code, json_integer((json_int_t)i));
		rows->count = i + 1;
	}
	ok = ok && check_successors(file, seen);
	json_decref(seen);
	return ok;
}

bool catalog_rows_read(struct catalog_rows *rows, const char *json, size_t size, int day, char *why,
	size_t why_size) {
	json_error_t error;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	struct row file = {.rows = rows, .object = root, .why = why, .why_size = why_size};
	bool ok = false;
	if (!root)
		snprintf(file.place, sizeof file.place, "line %d", error.line);
	if (!root)
		row_fail(&file, "", "%s", error.text);
	else if (!json_is_object(root))
		row_fail(&file, "", "a catalogue must be an object");
	else
		ok = read_fields(&file) && read_procedures(&file, day);
	json_decref(root);
	if (ok)
		catalog_rows_divide(rows, day);
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
