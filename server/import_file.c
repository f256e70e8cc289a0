#include "server/import_file.h"

#include "common/mem.h"
#include "common/text.h"
#include "server/catalog.h"
#include "server/difference_json.h"
#include "server/setup.h"

#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool refuse(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool refuse(const char *path, const char *format, ...) {
	va_list args;
	fprintf(stderr, "%s: ", path);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return false;
}

/* The whole file, NUL-terminated, or NULL. */
static char *read_all(const char *path, size_t *size) {
	FILE *f = fopen(path, "re");
	if (!f) {
		refuse(path, "cannot be read: %s", strerror(errno));
		return NULL;
	}
	char *text = mem_alloc(IMPORT_SIZE_MAX + 2, 1);
	*size = fread(text, 1, IMPORT_SIZE_MAX + 1, f);
	bool ok = !ferror(f);
	if (!ok)
		refuse(path, "cannot be read: %s", strerror(errno));
	else if (*size > IMPORT_SIZE_MAX)
		ok = refuse(path, "is larger than %d MiB", IMPORT_SIZE_MAX / 1024 / 1024);
	fclose(f);
	if (ok)
		return text;
	mem_free(text);
	return NULL;
}

/* Some editors put a mark before the text. */
static void drop_mark(char *text, size_t *size) {
	if (strncmp(text, "\xef\xbb\xbf", 3) != 0)
		return;
	*size -= 3;
	memmove(text, text + 3, *size + 1);
}

static bool check_letters(const char *path, const char *text, size_t size) {
	int line = 1;
	if (text_valid(text, size))
		return true;
	for (const char *at = text, *end; at < text + size; at = end + 1, line++) {
		end = memchr(at, '\n', (size_t)(text + size - at));
		if (!end)
			end = text + size;
		if (!text_valid(at, (size_t)(end - at)))
			break;
	}
	return refuse(path, "line %d: is not valid UTF-8", line);
}

static bool tell_kind(const char *path, const char *text, size_t size, enum import_kind *kind) {
	json_error_t error;
	json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		return refuse(path, "line %d, column %d: %s", error.line, error.column, error.text);
	bool catalogue = json_is_array(json_object_get(root, "procedures"));
	bool office = json_object_get(root, "services") && json_object_get(root, "counters");
	json_decref(root);
	if (catalogue == office)
		return refuse(path, "is neither an office file (with \"services\" and \"counters\")"
				    " nor a catalogue (with a list \"procedures\")");
	*kind = office ? IMPORT_OFFICE : IMPORT_CATALOGUE;
	return true;
}

static bool check_office(struct import_file *file, size_t size) {
	char why[SETUP_WHY_SIZE];
	struct setup *setup = setup_parse(file->text, size, why, sizeof why);
	if (!setup)
		return refuse(file->path, "%s", why);
	snprintf(file->content, sizeof file->content, "%s: %d services, %d counters",
		setup->name.vi, setup->service_count, setup->counter_count);
	setup_free(setup);
	return true;
}

static bool check_catalogue(struct import_file *file, size_t size) {
	char why[CATALOG_WHY_SIZE];
	struct catalog *catalog = catalog_parse(file->text, size, NULL, 0, 0, why, sizeof why);
	if (!catalog)
		return refuse(file->path, "%s", why);
	snprintf(file->content, sizeof file->content, "%zu procedures", catalog_count(catalog));
	catalog_free(catalog);
	return true;
}

static bool check(struct import_file *file, size_t size) {
	if (!check_letters(file->path, file->text, size) ||
		!tell_kind(file->path, file->text, size, &file->kind))
		return false;
	return file->kind == IMPORT_OFFICE ? check_office(file, size) : check_catalogue(file, size);
}

bool import_file_read(struct import_file *file, const char *path) {
	size_t size = 0;
	*file = (struct import_file){.path = path, .text = read_all(path, &size)};
	if (!file->text)
		return false;
	drop_mark(file->text, &size);
	if (check(file, size))
		return true;
	import_file_clear(file);
	return false;
}

void import_file_clear(struct import_file *file) {
	mem_free(file->text);
	*file = (struct import_file){0};
}

char *import_file_changes(const struct import_file *file, const char *was) {
	json_t *before = was ? json_loads(was, 0, NULL) : NULL;
	json_t *is = json_loads(file->text, 0, NULL);
	char *text = difference_text(before, is), *changes = mem_strdup(text);
	free(text);
	json_decref(before);
	json_decref(is);
	return changes;
}

void import_file_zone(const char *text, char zone[static ID_SIZE]) {
	char why[SETUP_WHY_SIZE];
	struct setup *setup = setup_reopen(text, strlen(text), why, sizeof why);
	if (setup)
		memcpy(zone, setup->time_zone, ID_SIZE);
	setup_free(setup);
}
