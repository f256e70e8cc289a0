#include "common/mem.h"
#include "server/command.h"

#include <stdio.h>
#include <string.h>

static const struct conf_option no_options[] = {{.name = NULL}};

bool command_is_name(const char *name) {
	size_t size = strlen(name);
	for (const char *c = name; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			    (*c >= '0' && *c <= '9') || strchr("._-", *c)))
			return false;
	return size >= 1 && size <= 32 && *name != '-';
}

bool command_is_one_of(const char *text, const char *const *list) {
	for (; *list; list++)
		if (!strcmp(text, *list))
			return true;
	return false;
}

bool command_is_alone(int argc, char **argv) {
	if (argc == 1)
		return true;
	command_usage("%s: takes no arguments", argv[0]);
	return false;
}

bool command_read_name(
	const struct command_line *line, int argc, char **argv, const char **name, int *status) {
	const struct conf_option *options = line->options ? line->options : no_options;
	int at = argc, more = argc;
	*status = COMMANDS_USAGE;
	if (conf_read(options, line->usage, argc, argv, &at) != CONF_OK)
		return false;
	if (at == argc) {
		command_usage("a NAME is missing: %s", line->usage);
		return false;
	}
	if (conf_read(options, line->usage, argc - at, argv + at, &more) != CONF_OK)
		return false;
	if (more != argc - at) {
		command_usage("%s: there is one NAME only: %s", argv[at + more], line->usage);
		return false;
	}
	if (!command_is_name(argv[at])) {
		command_usage("%s: a name is 1 to 32 of the letters a-z and A-Z, the digits, '.', "
			      "'_' and '-', and does not begin with '-'",
			argv[at]);
		return false;
	}
	*name = argv[at];
	return true;
}

struct store *command_open(const char *data_dir, int *status) {
	enum store_result why;
	struct store *store = store_open(data_dir, &why);
	if (!store)
		*status = command_status(why);
	return store;
}

struct store *command_open_existing(const char *data_dir, int *status) {
	if (store_exists(data_dir))
		return command_open(data_dir, status);
	fprintf(stderr, "There is no store in %s.\n", data_dir);
	*status = COMMANDS_FAILED;
	return NULL;
}

int command_remove(const char *data_dir, const char *usage,
	enum store_result (*remove)(struct store *store, const char *name), int argc, char **argv) {
	int status;
	const char *name;
	const struct command_line line = {NULL, usage};
	if (!command_read_name(&line, argc, argv, &name, &status))
		return status;
	struct store *store = command_open_existing(data_dir, &status);
	if (store)
		status = command_status(remove(store, name));
	store_close(store);
	return status;
}

struct setup *command_setup(struct store *store, int64_t version) {
	char *text = NULL, why[SETUP_WHY_SIZE];
	int64_t found = version;
	enum store_result result = version ? store_setup_version(store, version, &text)
					   : store_setup(store, "office", &text, &found);
	struct setup *setup = result == STORE_OK && text
				      ? setup_reopen(text, strlen(text), why, sizeof why)
				      : NULL;
	mem_free(text);
	if (setup)
		setup->version = version;
	return setup;
}
