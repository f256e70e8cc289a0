#include "server/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PORT_MAX = 65535 };

/* "ADDR:PORT"; an ADDR with colons stands in brackets. */
static bool address_ok(const char *text) {
	const char *colon = strrchr(text, ':');
	size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;
	if (!colon || colon == text || digits < 1 || digits > 5 || colon[1 + digits])
		return false;
	bool bracketed = text[0] == '[' && colon[-1] == ']';
	return (bracketed || strchr(text, ':') == colon) && atoi(colon + 1) <= PORT_MAX;
}

static bool addresses_ok(const struct conf_list *list) {
	for (int i = 0; i < list->count; i++) {
		if (address_ok(list->items[i]))
			continue;
		fprintf(stderr, "motcua-server: --listen takes ADDR:PORT, not \"%s\"\n",
			list->items[i]);
		return false;
	}
	return true;
}

/* Some go together, whichever says them. */
static bool options_ok(const struct options *o) {
	if (!o->tls_certificate != !o->tls_key) {
		fputs("motcua-server: --tls-cert and --tls-key go together\n", stderr);
		return false;
	}
	return addresses_ok(&o->listen);
}

enum conf_result options_read(struct options *o, int argc, char **argv, int *rest) {
	const struct conf_option table[] = {
		{"data", CONF_TEXT, &o->data_dir, "DIR",
			"where the store is kept (default: /var/lib/motcua)", 0, 0},
		{"listen", CONF_TEXTS, &o->listen, "ADDR:PORT",
			"where to listen (default: 127.0.0.1:8080); port 0 takes a free one", 0, 0},
		{"host", CONF_TEXTS, &o->hosts, "NAME", "a further name that the server answers to",
			0, 0},
		{"tls-cert", CONF_TEXT, &o->tls_certificate, "FILE",
			"listen with TLS: the certificate with its chain (PEM)", 0, 0},
		{"tls-key", CONF_TEXT, &o->tls_key, "FILE",
			"its key (PEM); SIGHUP reads both again", 0, 0},
		{"trusted-proxy", CONF_TEXTS, &o->proxies, "ADDR",
			"a proxy whose X-Forwarded-For and -Proto are believed", 0, 0},
		{"public-url", CONF_TEXT, &o->public_url, "URL",
			"what the QR on a slip begins with (default: as the kiosk's server)", 0, 0},
		{"web", CONF_TEXT, &o->web_dir, "DIR",
			"serve the pages from a folder, for developing them", 0, 0},
		{"backups", CONF_TEXT, &o->backups, "DIR",
			"where backups are put each day (default: backups in the data; another "
			"disk is better)",
			0, 0},
		{"voice-dir", CONF_TEXT, &o->voice_dir, "DIR",
			"the office's recordings, DIR/vi/NAME.wav, for boards in browsers "
			"(default: voice in the data)",
			0, 0},
		{"results", CONF_TEXT, &o->results, "FILE|URL",
			"the list of appointment slips: a CSV file, or http://HOST[:PORT]/PATH", 0,
			0},
		{"results-every", CONF_INT, &o->results_every_s, "SECONDS",
			"how often it is looked at (default: a file 5, an address 60)", 1, 86400},
		{0},
	};
	*o = (struct options){.data_dir = "/var/lib/motcua"};
	enum conf_result result =
		conf_read(table, "motcua-server [OPTION …] [COMMAND …]", argc, argv, rest);
	if (result == CONF_OK && o->listen.count == 0)
		o->listen = (struct conf_list){1, {"127.0.0.1:8080"}};
	return result == CONF_OK && !options_ok(o) ? CONF_USAGE : result;
}
