#include "common/mem.h"
#include "server/store_account.h"
#include "server/store_act.h"
#include "server/store_answer.h"
#include "server/store_change.h"
#include "server/store_copy.h"
#include "server/store_day.h"
#include "server/store_session.h"

#include <string.h>
#include <time.h>

struct store_job *store_job_new(enum store_job_kind kind) {
	struct store_job *job = mem_alloc(1, sizeof *job);
	job->kind = kind;
	return job;
}

void store_job_free(struct store_job *job) {
	if (!job)
		return;
	mem_free(job->changes);
	store_act_clear(&job->act);
	store_acts_clear(&job->acts);
	mem_free(job->answer.text);
	mem_free(job->text);
	mem_free(job->bytes);
	store_day_clear(&job->day);
	store_packs_clear(&job->packs);
	popular_clear(&job->popular);
	mem_free(job);
}

static enum store_result append_all(struct store *store, struct store_job *job) {
	enum store_result result = STORE_OK;
	for (size_t i = 0; i < job->change_count && result == STORE_OK; i++)
		result = change_append(store, &job->changes[i]);
	if (result == STORE_OK && *job->act.act)
		result = act_put(store, &job->act, &job->changes[job->change_count - 1]);
	return result == STORE_OK ? answer_put(store, &job->answer) : result;
}

static enum store_result do_job(struct store *store, struct store_job *job) {
	switch (job->kind) {
	case JOB_COMMIT:
	case JOB_SETUP:
		return append_all(store, job);
	case JOB_ANSWER:
		return answer_get(store, &job->answer);
	case JOB_SESSION_PUT:
		return session_put(store, &job->session);
	case JOB_SESSION_REMOVE:
		return session_remove(store, &job->session);
	case JOB_DEVICE:
		return account_put_settings(store, &job->device);
	case JOB_PURGE:
		return answer_purge(store, job->answer.at_ms);
	case JOB_LEARNED:
		return day_put_learned(store, job->day.day, job->day.seq, job->text);
	case JOB_LOAD:
	case JOB_ACTS:
	case JOB_CHANGES:
	case JOB_PACKS:
	case JOB_PACK_PUT:
	case JOB_VISITS:
	case JOB_COPY:
	case JOB_ANCHOR:
		break;
	}
	return STORE_FAILED;
}

const double store_bounds_s[STORE_BOUNDS] = {
	0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5};

static int64_t now_us(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

static void note_commit(struct store *store, int64_t begun_us) {
	int64_t us = now_us() - begun_us;
	int i = 0;
	while (i < STORE_BOUNDS && (double)us > store_bounds_s[i] * 1e6)
		i++;
	store->commits[i]++;
	store->commit_us += (uint64_t)us;
}

struct store_figures store_figures(const struct store *store) {
	struct store_figures figures = {.commit_s = (double)store->commit_us / 1e6};
	for (int i = 0; i <= STORE_BOUNDS; i++)
		figures.commits[i] = store->commits[i];
	return figures;
}

static enum store_result commit_jobs(struct store *store, void **items, size_t count) {
	int64_t begun_us = now_us();
	if (!db_begin(store))
		return db_failed(store, "write");
	enum store_result result = STORE_OK;
	for (size_t i = 0; i < count && result == STORE_OK; i++)
		result = do_job(store, items[i]);
	if (result == STORE_OK)
		result = change_write_head(store);
	if (result == STORE_OK && !db_commit(store))
		result = db_failed(store, "write");
	if (result == STORE_OK)
		note_commit(store, begun_us);
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
	void *item = job;
	run_together(store, &item, 1);
	if (job->result == STORE_OK)
		run_load(store, job);
}

/* What cannot be read of old days concerns whoever asked for them alone. */
static void run_changes(struct store *store, struct store_job *job) {
	job->result = store_changes(store, job->from, job->until, job->after, job->limit,
		&job->changes, &job->change_count, &job->more);
}

static void run_acts(struct store *store, struct store_job *job) {
	job->result = store_acts(store, &job->acts);
}

static void run_packs(struct store *store, struct store_job *job) {
	job->result = store_packs(store, job->version, job->from, job->until, &job->packs);
}

/* What is not kept is computed again. */
static void run_pack_put(struct store *store, struct store_job *job) {
	bool kept = store->broken == STORE_OK && store_pack_put(store, job->version, job->from,
							 job->after, job->bytes, job->size);
	job->result = kept ? STORE_OK : STORE_FAILED;
}

static void run_visits(struct store *store, struct store_job *job) {
	job->result = store_visits(store, job->from, job->until, &job->popular);
}

static void run_anchor(struct store *store, struct store_job *job) {
	job->result = store_anchor(store, &job->anchor);
}

/* A job that is not part of a transaction with others; NULL: it is. */
static void (*alone(const struct store_job *job))(struct store *, struct store_job *) {
	return job->kind == JOB_LOAD       ? run_load
	       : job->kind == JOB_SETUP    ? run_setup
	       : job->kind == JOB_CHANGES  ? run_changes
	       : job->kind == JOB_ACTS     ? run_acts
	       : job->kind == JOB_PACKS    ? run_packs
	       : job->kind == JOB_PACK_PUT ? run_pack_put
	       : job->kind == JOB_VISITS   ? run_visits
	       : job->kind == JOB_ANCHOR   ? run_anchor
	       : job->kind == JOB_COPY     ? copy_run
					   : NULL;
}

/* A slice of a copy holds nothing up that came with it. */
static void put_copy_last(void **items, size_t count) {
	for (size_t i = 0; i + 1 < count; i++) {
		struct store_job *job = items[i];
		if (job->kind != JOB_COPY)
			continue;
		memmove(items + i, items + i + 1, (count - i - 1) * sizeof(void *));
		items[count - 1] = job;
		return;
	}
}

/* What lies between two of those becomes one transaction. */
static void run_jobs(void **items, size_t count, void *arg) {
	struct store *store = arg;
	size_t from = 0;
	put_copy_last(items, count);
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
