#include "common/mem.h"
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

int command_device_add(const char *data_dir, int argc, char **argv) {
	int status;
	const char *name, *role;
	char key[SECRET_TEXT_SIZE];
	struct store_device device = {.settings = display_settings_none};
	if (!read_wish(&name, &role, argc, argv, &status))
		return status;
	struct store *store = command_open(data_dir, &status);
	if (!store)
		return status;
	strcpy(device.name, name);
	strcpy(device.role, role);
	secret_make(key);
	secret_hash(key, device.secret);
	status = command_status(store_device_add(store, &device));
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
		printf("%s\t%s\n", devices[i].name, devices[i].role);
	mem_free(devices);
	store_close(store);
	return status;
}

int command_device_remove(const char *data_dir, int argc, char **argv) {
	return command_remove(data_dir, "device remove NAME", store_device_remove, argc, argv);
}
