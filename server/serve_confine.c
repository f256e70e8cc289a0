/* What the server needs of the machine's files, and nothing else. */
#include "common/log.h"
#include "common/mem.h"
#include "server/confine.h"
#include "server/serve_state.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PLACES_MAX = 24 };

struct places {
	struct confine_place items[PLACES_MAX];
	char *texts[PLACES_MAX]; /* those that are ours */
	size_t count;
};

static void add(struct places *p, const char *path, bool writes) {
	p->items[p->count++] = (struct confine_place){path, writes};
}

/* What is there and holds a file or folder, and goes on doing so when that is put there anew or a
 * disk is mounted on it; never everything. */
static void add_above(struct places *p, const char *path, bool writes) {
	char *text = mem_strdup(path), *above = dirname(text);
	while (access(above, F_OK) != 0 && strcmp(above, "/") != 0 && strcmp(above, ".") != 0)
		above = dirname(above);
	p->texts[p->count] = text;
	add(p, strcmp(above, "/") ? above : path, writes);
}

/* A file that is replaced by another of its name, and what it may be a link to. */
static void add_file(struct places *p, const char *path) {
	char real[PATH_MAX];
	add_above(p, path, false);
	if (realpath(path, real))
		add_above(p, real, false);
}

/* Names, zones and certificates of the machine; what the program is and says of itself. */
static void add_system(struct places *p) {
	static const char *const paths[] = {
		"/usr", "/lib", "/lib64", "/etc", "/proc", "/run/systemd/resolve", "/dev/urandom"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		add(p, paths[i], false);
	if (getenv("MOTCUA_FAKE_CLOCK"))
		add_above(p, getenv("MOTCUA_FAKE_CLOCK"), false);
}

static void add_told(struct places *p, const struct options *o) {
	add(p, o->data_dir, true);
	if (o->backups)
		add_above(p, o->backups, true);
	if (o->voice_dir)
		add_above(p, o->voice_dir, true);
	if (o->web_dir)
		add(p, o->web_dir, false);
	if (o->results && !strstr(o->results, "://"))
		add_file(p, o->results);
	if (o->tls_certificate) {
		add_file(p, o->tls_certificate);
		add_file(p, o->tls_key);
	}
}

void serve_confine(const struct options *options) {
	struct places p = {0};
	/* What a large query does not keep in memory is kept with the store. */
	setenv("SQLITE_TMPDIR", options->data_dir, 1);
	add_system(&p);
	add_told(&p, options);
	switch (confine(p.items, p.count)) {
	case CONFINE_LACKING:
		puts("not confined to its files: this kernel has no Landlock");
		break;
	case CONFINE_FAILED:
		log_warn("not confined to its files: %s", strerror(errno));
		break;
	case CONFINE_DONE:
		break;
	}
	for (size_t i = 0; i < p.count; i++)
		mem_free(p.texts[i]);
}
