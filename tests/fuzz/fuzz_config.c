/*
 * conf: what a file is taken to say is within bounds and the same when it is said on the command
 * line; what is wrong with it is said in one line.
 *
 * links: common/conf.c common/mem.c common/version.c
 */
#include "common/conf.h"
#include "common/mem.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ARGS_MAX = CONF_LIST_MAX + 8 };

static struct options {
	bool mute;
	int counter;
	const char *server;
	struct conf_list listen;
} options;

static const struct options none = {.counter = 7};

static const struct conf_option table[] = {
	{"mute", CONF_FLAG, &options.mute, NULL, "no sound", 0, 0},
	{"counter", CONF_INT, &options.counter, "N", "the counter's number", -9, 99},
	{"server", CONF_TEXT, &options.server, "URL", "where the server is", 0, 0},
	{"listen", CONF_TEXTS, &options.listen, "ADDR:PORT", "where to listen", 0, 0},
	{.name = NULL},
};

struct arguments {
	int count;
	char *texts[ARGS_MAX];
};

static void add(struct arguments *a, char *text) {
	MUST(a->count < ARGS_MAX);
	a->texts[a->count++] = text;
}

/* Reads with the words for people in `said`, for free. */
static enum conf_result read_options(struct arguments *a, int *rest, char **said) {
	size_t size;
	FILE *real = stderr;
	stderr = open_memstream(said, &size);
	MUST(stderr);
	options = none;
	*rest = -1;
	enum conf_result result = conf_read(table, "motcua-x", a->count, a->texts, rest);
	fclose(stderr);
	stderr = real;
	return result;
}

static void same(const struct options *a, const struct options *b) {
	MUST(a->mute == b->mute && a->counter == b->counter && !a->server == !b->server);
	MUST(!a->server || !strcmp(a->server, b->server));
	MUST(a->listen.count == b->listen.count);
	for (int i = 0; i < a->listen.count; i++)
		MUST(!strcmp(a->listen.items[i], b->listen.items[i]));
}

/* The same on the command line, and an argument after it. */
static void as_arguments(const struct options *o) {
	struct arguments a = {.count = 0};
	char *said;
	int rest;
	add(&a, mem_strdup("x"));
	if (o->mute)
		add(&a, mem_strdup("--mute"));
	add(&a, mem_printf("--counter=%d", o->counter));
	if (o->server)
		add(&a, mem_printf("--server=%s", o->server));
	for (int i = 0; i < o->listen.count; i++)
		add(&a, mem_printf("--listen=%s", o->listen.items[i]));
	add(&a, mem_strdup("--"));
	add(&a, mem_strdup("--mute"));
	MUST(read_options(&a, &rest, &said) == CONF_OK);
	MUST(rest == a.count - 1 && !*said);
	same(&options, o);
	for (int i = 0; i < a.count; i++)
		mem_free(a.texts[i]);
	free(said);
}

static void from_file(char *path) {
	struct arguments a = {2, {"x", path}};
	char *said;
	int rest;
	if (read_options(&a, &rest, &said) == CONF_OK) {
		struct options read = options;
		MUST(rest == 2 && !*said);
		MUST(read.counter >= -9 && read.counter <= 99);
		MUST(read.listen.count >= 0 && read.listen.count <= CONF_LIST_MAX);
		as_arguments(&read);
	} else {
		MUST(rest == -1 && !strncmp(said, path + strlen("--config="), 8));
		MUST(strchr(said, '\n') == said + strlen(said) - 1);
	}
	free(said);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	int fd = memfd_create("config", MFD_CLOEXEC);
	MUST(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
	char *path = mem_printf("--config=/proc/self/fd/%d", fd);
	from_file(path);
	mem_free(path);
	close(fd);
	return 0;
}
