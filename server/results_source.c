#include "server/results_source.h"

#include "common/log.h"
#include "common/mem.h"
#include "server/results_reader.h"
#include "server/worker.h"

#include <stdio.h>
#include <string.h>

enum { FILE_S = 5, ADDRESS_S = 60, LIMIT_S = 20 };

struct results_source {
	const char *from;
	bool address;
	int every_s;
	struct results_reader *reader; /* the thread's */
	struct worker *worker;
	struct results_look look; /* the thread's while it is under way */
	bool under_way;
	int64_t due_ms;
	struct results *list;
	int64_t as_of_ms;
	char why[RESULTS_WHY_SIZE]; /* of the last look; empty: it went well */
};

static void run(void **items, size_t count, void *arg) {
	struct results_source *s = arg;
	(void)count;
	results_reader_look(s->reader, items[0]);
}

struct results_source *results_source_open(const char *from, int every_s) {
	struct results_source *s = mem_alloc(1, sizeof *s);
	s->from = from;
	s->due_ms = INT64_MIN;
	s->address = strstr(from, "://") != NULL;
	s->every_s = every_s ? every_s : s->address ? ADDRESS_S : FILE_S;
	s->reader = results_reader_new(from);
	if (!s->reader)
		log_error("results: %s: not a file, nor http://HOST[:PORT]/PATH", from);
	else if (!(s->worker = worker_new(run, WORKER_ONE, s)))
		log_error("results: no thread for it");
	if (s->worker)
		return s;
	results_source_close(s);
	return NULL;
}

void results_source_close(struct results_source *s) {
	if (!s)
		return;
	if (s->worker) {
		results_reader_stop(s->reader);
		worker_stop(s->worker);
		if (worker_finished(s->worker))
			results_free(s->look.list);
	}
	worker_free(s->worker);
	results_reader_free(s->reader);
	results_free(s->list);
	mem_free(s);
}

void results_source_tick(
	struct results_source *s, const struct slip_patterns *patterns, int64_t mono_ms) {
	if (s->under_way || mono_ms < s->due_ms)
		return;
	s->due_ms = mono_ms + s->every_s * INT64_C(1000);
	s->look.patterns = *patterns;
	s->look.limit_ms = (s->every_s < LIMIT_S ? s->every_s : LIMIT_S) * 1000;
	s->under_way = true;
	worker_submit(s->worker, &s->look);
}

int results_source_fd(const struct results_source *s) {
	return worker_fd(s->worker);
}

static void take_list(struct results_source *s, int64_t now_ms) {
	const struct results_look *look = &s->look;
	results_free(s->list);
	s->list = look->list;
	s->as_of_ms = look->written_ms && look->written_ms < now_ms ? look->written_ms : now_ms;
	if (look->count.bad)
		log_warn("results: %s: %zu rows; %zu more are not of the form, the first in line "
			 "%zu",
			s->from, look->count.good, look->count.bad, look->count.first_bad_line);
	else
		log_info("results: %s: %zu rows", s->from, look->count.good);
}

static void complain(struct results_source *s) {
	if (strcmp(s->why, s->look.why))
		log_warn("results: %s: %s; %s", s->from, s->look.why,
			s->list ? "the last list stays" : "there is no list yet");
}

/* An address that says that nothing changed says that the list is right. */
static void confirm(struct results_source *s, int64_t now_ms) {
	if (s->address)
		s->as_of_ms = now_ms;
	if (s->why[0])
		log_info("results: %s: is there again", s->from);
}

void results_source_drain(struct results_source *s, int64_t now_ms) {
	while (worker_finished(s->worker)) {
		s->under_way = false;
		switch (s->look.found) {
		case RESULTS_LIST:
			take_list(s, now_ms);
			break;
		case RESULTS_FAILED:
			complain(s);
			break;
		case RESULTS_SAME:
			confirm(s, now_ms);
			break;
		}
		memcpy(s->why, s->look.why, sizeof s->why);
	}
}

const struct results *results_source_list(const struct results_source *s) {
	return s->list;
}

int64_t results_source_as_of_ms(const struct results_source *s) {
	return s->as_of_ms;
}
