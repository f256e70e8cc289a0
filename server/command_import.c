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
static int today(struct store *store, const struct import *import) {
	char *text = NULL;
	int64_t version;
	if (import->office.text)
		return command_today(import->office.text);
	store_setup(store, "office", &text, &version);
	int day = command_today(text);
	mem_free(text);
	return day;
}

/* The act that puts a file in the place of what was there. */
static enum store_result add_act(struct store *store, const struct import_file *file,
	struct store_act *acts, size_t *count) {
	bool office = file->kind == IMPORT_OFFICE;
	struct store_act act = {.act = "put", .puts = office ? PUTS_OFFICE : PUTS_CATALOGUE};
	char *was = NULL;
	int64_t version;
	if (!file->text)
		return STORE_OK;
	strcpy(act.object, office ? "office" : "catalogue");
	enum store_result result = store_setup(store, act.object, &was, &version);
	if (result == STORE_OK) {
		act.changes = import_file_changes(file, was);
		act.text = mem_strdup(file->text);
		acts[(*count)++] = act;
	}
	mem_free(was);
	return result;
}

static enum store_result put(struct store *store, const struct import *import) {
	struct store_act acts[2];
	size_t count = 0;
	int64_t now_ms = clock_wall_ms();
	enum store_result result = add_act(store, &import->office, acts, &count);
	if (result == STORE_OK)
		result = add_act(store, &import->catalogue, acts, &count);
	if (result == STORE_OK)
		result = store_act(store, acts, count, now_ms, today(store, import));
	while (count > 0)
		store_act_clear(&acts[--count]);
	return result;
}

static int keep(const char *data_dir, const struct import *import) {
	int status;
	struct store *store = command_open(data_dir, &status);
	if (!store)
		return status;
	status = command_status(put(store, import));
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
