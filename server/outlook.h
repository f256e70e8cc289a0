/*
 * outlook: the waits that people are told, computed from the day as it is now.
 *
 * Puts the queue, the set-up and the calendar into the plain view that the estimate reads, and
 * keeps what came out: a window per service (what a new ticket would be told) and per waiting
 * ticket. It also keeps what the office learns from its own visits. Owner: the office. Units:
 * seconds; queue times are Unix seconds. Source: queueing.md 4.
 */
#ifndef MOTCUA_OUTLOOK_H
#define MOTCUA_OUTLOOK_H

#include "server/booked.h"
#include "server/learn.h"
#include "server/queue.h"

struct outlook {
	struct learn learn;
	struct learn_service learned[SERVICES_MAX];
	struct booked booked;
	struct wait services[SERVICES_MAX];
	struct wait *tickets; /* by index of the ticket in the queue */
	size_t ticket_count;
};

void outlook_init(struct outlook *outlook);
void outlook_clear(struct outlook *outlook);

/* Learns from a change that has just been applied to the queue. */
void outlook_learn(struct outlook *outlook, const struct queue *queue, const struct change *c);

/* An appointment of a service (its index) was booked for today: it is foreseen until somebody comes
 * for it or it is too late. */
void outlook_book(struct outlook *outlook, const struct setup *setup, int service, int64_t slot_ms);

/* Computes all windows anew for a moment. */
void outlook_update(struct outlook *outlook, const struct queue *queue, int64_t at_ms);

/* The window of a ticket: its own while it waits, else (just issued) its service's; unknown
 * otherwise. */
struct wait outlook_ticket(const struct outlook *outlook, const struct queue_ticket *ticket);

#endif
