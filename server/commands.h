/*
 * commands: what the server's program does besides serving: import, user, device, check.
 *
 * A command opens the store by itself, so none works while a server has it open. Results go to
 * stdout, what went wrong to stderr in plain English. Source: server/openapi.yaml has the routes
 * that serve the same ends while a server runs.
 */
#ifndef MOTCUA_COMMANDS_H
#define MOTCUA_COMMANDS_H

/* Exit statuses. */
enum commands_status {
	COMMANDS_DONE = 0,
	COMMANDS_FAILED = 1,
	COMMANDS_USAGE = 2,
	COMMANDS_IN_USE = 3,
	COMMANDS_DAMAGED = 4,
};

/* Runs argv[0] with its arguments on the store in a directory; returns the exit status. */
int commands_run(const char *data_dir, int argc, char **argv);

/* Prints each command with its arguments and what it does. */
void commands_help(void);

#endif
