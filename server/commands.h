/*
 * commands: what an administrator does with the store while no server has it open.
 *
 * Exit statuses are the interface's (version 1, section 6). A command that could not do all of it
 * has changed nothing and has said on stderr, in plain words, where and why.
 */
#ifndef MOTCUA_COMMANDS_H
#define MOTCUA_COMMANDS_H

#include "server/store.h"

enum {
	COMMANDS_DONE,
	COMMANDS_FAILED,
	COMMANDS_USAGE,
	COMMANDS_IN_USE,
	COMMANDS_DAMAGED,
};

/* Does the command argv[0] with its arguments on the store of a directory; returns the exit status.
 */
int commands_run(const char *data_dir, int argc, char **argv);

/* The exit status of what the store answered. */
int commands_status(enum store_result result);

#endif
