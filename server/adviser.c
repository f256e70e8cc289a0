#include "server/adviser.h"

#include "common/clock.h"
#include "common/mem.h"
#include "server/adviser_case.h"
#include "server/worker.h"

#include <time.h>

enum {
	SHARE = 10,      /* never more than this part of the time */
	EVERY_MS = 3000, /* at most so often … */
	IDLE_MS = 30000, /* and so often when nothing happens: waits grow */
};

struct adviser {
	struct office *office;
	void (*changed)(void *arg);
	void *arg;
	struct worker *worker;
	struct adviser_case *told; /* the last answer that advises something; NULL: none does */
	bool asking;
	bool advised;              /* as `changed` was last told */
	int64_t asked_seq;         /* the newest change then */
	int64_t begun_ms, next_ms; /* monotonic; next_ms: not before */
	int64_t rests_until_ms;
};

/* What this thread has cost so far. */
static int64_t own_time_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void answer(void **items, size_t count, void *arg) {
	(void)arg;
	for (size_t i = 0; i < count; i++) {
		struct adviser_case *c = items[i];
		int64_t begun_ms = own_time_ms();
		c->any = advice_find(&c->question, &c->advice);
		c->cost_ms = own_time_ms() - begun_ms;
	}
}

struct adviser *adviser_new(struct office *office, void (*changed)(void *arg), void *arg) {
	struct adviser *a = mem_alloc(1, sizeof *a);
	*a = (struct adviser){.office = office, .changed = changed, .arg = arg, .asked_seq = -1};
	a->begun_ms = a->next_ms = clock_mono_ms();
	a->worker = worker_new(answer, WORKER_ONE, a);
	if (a->worker)
		return a;
	mem_free(a);
	return NULL;
}

void adviser_free(struct adviser *a) {
	struct adviser_case *c;
	if (!a)
		return;
	worker_stop(a->worker);
	while ((c = worker_finished(a->worker)))
		adviser_case_free(c);
	worker_free(a->worker);
	adviser_case_free(a->told);
	mem_free(a);
}

int adviser_fd(const struct adviser *a) {
	return worker_fd(a->worker);
}

int64_t adviser_rests_until_ms(const struct adviser *a) {
	return a->rests_until_ms > office_now(a->office) ? a->rests_until_ms : 0;
}

int64_t adviser_until_ms(const struct adviser *a) {
	return (a->told->at_ms / 1000 + a->told->advice.option.for_s) * 1000;
}

int64_t adviser_found_ms(const struct adviser *a) {
	return a->told->at_ms;
}

const struct advice *adviser_advice(const struct adviser *a) {
	const struct queue *q = office_queue(a->office);
	if (!a->told || a->told->setups != queue_setup(q)->version || adviser_rests_until_ms(a) ||
		adviser_until_ms(a) <= office_now(a->office) ||
		!adviser_case_holds(q, &a->told->advice.option))
		return NULL;
	return &a->told->advice;
}

/* Tells when there is something else than before. */
static void tell(struct adviser *a, bool another) {
	bool advised = adviser_advice(a) != NULL;
	if (advised != a->advised || (advised && another))
		a->changed(a->arg);
	a->advised = advised;
}

static void ask(struct adviser *a) {
	const struct advice *shown = adviser_advice(a);
	struct adviser_case *c = adviser_case_new(office_outlook(a->office),
		office_shown(a->office), office_now(a->office), shown ? &shown->option : NULL,
		shown ? adviser_until_ms(a) : 0);
	a->asking = true;
	a->begun_ms = clock_mono_ms();
	worker_submit(a->worker, c);
}

void adviser_tick(struct adviser *a) {
	int64_t now_ms = clock_mono_ms();
	int64_t seq = office_board(a->office)->seq;
	bool due = now_ms >= a->next_ms && seq != a->asked_seq;
	bool idle = now_ms >= a->begun_ms + IDLE_MS && now_ms >= a->next_ms;
	tell(a, false);
	if (a->asking || !office_ready(a->office) || !(due || idle) || adviser_rests_until_ms(a))
		return;
	a->asked_seq = seq;
	ask(a);
}

static void take(struct adviser *a, struct adviser_case *c) {
	int64_t rest_ms = SHARE * c->cost_ms;
	struct adviser_case *before = a->told;
	bool another =
		!before || !c->any || !advice_same(&before->advice.option, &c->advice.option);
	a->asking = false;
	a->next_ms = clock_mono_ms() + (rest_ms > EVERY_MS ? rest_ms : EVERY_MS);
	a->told = c->any ? c : NULL;
	tell(a, another);
	adviser_case_free(before);
	if (!c->any)
		adviser_case_free(c);
}

void adviser_drain(struct adviser *a) {
	struct adviser_case *c;
	while ((c = worker_finished(a->worker)))
		take(a, c);
}

void adviser_rest(struct adviser *a, int64_t until_ms) {
	a->rests_until_ms = until_ms;
	tell(a, false);
}
