#include "common/clock.h"
#include "common/mem.h"
#include "server/command.h"
#include "server/import_file.h"

#include <stdio.h>
#include <string.h>

/* What is to be taken over: at most one file of each kind. */
struct import {
	struct import_file office, catalogue;
};

static bool add_file(struct import *import, const char *path) {
	struct import_file file;
	if (!import_file_read(&file, path))
		return false;
	struct import_file *slot =
		file.kind == IMPORT_OFFICE ? &import->office : &import->catalogue;
	if (slot->text) {
		fprintf(stderr, "%s: is of the same kind as %s; one at a time\n", path, slot->path);
		import_file_clear(&file);
		return false;
	}
	*slot = file;
	return true;
}

/* The local day of now by the new office file, else by the one before. */
static int today(struct store *store, const struct import *import, int64_t now_ms) {
	char *text = NULL;
	char zone[ID_SIZE] = "Asia/Ho_Chi_Minh";
	int64_t version;
	if (import->office.text)
		import_file_zone(import->office.text, zone);
	else if (store_setup(store, "office", &text, &version) == STORE_OK && text)
		import_file_zone(text, zone);
	mem_free(text);
	clock_use_zone(zone);
	return clock_day(now_ms);
}

static int keep(const char *data_dir, const struct import *import) {
	int status;
	int64_t now_ms = clock_wall_ms();
	struct store *store = command_open(data_dir, &status);
	if (!store)
		return status;
	status = command_status(store_import(store, import->office.text, import->catalogue.text,
		now_ms, today(store, import, now_ms)));
	store_close(store);
	return status;
}

int command_import(const char *data_dir, int argc, char **argv) {
	struct import import = {0};
	int status = COMMANDS_FAILED, at = 1;
	if (argc < 2)
		return command_usage("import: which FILE?");
	while (at < argc && add_file(&import, argv[at]))
		at++;
	if (at == argc)
		status = keep(data_dir, &import);
	if (at < argc)
		fputs("Nothing was changed.\n", stderr);
	if (status == COMMANDS_DONE && import.office.text)
		printf("%s: office file, %s\n", import.office.path, import.office.content);
	if (status == COMMANDS_DONE && import.catalogue.text)
		printf("%s: catalogue, %s\n", import.catalogue.path, import.catalogue.content);
	import_file_clear(&import.office);
	import_file_clear(&import.catalogue);
	return status;
}
