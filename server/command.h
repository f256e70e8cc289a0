/*
 * command: one entry of the table of commands; for server/command*.c alone.
 */
#ifndef MOTCUA_COMMAND_H
#define MOTCUA_COMMAND_H

#include "server/commands.h"

struct command {
	const char *words[2]; /* "user", "add"; the second NULL for a command of one word */
	const char *usage;    /* what follows the words */
	const char *help;
	/* argv[0] is what follows the words; returns the exit status. */
	int (*run)(struct store *store, int argc, char **argv);
};

/* Says what is wrong with a command's arguments on stderr; COMMANDS_USAGE. */
int command_misused(const char *what);

/* Whether a name can be an account's or a device's: 1 to 32 of a-z A-Z 0-9 . _ - */
bool command_name_ok(const char *name);

int command_import(struct store *store, int argc, char **argv);
int command_user_add(struct store *store, int argc, char **argv);
int command_user_list(struct store *store, int argc, char **argv);
int command_user_remove(struct store *store, int argc, char **argv);
int command_device_add(struct store *store, int argc, char **argv);
int command_device_list(struct store *store, int argc, char **argv);
int command_device_remove(struct store *store, int argc, char **argv);
int command_check(struct store *store, int argc, char **argv);

#endif
