#include "server/workload_past.h"

#include "common/clock.h"
#include "common/mem.h"
#include "server/calendar.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60, STAY_MAX_S = 4 * 60 * 60 };

/* What is known so far of one who took a number. */
struct visit {
	int64_t ticket;
	int64_t called_ms, started_ms; /* of the stay at a counter; 0: not */
	int64_t missed_ms;             /* of the first missed call; 0: none */
	struct workload_entry entry;
	bool taken_out;
};

struct past {
	const struct setup *setup;
	int64_t midnight_ms;
	struct workload_day *day;
	struct visit *visits, *before; /* before: as each was before its last change */
	size_t count;
	bool open[COUNTERS_MAX];
	int last_t;
};

static int second(const struct past *p, int64_t at_ms) {
	int64_t s = (at_ms - p->midnight_ms) / 1000;
	return s < 0 ? 0 : s < DAY_S ? (int)s : DAY_S - 1;
}

static int seconds(int64_t from_ms, int64_t to_ms) {
	int64_t s = (to_ms - from_ms) / 1000;
	return s < 0 ? 0 : s < STAY_MAX_S ? (int)s : STAY_MAX_S;
}

static void on_issued(struct past *p, const struct change *c) {
	int service = setup_service(p->setup, c->service);
	if (service < 0)
		return;
	struct visit *v = &p->visits[p->count++];
	*v = (struct visit){.ticket = c->ticket};
	v->entry = (struct workload_entry){
		.t = second(p, c->taken_at_ms ? c->taken_at_ms : c->at_ms),
		.kind = WORKLOAD_ARRIVE,
		.id = (int)p->count,
		.service = service,
		.priority = setup_priority(p->setup, c->priority),
		.slot = c->slot_ms ? second(p, c->slot_ms) : WORKLOAD_NONE,
		.patience_s = DAY_S,
		.back = WORKLOAD_NONE,
		.then_service = WORKLOAD_NONE,
	};
}

static void begin_stay(struct visit *v, int64_t called_ms, int64_t started_ms) {
	v->called_ms = called_ms;
	v->started_ms = started_ms;
	if (called_ms && started_ms && !v->entry.walk_s)
		v->entry.walk_s = seconds(called_ms, started_ms);
}

/* A stay ends: its time is added to the stop that it belongs to. */
static void end_stay(struct visit *v, int64_t at_ms) {
	struct workload_entry *e = &v->entry;
	int s = seconds(v->started_ms ? v->started_ms : v->called_ms, at_ms);
	*(e->then_service >= 0 ? &e->then_duration_s : &e->duration_s) += s;
	v->called_ms = v->started_ms = 0;
}

static void on_transferred(const struct past *p, struct visit *v, const struct change *c) {
	int service = c->from_service[0] ? setup_service(p->setup, c->service) : -1;
	end_stay(v, c->at_ms);
	if (service >= 0)
		v->entry.then_service = service;
}

static void on_absent(const struct past *p, struct visit *v, const struct change *c) {
	if (v->missed_ms)
		return;
	int waited_s = second(p, v->called_ms) - v->entry.t;
	v->missed_ms = c->at_ms;
	v->entry.patience_s = waited_s > 0 ? waited_s - 1 : 0;
}

static void on_returned(struct visit *v, const struct change *c) {
	if (c->was == TICKET_ABSENT && v->entry.back == WORKLOAD_NONE)
		v->entry.back = seconds(v->missed_ms, c->at_ms);
}

static void on_visit(const struct past *p, struct visit *v, const struct change *c) {
	switch (c->kind) {
	case CHANGE_CALLED:
		begin_stay(v, c->at_ms, 0);
		break;
	case CHANGE_STARTED:
		begin_stay(v, v->called_ms, c->at_ms);
		break;
	case CHANGE_RESUMED:
		begin_stay(v, 0, c->at_ms);
		break;
	case CHANGE_FINISHED:
	case CHANGE_HELD:
		end_stay(v, c->at_ms);
		break;
	case CHANGE_TRANSFERRED:
		on_transferred(p, v, c);
		break;
	case CHANGE_ABSENT:
		on_absent(p, v, c);
		break;
	case CHANGE_RETURNED:
		on_returned(v, c);
		break;
	case CHANGE_CANCELLED:
		v->entry.patience_s = second(p, c->at_ms) - v->entry.t;
		break;
	case CHANGE_RECLASSIFIED:
		v->entry.priority = setup_priority(p->setup, c->priority);
		break;
	case CHANGE_VOIDED:
		v->taken_out = true;
		break;
	default:
		break;
	}
}

/* A step that was taken back was none; a recall is not one that could be. */
static void on_ticket(struct past *p, const struct change *c) {
	size_t i = p->count;
	while (i > 0 && p->visits[i - 1].ticket != c->ticket)
		i--;
	if (!i--)
		return;
	if (c->kind == CHANGE_UNDONE) {
		p->visits[i] = p->before[i];
		return;
	}
	if (c->kind != CHANGE_RECALLED)
		p->before[i] = p->visits[i];
	on_visit(p, &p->visits[i], c);
}

static void on_counter(struct past *p, const struct change *c) {
	int at = setup_counter(p->setup, c->counter);
	bool opens = c->kind == CHANGE_COUNTER_OPENED;
	if (at < 0 || p->open[at] == opens)
		return;
	p->open[at] = opens;
	struct workload_entry *e =
		workload_add(p->day, second(p, c->at_ms), opens ? WORKLOAD_OPEN : WORKLOAD_CLOSE);
	e->counter = c->counter;
	if (c->back_at_ms > c->at_ms && c->kind == CHANGE_COUNTER_PAUSED)
		e->back = second(p, c->back_at_ms);
}

static void on_change(struct past *p, const struct change *c) {
	switch (c->kind) {
	case CHANGE_ISSUED:
		on_issued(p, c);
		break;
	case CHANGE_COUNTER_OPENED:
	case CHANGE_COUNTER_PAUSED:
	case CHANGE_COUNTER_CLOSED:
		on_counter(p, c);
		break;
	default:
		if (c->ticket)
			on_ticket(p, c);
		break;
	}
}

/* Those who never had a visit would have had one as long as the office expects. */
static void add_visit(struct past *p, const struct visit *v) {
	struct workload_entry e = v->entry;
	if (!e.duration_s)
		e.duration_s = p->setup->services[e.service].mean_s;
	if (e.then_service >= 0 && !e.then_duration_s)
		e.then_duration_s = p->setup->services[e.then_service].mean_s;
	*workload_add(p->day, e.t, e.kind) = e;
}

static size_t add_visits(struct past *p) {
	size_t added = 0;
	for (size_t i = 0; i < p->count; i++) {
		if (p->visits[i].taken_out)
			continue;
		add_visit(p, &p->visits[i]);
		added++;
	}
	return added;
}

/* The office of that day as a workload tells it: a counter's plan alone says when it is there. */
static struct setup *setup_of(const struct setup *setup, int date) {
	struct setup *s = mem_alloc(1, sizeof *s);
	*s = *setup;
	memset(s->catalog, 0, sizeof s->catalog);
	for (int i = 0; i < s->counter_count; i++) {
		struct setup_counter *c = &s->counters[i];
		struct setup_hours hours = {0};
		if (calendar_counter_works(setup, i, date))
			hours = calendar_counter_hours(setup, i, date);
		snprintf(c->name.vi, sizeof c->name.vi, "%d", c->id);
		for (int weekday = 0; weekday < 7; weekday++)
			c->hours[weekday] = hours;
	}
	return s;
}

static void close_all(struct past *p) {
	for (int i = 0; i < p->setup->counter_count; i++)
		if (p->open[i])
			workload_add(p->day, p->last_t, WORKLOAD_CLOSE)->counter =
				p->setup->counters[i].id;
}

/* What happens by itself around midnight keeps nobody at a counter. */
static bool counts(const struct change *c) {
	return c->kind != CHANGE_DAY_OPENED && c->kind != CHANGE_DAY_CLOSED &&
	       c->kind != CHANGE_EXPIRED && c->kind != CHANGE_NO_SHOW && c->kind != CHANGE_SETUP &&
	       c->kind != CHANGE_CLOCK_SET && c->kind != CHANGE_LEASED &&
	       c->kind != CHANGE_LEASE_RETURNED && c->kind != CHANGE_HELP_BEGUN &&
	       c->kind != CHANGE_HELP_ENDED && c->kind != CHANGE_CONTINUED &&
	       c->kind != CHANGE_SLIPS_COUNTED;
}

bool workload_add_past(struct workload *w, const struct setup *setup, int date,
	const struct change *changes, size_t count) {
	struct workload_day day = {.day = date, .setup = setup_of(setup, date)};
	struct past p = {
		.setup = setup,
		.midnight_ms = clock_at(date, 0),
		.day = &day,
		.visits = mem_alloc(count, sizeof *p.visits),
		.before = mem_alloc(count, sizeof *p.before),
	};
	for (size_t i = 0; i < count; i++) {
		if (counts(&changes[i]))
			p.last_t = second(&p, changes[i].at_ms);
		on_change(&p, &changes[i]);
	}
	close_all(&p);
	size_t citizens = add_visits(&p);
	workload_sort(&day);
	mem_free(p.visits);
	mem_free(p.before);
	if (!citizens) {
		workload_day_clear(&day);
		return false;
	}
	w->days = mem_realloc(w->days, w->count + 1, sizeof *w->days);
	w->days[w->count++] = day;
	return true;
}
