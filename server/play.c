#include "server/play.h"

#include "common/mem.h"
#include "server/heap.h"

#include <math.h>
#include <string.h>

enum { ABSENT_S = 45, SHORTEST_S = 15 };

/* A clerk at a counter. */
struct clerk_seat {
	bool closing;
	int back; /* while closing: the time of return that was typed */
	int open_t, call_t;
	double speed;
};

/* What comes of a call or a return. */
struct outcome {
	enum { FINISH, ABSENT, BACK } kind;
	int who; /* index of the counter, of the citizen for BACK */
};

struct play {
	struct drive *drive;
	const struct setup *setup;
	struct played *played;
	struct clerk_seat seats[COUNTERS_MAX];
	double speed; /* of the whole day */
	struct outcome *outcomes;
	size_t outcome_count, outcome_room;
	struct heap due; /* outcomes by time, then in the order in which they came to be */
};

static void ignore_place(void *arg, int ticket, size_t place) {
	(void)arg;
	(void)ticket;
	(void)place;
}

static void expect(struct play *p, int t, struct outcome outcome) {
	if (p->outcome_count == p->outcome_room) {
		p->outcome_room = p->outcome_room ? p->outcome_room * 2 : 64;
		p->outcomes = mem_realloc(p->outcomes, p->outcome_room, sizeof *p->outcomes);
	}
	p->outcomes[p->outcome_count] = outcome;
	heap_push(&p->due, (struct heap_item){t, (int)p->outcome_count++}, ignore_place, p);
}

static int id_of(const struct play *p, int seat) {
	return p->setup->counters[seat].id;
}

static const struct queue_ticket *ticket_of(const struct play *p, int citizen) {
	return queue_at(drive_queue(p->drive), (size_t)citizen);
}

/* Who is at the counter; WORKLOAD_NONE: nobody. */
static int citizen_at(const struct play *p, int seat) {
	const struct queue_ticket *ticket =
		queue_counter_ticket(drive_queue(p->drive), id_of(p, seat));
	return ticket ? (int)ticket->index : WORKLOAD_NONE;
}

static bool is_open(const struct play *p, int seat) {
	return queue_counter(drive_queue(p->drive), id_of(p, seat))->state == COUNTER_OPEN;
}

static void note_call(struct play *p, int t, int seat, int citizen) {
	struct played *out = p->played;
	struct played_citizen *who = &out->citizens[citizen];
	if (out->call_count == out->call_room) {
		out->call_room = out->call_room ? out->call_room * 2 : 64;
		out->calls = mem_realloc(out->calls, out->call_room, sizeof *out->calls);
	}
	out->calls[out->call_count++] = (struct played_call){t, citizen, id_of(p, seat)};
	if (who->called == WORKLOAD_NONE)
		who->called = t;
}

/* Whoever was called is gone, or walks to the counter and is served. Nobody leaves who was sent on
 * or has come back. */
static void attend(struct play *p, int t, int seat, int citizen) {
	const struct workload_entry *e = p->played->citizens[citizen].entry;
	const struct queue_ticket *ticket = ticket_of(p, citizen);
	bool moved = ticket->moves > 0;
	if (!moved && !ticket->misses && t - e->t > e->patience_s) {
		expect(p, t + ABSENT_S, (struct outcome){ABSENT, seat});
		return;
	}
	int visit_s = moved ? e->then_duration_s : e->duration_s;
	double s = rint(e->walk_s + visit_s * p->seats[seat].speed * p->speed);
	expect(p, t + (s > SHORTEST_S ? (int)s : SHORTEST_S), (struct outcome){FINISH, seat});
}

static void call_next(struct play *p, int t, int seat) {
	const struct queue_ticket *ticket;
	drive_next(p->drive, id_of(p, seat), &ticket);
	if (!ticket)
		return;
	p->seats[seat].call_t = t;
	note_call(p, t, seat, (int)ticket->index);
	attend(p, t, seat, (int)ticket->index);
}

/* The counter to which a citizen is offered, if there is one, calls at once. */
static void offer(struct play *p, int t, int citizen) {
	const struct queue *q = drive_queue(p->drive);
	for (int i = 0; i < p->setup->counter_count; i++) {
		const struct queue_ticket *ticket = queue_offer(q, id_of(p, i));
		if (ticket && (int)ticket->index == citizen) {
			call_next(p, t, i);
			return;
		}
	}
}

static void close_seat(struct play *p, int t, int seat, int back) {
	p->seats[seat].closing = false;
	p->played->counters[seat].open_s += t - p->seats[seat].open_t;
	drive_close(p->drive, id_of(p, seat), back);
}

/* A visit is over, or there was none: the clerk closes as was asked, or goes on. */
static void leave_seat(struct play *p, int t, int seat) {
	const struct clerk_seat *s = &p->seats[seat];
	if (s->closing)
		close_seat(p, t, seat, s->back);
	else
		call_next(p, t, seat);
}

static void on_finish(struct play *p, int t, int seat) {
	int who = citizen_at(p, seat);
	const struct workload_entry *e = p->played->citizens[who].entry;
	bool goes_on = e->then_service != WORKLOAD_NONE && !ticket_of(p, who)->moves;
	p->played->counters[seat].busy_s += t - p->seats[seat].call_t;
	if (goes_on)
		drive_transfer(p->drive, id_of(p, seat), e->then_service);
	else
		drive_finish(p->drive, id_of(p, seat));
	leave_seat(p, t, seat);
	if (goes_on)
		offer(p, t, who);
}

static void on_absent(struct play *p, int t, int seat) {
	int who = citizen_at(p, seat), back = p->played->citizens[who].entry->back;
	p->played->counters[seat].busy_s += t - p->seats[seat].call_t;
	drive_absent(p->drive, id_of(p, seat));
	if (ticket_of(p, who)->misses == 1 && back != WORKLOAD_NONE)
		expect(p, t + back, (struct outcome){BACK, who});
	leave_seat(p, t, seat);
}

static void on_back(struct play *p, int t, int who) {
	if (drive_return(p->drive, ticket_of(p, who)) == VERDICT_OK)
		offer(p, t, who);
}

static void on_outcome(struct play *p, int t, struct outcome o) {
	if (o.kind == FINISH)
		on_finish(p, t, o.who);
	else if (o.kind == ABSENT)
		on_absent(p, t, o.who);
	else
		on_back(p, t, o.who);
}

static void on_open(struct play *p, const struct workload_entry *e, int seat) {
	struct clerk_seat *s = &p->seats[seat];
	s->closing = false;
	if (is_open(p, seat))
		return;
	s->open_t = e->t;
	drive_open(p->drive, e->counter);
	call_next(p, e->t, seat);
}

static void on_close(struct play *p, const struct workload_entry *e, int seat) {
	struct clerk_seat *s = &p->seats[seat];
	if (!is_open(p, seat))
		return;
	s->back = e->back;
	s->closing = citizen_at(p, seat) != WORKLOAD_NONE;
	if (!s->closing)
		close_seat(p, e->t, seat, e->back);
}

static void on_arrive(struct play *p, const struct workload_entry *e) {
	struct played_citizen *out = &p->played->citizens[p->played->citizen_count];
	const struct queue_ticket *ticket;
	int who = (int)p->played->citizen_count;
	*out = (struct played_citizen){.entry = e, .called = WORKLOAD_NONE};
	if (drive_issue(p->drive, e->service, e->priority, e->slot, &ticket) != VERDICT_OK)
		return;
	p->played->citizen_count++;
	offer(p, e->t, who);
}

static void on_speed(struct play *p, const struct workload_entry *e, int seat) {
	if (e->counter)
		p->seats[seat].speed = e->factor;
	else
		p->speed = e->factor;
}

static void on_entry(struct play *p, const struct workload_entry *e) {
	int seat = setup_counter(p->setup, e->counter);
	switch (e->kind) {
	case WORKLOAD_BOOK:
		drive_book(p->drive, e->service, e->slot);
		break;
	case WORKLOAD_SPEED:
		on_speed(p, e, seat);
		break;
	case WORKLOAD_OPEN:
		on_open(p, e, seat);
		break;
	case WORKLOAD_CLOSE:
		on_close(p, e, seat);
		break;
	case WORKLOAD_ARRIVE:
		on_arrive(p, e);
		break;
	}
}

/* What the day brings and what comes of it, by time; at one time first what the day brings. */
static void run(struct play *p, const struct workload_day *day) {
	int t = 0;
	for (size_t i = 0; i < day->count || p->due.count;) {
		bool entry = i < day->count &&
			     (!p->due.count || day->entries[i].t <= p->due.items[0].key_s);
		if (entry) {
			t = day->entries[i].t;
			drive_set_clock(p->drive, t);
			on_entry(p, &day->entries[i++]);
			continue;
		}
		struct heap_item next = p->due.items[0];
		heap_remove(&p->due, 0, ignore_place, p);
		t = (int)next.key_s;
		drive_set_clock(p->drive, t);
		on_outcome(p, t, p->outcomes[next.ticket]);
	}
	for (int i = 0; i < p->setup->counter_count; i++)
		if (is_open(p, i))
			p->played->counters[i].open_s += t - p->seats[i].open_t;
}

static size_t arrivals(const struct workload_day *day) {
	size_t n = 0;
	for (size_t i = 0; i < day->count; i++)
		n += day->entries[i].kind == WORKLOAD_ARRIVE;
	return n;
}

void play_day(struct drive *drive, const struct workload_day *day, struct played *played) {
	struct play p = {.drive = drive, .setup = drive_setup(drive), .played = played, .speed = 1};
	*played = (struct played){.day = day};
	played->citizens = mem_alloc(arrivals(day), sizeof *played->citizens);
	for (int i = 0; i < COUNTERS_MAX; i++)
		p.seats[i] = (struct clerk_seat){.speed = 1};
	run(&p, day);
	mem_free(p.outcomes);
	heap_clear(&p.due);
}

void played_clear(struct played *played) {
	mem_free(played->citizens);
	mem_free(played->calls);
	*played = (struct played){0};
}

int played_wait_s(const struct played_citizen *citizen) {
	return citizen->called - citizen->entry->t;
}
