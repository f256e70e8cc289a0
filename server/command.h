/*
 * command: what the commands of commands.h share with their table.
 *
 * A command gets the directory of the store and its arguments, argv[0] being its last word ("add"),
 * and returns an exit status; it says itself what went wrong. Errors of the store are in the log.
 */
#ifndef MOTCUA_COMMAND_H
#define MOTCUA_COMMAND_H

#include "common/conf.h"
#include "server/commands.h"
#include "server/setup.h"
#include "server/store.h"

int command_import(const char *data_dir, int argc, char **argv);
int command_user_add(const char *data_dir, int argc, char **argv);
int command_user_list(const char *data_dir, int argc, char **argv);
int command_user_remove(const char *data_dir, int argc, char **argv);
int command_device_add(const char *data_dir, int argc, char **argv);
int command_device_list(const char *data_dir, int argc, char **argv);
int command_device_remove(const char *data_dir, int argc, char **argv);
int command_why(const char *data_dir, int argc, char **argv);
int command_report(const char *data_dir, int argc, char **argv);
int command_backup(const char *data_dir, int argc, char **argv);
int command_restore(const char *data_dir, int argc, char **argv);
int command_check(const char *data_dir, int argc, char **argv);
int command_drive(const char *data_dir, int argc, char **argv);
int command_simulate(const char *data_dir, int argc, char **argv);

/* What a command with one NAME and options was given. */
struct command_line {
	const struct conf_option *options; /* or NULL */
	const char *usage;
};

/* Reads options and one NAME, in any order; false with *status when the command is to end here. */
bool command_read_name(
	const struct command_line *line, int argc, char **argv, const char **name, int *status);

/* Whether there is no argument left over. */
bool command_is_alone(int argc, char **argv);

/* Opens the store, new or not; NULL with *status. */
struct store *command_open(const char *data_dir, int *status);

/* Opens a store that is there already; NULL with *status. */
struct store *command_open_existing(const char *data_dir, int *status);

/* A version of the office file (0: the newest one) as a set-up for setup_free; NULL: there is none
 * that can be read. */
struct setup *command_setup(struct store *store, int64_t version);

/* Ends what the arguments name, which `end` does and says how it went; the whole of a `… remove
 * NAME` command. */
int command_remove(const char *data_dir, const char *usage,
	int (*end)(struct store *store, const char *name), int argc, char **argv);

/* The date of now in the zone of the office file (NULL: none yet, and no zone is behind it). */
int command_today(const char *office);

/* Does an act (cleared in the end) of whoever runs the command; the exit status. */
int command_act(struct store *store, struct store_act *act);

/* The exit status that goes with a result. */
int command_status(enum store_result result);

/* Says what was used wrongly, and returns that status. */
int command_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Whether a text is one of a list that ends with NULL. */
bool command_is_one_of(const char *text, const char *const *list);

#endif
