#include "server/outlook_view.h"

#include "common/clock.h"
#include "common/mem.h"
#include "server/calendar.h"

enum { RECENT_S = 3600 };

static void view_plan(struct outlook_view *v, const struct setup *s, int counter, int day) {
	struct setup_hours hours = calendar_counter_hours(s, counter, day);
	struct hall_counter *to = &v->counters[counter];
	for (int i = 0; i < hours.count; i++)
		v->openings[counter][i] =
			(struct hall_opening){clock_at(day, hours.spans[i].from) / 1000,
				clock_at(day, hours.spans[i].to) / 1000};
	to->openings = v->openings[counter];
	to->opening_count = (size_t)hours.count;
}

/* How long a counter goes on with a line; 0: without end. */
static int64_t serves_for_s(const struct queue *q, int counter, int line, int64_t at_ms) {
	int64_t until_ms = queue_serves_until_ms(q, counter, line);
	if (!until_ms)
		return 0;
	return until_ms - at_ms > 1000 ? (until_ms - at_ms) / 1000 : 1;
}

static void view_serves(struct outlook_view *v, const struct queue *q, int counter, int64_t at_ms) {
	int count;
	const struct setup_serves *serves = queue_serves(q, counter, &count);
	for (int i = 0; i < count; i++)
		v->serves[counter][i] = (struct hall_serves){(size_t)serves[i].service,
			serves[i].handicap_s, serves_for_s(q, counter, serves[i].service, at_ms)};
	v->counters[counter].serves = v->serves[counter];
	v->counters[counter].serves_count = (size_t)count;
}

static void view_counter(
	struct outlook_view *v, const struct queue *q, int counter, int64_t at_ms) {
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
	view_plan(v, queue_setup(q), counter, clock_day(at_ms));
	view_serves(v, q, counter, at_ms);
}

/* Who waits for one counter alone is foreseen as if for what that counter does first, where it does
 * not serve the ticket's own service. */
static size_t service_of(const struct queue *q, const struct queue_ticket *t) {
	const struct setup *s = queue_setup(q);
	int desk = t->bound ? setup_counter(s, t->bound) : -1;
	if (desk < 0 || queue_handicap_s(q, desk, t->line) >= 0 || !s->counters[desk].serves_count)
		return (size_t)t->line;
	return (size_t)s->counters[desk].serves[0].service;
}

bool outlook_view_awaits(const struct queue_ticket *t) {
	return t->line >= 0 && (t->state == TICKET_WAITING || t->state == TICKET_ISSUING);
}

/* Waiting tickets in order of issue; `at` keeps which index each has. */
static size_t view_waiting(struct outlook_view *v, const struct queue *q) {
	size_t n = 0;
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		if (!outlook_view_awaits(t))
			continue;
		v->at[n] = (int)i;
		v->waiting[n++] = (struct hall_ticket){(uint32_t)t->id, service_of(q, t), t->key_s};
	}
	return n;
}

/* Newest first, but that those of a kiosk that was cut off, or on paper, joined later than they
 * came. */
static size_t view_recent(struct outlook_view *v, const struct queue *q, int64_t now_s) {
	size_t n = 0;
	for (size_t i = queue_count(q); i-- > 0;) {
		const struct queue_ticket *t = queue_at(q, i);
		int64_t issued_s = t->issued_at_ms / 1000;
		int64_t head_s = issued_s - (t->key_s - t->penalty_s);
		if (issued_s < now_s - RECENT_S && !t->elsewhere)
			break;
		if (issued_s >= now_s - RECENT_S && t->line >= 0 && !t->slot_ms && head_s > 0)
			v->recent[n++] = (struct hall_issue){
				(uint32_t)t->id, (size_t)t->line, issued_s, head_s};
	}
	return n;
}

/* When the first of today came: one that was given out elsewhere may have joined later. */
static int64_t first_issue_s(const struct queue *q) {
	int64_t first_ms = INT64_MAX;
	for (size_t i = 0; i < queue_count(q); i++)
		if (queue_at(q, i)->issued_at_ms < first_ms)
			first_ms = queue_at(q, i)->issued_at_ms;
	return queue_count(q) ? first_ms / 1000 : HALL_NO_TIME;
}

/* The break of the hall that runs or comes next today. */
static void view_break(struct hall *hall, const struct setup *s, int64_t at_ms) {
	int day = clock_day(at_ms);
	struct setup_hours hours = calendar_hours(s, day);
	hall->break_from_s = hall->break_to_s = HALL_NO_TIME;
	for (int i = 0; i + 1 < hours.count; i++) {
		int64_t to_ms = clock_at(day, hours.spans[i + 1].from);
		if (at_ms >= to_ms)
			continue;
		hall->break_from_s = clock_at(day, hours.spans[i].to) / 1000;
		hall->break_to_s = to_ms / 1000;
		return;
	}
}

static void view_hall(
	struct outlook_view *v, const struct outlook *o, const struct queue *q, int64_t at_ms) {
	const struct setup *s = queue_setup(q);
	v->hall = (struct hall){
		.now_s = at_ms / 1000,
		.first_issue_s = first_issue_s(q),
		.grace_s = s->slot_grace_s,
		.learn = o->learn,
		.services = v->services,
		.service_count = (size_t)s->service_count,
		.counters = v->counters,
		.counter_count = (size_t)s->counter_count,
		.waiting = v->waiting,
		.waiting_count = view_waiting(v, q),
		.recent = v->recent,
		.recent_count = view_recent(v, q, at_ms / 1000),
		.booked = o->booked.items,
		.booked_count = o->booked.count,
	};
	view_break(&v->hall, s, at_ms);
}

struct outlook_view *outlook_view_new(
	const struct outlook *o, const struct queue *q, int64_t at_ms) {
	const struct setup *s = queue_setup(q);
	size_t count = queue_count(q);
	struct outlook_view *v = mem_alloc(1, sizeof *v);
	v->at = mem_alloc(count, sizeof *v->at);
	v->waiting = mem_alloc(count, sizeof *v->waiting);
	v->recent = mem_alloc(count, sizeof *v->recent);
	for (int i = 0; i < s->service_count; i++)
		v->services[i] = (struct hall_service){s->services[i].mean_s, o->learned[i]};
	for (int i = 0; i < s->counter_count; i++)
		view_counter(v, q, i, at_ms);
	view_hall(v, o, q, at_ms);
	return v;
}

void outlook_view_free(struct outlook_view *v) {
	mem_free(v->at);
	mem_free(v->waiting);
	mem_free(v->recent);
	mem_free(v);
}
