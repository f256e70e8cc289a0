#include "server/commands.h"

#include "server/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct command {
	const char *noun, *verb; /* verb NULL: the noun is enough */
	const char *arguments;
	const char *help;
	int (*run)(const char *data_dir, int argc, char **argv);
};

static const struct command commands[] = {
	{"import", NULL, "FILE…", "takes over an office file, a catalogue or both: all or nothing",
		command_import},
	{"user", "add",
		"NAME --role clerk|lead|admin --password-stdin [--name TEXT] [--title TEXT]",
		"adds an account; the password is the first line of stdin", command_user_add},
	{"user", "list", "", "lists the accounts", command_user_list},
	{"user", "remove", "NAME", "removes an account and signs it out", command_user_remove},
	{"device", "add", "NAME --role kiosk|display",
		"adds a device and prints its key, this once", command_device_add},
	{"device", "list", "", "lists the devices", command_device_list},
	{"device", "remove", "NAME", "removes a device: its key is worth nothing from then on",
		command_device_remove},
	{"why", NULL, "NUMBER --day YYYYMMDD",
		"who was waiting at each call of a number, and which rule decided", command_why},
	{"report", NULL,
		"summary|waits|counters|services|hours|ratings|changes [--from YYYYMMDD] "
		"[--to YYYYMMDD] [--format json|csv] [--service ID] [--counter N]",
		"the office's figures over days, or every change of them", command_report},
	{"check", NULL, "", "verifies the file and the whole chain of changes", command_check},
	{"backup", NULL, "FILE", "copies the whole store into FILE, which is new, and proves it",
		command_backup},
	{"restore", NULL, "FILE",
		"puts a backup in the store's place; what was there is kept beside it",
		command_restore},
	{"drive", NULL, "", "plays a day on a clock of its own, told by JSON lines on stdin",
		command_drive},
	{"simulate", NULL,
		"DIR [--counters N|ID,…] [--open ID@HH:MM-HH:MM]… [--report] [--from-days "
		"YYYYMMDD..YYYYMMDD] [--calls FILE]",
		"plays the days in DIR: how long people would wait with other counters",
		command_simulate},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static void print_command(FILE *out, const struct command *c) {
	const char *verb = c->verb ? c->verb : "";
	fprintf(out, "  %s%s%s%s%s\n          %s\n", c->noun, *verb ? " " : "", verb,
		*c->arguments ? " " : "", c->arguments, c->help);
}

void commands_help(void) {
	puts("\ncommands (none works while a server has the store open):\n");
	for (int i = 0; i < COMMAND_COUNT; i++)
		print_command(stdout, &commands[i]);
}

/* Words of argv that name the command; 0: they name another one. */
static int match(const struct command *c, int argc, char **argv) {
	if (strcmp(argv[0], c->noun) != 0)
		return 0;
	if (!c->verb)
		return 1;
	return argc > 1 && !strcmp(argv[1], c->verb) ? 2 : 0;
}

static bool wants_help(int argc, char **argv) {
	for (int i = 0; i < argc; i++)
		if (!strcmp(argv[i], "--help"))
			return true;
	return false;
}

/* What begins like a command, or all of them. */
static int unknown(const char *noun) {
	bool known = false;
	for (int i = 0; i < COMMAND_COUNT; i++)
		known |= !strcmp(commands[i].noun, noun);
	if (known)
		fprintf(stderr, "%s: what to do with it? One of:\n", noun);
	else
		fprintf(stderr, "%s: there is no such command. There are:\n", noun);
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (!known || !strcmp(commands[i].noun, noun))
			print_command(stderr, &commands[i]);
	return COMMANDS_USAGE;
}

int commands_run(const char *data_dir, int argc, char **argv) {
	for (int i = 0; i < COMMAND_COUNT; i++) {
		int words = match(&commands[i], argc, argv);
		if (!words)
			continue;
		if (wants_help(argc - words, argv + words)) {
			print_command(stdout, &commands[i]);
			return COMMANDS_DONE;
		}
		return commands[i].run(data_dir, argc - words + 1, argv + words - 1);
	}
	return unknown(argv[0]);
}

int command_status(enum store_result result) {
	switch (result) {
	case STORE_OK:
		return COMMANDS_DONE;
	case STORE_IN_USE:
		fputs("A server is running on this store. Nothing was changed.\n", stderr);
		return COMMANDS_IN_USE;
	case STORE_DAMAGED:
	case STORE_FOREIGN:
		return COMMANDS_DAMAGED;
	case STORE_FAILED:
	case STORE_NEWER:
	case STORE_FULL:
		break;
	}
	return COMMANDS_FAILED;
}

int command_usage(const char *format, ...) {
	va_list args;
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return COMMANDS_USAGE;
}
