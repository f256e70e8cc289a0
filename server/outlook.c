#include "server/outlook.h"

#include "common/mem.h"
#include "server/estimate.h"
#include "server/outlook_view.h"

#include <math.h>
#include <string.h>

/* So many have never waited in one hall. Of such a queue nothing honest can be said, and the loop
 * has no time to find that out. */
enum { WAITING_MAX = 2000 };
enum { MINUTE_MS = 60000 };

void outlook_init(struct outlook *o) {
	*o = (struct outlook){.head_count = 1};
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

static void learn_called(struct outlook *o, const struct queue_ticket *t) {
	double wait_s = (double)(t->called_at_ms - t->issued_at_ms) / 1000;
	learn_call(&o->learn);
	if (t->told.known && t->first_called_ms == t->called_at_ms && !t->doubtful)
		learn_window(&o->learn, wait_s, t->told.mid_s, t->told.low_s, t->told.high_s);
}

static void learn_ticket(struct outlook *o, const struct queue *q, const struct queue_ticket *t,
	const struct change *c) {
	double since_call_s = (double)(c->at_ms - t->called_at_ms) / 1000;
	if (c->kind == CHANGE_ISSUED && t->slot_ms)
		booked_arrived(&o->booked, (size_t)t->line, t->slot_ms / 1000);
	else if (c->kind == CHANGE_CALLED)
		learn_called(o, t);
	else if (c->kind == CHANGE_ABSENT && !t->doubtful)
		learn_absent(&o->learn, since_call_s);
	else if (c->kind == CHANGE_FINISHED && t->misses == 0 && !t->doubtful)
		learn_finish(&o->learn, &o->learned[t->line],
			queue_setup(q)->services[t->line].mean_s, since_call_s, c->at_ms / 1000);
}

void outlook_learn(struct outlook *o, const struct queue *q, const struct change *c) {
	const struct queue_ticket *t = queue_find(q, c->ticket);
	if (c->kind == CHANGE_DAY_OPENED) {
		learn_new_day(&o->learn);
		o->ticket_count = 0;
		booked_clear(&o->booked);
	}
	if (t && t->line >= 0)
		learn_ticket(o, q, t, c);
}

static void add_head(struct outlook *o, int head_s) {
	int at = 0;
	while (at < o->head_count && o->heads_s[at] < head_s)
		at++;
	if (o->head_count == OUTLOOK_HEADS || (at < o->head_count && o->heads_s[at] == head_s))
		return;
	for (int i = o->head_count++; i > at; i--)
		o->heads_s[i] = o->heads_s[i - 1];
	o->heads_s[at] = head_s;
}

/* The head starts that a ticket of this office can have. */
static void find_heads(struct outlook *o, const struct setup *s) {
	o->head_count = 0;
	add_head(o, 0);
	for (int i = 0; i < s->priority_count; i++)
		add_head(o, s->priorities[i].head_start_s);
}

/* The window by the clock, outwards to whole minutes. */
static struct span window_of(const struct wait *wait, int64_t at_ms) {
	int64_t to_ms = at_ms + wait->high_s * 1000LL + MINUTE_MS - 1;
	return (struct span){(at_ms + wait->low_s * 1000LL) / MINUTE_MS * MINUTE_MS,
		to_ms / MINUTE_MS * MINUTE_MS};
}

/* A ticket that is as likely as not to be left over today is promised nothing. */
static struct outlook_wait said(const struct estimate *e, const struct hall *hall) {
	struct outlook_wait w = {0};
	if (!e->known)
		return w;
	w.reach = e->p_today >= 0.9   ? REACH_LIKELY
		  : e->p_today >= 0.5 ? REACH_DOUBTFUL
				      : REACH_UNLIKELY;
	if (e->p_before > 0.1 && e->p_after > 0.1)
		w.pause = (struct span){hall->break_from_s * 1000, hall->break_to_s * 1000};
	if (w.reach == REACH_UNLIKELY)
		return w;
	struct estimate_window shown = estimate_window(e->low_s, e->high_s);
	w.wait = (struct wait){true, shown.from_s, shown.to_s};
	w.mid_s = (int)lround(e->mid_s);
	w.window = window_of(&w.wait, hall->now_s * 1000);
	return w;
}

static struct span told_window(const struct queue_ticket *t) {
	struct wait wait = {t->told.known, t->told.low_s, t->told.high_s};
	return wait.known ? window_of(&wait, t->issued_at_ms) : (struct span){0};
}

/* A window that was shown stays while it may still come true and says enough. */
static struct span keep(struct span shown, const struct outlook_wait *now, int64_t at_ms) {
	int64_t mid_ms = at_ms + now->mid_s * 1000LL;
	bool holds = now->wait.known && shown.from_ms && shown.from_ms <= mid_ms &&
		     mid_ms <= shown.to_ms && shown.to_ms >= at_ms;
	bool narrow = shown.to_ms - shown.from_ms <= 2 * (now->window.to_ms - now->window.from_ms);
	return holds && narrow ? shown : now->window;
}

/* Asks for all that wait and for new tickets of each service with each head start. */
static void ask(struct outlook *o, const struct hall *hall, struct estimate *waiting) {
	size_t n = hall->service_count;
	struct hall_ticket probes[OUTLOOK_HEADS * SERVICES_MAX];
	struct estimate answers[OUTLOOK_HEADS * SERVICES_MAX];
	for (int h = 0; h < o->head_count; h++)
		for (size_t i = 0; i < n; i++)
			probes[(size_t)h * n + i] =
				(struct hall_ticket){0, i, hall->now_s - o->heads_s[h]};
	estimate_all(hall, probes, (size_t)o->head_count * n, waiting, answers);
	for (int h = 0; h < o->head_count; h++)
		for (size_t i = 0; i < n; i++)
			o->services[h][i] = said(&answers[(size_t)h * n + i], hall);
}

static void keep_tickets(struct outlook *o, const struct queue *q, const struct outlook_view *v,
	const struct estimate *waiting, int64_t at_ms) {
	struct outlook_wait *fresh = mem_alloc(queue_count(q), sizeof *fresh);
	for (size_t i = 0; i < v->hall.waiting_count; i++) {
		size_t at = (size_t)v->at[i];
		struct span shown =
			at < o->ticket_count ? o->tickets[at].window : told_window(queue_at(q, at));
		fresh[at] = said(&waiting[i], &v->hall);
		fresh[at].window = keep(shown, &fresh[at], at_ms);
	}
	mem_free(o->tickets);
	o->tickets = fresh;
	o->ticket_count = queue_count(q);
}

/* Looks no further than it must. */
static bool too_many(const struct queue *q) {
	size_t n = 0;
	for (size_t i = queue_count(q); i-- > 0 && n <= WAITING_MAX;)
		n += outlook_view_awaits(queue_at(q, i));
	return n > WAITING_MAX;
}

static void say_nothing(struct outlook *o, const struct queue *q) {
	mem_free(o->tickets);
	o->ticket_count = queue_count(q);
	o->tickets = mem_alloc(o->ticket_count, sizeof *o->tickets);
}

static void foresee(struct outlook *o, const struct queue *q, int64_t at_ms) {
	struct outlook_view *v = outlook_view_new(o, q, at_ms);
	struct estimate *waiting = mem_alloc(v->hall.waiting_count, sizeof *waiting);
	ask(o, &v->hall, waiting);
	keep_tickets(o, q, v, waiting, at_ms);
	mem_free(waiting);
	outlook_view_free(v);
}

void outlook_update(struct outlook *o, const struct queue *q, int64_t at_ms) {
	memset(o->services, 0, sizeof o->services);
	find_heads(o, queue_setup(q));
	if (too_many(q))
		say_nothing(o, q);
	else
		foresee(o, q, at_ms);
}

const struct outlook_wait *outlook_service(const struct outlook *o, int line) {
	return &o->services[0][line];
}

const struct outlook_wait *outlook_new(const struct outlook *o, int line, int64_t head_s) {
	int h = o->head_count - 1;
	while (h > 0 && o->heads_s[h] > head_s)
		h--;
	return &o->services[h][line];
}

static struct told told_of(const struct outlook_wait *w) {
	return (struct told){w->wait.known, w->wait.low_s, w->mid_s, w->wait.high_s};
}

struct told outlook_told(const struct outlook *o, int line, int64_t issued_s, int64_t key_s) {
	return told_of(outlook_new(o, line, issued_s - key_s));
}

/* Whoever has come is booked no more. */
static struct booked booked_others(const struct outlook *o, int line, int64_t slot_s) {
	struct booked others = {0};
	for (size_t i = 0; i < o->booked.count; i++) {
		const struct hall_booking *b = &o->booked.items[i];
		booked_add(&others, b->service, b->slot_s, b->head_start_s);
		others.items[i].ref = b->ref;
	}
	booked_arrived(&others, (size_t)line, slot_s);
	return others;
}

struct told outlook_told_slot(
	const struct outlook *o, const struct queue *q, const struct change *issued) {
	int line = setup_service(queue_setup(q), issued->service);
	if (too_many(q))
		return (struct told){0};
	struct booked others = booked_others(o, line, issued->slot_ms / 1000);
	struct outlook_view *v = outlook_view_new(o, q, issued->at_ms);
	struct estimate *waiting = mem_alloc(v->hall.waiting_count, sizeof *waiting);
	struct estimate own = {0};
	v->hall.booked = others.items;
	v->hall.booked_count = others.count;
	estimate_all(
		&v->hall, &(struct hall_ticket){0, (size_t)line, issued->key_s}, 1, waiting, &own);
	struct outlook_wait w = said(&own, &v->hall);
	mem_free(waiting);
	outlook_view_free(v);
	booked_clear(&others);
	return told_of(&w);
}

struct outlook_wait outlook_ticket(const struct outlook *o, const struct queue_ticket *t) {
	if (!outlook_view_awaits(t))
		return (struct outlook_wait){0};
	if (t->index < o->ticket_count)
		return o->tickets[t->index];
	int64_t joined_ms = t->elsewhere ? t->changed_at_ms : t->issued_at_ms;
	struct outlook_wait w = *outlook_new(o, t->line, joined_ms / 1000 - t->key_s);
	if (t->told.known) {
		w.wait = (struct wait){true, t->told.low_s, t->told.high_s};
		w.mid_s = t->told.mid_s;
	}
	w.window = told_window(t);
	return w;
}
