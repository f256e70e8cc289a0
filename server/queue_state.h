/*
 * queue_state: the inside of a queue, for server/queue*.c alone.
 *
 * Tickets are kept one by one in memory that does not move, so that the lookups may point to their
 * texts. `issued` counts each line's series: the last number given.
 */
#ifndef MOTCUA_QUEUE_STATE_H
#define MOTCUA_QUEUE_STATE_H

#include "server/heap.h"
#include "server/lookup.h"
#include "server/queue.h"

enum { QUEUE_LEASES_MAX = 64, QUEUE_HELPS_MAX = 64 };

struct queue {
	const struct setup *setup;
	struct queue_ticket **tickets;
	size_t count, room;
	size_t settled; /* all tickets before this index are no longer being issued */
	size_t held;    /* so many tickets are */
	struct lookup numbers, tokens;
	char **texts; /* that tickets share, each once */
	struct lookup text_places;
	struct heap lines[SERVICES_MAX];
	struct heap desks[COUNTERS_MAX]; /* who waits for one counter alone */
	int waiting[SERVICES_MAX];
	int issued[SERVICES_MAX];
	struct queue_counter counters[COUNTERS_MAX];
	struct queue_lease leases[QUEUE_LEASES_MAX];
	size_t lease_count;
	struct queue_help helps[QUEUE_HELPS_MAX]; /* that go on */
	size_t help_count;
	struct setup_serves serves[COUNTERS_MAX][SERVICES_MAX]; /* of each counter, with helps */
	int serves_count[COUNTERS_MAX];
};

/* The index of a ticket by its id, -1: none. */
int queue_index(const struct queue *q, int64_t id);

/* A new ticket; false when its id, number or token does not fit. */
bool queue_add(struct queue *q, const struct change *issued);

/* The queue's own copy of a text. */
const char *queue_text(struct queue *q, const char *text);

/* A line's series has come to a number. */
void queue_count_series(struct queue *q, int line, const char *number);

/* A new lease, and one that is returned; false when it does not fit. */
bool queue_add_lease(struct queue *q, const struct change *leased);
bool queue_end_lease(struct queue *q, const struct change *returned);

/* The lease that some number from `first` to `last` is set aside in; NULL: none. */
const struct queue_lease *queue_set_aside(const struct queue *q, int first, int last);

/* A help begins, one is over, those of a counter that closes are. A counter or a service that the
 * office no longer has is none of it. */
void queue_begin_help(struct queue *q, const struct change *c);
void queue_end_help(struct queue *q, const struct change *c);
void queue_end_helps(struct queue *q, int counter);

/* What each counter serves, anew. */
void queue_find_serves(struct queue *q);

/* The next number of a line's series that is not set aside. */
int queue_next_number(const struct queue *q, int line);

/* Makes `c` a change of this kind that brings the ticket into a state. */
void queue_fill(struct change *c, enum change_kind kind, const struct queue_ticket *t,
	enum ticket_state state);

/* The first who may be called at a counter (index): the smallest (queue time + handicap, ticket),
 * with that sum as its key; ticket -1: nobody. `firsts` says who is taken for the first of each
 * line; NULL: whoever is. */
struct heap_item queue_first(const struct queue *q, int counter, const struct heap_item *firsts);

#endif
