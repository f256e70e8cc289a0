#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/command.h"
#include "server/setup.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { IMPORT_MAX = 4 * 1024 * 1024, WHY_SIZE = 512 };

/* What the files hold: at most one office and one catalogue. */
struct import {
	char *office, *catalogue;
	char time_zone[ID_SIZE];
};

static bool refuse(const char *file, const char *why) {
	fprintf(stderr, "motcua-server: %s: %s\n", file, why);
	return false;
}

static char *read_file(const char *path, size_t *size) {
	FILE *f = fopen(path, "rb");
	if (!f) {
		refuse(path, strerror(errno));
		return NULL;
	}
	char *text = mem_alloc(IMPORT_MAX + 2, 1);
	*size = fread(text, 1, IMPORT_MAX + 1, f);
	bool failed = ferror(f) != 0;
	fclose(f);
	if (!failed && *size <= IMPORT_MAX && text_valid(text, *size))
		return text;
	refuse(path, failed               ? "cannot be read"
		     : *size > IMPORT_MAX ? "is larger than 4 MiB"
					  : "is not UTF-8 text");
	mem_free(text);
	return NULL;
}

static bool take_office(struct import *import, const char *file, char *text, size_t size) {
	char why[WHY_SIZE];
	struct setup *setup = setup_parse(text, size, why, sizeof why);
	if (!setup)
		return refuse(file, why);
	if (import->office) {
		setup_free(setup);
		return refuse(file, "is a second office file; one at a time");
	}
	text_copy(import->time_zone, sizeof import->time_zone, setup->time_zone);
	setup_free(setup);
	import->office = text;
	return true;
}

static bool take_catalogue(struct import *import, const char *file, char *text, size_t size) {
	char why[WHY_SIZE];
	struct catalog *catalog = catalog_parse(text, size, NULL, 0, why, sizeof why);
	if (!catalog)
		return refuse(file, why);
	catalog_free(catalog);
	if (import->catalogue)
		return refuse(file, "is a second catalogue; one at a time");
	import->catalogue = text;
	return true;
}

/* Tells by its content what a file is, and takes it in; false when it does not hold. */
static bool take(struct import *import, const char *file, char *text, size_t size) {
	json_error_t error;
	char why[WHY_SIZE];
	json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
	bool office = json_object_get(root, "services") && json_object_get(root, "counters");
	bool catalogue = json_object_get(root, "procedures") != NULL;
	bool parsed = root != NULL;
	json_decref(root);
	if (!parsed) {
		snprintf(why, sizeof why, "line %d, column %d: %s", error.line, error.column,
			error.text);
		return refuse(file, why);
	}
	if (office)
		return take_office(import, file, text, size);
	if (catalogue)
		return take_catalogue(import, file, text, size);
	return refuse(file, "is neither an office file (\"services\" and \"counters\") nor a "
			    "catalogue (\"procedures\")");
}

/* The time zone of the office that the store has, for a catalogue that comes alone. */
static void stored_zone(struct store *store, struct import *import) {
	char *text = NULL, why[WHY_SIZE];
	int64_t version;
	if (store_setup(store, "office", &text, &version) != STORE_OK || !text)
		return;
	struct setup *setup = setup_parse(text, strlen(text), why, sizeof why);
	if (setup)
		text_copy(import->time_zone, sizeof import->time_zone, setup->time_zone);
	setup_free(setup);
	mem_free(text);
}

int command_import(struct store *store, int argc, char **argv) {
	struct import import = {.time_zone = "Asia/Ho_Chi_Minh"};
	enum store_result result = STORE_FAILED;
	bool ok = argc > 0;
	if (!ok)
		return command_misused("import: which file?");
	stored_zone(store, &import);
	for (int i = 0; ok && i < argc; i++) {
		size_t size;
		char *text = read_file(argv[i], &size);
		ok = text && take(&import, argv[i], text, size);
		if (!ok)
			mem_free(text);
	}
	if (ok && clock_use_zone(import.time_zone)) {
		int64_t now_ms = clock_wall_ms();
		result = store_import(
			store, import.office, import.catalogue, now_ms, clock_day(now_ms));
		if (result != STORE_OK)
			fputs("motcua-server: import: the store could not be written; nothing was "
			      "changed\n",
				stderr);
	}
	mem_free(import.office);
	mem_free(import.catalogue);
	return commands_status(result);
}
