#include "server/office.h"

#include "common/board.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/calendar.h"
#include "server/office_state.h"

#include <assert.h>
#include <string.h>

/* Replays a day; NULL when its changes do not fit together. */
static struct queue *replay(const struct office *o, const struct store_day *day) {
	struct queue *q = queue_new(o->options.setup);
	for (size_t i = 0; i < day->change_count; i++) {
		if (queue_apply(q, &day->changes[i]))
			continue;
		log_error("change %lld does not fit the day before it: the store is damaged",
			(long long)day->changes[i].seq);
		queue_free(q);
		return NULL;
	}
	return q;
}

static void board_open(struct office *o, const struct store_day *day) {
	const struct setup *s = o->options.setup;
	struct snapshot *b = &o->board;
	text_copy(b->epoch, sizeof b->epoch, day->epoch);
	b->service_count = s->service_count;
	b->counter_count = s->counter_count;
	for (int i = 0; i < s->service_count; i++)
		text_copy(b->services[i].id, ID_SIZE, s->services[i].id);
	for (int i = 0; i < s->counter_count; i++)
		b->counters[i].id = s->counters[i].id;
	b->day = day->day;
	for (size_t i = 0; i < day->change_count; i++)
		board_apply(b, &day->changes[i]);
	b->seq = day->seq;
}

void office_keys(struct office *o, const struct store_day *day) {
	keys_clear(&o->keys);
	for (size_t i = 0; i < day->answer_count; i++)
		keys_add(&o->keys, &day->answers[i]);
}

struct office *office_new(const struct office_options *options) {
	struct office *o = mem_alloc(1, sizeof *o);
	const struct store_day *day = options->day;
	o->options = *options;
	o->options.day = NULL;
	o->queue = replay(o, day);
	if (!o->queue) {
		mem_free(o);
		return NULL;
	}
	o->shown = queue_new(options->setup);
	outlook_init(&o->outlook);
	for (size_t i = 0; i < day->change_count; i++) {
		queue_apply(o->shown, &day->changes[i]);
		outlook_learn(&o->outlook, o->shown, &day->changes[i]);
	}
	office_keys(o, day);
	board_open(o, day);
	o->seq = day->seq;
	o->day = day->day;
	o->last_ms = day->change_count ? day->changes[day->change_count - 1].at_ms : 0;
	timekeeper_init(&o->time, options->now_ms(), options->mono_ms(), o->last_ms);
	o->ready = true;
	return o;
}

void office_free(struct office *o) {
	if (!o)
		return;
	queue_free(o->queue);
	queue_free(o->shown);
	outlook_clear(&o->outlook);
	keys_clear(&o->keys);
	mem_free(o->gathered);
	mem_free(o);
}

bool office_ready(const struct office *o) {
	return o->ready;
}

const struct setup *office_setup(const struct office *o) {
	return o->options.setup;
}

const struct catalog *office_catalog(const struct office *o) {
	return o->options.catalog;
}

const struct queue *office_queue(const struct office *o) {
	return o->queue;
}

const struct queue *office_shown(const struct office *o) {
	return o->shown;
}

const struct snapshot *office_board(struct office *o) {
	o->board.now_ms = office_now(o);
	return &o->board;
}

const struct outlook *office_outlook(const struct office *o) {
	return &o->outlook;
}

int64_t office_now(const struct office *o) {
	int64_t now_ms = timekeeper_now(&o->time, o->options.mono_ms());
	return now_ms > o->last_ms ? now_ms : o->last_ms;
}

struct change office_change(const struct office *o, const char *by) {
	struct change c = {.at_ms = office_now(o), .day = o->day};
	text_copy(c.by, sizeof c.by, by);
	return c;
}

void office_apply(struct office *o, struct change *c) {
	c->seq = o->seq + 1;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	if (c->kind == CHANGE_DAY_OPENED) {
		queue_free(o->queue);
		o->queue = queue_new(o->options.setup);
		o->day = c->day;
	}
	bool fits = queue_apply(o->queue, c);
	assert(fits);
	(void)fits;
	o->seq = c->seq;
	o->last_ms = c->at_ms;
	if (o->gathered_count == o->gathered_room) {
		o->gathered_room = o->gathered_room ? o->gathered_room * 2 : 1;
		o->gathered = mem_realloc(o->gathered, o->gathered_room, sizeof *o->gathered);
	}
	o->gathered[o->gathered_count++] = *c;
}

/* Who waits for a job of the store. */
struct waiter {
	struct office *office;
	office_done *done;
	office_answered *answered;
	void *arg;
};

static struct store_job *job_new(struct office *o, enum store_job_kind kind,
	void (*done)(struct store_job *, void *), struct waiter waiter) {
	struct store_job *job = store_job_new(kind);
	struct waiter *w = mem_alloc(1, sizeof *w);
	*w = waiter;
	w->office = o;
	job->done = done;
	job->arg = w;
	return job;
}

static void submit(struct office *o, struct store_job *job) {
	o->outstanding++;
	store_submit(o->options.store, job);
}

static void committed(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	struct office *o = w->office;
	if (job->result == STORE_OK && job->change_count)
		office_written(o);
	if (job->result == STORE_OK)
		office_publish(o, job->changes, job->change_count);
	else
		office_fail(o);
	if (w->done)
		w->done(w->arg, job->result);
	mem_free(w);
}

void office_commit(
	struct office *o, const struct store_answer *answer, office_done *done, void *arg) {
	if (!o->gathered_count && !o->outstanding) {
		if (done)
			done(arg, STORE_OK);
		return;
	}
	struct store_job *job =
		job_new(o, JOB_COMMIT, committed, (struct waiter){.done = done, .arg = arg});
	job->changes = o->gathered;
	job->change_count = o->gathered_count;
	o->gathered = NULL;
	o->gathered_count = o->gathered_room = 0;
	if (answer && job->change_count) {
		struct store_answer_key key = {.at_ms = answer->at_ms};
		job->answer = *answer;
		job->answer.text = mem_strdup(answer->text);
		memcpy(key.key, answer->key, sizeof key.key);
		memcpy(key.body, answer->body, sizeof key.body);
		keys_add(&o->keys, &key);
	}
	submit(o, job);
}

enum key_use office_key_use(
	const struct office *o, const unsigned char *key, const unsigned char *body) {
	return keys_use(&o->keys, key, body);
}

static void answer_read(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	if (job->result != STORE_OK)
		office_fail(w->office);
	w->answered(w->arg, job->result, job->answer.status, job->answer.text);
	mem_free(w);
}

void office_answer(struct office *o, const unsigned char *key, office_answered *done, void *arg) {
	struct store_job *job =
		job_new(o, JOB_ANSWER, answer_read, (struct waiter){.answered = done, .arg = arg});
	memcpy(job->answer.key, key, sizeof job->answer.key);
	submit(o, job);
}

/* Nobody waits for a session to be kept or old answers to be thrown away. */
static void kept(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	if (job->result != STORE_OK)
		office_fail(w->office);
	mem_free(w);
}

void office_keep_session(struct office *o, const struct store_session *session, bool remove) {
	struct store_job *job =
		job_new(o, remove ? JOB_SESSION_REMOVE : JOB_SESSION_PUT, kept, (struct waiter){0});
	job->session = *session;
	submit(o, job);
}

static void loaded(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	if (job->result == STORE_OK)
		office_reload(w->office, &job->day, replay(w->office, &job->day));
	else
		w->office->load_ms = clock_mono_ms();
	mem_free(w);
}

void office_load(struct office *o) {
	o->load_ms = 0;
	submit(o, job_new(o, JOB_LOAD, loaded, (struct waiter){0}));
}

void office_purge(struct office *o, int64_t before_ms) {
	struct store_job *job = job_new(o, JOB_PURGE, kept, (struct waiter){0});
	job->answer.at_ms = before_ms;
	submit(o, job);
	keys_purge(&o->keys, before_ms);
}

int office_fd(const struct office *o) {
	return store_fd(o->options.store);
}

void office_drain(struct office *o) {
	struct store_job *next;
	for (struct store_job *job = store_finished(o->options.store); job; job = next) {
		next = job->next;
		o->outstanding--;
		if (job->done)
			job->done(job, job->arg);
		store_job_free(job);
	}
}

void office_stop(struct office *o) {
	if (!o)
		return;
	o->ready = false;
	store_stop(o->options.store);
	office_drain(o);
}
