#include "common/conf.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/command.h"
#include "server/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

int command_device_add(struct store *store, int argc, char **argv) {
	const char *role = NULL;
	int rest = 0;
	const struct conf_option table[] = {
		{"role", CONF_TEXT, &role, "ROLE", "kiosk or display", 0, 0},
		{0},
	};
	if (argc < 1 || !command_name_ok(argv[0]))
		return command_misused(
			"device add: a name is 1 to 32 letters, digits, '.', '_' or '-'");
	if (conf_read(table, "motcua-server device add NAME [OPTION …]", argc, argv, &rest) !=
			CONF_OK ||
		rest != argc)
		return COMMANDS_USAGE;
	if (!role || (strcmp(role, "kiosk") && strcmp(role, "display")))
		return command_misused("device add: --role kiosk|display is needed");
	struct store_device device = {0};
	char key[SECRET_TEXT_SIZE];
	secret_make(key);
	text_copy(device.name, sizeof device.name, argv[0]);
	text_copy(device.role, sizeof device.role, role);
	enum store_result result =
		secret_hash(key, device.secret) ? store_device_add(store, &device) : STORE_FAILED;
	if (result == STORE_OK)
		puts(key);
	else
		fprintf(stderr, "motcua-server: device add: there is a device \"%s\" already\n",
			argv[0]);
	sodium_memzero(key, sizeof key);
	return commands_status(result);
}

int command_device_list(struct store *store, int argc, char **argv) {
	struct store_device *devices = NULL;
	size_t count = 0;
	(void)argv;
	if (argc)
		return command_misused("device list takes no arguments");
	enum store_result result = store_devices(store, &devices, &count);
	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\n", devices[i].name, devices[i].role);
	mem_free(devices);
	return commands_status(result);
}

int command_device_remove(struct store *store, int argc, char **argv) {
	if (argc != 1)
		return command_misused("device remove: which device?");
	enum store_result result = store_device_remove(store, argv[0]);
	if (result != STORE_OK)
		fprintf(stderr, "motcua-server: device remove: no device \"%s\"\n", argv[0]);
	return commands_status(result);
}
