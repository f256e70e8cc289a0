#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/command.h"
#include "server/import_file.h"

#include <stdio.h>
#include <string.h>

static const struct conf_option no_options[] = {{.name = NULL}};

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
	if (!text_is_name(argv[at])) {
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
	int (*end)(struct store *store, const char *name), int argc, char **argv) {
	int status;
	const char *name;
	const struct command_line line = {NULL, usage};
	if (!command_read_name(&line, argc, argv, &name, &status))
		return status;
	struct store *store = command_open_existing(data_dir, &status);
	if (store)
		status = end(store, name);
	store_close(store);
	return status;
}

int command_today(const char *office) {
	char zone[ID_SIZE] = "Etc/GMT+12";
	if (office)
		import_file_zone(office, zone);
	clock_use_zone(zone);
	return clock_day(clock_wall_ms());
}

int command_act(struct store *store, struct store_act *act) {
	char *office = NULL;
	int64_t version;
	enum store_result result = store_setup(store, "office", &office, &version);
	if (result == STORE_OK)
		result = store_act(store, act, 1, clock_wall_ms(), command_today(office));
	mem_free(office);
	store_act_clear(act);
	return command_status(result);
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
