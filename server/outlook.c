#include "server/outlook.h"

#include "common/clock.h"
#include "common/mem.h"
#include "server/calendar.h"
#include "server/estimate.h"

#include <string.h>

/* So many have never waited in one hall. Of such a queue nothing honest can be said, and the loop
 * has no time to find that out. */
enum { WAITING_MAX = 2000 };
enum { OPENINGS = SETUP_SPANS_MAX };

void outlook_init(struct outlook *o) {
	*o = (struct outlook){0};
	learn_init(&o->learn);
}

void outlook_clear(struct outlook *o) {
	mem_free(o->tickets);
	booked_clear(&o->booked);
	*o = (struct outlook){0};
}

void outlook_book(struct outlook *o, const struct setup *s, int service, int64_t slot_ms) {
	booked_add(&o->booked, (size_t)service, slot_ms / 1000, s->slot_head_start_s);
}

void outlook_learn(struct outlook *o, const struct queue *q, const struct change *c) {
	const struct queue_ticket *t = queue_find(q, c->ticket);
	if (c->kind == CHANGE_DAY_OPENED) {
		learn_new_day(&o->learn);
		booked_clear(&o->booked);
		o->ticket_count = 0;
	}
	if (!t || t->line < 0)
		return;
	if (c->kind == CHANGE_ISSUED && t->slot_ms)
		booked_arrived(&o->booked, (size_t)t->line, t->slot_ms / 1000);
	double since_call_s = (double)(c->at_ms - t->called_at_ms) / 1000;
	if (c->kind == CHANGE_CALLED)
		learn_call(&o->learn);
	else if (c->kind == CHANGE_ABSENT)
		learn_absent(&o->learn, since_call_s);
	else if (c->kind == CHANGE_FINISHED && t->misses == 0)
		learn_finish(&o->learn, &o->learned[t->line],
			queue_setup(q)->services[t->line].mean_s, since_call_s, c->at_ms / 1000);
}

/* The arrays that a struct hall points into. */
struct view {
	struct hall_service services[SERVICES_MAX];
	struct hall_counter counters[COUNTERS_MAX];
	struct hall_opening openings[COUNTERS_MAX][OPENINGS];
	struct hall_serves serves[COUNTERS_MAX][SERVICES_MAX];
	struct hall_ticket *waiting;
	struct hall_issue *recent;
};

static void view_plan(struct view *v, const struct setup *s, int counter, int day) {
	struct setup_hours hours = calendar_counter_hours(s, counter, day);
	struct hall_counter *to = &v->counters[counter];
	for (int i = 0; i < hours.count; i++)
		v->openings[counter][i] =
			(struct hall_opening){clock_at(day, hours.spans[i].from) / 1000,
				clock_at(day, hours.spans[i].to) / 1000};
	to->openings = v->openings[counter];
	to->opening_count = (size_t)hours.count;
}

static void view_counter(struct view *v, const struct queue *q, int counter, int day) {
	const struct setup_counter *from = &queue_setup(q)->counters[counter];
	const struct queue_counter *now = queue_counter(q, from->id);
	const struct queue_ticket *t = queue_counter_ticket(q, from->id);
	struct hall_counter *to = &v->counters[counter];
	to->state = t && t->line >= 0            ? HALL_BUSY
		    : now->state == COUNTER_OPEN ? HALL_IDLE
						 : HALL_CLOSED;
	if (to->state == HALL_BUSY) {
		to->busy_seq = (uint32_t)t->id;
		to->busy_service = (size_t)t->line;
		to->busy_since_s = t->called_at_ms / 1000;
	}
	to->away_since_s = now->since_ms ? now->since_ms / 1000 : HALL_NO_TIME;
	to->back_s = now->back_at_ms ? now->back_at_ms / 1000 : HALL_NO_TIME;
	view_plan(v, queue_setup(q), counter, day);
	for (int i = 0; i < from->serves_count; i++)
		v->serves[counter][i] = (struct hall_serves){
			(size_t)from->serves[i].service, from->serves[i].handicap_s};
	to->serves = v->serves[counter];
	to->serves_count = (size_t)from->serves_count;
}

/* Waiting tickets in order of issue; `at` keeps which index each has. */
static size_t view_waiting(struct view *v, const struct queue *q, int *at) {
	size_t n = 0;
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		if (t->line < 0 || (t->state != TICKET_WAITING && t->state != TICKET_ISSUING))
			continue;
		at[n] = (int)i;
		v->waiting[n++] = (struct hall_ticket){(uint32_t)t->id, (size_t)t->line, t->key_s};
	}
	return n;
}

static size_t view_recent(struct view *v, const struct queue *q, int64_t now_s) {
	size_t n = 0;
	for (size_t i = queue_count(q); i-- > 0;) {
		const struct queue_ticket *t = queue_at(q, i);
		int64_t issued_s = t->issued_at_ms / 1000, head_s = issued_s - t->key_s;
		if (issued_s < now_s - 3600)
			break;
		if (t->line >= 0 && t->misses == 0 && !t->slot_ms && head_s > 0)
			v->recent[n++] = (struct hall_issue){
				(uint32_t)t->id, (size_t)t->line, issued_s, head_s};
	}
	return n;
}

/* A ticket that is as likely as not to be left over today is promised nothing. */
static struct wait window_of(const struct estimate *e) {
	struct wait w = {.known = e->known && e->p_today >= 0.5};
	if (w.known) {
		struct estimate_window shown = estimate_window(e->low_s, e->high_s);
		w.low_s = shown.from_s;
		w.high_s = shown.to_s;
	}
	return w;
}

static void ask(struct outlook *o, const struct hall *hall, const int *at) {
	memset(o->services, 0, sizeof o->services);
	if (hall->waiting_count > WAITING_MAX)
		return;
	struct hall_ticket probes[SERVICES_MAX];
	struct estimate answers[SERVICES_MAX];
	struct estimate *waiting = mem_alloc(hall->waiting_count, sizeof *waiting);
	for (size_t i = 0; i < hall->service_count; i++)
		probes[i] = (struct hall_ticket){0, i, hall->now_s};
	estimate_all(hall, probes, hall->service_count, waiting, answers);
	for (size_t i = 0; i < hall->service_count; i++)
		o->services[i] = window_of(&answers[i]);
	for (size_t i = 0; i < hall->waiting_count; i++)
		o->tickets[at[i]] = window_of(&waiting[i]);
	mem_free(waiting);
}

void outlook_update(struct outlook *o, const struct queue *q, int64_t at_ms) {
	const struct setup *s = queue_setup(q);
	size_t count = queue_count(q);
	struct view *v = mem_alloc(1, sizeof *v);
	int *at = mem_alloc(count, sizeof *at);
	v->waiting = mem_alloc(count, sizeof *v->waiting);
	v->recent = mem_alloc(count, sizeof *v->recent);
	for (int i = 0; i < s->service_count; i++)
		v->services[i] = (struct hall_service){s->services[i].mean_s, o->learned[i]};
	for (int i = 0; i < s->counter_count; i++)
		view_counter(v, q, i, clock_day(at_ms));
	mem_free(o->tickets);
	o->tickets = mem_alloc(count, sizeof *o->tickets);
	o->ticket_count = count;
	struct hall hall = {
		.now_s = at_ms / 1000,
		.first_issue_s = count ? queue_at(q, 0)->issued_at_ms / 1000 : HALL_NO_TIME,
		.grace_s = s->slot_grace_s,
		.learn = o->learn,
		.services = v->services,
		.service_count = (size_t)s->service_count,
		.counters = v->counters,
		.counter_count = (size_t)s->counter_count,
		.waiting = v->waiting,
		.waiting_count = view_waiting(v, q, at),
		.recent = v->recent,
		.recent_count = view_recent(v, q, at_ms / 1000),
		.booked = o->booked.items,
		.booked_count = o->booked.count,
	};
	ask(o, &hall, at);
	mem_free(at);
	mem_free(v->waiting);
	mem_free(v->recent);
	mem_free(v);
}

struct wait outlook_ticket(const struct outlook *o, const struct queue_ticket *t) {
	if (t->line < 0 || (t->state != TICKET_WAITING && t->state != TICKET_ISSUING))
		return (struct wait){0};
	return t->index < o->ticket_count ? o->tickets[t->index] : o->services[t->line];
}
