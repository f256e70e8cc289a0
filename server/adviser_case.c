#include "server/adviser_case.h"

#include "common/mem.h"

enum {
	HOLDS_S = 3600,
	ROUND_S = 1800,
	HOLDS_LEAST_S = 900,
	SOON_BACK_S = 900,   /* a break that ends so soon is left alone */
	KEPT_LEAST_S = 1800, /* what is shown keeps its end while so much is left */
};

/* Until when what is advised would hold, in the hall's seconds; 0: it is not worth while. */
static int64_t until_s(const struct hall_counter *counter, int64_t now_s) {
	int64_t until = (now_s + HOLDS_S + ROUND_S - 1) / ROUND_S * ROUND_S;
	for (size_t i = 0; i < counter->opening_count; i++) {
		const struct hall_opening *o = &counter->openings[i];
		if (now_s < o->from_s || now_s >= o->to_s)
			continue;
		until = o->to_s < until ? o->to_s : until;
		return until - now_s >= HOLDS_LEAST_S ? until : 0;
	}
	return 0;
}

static bool back_soon(const struct hall_counter *counter, int64_t now_s) {
	return counter->back_s != HALL_NO_TIME && counter->back_s <= now_s + SOON_BACK_S;
}

static bool may_open(const struct hall_counter *counter, int64_t now_s) {
	return counter->state == HALL_CLOSED && counter->serves_count && !back_soon(counter, now_s);
}

/* Who is there, or is about to be. */
static bool may_help(const struct hall_counter *counter, enum counter_state state, int64_t now_s) {
	return state == COUNTER_OPEN || (state == COUNTER_PAUSED && back_soon(counter, now_s));
}

static void add(struct adviser_case *c, enum advice_kind kind, size_t counter, size_t service,
	int64_t for_s) {
	struct advice_option *o = &c->options[c->question.option_count++];
	int64_t kept_s = c->shown_until_s - c->view->hall.now_s;
	*o = (struct advice_option){kind, counter, service, for_s};
	if (kept_s >= KEPT_LEAST_S && kept_s < for_s && advice_same(o, &c->shown))
		o->for_s = kept_s;
}

static void add_options(struct adviser_case *c, const struct queue *q, size_t counter) {
	const struct setup *s = queue_setup(q);
	const struct hall_counter *at = &c->view->counters[counter];
	int64_t now_s = c->view->hall.now_s, until = until_s(at, now_s);
	enum counter_state state = queue_counter(q, s->counters[counter].id)->state;
	if (!until)
		return;
	if (may_open(at, now_s))
		add(c, ADVICE_OPEN, counter, 0, until - now_s);
	for (int i = 0; may_help(at, state, now_s) && i < s->service_count; i++)
		if (s->counters[counter].may_help[i] && queue_handicap_s(q, (int)counter, i) < 0)
			add(c, ADVICE_HELP, counter, (size_t)i, until - now_s);
}

/* The plan of a counter that is closed begins when what could be advised is over. */
static void stay_closed(struct adviser_case *c, const struct queue *q, size_t counter) {
	struct hall_counter *at = &c->view->counters[counter];
	struct hall_opening *plan = c->view->openings[counter];
	int64_t until = until_s(at, c->view->hall.now_s);
	size_t n = 0;
	if (queue_counter(q, queue_setup(q)->counters[counter].id)->state != COUNTER_CLOSED)
		return;
	for (size_t i = 0; until && i < at->opening_count; i++) {
		if (plan[i].to_s <= until)
			continue;
		plan[n] = plan[i];
		plan[n].from_s = plan[n].from_s < until ? until : plan[n].from_s;
		n++;
	}
	at->opening_count = until ? n : at->opening_count;
}

static void see_services(struct adviser_case *c, const struct queue *q) {
	const struct setup *s = queue_setup(q);
	for (int i = 0; i < s->service_count; i++)
		c->services[i] = (struct advice_service){s->services[i].target_s, -1};
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		if (t->line < 0 || t->state != TICKET_WAITING)
			continue;
		int64_t waited_s = (c->at_ms - t->issued_at_ms) / 1000;
		if (waited_s > c->services[t->line].oldest_s)
			c->services[t->line].oldest_s = waited_s;
	}
}

/* The day's own list changes while the question is answered. */
static void copy_booked(struct adviser_case *c, const struct outlook *o) {
	for (size_t i = 0; i < o->booked.count; i++) {
		const struct hall_booking *b = &o->booked.items[i];
		booked_add(&c->booked, b->service, b->slot_s, b->head_start_s);
		c->booked.items[i].ref = b->ref;
	}
	c->view->hall.booked = c->booked.items;
	c->view->hall.booked_count = c->booked.count;
}

struct adviser_case *adviser_case_new(const struct outlook *o, const struct queue *q, int64_t at_ms,
	const struct advice_option *shown, int64_t shown_until_ms) {
	const struct setup *s = queue_setup(q);
	struct adviser_case *c = mem_alloc(1, sizeof *c);
	size_t counters = (size_t)s->counter_count;
	c->at_ms = at_ms;
	c->setups = s->version;
	c->view = outlook_view_new(o, q, at_ms);
	c->options = mem_alloc(counters * (size_t)(s->service_count + 1), sizeof *c->options);
	copy_booked(c, o);
	see_services(c, q);
	if (shown) {
		c->shown = *shown;
		c->shown_until_s = shown_until_ms / 1000;
	}
	c->question = (struct advice_case){.hall = &c->view->hall,
		.services = c->services,
		.handicap_s = QUEUE_HELP_HANDICAP_S,
		.options = c->options,
		.shown = shown ? &c->shown : NULL};
	for (size_t i = 0; i < counters; i++) {
		add_options(c, q, i);
		stay_closed(c, q, i);
	}
	return c;
}

void adviser_case_free(struct adviser_case *c) {
	if (!c)
		return;
	outlook_view_free(c->view);
	booked_clear(&c->booked);
	mem_free(c->options);
	mem_free(c);
}

bool adviser_case_holds(const struct queue *q, const struct advice_option *o) {
	const struct setup *s = queue_setup(q);
	if (o->counter >= (size_t)s->counter_count || o->service >= (size_t)s->service_count)
		return false;
	enum counter_state state = queue_counter(q, s->counters[o->counter].id)->state;
	if (o->kind == ADVICE_OPEN)
		return state != COUNTER_OPEN;
	return state != COUNTER_CLOSED && queue_handicap_s(q, (int)o->counter, (int)o->service) < 0;
}
