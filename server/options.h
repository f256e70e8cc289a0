/*
 * options: what the server is told on its command line and in its configuration file.
 */
#ifndef MOTCUA_OPTIONS_H
#define MOTCUA_OPTIONS_H

#include "common/conf.h"

struct options {
	const char *data_dir;
	struct conf_list listen;               /* "ADDR:PORT" */
	struct conf_list hosts;                /* further names we answer to */
	const char *tls_certificate, *tls_key; /* NULL: no TLS */
	struct conf_list proxies;              /* whose X-Forwarded-… are believed */
	const char *public_url;
	const char *web_dir;
	const char *backups;   /* NULL: backups in data_dir */
	const char *voice_dir; /* NULL: voice in data_dir */
	const char *results;   /* the list of appointment slips: a file or an address */
	int results_every_s;   /* 0: as usual for it */
};

/* Reads argv; `rest` is where a command begins (argc: none, serve). */
enum conf_result options_read(struct options *options, int argc, char **argv, int *rest);

#endif
