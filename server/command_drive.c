#include "server/command.h"
#include "server/drive_json.h"

#include <stdio.h>
#include <stdlib.h>

static void print(json_t *answer) {
	char *text = json_dumps(answer, JSON_COMPACT);
	puts(text);
	fflush(stdout);
	free(text);
	json_decref(answer);
}

int command_drive(const char *data_dir, int argc, char **argv) {
	struct drive *drive = NULL;
	char *line = NULL;
	size_t room = 0;
	(void)data_dir;
	if (!command_is_alone(argc, argv))
		return COMMANDS_USAGE;
	while (getline(&line, &room, stdin) >= 0)
		print(drive_do(&drive, line));
	free(line);
	drive_free(drive);
	return COMMANDS_DONE;
}
