#include "common/mem.h"
#include "common/plain_file.h"
#include "server/backup_proof.h"
#include "server/command.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool sync_folder_of(const char *file) {
	char *path = mem_strdup(file);
	bool ok = plain_file_sync(dirname(path));
	mem_free(path);
	return ok;
}

/* It has its name once it is whole and proven. */
static int give_name(const char *part, const char *file) {
	if (rename(part, file) == 0 && sync_folder_of(file))
		return COMMANDS_DONE;
	fprintf(stderr, "%s: cannot be written: %s\n", file, strerror(errno));
	return COMMANDS_FAILED;
}

static int copy(struct store *store, const char *file) {
	struct backup_proof proof = {0};
	struct store_anchor end;
	char *part = mem_printf("%s.part", file);
	enum store_result result = store_copy(store, part, &end);
	if (result == STORE_OK)
		result = backup_prove(part, &proof);
	int status = command_status(result);
	if (status == COMMANDS_DONE)
		status = give_name(part, file);
	if (status == COMMANDS_DONE)
		printf("%s: %lld changes, %lld numbers; whole, the chain holds\n", file,
			(long long)proof.changes, (long long)proof.tickets);
	else
		unlink(part);
	mem_free(part);
	return status;
}

int command_backup(const char *data_dir, int argc, char **argv) {
	int status;
	if (argc != 2)
		return command_usage("backup: into which FILE?");
	if (access(argv[1], F_OK) == 0) {
		fprintf(stderr, "%s: is there already; a backup takes no other file's place\n",
			argv[1]);
		return COMMANDS_FAILED;
	}
	struct store *store = command_open_existing(data_dir, &status);
	if (!store)
		return status;
	status = copy(store, argv[1]);
	store_close(store);
	return status;
}
