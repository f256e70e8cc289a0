#include "common/mem.h"
#include "server/commands.h"
#include "server/options.h"
#include "server/serve.h"

#include <jansson.h>
#include <sodium.h>
#include <stdio.h>

int main(int argc, char **argv) {
	struct options options;
	int rest;
	json_set_alloc_funcs(mem_bytes, mem_free);
	if (sodium_init() < 0) {
		fputs("motcua-server: no source of randomness\n", stderr);
		return COMMANDS_FAILED;
	}
	switch (options_read(&options, argc, argv, &rest)) {
	case CONF_HELP:
		commands_help();
		return COMMANDS_DONE;
	case CONF_VERSION:
		return COMMANDS_DONE;
	case CONF_USAGE:
		return COMMANDS_USAGE;
	case CONF_OK:
		break;
	}
	if (rest < argc)
		return commands_run(options.data_dir, argc - rest, argv + rest);
	return serve_run(&options);
}
