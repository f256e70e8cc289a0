/*
 * conf: a program's options, from one table: configuration file, command line and --help.
 *
 * A table row is an option; the value is written where `target` points. The command line wins over
 * the file (`--config FILE`, lines `name = value` as libinih reads them), the file over the default
 * already in the target. Strings point into memory that lives as long as the program.
 * Errors: one plain line on stderr and CONF_USAGE.
 */
#ifndef MOTCUA_CONF_H
#define MOTCUA_CONF_H

#include <stdbool.h>

enum conf_type {
	CONF_FLAG,  /* bool *: set to true */
	CONF_INT,   /* int *, between min and max */
	CONF_TEXT,  /* const char ** */
	CONF_TEXTS, /* struct conf_list *: may be given several times */
};

enum { CONF_LIST_MAX = 16 };

struct conf_list {
	int count;
	const char *items[CONF_LIST_MAX];
};

struct conf_option {
	const char *name; /* "listen": --listen and `listen =` */
	enum conf_type type;
	void *target;
	const char *value; /* what --help calls its value: "ADDR:PORT" */
	const char *help;
	int min, max; /* CONF_INT */
};

enum conf_result { CONF_OK, CONF_HELP, CONF_VERSION, CONF_USAGE };

/*
 * Reads argv[1..] against the table (ended by a NULL name); `rest` is the index of the first
 * argument that is no option (argc if none). With CONF_HELP the help text has been printed, with
 * CONF_VERSION the version.
 */
enum conf_result conf_read(
	const struct conf_option *table, const char *usage, int argc, char **argv, int *rest);

#endif
