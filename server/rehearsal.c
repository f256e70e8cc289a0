#include "server/rehearsal.h"

#include "common/mem.h"
#include "server/simulate.h"
#include "server/worker.h"
#include "server/workload_past.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>

enum { NICE = 10, PLAYS = 2 };

struct job {
	struct rehearsal rehearsal;
	struct setup *setups[PLAYS];
	struct change *changes;
	size_t count;
	rehearsal_done *done;
	void *arg;
};

struct rehearsals {
	struct worker *worker;
	atomic_bool ending;
	int waiting;
};

static void count_waits(void *arg, const struct played *played, const struct queue *queue) {
	struct rehearsal_play *to = arg;
	const struct setup *s = played->day->setup;
	(void)queue;
	for (size_t i = 0; i < played->citizen_count; i++) {
		const struct played_citizen *c = &played->citizens[i];
		if (c->called == WORKLOAD_NONE)
			continue;
		int wait_s = played_wait_s(c), service = c->entry->service,
		    priority = c->entry->priority, target_s = s->services[service].target_s;
		sample_add(&to->all, wait_s, target_s);
		sample_add(&to->services[service], wait_s, target_s);
		sample_add(
			priority < 0 ? &to->ordinary : &to->priorities[priority], wait_s, target_s);
	}
}

static bool play(struct job *j, int which) {
	struct workload w = {0};
	struct simulation s = {0};
	bool played =
		workload_add_past(&w, j->setups[which], j->rehearsal.day, j->changes, j->count) &&
		simulate(&w, SIMULATE_CALLS_ALONE, &s, count_waits, &j->rehearsal.plays[which]);
	simulation_clear(&s);
	workload_clear(&w);
	return played;
}

static void run(void **items, size_t count, void *arg) {
	struct job *j = items[0];
	const struct rehearsals *r = arg;
	(void)count;
	setpriority(PRIO_PROCESS, 0, NICE); /* of this thread: the counters come first */
	j->rehearsal.played = !r->ending && play(j, 0) && !r->ending && play(j, 1);
}

struct rehearsals *rehearsals_new(void) {
	struct rehearsals *r = mem_alloc(1, sizeof *r);
	r->worker = worker_new(run, WORKER_ONE, r);
	if (r->worker)
		return r;
	mem_free(r);
	return NULL;
}

void rehearsals_stop(struct rehearsals *r) {
	if (!r)
		return;
	r->ending = true;
	worker_stop(r->worker);
	rehearsals_drain(r);
}

void rehearsals_free(struct rehearsals *r) {
	if (r)
		worker_free(r->worker);
	mem_free(r);
}

bool rehearsals_full(const struct rehearsals *r) {
	return r->waiting >= REHEARSALS_WAITING_MAX;
}

void rehearsals_play(struct rehearsals *r, int day, const struct change *changes, size_t count,
	struct setup *before, struct setup *after, rehearsal_done *done, void *arg) {
	struct job *j = mem_alloc(1, sizeof *j);
	*j = (struct job){.rehearsal = {.day = day, .before = before, .after = after},
		.setups = {before, after},
		.count = count,
		.done = done,
		.arg = arg};
	j->changes = mem_alloc(count ? count : 1, sizeof *changes);
	if (count)
		memcpy(j->changes, changes, count * sizeof *changes);
	r->waiting++;
	worker_submit(r->worker, j);
}

int rehearsals_fd(const struct rehearsals *r) {
	return worker_fd(r->worker);
}

static void clear(struct rehearsal_play *p) {
	sample_clear(&p->all);
	sample_clear(&p->ordinary);
	for (int i = 0; i < SERVICES_MAX; i++)
		sample_clear(&p->services[i]);
	for (int i = 0; i < PRIORITIES_MAX; i++)
		sample_clear(&p->priorities[i]);
}

void rehearsals_drain(struct rehearsals *r) {
	for (struct job *j; (j = worker_finished(r->worker));) {
		r->waiting--;
		j->done(j->arg, &j->rehearsal);
		for (int i = 0; i < PLAYS; i++) {
			clear(&j->rehearsal.plays[i]);
			setup_free(j->setups[i]);
		}
		mem_free(j->changes);
		mem_free(j);
	}
}
