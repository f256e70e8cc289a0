#include "server/visit.h"

#include "common/mem.h"
#include "common/text.h"
#include "server/visit_book.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60 };

struct visit_book *visit_book_new(int day, int64_t midnight_ms) {
	struct visit_book *b = mem_alloc(1, sizeof *b);
	b->day = day;
	b->midnight_ms = midnight_ms;
	return b;
}

void visit_book_free(struct visit_book *b) {
	if (!b)
		return;
	mem_free(b->names);
	mem_free(b->works);
	mem_free(b->befores);
	mem_free(b->ratings);
	mem_free(b->stays.at);
	mem_free(b->openings.at);
	mem_free(b->gaps.at);
	mem_free(b);
}

static int second(const struct visit_book *b, int64_t at_ms) {
	int64_t s = (at_ms - b->midnight_ms) / 1000;
	return s < 0 ? 0 : s < DAY_S ? (int)s : DAY_S - 1;
}

/* The index of an id; -1 for none. */
static int name_of(struct visit_book *b, const char *id) {
	if (!*id)
		return -1;
	for (size_t i = 0; i < b->name_count; i++)
		if (!strcmp(b->names[i], id))
			return (int)i;
	b->names = mem_realloc(b->names, b->name_count + 1, sizeof *b->names);
	text_copy(b->names[b->name_count], ID_SIZE, id);
	return (int)b->name_count++;
}

static void add_span(struct visit_spans *spans, struct visit_span span) {
	if (spans->count == spans->room) {
		spans->room = spans->room ? spans->room * 2 : 64;
		spans->at = mem_realloc(spans->at, spans->room, sizeof *spans->at);
	}
	spans->at[spans->count++] = span;
}

static void on_issued(struct visit_book *b, const struct change *c) {
	if (b->count == b->room) {
		b->room = b->room ? b->room * 2 : 64;
		b->works = mem_realloc(b->works, b->room, sizeof *b->works);
		b->befores = mem_realloc(b->befores, b->room, sizeof *b->befores);
	}
	struct visit_work *w = &b->works[b->count];
	*w = (struct visit_work){.ticket = c->ticket};
	w->issued_ms = c->taken_at_ms ? c->taken_at_ms : c->at_ms;
	w->v = (struct visit){
		.service = name_of(b, c->service),
		.priority = name_of(b, c->priority),
		.issued_s = second(b, w->issued_ms),
		.called_s = VISIT_NEVER,
		.started_s = VISIT_NEVER,
		.ended_s = VISIT_NEVER,
		.wait_s = VISIT_NEVER,
		.service_s = VISIT_NEVER,
		.stay_s = VISIT_NEVER,
		.state = c->state,
		.doubts = c->first && !c->lease ? VISIT_ON_PAPER : 0,
		.told = c->told,
		.slot_s = c->slot_ms ? second(b, c->slot_ms) : VISIT_NEVER,
	};
	text_copy(w->v.number, sizeof w->v.number, c->number);
	b->befores[b->count++] = *w;
}

static void come(struct visit_work *w, const struct change *c) {
	w->v.counter = c->counter;
	w->here_ms = c->at_ms;
}

static void on_called(struct visit_book *b, struct visit_work *w, const struct change *c) {
	come(w, c);
	w->v.calls++;
	w->v.chosen += c->reason == REASON_CHOSEN;
	if (w->v.called_s != VISIT_NEVER)
		return;
	w->v.called_s = second(b, c->at_ms);
	w->v.first_counter = c->counter;
	w->v.wait_s = (int)((c->at_ms - w->issued_ms) / 1000);
}

static void on_started(struct visit_book *b, struct visit_work *w, const struct change *c) {
	w->serving_ms = c->at_ms;
	if (w->v.started_s == VISIT_NEVER)
		w->v.started_s = second(b, c->at_ms);
}

/* Whoever was at a counter leaves it; when is known only if somebody there said so. */
static void go(struct visit_book *b, struct visit_work *w, const struct change *c, bool known) {
	struct visit_span stay = {w->v.counter, w->here_ms, c->at_ms, (size_t)(w - b->works),
		w->serving_ms ? c->at_ms - w->serving_ms : 0};
	if (known && w->here_ms) {
		add_span(&b->stays, stay);
		w->stays = b->stays.count;
	}
	w->here_ms = w->serving_ms = 0;
}

static void on_step(struct visit_book *b, struct visit_work *w, const struct change *c) {
	switch (c->kind) {
	case CHANGE_CALLED:
		on_called(b, w, c);
		break;
	case CHANGE_STARTED:
		on_started(b, w, c);
		break;
	case CHANGE_RESUMED:
		come(w, c);
		w->serving_ms = c->at_ms;
		break;
	case CHANGE_RECLASSIFIED:
		w->v.priority = name_of(b, c->priority);
		break;
	case CHANGE_ABSENT:
		w->v.misses++;
		break;
	case CHANGE_TRANSFERRED:
		w->v.moves++;
		break;
	case CHANGE_HELD:
		w->v.holds++;
		break;
	case CHANGE_RELEASED:
		w->v.doubts |= VISIT_RELEASED;
		break;
	case CHANGE_EXPIRED:
		w->v.doubts |= w->here_ms ? VISIT_UNENDED : 0;
		break;
	case CHANGE_REOPENED:
		w->v.doubts |= VISIT_REOPENED;
		break;
	default:
		break;
	}
}

static void take_step(struct visit_book *b, struct visit_work *w, const struct change *c) {
	bool here = c->state == TICKET_CALLED || c->state == TICKET_SERVING;
	on_step(b, w, c);
	if (!here)
		go(b, w, c, c->kind != CHANGE_RELEASED && c->kind != CHANGE_EXPIRED);
	w->v.state = c->state;
	w->v.ended_s = proto_ticket_open(c->state) ? VISIT_NEVER : second(b, c->at_ms);
}

/* The stay that ended with the step did not end. */
static void take_back(struct visit_book *b, struct visit_work *w, const struct visit_work *before) {
	if (w->stays != before->stays)
		b->stays.at[w->stays - 1].counter = 0;
	*w = *before;
}

static void add_reasons(struct visit_book *b, struct visit_rating *r, const char *list) {
	char id[ID_SIZE];
	while (*list && r->reason_count < VISIT_REASONS_MAX) {
		size_t size = strcspn(list, ",");
		if (size > 0 && size < sizeof id) {
			memcpy(id, list, size);
			id[size] = '\0';
			r->reasons[r->reason_count++] = name_of(b, id);
		}
		list += size + (list[size] == ',');
	}
}

static void on_rated(struct visit_book *b, const struct visit_work *w, const struct change *c) {
	struct visit_rating r = {w->v.service, c->counter, atoi(c->how), 0, {0}};
	add_reasons(b, &r, c->note);
	b->ratings = mem_realloc(b->ratings, b->rating_count + 1, sizeof *b->ratings);
	b->ratings[b->rating_count++] = r;
}

/* Tickets are numbered in order of issue. */
static size_t find(const struct visit_book *b, int64_t ticket) {
	size_t low = 0, high = b->count;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (b->works[mid].ticket < ticket)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->count && b->works[low].ticket == ticket ? low : b->count;
}

static void on_ticket(struct visit_book *b, const struct change *c) {
	size_t i = find(b, c->ticket);
	if (i == b->count || c->kind == CHANGE_RECALLED)
		return;
	struct visit_work *w = &b->works[i], *before = &b->befores[i];
	if (c->kind == CHANGE_RATED) {
		on_rated(b, w, c);
	} else if (c->kind == CHANGE_UNDONE) {
		take_back(b, w, before);
	} else {
		*before = *w;
		take_step(b, w, c);
	}
}

static void on_counter(struct visit_book *b, const struct change *c) {
	int64_t *open_ms = &b->open_ms[c->counter];
	if (c->kind == CHANGE_COUNTER_OPENED) {
		*open_ms = *open_ms ? *open_ms : c->at_ms;
	} else if (*open_ms) {
		add_span(&b->openings, (struct visit_span){c->counter, *open_ms, c->at_ms, 0, 0});
		*open_ms = 0;
	}
}

static void doubt(struct visit_work *w) {
	if (proto_ticket_open(w->v.state))
		w->v.doubts |=
			w->v.called_s == VISIT_NEVER ? VISIT_CLOCK_WAITING : VISIT_CLOCK_LATER;
}

static void on_clock(struct visit_book *b, const struct change *c) {
	int64_t step_ms = strtoll(c->how, NULL, 10) * 1000;
	if (step_ms > 0)
		add_span(&b->gaps, (struct visit_span){0, c->at_ms - step_ms, c->at_ms, 0, 0});
	for (size_t i = 0; i < b->count; i++) {
		doubt(&b->works[i]);
		doubt(&b->befores[i]);
	}
}

/* Whether a change is something that was done at its counter. */
static bool is_act(const struct change *c) {
	return c->counter > 0 && c->counter < VISIT_COUNTERS && c->kind != CHANGE_RATED &&
	       c->kind != CHANGE_RELEASED && c->kind != CHANGE_EXPIRED &&
	       c->kind != CHANGE_HELP_BEGUN && c->kind != CHANGE_HELP_ENDED;
}

static void note(struct visit_book *b, const struct change *c) {
	switch (c->kind) {
	case CHANGE_ISSUED:
		on_issued(b, c);
		break;
	case CHANGE_COUNTER_OPENED:
	case CHANGE_COUNTER_PAUSED:
	case CHANGE_COUNTER_CLOSED:
		if (is_act(c))
			on_counter(b, c);
		break;
	case CHANGE_CLOCK_SET:
		on_clock(b, c);
		break;
	case CHANGE_SLIPS_COUNTED:
		b->slips = (struct visit_slips){true, c->first, c->last};
		break;
	default:
		on_ticket(b, c);
		break;
	}
}

void visit_book_add(struct visit_book *b, const struct change *c) {
	if (c->day != b->day)
		return;
	b->seq = c->seq;
	if (is_act(c))
		b->acted_ms[c->counter] = c->at_ms;
	note(b, c);
}

int visit_book_date(const struct visit_book *b) {
	return b->day;
}

int64_t visit_book_seq(const struct visit_book *b) {
	return b->seq;
}

struct visit_slips visit_book_slips(const struct visit_book *b) {
	return b->slips;
}

static void *copy(const void *from, size_t count, size_t size) {
	void *to = mem_alloc(count, size);
	if (count)
		memcpy(to, from, count * size);
	return to;
}

/* How long each was served in all, and where the visit ended. */
static void add_services(const struct visit_book *b, int64_t *service_ms, int64_t *stay_ms) {
	for (size_t i = 0; i < b->stays.count; i++) {
		const struct visit_span *stay = &b->stays.at[i];
		if (!stay->counter)
			continue;
		service_ms[stay->visit] += stay->served_ms;
		if (stay->counter == b->works[stay->visit].v.counter)
			stay_ms[stay->visit] += stay->served_ms;
	}
}

static struct visit *visits_of(const struct visit_book *b) {
	struct visit *visits = mem_alloc(b->count, sizeof *visits);
	int64_t *service_ms = mem_alloc(b->count, sizeof *service_ms);
	int64_t *stay_ms = mem_alloc(b->count, sizeof *stay_ms);
	add_services(b, service_ms, stay_ms);
	for (size_t i = 0; i < b->count; i++) {
		struct visit *v = &visits[i];
		*v = b->works[i].v;
		if (v->state != TICKET_SERVED)
			continue;
		v->service_s = (int)(service_ms[i] / 1000);
		v->stay_s = (int)(stay_ms[i] / 1000);
		v->doubts |= v->service_s > VISIT_LONG_S ? VISIT_LONG : 0;
	}
	mem_free(service_ms);
	mem_free(stay_ms);
	return visits;
}

void visit_book_day(const struct visit_book *b, struct visit_day *day) {
	*day = (struct visit_day){.day = b->day, .midnight_ms = b->midnight_ms, .seq = b->seq};
	day->name_count = b->name_count;
	day->names = copy(b->names, b->name_count, sizeof *b->names);
	day->rating_count = b->rating_count;
	day->ratings = copy(b->ratings, b->rating_count, sizeof *b->ratings);
	day->visit_count = b->count;
	day->visits = visits_of(b);
	day->slips = b->slips;
	day->desks = visit_desks(b, &day->desk_count);
}

void visit_day_clear(struct visit_day *day) {
	mem_free(day->names);
	mem_free(day->visits);
	mem_free(day->ratings);
	mem_free(day->desks);
	*day = (struct visit_day){0};
}

bool visit_wait_counts(const struct visit *v) {
	return v->wait_s != VISIT_NEVER && !(v->doubts & VISIT_WAIT_DOUBTS);
}

bool visit_service_counts(const struct visit *v) {
	return v->service_s != VISIT_NEVER && !(v->doubts & ~(unsigned)VISIT_WAIT_DOUBTS);
}
