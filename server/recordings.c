#include "server/recordings.h"

#include "common/call_words.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/worker.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct recordings {
	char *dir;
	struct worker *worker;
};

/* The thread's while it is under way. */
struct job {
	char *path;
	char known[RECORDING_TAG_SIZE];
	struct recording recording;
	void (*done)(void *arg, const struct recording *recording);
	void *arg;
};

static bool read_all(int fd, struct recording *r) {
	size_t used = 0;
	r->data = mem_alloc(r->size, 1);
	while (used < r->size) {
		ssize_t got = read(fd, r->data + used, r->size - used);
		if (got <= 0)
			return false;
		used += (size_t)got;
	}
	return true;
}

static bool take(int fd, struct job *job) {
	struct recording *r = &job->recording;
	struct stat s;
	if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode) || s.st_size < 1 || s.st_size > RECORDING_MAX)
		return false;
	r->size = (size_t)s.st_size;
	snprintf(r->tag, sizeof r->tag, "\"%llx-%llx%09lx-%llx\"", (unsigned long long)s.st_ino,
		(unsigned long long)s.st_mtim.tv_sec, (unsigned long)s.st_mtim.tv_nsec,
		(unsigned long long)s.st_size);
	r->same = strcmp(r->tag, job->known) == 0;
	return r->same || read_all(fd, r);
}

/* What is no file, a pipe for one, must not keep the thread. */
static void run(void **items, size_t count, void *arg) {
	struct job *job = items[0];
	(void)count;
	(void)arg;
	int fd = open(job->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return;
	job->recording.found = take(fd, job);
	close(fd);
}

struct recordings *recordings_open(const char *dir) {
	struct recordings *r = mem_alloc(1, sizeof *r);
	r->dir = mem_strdup(dir);
	r->worker = worker_new(run, WORKER_ONE, NULL);
	if (r->worker)
		return r;
	log_error("recordings: no thread for them");
	mem_free(r->dir);
	mem_free(r);
	return NULL;
}

void recordings_close(struct recordings *r) {
	if (!r)
		return;
	worker_stop(r->worker);
	recordings_drain(r);
	worker_free(r->worker);
	mem_free(r->dir);
	mem_free(r);
}

void recordings_get(struct recordings *r, enum lang lang, const char *name, const char *known,
	void (*done)(void *arg, const struct recording *recording), void *arg) {
	char text[CALL_CLIP_SIZE];
	if (!*call_clip_text(lang, name, text)) {
		done(arg, &(struct recording){0});
		return;
	}
	struct job *job = mem_alloc(1, sizeof *job);
	job->path = mem_printf("%s/%s/%s.wav", r->dir, words_tag(lang), name);
	text_copy(job->known, sizeof job->known, known);
	job->done = done;
	job->arg = arg;
	worker_submit(r->worker, job);
}

int recordings_fd(const struct recordings *r) {
	return worker_fd(r->worker);
}

void recordings_drain(struct recordings *r) {
	struct job *job;
	while ((job = worker_finished(r->worker))) {
		job->done(job->arg, &job->recording);
		mem_free(job->recording.data);
		mem_free(job->path);
		mem_free(job);
	}
}
