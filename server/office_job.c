#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/office_state.h"

#include <string.h>

/* Who waits for a job of the store. */
struct waiter {
	struct office *office;
	office_done *done;
	office_answered *answered;
	office_visits_read *visits_read;
	office_acted *acted;
	office_copied *copied;
	struct setup *setup;
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

void office_submit(struct office *o, struct store_job *job) {
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

/* An answer goes to the disk with its job, and whoever uses the key again gets it from there. */
static void keep_answer(
	struct office *o, struct store_job *job, const struct store_answer *answer) {
	int64_t seq = job->changes[job->change_count - 1].seq;
	struct store_answer_key key = {.seq = seq, .at_ms = answer->at_ms};
	job->answer = *answer;
	job->answer.seq = seq;
	job->answer.text = mem_strdup(answer->text);
	memcpy(key.key, answer->key, sizeof key.key);
	memcpy(key.body, answer->body, sizeof key.body);
	keys_add(&o->keys, &key);
}

/* A job with all changes that were gathered. */
static struct store_job *gathered_job(
	struct office *o, void (*done)(struct store_job *, void *), struct waiter waiter) {
	struct store_job *job = job_new(o, JOB_COMMIT, done, waiter);
	job->changes = o->gathered;
	job->change_count = o->gathered_count;
	o->gathered = NULL;
	o->gathered_count = o->gathered_room = 0;
	return job;
}

void office_commit(
	struct office *o, const struct store_answer *answer, office_done *done, void *arg) {
	if (!o->gathered_count && !o->outstanding) {
		if (done)
			done(arg, STORE_OK);
		return;
	}
	struct store_job *job =
		gathered_job(o, committed, (struct waiter){.done = done, .arg = arg});
	if (answer && job->change_count)
		keep_answer(o, job, answer);
	office_submit(o, job);
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
	job->answer.seq = keys_seq(&o->keys, key);
	memcpy(job->answer.key, key, sizeof job->answer.key);
	office_submit(o, job);
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
	office_submit(o, job);
}

void office_keep_device(struct office *o, const struct store_device *device) {
	struct store_job *job = job_new(o, JOB_DEVICE, kept, (struct waiter){0});
	job->device = *device;
	office_submit(o, job);
}

static void loaded(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	if (job->result == STORE_OK)
		office_reload(w->office, &job->day, office_replay(w->office, &job->day));
	else
		w->office->load_ms = clock_mono_ms();
	mem_free(w);
}

void office_load(struct office *o) {
	o->load_ms = 0;
	office_submit(o, job_new(o, JOB_LOAD, loaded, (struct waiter){0}));
}

void office_purge(struct office *o, int64_t before_ms) {
	struct store_job *job = job_new(o, JOB_PURGE, kept, (struct waiter){0});
	job->answer.at_ms = before_ms;
	office_submit(o, job);
	keys_purge(&o->keys, before_ms);
}

void office_keep_learned(struct office *o, const struct change *opened) {
	struct store_job *job = job_new(o, JOB_LEARNED, kept, (struct waiter){0});
	job->day.day = opened->day;
	job->day.seq = opened->seq;
	job->text = outlook_text(&o->outlook, o->options.setup);
	office_submit(o, job);
}

static void visits_read(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	w->visits_read(w->arg, job->result, &job->popular);
	mem_free(w);
}

void office_read_visits(
	struct office *o, int from, int until, office_visits_read *done, void *arg) {
	struct store_job *job = job_new(
		o, JOB_VISITS, visits_read, (struct waiter){.visits_read = done, .arg = arg});
	job->from = from;
	job->until = until;
	office_submit(o, job);
}

static void slice_copied(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	w->copied(w->arg, job->result, job->left);
	mem_free(w);
}

void office_copy(struct office *o, const char *path, office_copied *done, void *arg) {
	struct store_job *job =
		job_new(o, JOB_COPY, slice_copied, (struct waiter){.copied = done, .arg = arg});
	job->text = path ? mem_strdup(path) : NULL;
	office_submit(o, job);
}

struct change office_act_change(
	const struct office *o, const struct store_act *act, const char *by) {
	struct change c = office_change(o, by);
	c.seq = o->seq + 1;
	c.kind = CHANGE_SETUP;
	text_copy(c.how, sizeof c.how, act->object);
	text_copy(c.note, sizeof c.note, act->id);
	store_act_digest(act, c.digest);
	return c;
}

static void acted(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	struct office *o = w->office;
	if (job->result == STORE_OK) {
		office_written(o);
		o->setups = job->act.version > o->setups ? job->act.version : o->setups;
		office_publish(o, job->changes, job->change_count);
	} else {
		office_fail(o);
	}
	w->acted(w->arg, job->result, &job->act);
	mem_free(w);
}

static void set_up(struct store_job *job, void *arg) {
	struct waiter *w = arg;
	struct office *o = w->office;
	o->ready = true;
	if (job->result == STORE_OK) {
		w->setup->version = job->act.version;
		office_adopt(o, w->setup, job->act.text, &job->day);
	} else {
		setup_free(w->setup);
		office_fail(o);
	}
	w->acted(w->arg, job->result, &job->act);
	mem_free(w);
}

/* The day is replayed with a new set-up: its change goes past the queues, and nothing may come
 * between. */
static struct store_job *set_up_job(
	struct office *o, const struct change *c, struct waiter waiter) {
	office_commit(o, NULL, NULL, NULL);
	struct store_job *job = job_new(o, JOB_SETUP, set_up, waiter);
	job->changes = mem_alloc(1, sizeof *c);
	job->changes[0] = *c;
	job->change_count = 1;
	o->ready = false;
	return job;
}

void office_act(struct office *o, struct change *c, struct store_act *act, struct setup *setup,
	const struct store_answer *answer, office_acted *done, void *arg) {
	struct waiter waiter = {.acted = done, .setup = setup, .arg = arg};
	struct store_job *job;
	if (!o->ready) {
		setup_free(setup);
		done(arg, STORE_FAILED, act);
		store_act_clear(act);
		return;
	}
	if (setup) {
		job = set_up_job(o, c, waiter);
	} else {
		office_apply(o, c);
		job = gathered_job(o, acted, waiter);
	}
	job->act = *act;
	*act = (struct store_act){0};
	if (answer)
		keep_answer(o, job, answer);
	office_submit(o, job);
}

struct office_figures office_figures(const struct office *o) {
	return (struct office_figures){o->calls, o->outstanding, store_figures(o->options.store)};
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
	if (o->ready) {
		office_keep_slips(o);
		office_commit(o, NULL, NULL, NULL);
	}
	o->ready = false;
	store_stop(o->options.store);
	office_drain(o);
}
