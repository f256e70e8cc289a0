#include "server/commands.h"

#include "server/command.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
	{{"import", NULL}, "FILE…", "take in office files and catalogues, all or none of them",
		command_import},
	{{"user", "add"},
		"NAME --role clerk|lead|admin --password-stdin [--name NAME] [--title TITLE]",
		"make an account; the password is the first line of the input", command_user_add},
	{{"user", "list"}, "", "list the accounts", command_user_list},
	{{"user", "remove"}, "NAME", "remove an account", command_user_remove},
	{{"device", "add"}, "NAME --role kiosk|display", "enrol a device; prints its key, once",
		command_device_add},
	{{"device", "list"}, "", "list the devices", command_device_list},
	{{"device", "remove"}, "NAME", "remove a device", command_device_remove},
	{{"check", NULL}, "", "verify the store, change by change", command_check},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static int usage(void) {
	fputs("motcua-server: no such command. Commands:\n", stderr);
	for (int i = 0; i < COMMAND_COUNT; i++)
		fprintf(stderr, "  %s%s%s %s\n      %s\n", commands[i].words[0],
			commands[i].words[1] ? " " : "",
			commands[i].words[1] ? commands[i].words[1] : "", commands[i].usage,
			commands[i].help);
	return COMMANDS_USAGE;
}

static const struct command *find(int argc, char **argv) {
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const char *const *words = commands[i].words;
		if (!strcmp(words[0], argv[0]) &&
			(!words[1] || (argc > 1 && !strcmp(words[1], argv[1]))))
			return &commands[i];
	}
	return NULL;
}

static const char *reason(enum store_result result) {
	switch (result) {
	case STORE_IN_USE:
		return "a running server has the store open; stop it first. Nothing was changed";
	case STORE_DAMAGED:
		return "the store is damaged";
	case STORE_NEWER:
		return "the store was written by a newer version of Motcua; it was left untouched";
	case STORE_FULL:
		return "the disk is full";
	default:
		return "the store could not be opened";
	}
}

int commands_status(enum store_result result) {
	switch (result) {
	case STORE_OK:
		return COMMANDS_DONE;
	case STORE_IN_USE:
		return COMMANDS_IN_USE;
	case STORE_DAMAGED:
		return COMMANDS_DAMAGED;
	default:
		return COMMANDS_FAILED;
	}
}

int commands_run(const char *data_dir, int argc, char **argv) {
	const struct command *command = find(argc, argv);
	enum store_result why = STORE_FAILED;
	if (!command)
		return usage();
	struct store *store = store_open(data_dir, &why);
	if (!store) {
		fprintf(stderr, "motcua-server: %s: %s\n", data_dir, reason(why));
		return commands_status(why);
	}
	int words = command->words[1] ? 2 : 1;
	int status = command->run(store, argc - words, argv + words);
	store_close(store);
	return status;
}

int command_misused(const char *what) {
	fprintf(stderr, "motcua-server: %s\n", what);
	return COMMANDS_USAGE;
}

bool command_name_ok(const char *name) {
	size_t size =
		strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
	return size >= 1 && size <= 32 && !name[size];
}

int command_check(struct store *store, int argc, char **argv) {
	int64_t changes = 0;
	(void)argv;
	if (argc)
		return command_misused("check takes no arguments");
	enum store_result result = store_check(store, &changes);
	if (result == STORE_OK)
		printf("the store is sound: %lld changes verified\n", (long long)changes);
	else
		fprintf(stderr, "motcua-server: %s\n",
			result == STORE_DAMAGED ? "the store is damaged"
						: "the store could not be checked");
	return commands_status(result);
}
