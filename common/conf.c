#include "common/conf.h"

#include "common/mem.h"
#include "common/version.h"

#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WHY_SIZE = 256, OPTIONS_MAX = 64, HELP_COLUMN = 32 };

/* One source of values (the file, then the command line): a list begins anew in each. */
struct source {
	const struct conf_option *table;
	bool given[OPTIONS_MAX];
	char why[WHY_SIZE]; /* of the first error; empty: none */
};

/* Texts read from a file, kept as long as the program. */
struct kept {
	struct kept *next;
	char *text;
};
static struct kept *kept_texts;

static const char *keep(const char *text) {
	struct kept *k = mem_alloc(1, sizeof *k);
	k->text = mem_strdup(text);
	k->next = kept_texts;
	kept_texts = k;
	return k->text;
}

static const struct conf_option *find(
	const struct conf_option *table, const char *name, size_t size) {
	for (const struct conf_option *o = table; o->name; o++)
		if (strlen(o->name) == size && !memcmp(o->name, name, size))
			return o;
	return NULL;
}

static bool set_int(const struct conf_option *o, const char *value, char why[static WHY_SIZE]) {
	char *end;
	errno = 0;
	long n = strtol(value, &end, 10);
	if (errno || end == value || *end || n < o->min || n > o->max) {
		snprintf(why, WHY_SIZE, "%s: '%.80s' is not a whole number from %d to %d", o->name,
			value, o->min, o->max);
		return false;
	}
	*(int *)o->target = (int)n;
	return true;
}

static bool set_flag(const struct conf_option *o, const char *value, char why[static WHY_SIZE]) {
	static const char *const yes[] = {"yes", "true", "on", "1"};
	static const char *const no[] = {"no", "false", "off", "0"};
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		if (!strcasecmp(value, yes[i]) || !strcasecmp(value, no[i])) {
			*(bool *)o->target = !strcasecmp(value, yes[i]);
			return true;
		}
	snprintf(why, WHY_SIZE, "%s: '%.80s' is neither yes nor no", o->name, value);
	return false;
}

static bool add_text(struct source *s, const struct conf_option *o, const char *value) {
	struct conf_list *list = o->target;
	if (!s->given[o - s->table])
		list->count = 0;
	if (list->count == CONF_LIST_MAX) {
		snprintf(s->why, WHY_SIZE, "%s: given more than %d times", o->name, CONF_LIST_MAX);
		return false;
	}
	list->items[list->count++] = value;
	return true;
}

static bool set(struct source *s, const struct conf_option *o, const char *value) {
	bool ok = true;
	switch (o->type) {
	case CONF_FLAG:
		ok = set_flag(o, value, s->why);
		break;
	case CONF_INT:
		ok = set_int(o, value, s->why);
		break;
	case CONF_TEXT:
		*(const char **)o->target = value;
		break;
	case CONF_TEXTS:
		ok = add_text(s, o, value);
		break;
	}
	s->given[o - s->table] = true;
	return ok;
}

/* A line of the file, as libinih hands it over; 0 marks the line as wrong. */
static int file_line(void *arg, const char *section, const char *name, const char *value) {
	struct source *s = arg;
	const struct conf_option *o = find(s->table, name, strlen(name));
	if (s->why[0])
		return 0;
	if (*section)
		snprintf(s->why, WHY_SIZE, "[%.80s]: there are no sections here", section);
	else if (!o)
		snprintf(s->why, WHY_SIZE, "%.80s: there is no such option", name);
	else
		return set(s, o, keep(value));
	return 0;
}

static bool read_file(const struct conf_option *table, const char *path) {
	struct source s = {.table = table};
	int line = ini_parse(path, file_line, &s);
	if (line < 0)
		fprintf(stderr, "%s: cannot be read: %s\n", path, strerror(errno));
	else if (line)
		fprintf(stderr, "%s:%d: %s\n", path, line, s.why[0] ? s.why : "not NAME = VALUE");
	return !line;
}

/* Options that every program has. */
static const struct conf_option own_options[] = {
	{.name = "config",
		.type = CONF_TEXT,
		.value = "FILE",
		.help = "reads options from FILE first"},
	{.name = "help", .type = CONF_FLAG, .help = "shows this"},
	{.name = "version", .type = CONF_FLAG, .help = "says which version this is"},
	{.name = NULL},
};

static void print_rows(const struct conf_option *table) {
	for (const struct conf_option *o = table; o->name; o++) {
		int width = printf(
			"  --%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
		printf("%*s  %s\n", width < HELP_COLUMN ? HELP_COLUMN - width : 0, "", o->help);
	}
}

static void print_help(const struct conf_option *table, const char *usage) {
	printf("usage: %s\n\n", usage);
	print_rows(table);
	print_rows(own_options);
}

/* An option of the command line. */
struct argument {
	const struct conf_option *option;
	const char *value;
	int used; /* arguments, with the value */
};

/* Takes apart argv[at], which begins with "--". */
static bool take_apart(const struct conf_option *table, int argc, char **argv, int at,
	struct argument *a, char why[static WHY_SIZE]) {
	const char *name = argv[at] + 2;
	size_t size = strcspn(name, "=");
	const struct conf_option *o = find(table, name, size);
	if (!o)
		o = find(own_options, name, size);
	*a = (struct argument){.option = o, .used = 1};
	if (name[size])
		a->value = name + size + 1;
	else if (o && o->type != CONF_FLAG && at + 1 < argc)
		a->value = argv[at + a->used++];
	if (!o)
		snprintf(why, WHY_SIZE, "%.80s: there is no such option; see --help", argv[at]);
	else if (o->type == CONF_FLAG && a->value)
		snprintf(why, WHY_SIZE, "--%s takes no value", o->name);
	else if (o->type != CONF_FLAG && !a->value)
		snprintf(why, WHY_SIZE, "--%s wants a value: %s", o->name, o->value);
	return o && !why[0];
}

/* What the command line says apart from the table. */
struct command_line {
	const char *config;
	bool help, version;
	int rest;
};

/* Walks over the options; sets their targets only when `apply` is true. */
static bool walk(struct source *s, int argc, char **argv, bool apply, struct command_line *line) {
	int at = 1;
	struct argument a;
	while (at < argc && !strncmp(argv[at], "--", 2)) {
		if (!argv[at][2]) {
			at++;
			break;
		}
		if (!take_apart(s->table, argc, argv, at, &a, s->why))
			return false;
		if (a.option == &own_options[0])
			line->config = a.value;
		else if (a.option == &own_options[1])
			line->help = true;
		else if (a.option == &own_options[2])
			line->version = true;
		else if (apply && !set(s, a.option, a.value ? a.value : "yes"))
			return false;
		at += a.used;
	}
	line->rest = at;
	return true;
}

enum conf_result conf_read(
	const struct conf_option *table, const char *usage, int argc, char **argv, int *rest) {
	struct source s = {.table = table};
	struct command_line line = {0};
	bool ok = walk(&s, argc, argv, false, &line);
	if (ok && line.help) {
		print_help(table, usage);
		return CONF_HELP;
	}
	if (ok && line.version) {
		printf("motcua %s\n", version_text());
		return CONF_VERSION;
	}
	if (ok && line.config && !read_file(table, line.config))
		return CONF_USAGE;
	if (!ok || !walk(&s, argc, argv, true, &line)) {
		fprintf(stderr, "%s\n", s.why);
		return CONF_USAGE;
	}
	*rest = line.rest;
	return CONF_OK;
}
