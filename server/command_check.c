#include "server/command.h"

#include <stdio.h>

int command_check(const char *data_dir, int argc, char **argv) {
	int status;
	int64_t changes = 0;
	if (!command_is_alone(argc, argv))
		return COMMANDS_USAGE;
	struct store *store = command_open_existing(data_dir, &status);
	if (!store)
		return status;
	status = command_status(store_check(store, &changes));
	if (status == COMMANDS_DONE)
		printf("changes: %lld; the chain holds\n", (long long)changes);
	store_close(store);
	return status;
}
