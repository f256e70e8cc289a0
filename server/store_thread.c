#include "common/mem.h"
#include "server/store_answer.h"
#include "server/store_change.h"
#include "server/store_day.h"
#include "server/store_device.h"
#include "server/store_session.h"
#include "server/store_setup.h"

struct store_job *store_job_new(enum store_job_kind kind) {
	struct store_job *job = mem_alloc(1, sizeof *job);
	job->kind = kind;
	return job;
}

void store_job_free(struct store_job *job) {
	if (!job)
		return;
	mem_free(job->changes);
	mem_free(job->answer.text);
	mem_free(job->text);
	store_day_clear(&job->day);
	popular_clear(&job->popular);
	mem_free(job);
}

static enum store_result append_all(struct store *store, const struct store_job *job) {
	enum store_result result = STORE_OK;
	for (size_t i = 0; i < job->change_count && result == STORE_OK; i++)
		result = change_append(store, &job->changes[i]);
	return result == STORE_OK ? answer_put(store, &job->answer) : result;
}

static enum store_result do_job(struct store *store, struct store_job *job) {
	switch (job->kind) {
	case JOB_COMMIT:
		return append_all(store, job);
	case JOB_ANSWER:
		return answer_get(store, &job->answer);
	case JOB_SESSION_PUT:
		return session_put(store, &job->session);
	case JOB_SESSION_REMOVE:
		return session_remove(store, &job->session);
	case JOB_DEVICE:
		return device_put_settings(store, &job->device);
	case JOB_PURGE:
		return answer_purge(store, job->answer.at_ms);
	case JOB_LEARNED:
		return day_put_learned(store, job->day.day, job->day.seq, job->text);
	case JOB_LOAD:
	case JOB_SETUP:
	case JOB_DAY:
	case JOB_VISITS:
		break;
	}
	return STORE_FAILED;
}

static enum store_result commit_jobs(struct store *store, void **items, size_t count) {
	if (!db_begin(store))
		return db_failed(store, "write");
	enum store_result result = STORE_OK;
	for (size_t i = 0; i < count && result == STORE_OK; i++)
		result = do_job(store, items[i]);
	if (result == STORE_OK)
		result = change_write_head(store);
	if (result == STORE_OK && !db_commit(store))
		result = db_failed(store, "write");
	return result;
}

/* All of them or none: what one job reads may be what another one of them wrote. */
static void run_together(struct store *store, void **items, size_t count) {
	if (count && store->broken == STORE_OK) {
		store->broken = commit_jobs(store, items, count);
		if (store->broken != STORE_OK)
			db_rollback(store);
	}
	for (size_t i = 0; i < count; i++) {
		struct store_job *job = items[i];
		job->result = store->broken;
	}
}

static void run_load(struct store *store, struct store_job *job) {
	store_day_clear(&job->day);
	job->result = store->broken = store_load(store, &job->day);
}

/* A new set-up, and the day to be replayed with it. */
static void run_setup(struct store *store, struct store_job *job) {
	if (store->broken == STORE_OK)
		store->broken = setup_put_office(store, job->text, job->changes, &job->answer);
	if (store->broken == STORE_OK)
		run_load(store, job);
	job->result = store->broken;
}

/* What cannot be read of an old day concerns whoever asked for it alone. */
static void run_day(struct store *store, struct store_job *job) {
	int day = job->day.day;
	store_day_clear(&job->day);
	job->result = store_load_day(store, day, &job->day);
}

static void run_visits(struct store *store, struct store_job *job) {
	job->result = store_visits(store, job->from, job->until, &job->popular);
}

/* A job that is not part of a transaction with others; NULL: it is. */
static void (*alone(const struct store_job *job))(struct store *, struct store_job *) {
	return job->kind == JOB_LOAD     ? run_load
	       : job->kind == JOB_SETUP  ? run_setup
	       : job->kind == JOB_DAY    ? run_day
	       : job->kind == JOB_VISITS ? run_visits
					 : NULL;
}

/* What lies between two of those becomes one transaction. */
static void run_jobs(void **items, size_t count, void *arg) {
	struct store *store = arg;
	size_t from = 0;
	for (size_t i = 0; i < count; i++) {
		void (*run)(struct store *, struct store_job *) = alone(items[i]);
		if (!run)
			continue;
		run_together(store, items + from, i - from);
		run(store, items[i]);
		from = i + 1;
	}
	run_together(store, items + from, count - from);
}

bool store_start(struct store *store) {
	store->worker = worker_new(run_jobs, WORKER_ALL, store);
	return store->worker != NULL;
}

void store_submit(struct store *store, struct store_job *job) {
	worker_submit(store->worker, job);
}

int store_fd(const struct store *store) {
	return worker_fd(store->worker);
}

struct store_job *store_finished(struct store *store) {
	struct store_job *first = NULL, **end = &first;
	while (store->worker && (*end = worker_finished(store->worker)))
		end = &(*end)->next;
	return first;
}

void store_stop(struct store *store) {
	if (store->worker)
		worker_stop(store->worker);
}
