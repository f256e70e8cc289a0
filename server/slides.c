#include "server/slides.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/slides_folder.h"
#include "server/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum job_kind { JOB_PUT, JOB_REMOVE, JOB_ARRANGE };

/* What is to be done; the thread's while it is under way. */
struct job {
	struct job *next;
	enum job_kind kind;
	char *dir, *order; /* order: as it will be */
	struct slide_file file;
	const char *bytes;
	struct slide_file **list; /* as it will be; `placed` is where a new one goes */
	int count, placed, seconds;
	char names[SLIDES_MAX][SLIDES_NAME_SIZE]; /* those that come first */
	int named;
	enum slides_result result;
	slides_done *done;
	void *arg;
};

struct slides {
	char *dir;
	struct worker *worker;
	void (*changed)(void *arg);
	void *arg;
	struct slide_file **list;
	int count, seconds;
	struct job *waiting, **end; /* one at a time is under way */
	bool under_way, closing;
};

void slide_file_hold(struct slide_file *file) {
	file->holders++;
}

void slide_file_let_go(void *arg) {
	struct slide_file *file = arg;
	if (--file->holders > 0)
		return;
	mem_free(file->bytes);
	mem_free(file);
}

int slides_count(const struct slides *s) {
	return s->count;
}

struct slide_file *slides_at(const struct slides *s, int i) {
	return s->list[i];
}

int slides_seconds(const struct slides *s) {
	return s->seconds;
}

static int place_of(struct slide_file *const *list, int count, const char *name) {
	for (int i = 0; i < count; i++)
		if (list[i] && !strcmp(list[i]->name, name))
			return i;
	return -1;
}

struct slide_file *slides_find(const struct slides *s, const char *name) {
	int i = place_of(s->list, s->count, name);
	return i < 0 ? NULL : s->list[i];
}

static bool ends_well(const char *name) {
	const char *end = strrchr(name, '.');
	return end && end > name &&
	       (!strcasecmp(end, ".png") || !strcasecmp(end, ".jpg") || !strcasecmp(end, ".jpeg"));
}

bool slides_name_ok(const char *name) {
	size_t size = strlen(name);
	if (size >= SLIDES_NAME_SIZE || *name == '.' || *name == ' ' || !ends_well(name) ||
		!text_valid(name, size) || strpbrk(name, "/\\:*?\"<>|%"))
		return false;
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F)
			return false;
	char *plain = text_nfc(name);
	bool same = plain && !strcmp(plain, name);
	mem_free(plain);
	return same;
}

/* --- the thread --- */

/* The order first: one that names what is not there does no harm. */
static enum slides_result work(struct job *job) {
	struct slide_file *f = &job->file;
	enum slides_result result = SLIDES_DONE;
	if (job->kind == JOB_PUT)
		result = slides_folder_look(job->bytes, f->size, f);
	if (result == SLIDES_DONE)
		result = slides_folder_arrange(job->dir, job->order);
	if (result == SLIDES_DONE && job->kind == JOB_PUT)
		result = slides_folder_put(job->dir, f->name, job->bytes, f->size);
	if (result == SLIDES_DONE && job->kind == JOB_REMOVE)
		result = slides_folder_remove(job->dir, f->name);
	return result;
}

static void run(void **items, size_t count, void *arg) {
	struct job *job = items[0];
	(void)count;
	(void)arg;
	job->result = work(job);
}

/* --- what will be when a job is done --- */

/* Takes a name's place out of a list. */
static struct slide_file *take_out(struct slide_file **list, int *count, const char *name) {
	int i = place_of(list, *count, name);
	if (i < 0)
		return NULL;
	struct slide_file *file = list[i];
	memmove(list + i, list + i + 1, (size_t)(*count - i - 1) * sizeof(struct slide_file *));
	--*count;
	return file;
}

static enum slides_result plan_put(const struct slides *s, struct job *job) {
	size_t total = job->file.size;
	job->placed = place_of(s->list, s->count, job->file.name);
	for (int i = 0; i < s->count; i++)
		total += i == job->placed ? 0 : s->list[i]->size;
	if (job->placed < 0)
		job->placed = job->count++;
	job->list[job->placed] = NULL;
	return job->count > SLIDES_MAX || total > SLIDES_TOTAL_MAX ? SLIDES_CROWDED : SLIDES_DONE;
}

static enum slides_result plan_order(const struct slides *s, struct job *job) {
	for (int i = 0; i < job->named; i++) {
		struct slide_file *file = slides_find(s, job->names[i]);
		if (!file || place_of(job->list, job->count, file->name) >= 0)
			return SLIDES_NOT_FOUND;
		job->list[job->count++] = file;
	}
	for (int i = 0; i < s->count; i++)
		if (place_of(job->list, job->count, s->list[i]->name) < 0)
			job->list[job->count++] = s->list[i];
	return SLIDES_DONE;
}

static char *order_text(const struct job *job) {
	char *text = NULL;
	size_t size;
	FILE *out = mem_stream(&text, &size);
	fprintf(out, "%d\n", job->seconds);
	for (int i = 0; i < job->count; i++)
		fprintf(out, "%s\n", job->list[i] ? job->list[i]->name : job->file.name);
	mem_close(out, &text);
	return text;
}

static enum slides_result plan(const struct slides *s, struct job *job) {
	if (!job->seconds)
		job->seconds = s->seconds;
	if (job->kind == JOB_ARRANGE)
		return plan_order(s, job);
	memcpy(job->list, s->list, (size_t)s->count * sizeof(struct slide_file *));
	job->count = s->count;
	if (job->kind == JOB_PUT)
		return plan_put(s, job);
	return take_out(job->list, &job->count, job->file.name) ? SLIDES_DONE : SLIDES_NOT_FOUND;
}

/* --- jobs --- */

static struct job *job_new(struct slides *s, enum job_kind kind, slides_done *done, void *arg) {
	struct job *job = mem_alloc(1, sizeof *job);
	*job = (struct job){.kind = kind, .dir = s->dir, .done = done, .arg = arg};
	job->list = mem_alloc(SLIDES_MAX + 1, sizeof(struct slide_file *));
	return job;
}

static void finish(struct job *job, enum slides_result result) {
	job->done(job->arg, result);
	free(job->order);
	mem_free(job->list);
	mem_free(job);
}

/* Begins with the next one that can be done. */
static void go_on(struct slides *s) {
	while (s->waiting && !s->under_way) {
		struct job *job = s->waiting;
		s->waiting = job->next;
		if (!s->waiting)
			s->end = &s->waiting;
		enum slides_result result = s->closing ? SLIDES_FAILED : plan(s, job);
		if (result != SLIDES_DONE) {
			finish(job, result);
			continue;
		}
		job->order = order_text(job);
		s->under_way = true;
		worker_submit(s->worker, job);
	}
}

static void hand_in(struct slides *s, struct job *job) {
	*s->end = job;
	s->end = &job->next;
	go_on(s);
}

void slides_put(struct slides *s, const char *name, const char *bytes, size_t size,
	slides_done *done, void *arg) {
	struct job *job = job_new(s, JOB_PUT, done, arg);
	text_copy(job->file.name, sizeof job->file.name, name);
	job->bytes = bytes;
	job->file.size = size;
	hand_in(s, job);
}

void slides_remove(struct slides *s, const char *name, slides_done *done, void *arg) {
	struct job *job = job_new(s, JOB_REMOVE, done, arg);
	text_copy(job->file.name, sizeof job->file.name, name);
	hand_in(s, job);
}

void slides_arrange(struct slides *s, const char *const *names, int count, int seconds,
	slides_done *done, void *arg) {
	struct job *job = job_new(s, JOB_ARRANGE, done, arg);
	job->seconds = seconds;
	for (; job->named < count && job->named < SLIDES_MAX; job->named++)
		text_copy(job->names[job->named], SLIDES_NAME_SIZE, names[job->named]);
	hand_in(s, job);
}

/* The new picture has its bytes from now on. */
static struct slide_file *kept(const struct job *job) {
	struct slide_file *file = mem_alloc(1, sizeof *file);
	*file = job->file;
	file->bytes = mem_copy(job->bytes, file->size);
	return file;
}

static void take_over(struct slides *s, struct job *job) {
	struct slide_file **old = s->list;
	int old_count = s->count;
	if (job->kind == JOB_PUT)
		job->list[job->placed] = kept(job);
	s->list = job->list;
	s->count = job->count;
	s->seconds = job->seconds;
	job->list = NULL;
	for (int i = 0; i < s->count; i++)
		slide_file_hold(s->list[i]);
	for (int i = 0; i < old_count; i++)
		slide_file_let_go(old[i]);
	mem_free(old);
}

int slides_fd(const struct slides *s) {
	return worker_fd(s->worker);
}

void slides_drain(struct slides *s) {
	struct job *job;
	while ((job = worker_finished(s->worker))) {
		enum slides_result result = job->result;
		s->under_way = false;
		if (result == SLIDES_DONE) {
			take_over(s, job);
			s->changed(s->arg);
		}
		finish(job, result);
		go_on(s);
	}
}

/* --- life --- */

/* The pictures that .order names, in that order; then the others. */
static void read_order(struct slides *s, char *order) {
	struct slide_file **list = mem_alloc(SLIDES_MAX + 1, sizeof(struct slide_file *));
	char *rest = order;
	int count = 0, seconds = atoi(strsep(&rest, "\n"));
	for (char *name; (name = strsep(&rest, "\n"));) {
		struct slide_file *file = take_out(s->list, &s->count, name);
		if (file)
			list[count++] = file;
	}
	memcpy(list + count, s->list, (size_t)s->count * sizeof(struct slide_file *));
	mem_free(s->list);
	s->list = list;
	s->count += count;
	if (seconds >= SLIDES_SECONDS_MIN && seconds <= SLIDES_SECONDS_MAX)
		s->seconds = seconds;
}

struct slides *slides_open(const char *data_dir, void (*changed)(void *arg), void *arg) {
	struct slides *s = mem_alloc(1, sizeof *s);
	*s = (struct slides){.changed = changed, .arg = arg, .seconds = SLIDES_SECONDS};
	s->dir = mem_printf("%s/slides", data_dir);
	s->end = &s->waiting;
	s->list = slides_folder_read(s->dir, &s->count);
	char *order = slides_folder_order(s->dir);
	if (order)
		read_order(s, order);
	mem_free(order);
	s->worker = worker_new(run, WORKER_ONE, NULL);
	if (s->worker)
		return s;
	log_error("slides: no thread for them");
	slides_close(s);
	return NULL;
}

void slides_close(struct slides *s) {
	if (!s)
		return;
	s->closing = true;
	if (s->worker) {
		worker_stop(s->worker);
		slides_drain(s);
	}
	worker_free(s->worker);
	for (int i = 0; i < s->count; i++)
		slide_file_let_go(s->list[i]);
	mem_free(s->list);
	mem_free(s->dir);
	mem_free(s);
}
