#include "server/results_reader.h"

#include "common/mem.h"
#include "server/http_fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct results_reader {
	char *path;                    /* NULL: an address */
	struct http_fetch *fetch;      /* NULL: a file */
	struct slip_patterns patterns; /* that the last text was read with */
	struct stat seen;              /* the file that was read last, good or not */
	bool has_seen;
	struct http_marks marks;    /* of the last good list */
	char why[RESULTS_WHY_SIZE]; /* the file that was read last gave no list; empty: it did */
};

struct results_reader *results_reader_new(const char *from) {
	struct results_reader *r = mem_alloc(1, sizeof *r);
	if (!strstr(from, "://"))
		r->path = mem_strdup(from);
	else if (!(r->fetch = http_fetch_new(from))) {
		results_reader_free(r);
		return NULL;
	}
	return r;
}

void results_reader_free(struct results_reader *r) {
	if (!r)
		return;
	http_fetch_free(r->fetch);
	mem_free(r->path);
	mem_free(r);
}

void results_reader_stop(struct results_reader *r) {
	if (r->fetch)
		http_fetch_stop(r->fetch);
}

static void fail(struct results_look *look, const char *why) {
	look->found = RESULTS_FAILED;
	snprintf(look->why, sizeof look->why, "%s", why);
}

static void say_fault(struct results_look *look, enum results_fault fault) {
	const struct results_count *c = &look->count;
	look->found = RESULTS_FAILED;
	if (fault == RESULTS_MOSTLY_BAD)
		snprintf(look->why, sizeof look->why,
			"%zu of %zu rows are not of the form, the first in line %zu", c->bad,
			c->good + c->bad, c->first_bad_line);
	else
		fail(look, fault == RESULTS_NO_ROWS
				   ? "has no rows"
				   : "does not begin with a header that names code and ready");
}

static void parse(struct results_look *look, const char *text, size_t size) {
	enum results_fault fault;
	look->list = results_parse(text, size, &look->patterns, &look->count, &fault);
	if (look->list)
		look->found = RESULTS_LIST;
	else
		say_fault(look, fault);
}

static bool same_time(const struct timespec *a, const struct timespec *b) {
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool same_file(const struct stat *a, const struct stat *b) {
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       same_time(&a->st_mtim, &b->st_mtim) && same_time(&a->st_ctim, &b->st_ctim);
}

/* All of it, NULL when it cannot be read or somebody writes it: then it is another one soon. */
static char *read_whole(int fd, const struct stat *st) {
	size_t size = (size_t)st->st_size, used = 0;
	char *text = mem_alloc(size + 1, 1);
	ssize_t got = 1;
	struct stat after;
	while (used < size && (got = read(fd, text + used, size - used)) > 0)
		used += (size_t)got;
	if (used == size && fstat(fd, &after) == 0 && same_file(st, &after))
		return text;
	mem_free(text);
	return NULL;
}

static void read_file(
	struct results_reader *r, int fd, const struct stat *st, struct results_look *look) {
	char *text = read_whole(fd, st);
	if (!text)
		return;
	r->patterns = look->patterns;
	parse(look, text, (size_t)st->st_size);
	mem_free(text);
	look->written_ms = st->st_mtim.tv_sec * INT64_C(1000) + st->st_mtim.tv_nsec / 1000000;
	r->seen = *st;
	r->has_seen = true;
	snprintf(r->why, sizeof r->why, "%s", look->why);
}

static void look_at_file(struct results_reader *r, bool anew, struct results_look *look) {
	struct stat st;
	int fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) != 0)
		fail(look, strerror(errno));
	else if (!S_ISREG(st.st_mode) || st.st_size > HTTP_FETCH_MAX)
		fail(look, S_ISREG(st.st_mode) ? "is too large" : "is no file");
	else if (anew || !r->has_seen || !same_file(&st, &r->seen))
		read_file(r, fd, &st, look);
	else if (r->why[0])
		fail(look, r->why);
	if (fd >= 0)
		close(fd);
}

static void ask_address(struct results_reader *r, bool anew, struct results_look *look) {
	static const struct http_marks none;
	struct http_answer answer;
	switch (http_fetch_get(r->fetch, look->limit_ms, anew ? &none : &r->marks, &answer)) {
	case HTTP_FETCH_BODY:
		parse(look, answer.body, answer.size);
		if (look->found == RESULTS_LIST) {
			r->marks = answer.marks;
			r->patterns = look->patterns;
		}
		mem_free(answer.body);
		break;
	case HTTP_FETCH_SAME:
		break;
	case HTTP_FETCH_FAILED:
		fail(look, answer.why);
		break;
	}
}

void results_reader_look(struct results_reader *r, struct results_look *look) {
	bool anew = memcmp(&r->patterns, &look->patterns, sizeof r->patterns) != 0;
	look->found = RESULTS_SAME;
	look->list = NULL;
	look->written_ms = 0;
	look->why[0] = '\0';
	if (r->path)
		look_at_file(r, anew, look);
	else
		ask_address(r, anew, look);
}
