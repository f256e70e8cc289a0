#include "server/recordings.h"

#include "common/call_words.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/recordings_files.h"
#include "server/wave_head.h"
#include "server/worker.h"

#include <string.h>

enum { CLIPS_MAX = 128, LANGS = 2 };

/* Of a language, in the order of its clips. */
struct known {
	struct recording_facts facts[CLIPS_MAX];
	size_t count;
};

struct recordings {
	char *dir;
	struct worker *worker;
	struct known known[LANGS];
};

/* The thread's while it is under way. */
struct job {
	void (*run)(struct job *job);
	void (*tell)(struct recordings *r, struct job *job);
	const char *dir;
	enum lang lang;
	char name[CALL_CLIP_SIZE];
	char tag[RECORDING_TAG_SIZE];
	struct recording recording;
	struct known looked;
	struct recording_change change;
	struct recording_facts was, is;
	int error;
	void (*done)(void *arg, const struct recording *recording);
	recordings_listed *listed;
	recordings_put_done *put;
	void *arg;
};

static void run_get(struct job *job) {
	job->recording = recordings_files_get(job->dir, job->lang, job->name, job->tag);
}

static void run_list(struct job *job) {
	struct known *all = &job->looked;
	char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
	while (all->count < CLIPS_MAX && call_clip(job->lang, (int)all->count, name, text)) {
		all->facts[all->count] = recordings_files_look(job->dir, job->lang, name);
		all->count++;
	}
}

static void run_put(struct job *job) {
	job->error = recordings_files_change(job->dir, &job->change, &job->was, &job->is);
}

static void run(void **items, size_t count, void *arg) {
	struct job *job = items[0];
	(void)count;
	(void)arg;
	job->run(job);
}

struct recordings *recordings_open(const char *dir) {
	struct recordings *r = mem_alloc(1, sizeof *r);
	r->dir = mem_strdup(dir);
	r->worker = worker_new(run, WORKER_ONE, NULL);
	if (r->worker) {
		recordings_list(r, LANG_VI, NULL, NULL);
		recordings_list(r, LANG_EN, NULL, NULL);
		return r;
	}
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

/* Which of the clips that have been looked at; their number: none. */
static size_t place_of(const struct known *known, enum lang lang, const char *clip) {
	char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
	size_t i = 0;
	while (i < known->count && call_clip(lang, (int)i, name, text) && strcmp(name, clip) != 0)
		i++;
	return i;
}

static void tell_get(struct recordings *r, struct job *job) {
	(void)r;
	job->done(job->arg, &job->recording);
}

static void tell_list(struct recordings *r, struct job *job) {
	r->known[job->lang] = job->looked;
	if (job->listed)
		job->listed(job->arg, job->looked.facts, job->looked.count);
}

static void tell_put(struct recordings *r, struct job *job) {
	struct known *known = &r->known[job->lang];
	size_t at = place_of(known, job->lang, job->name);
	if (at < known->count)
		known->facts[at] = job->is;
	job->put(job->arg, job->error, &job->was, &job->is);
}

static struct job *job_new(const struct recordings *r, void (*does)(struct job *job),
	void (*tell)(struct recordings *r, struct job *job), void *arg) {
	struct job *job = mem_alloc(1, sizeof *job);
	job->run = does;
	job->tell = tell;
	job->dir = r->dir;
	job->arg = arg;
	return job;
}

void recordings_get(struct recordings *r, enum lang lang, const char *name, const char *known,
	void (*done)(void *arg, const struct recording *recording), void *arg) {
	char text[CALL_CLIP_SIZE];
	if (!*call_clip_text(lang, name, text)) {
		done(arg, &(struct recording){0});
		return;
	}
	struct job *job = job_new(r, run_get, tell_get, arg);
	job->lang = lang;
	text_copy(job->name, sizeof job->name, name);
	text_copy(job->tag, sizeof job->tag, known);
	job->done = done;
	worker_submit(r->worker, job);
}

void recordings_list(struct recordings *r, enum lang lang, recordings_listed *done, void *arg) {
	struct job *job = job_new(r, run_list, tell_list, arg);
	job->lang = lang;
	job->listed = done;
	worker_submit(r->worker, job);
}

const struct recording_facts *recordings_known(
	const struct recordings *r, enum lang lang, const char *name) {
	const struct known *known = &r->known[lang];
	size_t at = place_of(known, lang, name);
	return at < known->count ? &known->facts[at] : NULL;
}

int recordings_fit(const void *bytes, size_t size) {
	struct wave_head h;
	bool good = size <= RECORDING_MAX && wave_head_read(bytes, size, size, &h) &&
		    h.channels == 1 && h.bits == 16 && h.rate_hz >= RECORDING_RATE_MIN &&
		    h.rate_hz <= RECORDING_RATE_MAX && h.length_ms >= RECORDING_MIN_MS &&
		    h.length_ms <= RECORDING_MAX_MS;
	return good ? h.length_ms : 0;
}

void recordings_put(struct recordings *r, const struct recording_change *change,
	recordings_put_done *done, void *arg) {
	struct job *job = job_new(r, run_put, tell_put, arg);
	job->lang = change->lang;
	text_copy(job->name, sizeof job->name, change->name);
	job->change = *change;
	job->put = done;
	worker_submit(r->worker, job);
}

const char *recordings_folder(const struct recordings *r) {
	return r->dir;
}

int recordings_fd(const struct recordings *r) {
	return worker_fd(r->worker);
}

void recordings_drain(struct recordings *r) {
	struct job *job;
	while ((job = worker_finished(r->worker))) {
		job->tell(r, job);
		mem_free(job->recording.data);
		mem_free(job);
	}
}
