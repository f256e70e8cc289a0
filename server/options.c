#include "server/options.h"

#include <stddef.h>

enum conf_result options_read(struct options *o, int argc, char **argv, int *rest) {
	const struct conf_option table[] = {
		{"data", CONF_TEXT, &o->data_dir, "DIR",
			"where the store is kept (default: /var/lib/motcua)", 0, 0},
		{"listen", CONF_TEXTS, &o->listen, "ADDR:PORT",
			"where to listen (default: 127.0.0.1:8080); port 0 takes a free one", 0, 0},
		{"host", CONF_TEXTS, &o->hosts, "NAME", "a further name that the server answers to",
			0, 0},
		{"public-url", CONF_TEXT, &o->public_url, "URL",
			"what the QR on a slip begins with (default: the address that the kiosk "
			"uses)",
			0, 0},
		{"web", CONF_TEXT, &o->web_dir, "DIR",
			"serve the pages from a folder, for developing them", 0, 0},
		{0},
	};
	*o = (struct options){.data_dir = "/var/lib/motcua"};
	enum conf_result result =
		conf_read(table, "motcua-server [OPTION …] [COMMAND …]", argc, argv, rest);
	if (result == CONF_OK && o->listen.count == 0)
		o->listen = (struct conf_list){1, {"127.0.0.1:8080"}};
	return result;
}
