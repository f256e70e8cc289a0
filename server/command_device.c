#include "common/clock.h"
#include "common/mem.h"
#include "server/accounts_json.h"
#include "server/command.h"
#include "server/secret.h"

#include <stdio.h>
#include <string.h>

static const char *const roles[] = {"kiosk", "display", NULL};

static bool read_wish(const char **name, const char **role, int argc, char **argv, int *status) {
	const struct conf_option options[] = {
		{"role", CONF_TEXT, role, "kiosk|display", "what the device is", 0, 0},
		{0},
	};
	const struct command_line line = {options, "device add NAME --role kiosk|display"};
	*role = "";
	if (!command_read_name(&line, argc, argv, name, status))
		return false;
	*status = COMMANDS_USAGE;
	if (command_is_one_of(*role, roles))
		return true;
	command_usage("--role must be kiosk or display");
	return false;
}

/* The device of that name as it is in the store; false when there never was one. */
static bool find(struct store *store, const char *name, struct store_device *found, int *status) {
	struct store_device *devices = NULL;
	size_t count = 0, i = 0;
	*status = command_status(store_devices(store, &devices, &count));
	while (i < count && strcmp(devices[i].name, name))
		i++;
	if (i < count)
		*found = devices[i];
	mem_free(devices);
	return i < count;
}

/* A name that was ended can be used again. */
static int add(struct store *store, const struct store_device *device) {
	int status;
	struct store_device was;
	bool known = find(store, device->name, &was, &status);
	if (status != COMMANDS_DONE)
		return status;
	if (known && !was.ended_ms) {
		fprintf(stderr, "%s is a device already\n", device->name);
		return COMMANDS_FAILED;
	}
	struct store_act act = accounts_device_act("add", known ? &was : NULL, device);
	return command_act(store, &act);
}

static int end(struct store *store, const char *name) {
	int status;
	struct store_device was;
	bool known = find(store, name, &was, &status);
	if (status != COMMANDS_DONE)
		return status;
	if (!known || was.ended_ms) {
		fprintf(stderr, "%s is no device\n", name);
		return COMMANDS_FAILED;
	}
	struct store_device is = was;
	is.ended_ms = clock_wall_ms();
	struct store_act act = accounts_device_act("end", &was, &is);
	return command_act(store, &act);
}

int command_device_add(const char *data_dir, int argc, char **argv) {
	int status;
	const char *name, *role;
	char key[SECRET_TEXT_SIZE];
	struct store_device device = {.enrolled = true, .settings = display_settings_none};
	if (!read_wish(&name, &role, argc, argv, &status))
		return status;
	struct store *store = command_open(data_dir, &status);
	if (!store)
		return status;
	strcpy(device.name, name);
	strcpy(device.role, role);
	secret_make(key);
	secret_hash(key, device.secret);
	status = add(store, &device);
	if (status == COMMANDS_DONE)
		puts(key);
	store_close(store);
	return status;
}

int command_device_list(const char *data_dir, int argc, char **argv) {
	int status;
	struct store_device *devices = NULL;
	size_t count = 0;
	if (!command_is_alone(argc, argv))
		return COMMANDS_USAGE;
	struct store *store = command_open_existing(data_dir, &status);
	if (!store)
		return status;
	status = command_status(store_devices(store, &devices, &count));
	for (size_t i = 0; i < count; i++)
		if (!devices[i].ended_ms)
			printf("%s\t%s\n", devices[i].name, devices[i].role);
	mem_free(devices);
	store_close(store);
	return status;
}

int command_device_remove(const char *data_dir, int argc, char **argv) {
	return command_remove(data_dir, "device remove NAME", end, argc, argv);
}
