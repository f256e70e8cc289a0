/*
 * outlook: the waits that people are told, computed from the day as it is now.
 *
 * Keeps what the estimate says: per service what a new ticket would be told, with each head start
 * that the office gives, and per waiting ticket its own. Also keeps what the office learns from its
 * own visits, and who has booked. Owner: the office. Units: seconds; spans are Unix milliseconds.
 * Source: queueing.md 4.
 */
#ifndef MOTCUA_OUTLOOK_H
#define MOTCUA_OUTLOOK_H

#include "server/booked.h"
#include "server/learn.h"
#include "server/queue.h"

enum { OUTLOOK_HEADS = 4 };

/* What is said of one wait. */
struct outlook_wait {
	struct wait wait; /* from now, rounded outwards */
	int mid_s;        /* its middle, exact */
	enum reach reach;
	struct span window; /* by the clock; of a ticket it stays while it holds */
	struct span pause;  /* the planned break that the wait straddles */
};

struct outlook {
	struct learn learn;
	struct learn_service learned[SERVICES_MAX];
	struct booked booked;
	int head_count;
	int heads_s[OUTLOOK_HEADS]; /* ascending, the first is 0 */
	struct outlook_wait services[OUTLOOK_HEADS][SERVICES_MAX];
	struct outlook_wait *tickets; /* by index of the ticket in the queue */
	size_t ticket_count;
};

void outlook_init(struct outlook *outlook);
void outlook_clear(struct outlook *outlook);

/* An appointment of a service (its index) was booked for today: it is foreseen until somebody comes
 * for it or it is too late. */
void outlook_book(struct outlook *outlook, const struct setup *setup, int service, int64_t slot_ms);

/* Learns from a change that has just been applied to the queue. */
void outlook_learn(struct outlook *outlook, const struct queue *queue, const struct change *c);

/* Computes all windows anew for a moment. */
void outlook_update(struct outlook *outlook, const struct queue *queue, int64_t at_ms);

/* What an ordinary ticket of a service would be told now; one with a head start. */
const struct outlook_wait *outlook_service(const struct outlook *outlook, int line);
const struct outlook_wait *outlook_new(const struct outlook *outlook, int line, int64_t head_s);

/* What a ticket is told that is issued now with this queue time. */
struct told outlook_told(const struct outlook *outlook, int line, int64_t issued_s, int64_t key_s);
/* The same of somebody who came for an appointment, as the day is now. */
struct told outlook_told_slot(
	const struct outlook *outlook, const struct queue *queue, const struct change *issued);

/* What is said of a ticket: its own while it waits, what it was told if it was just issued;
 * nothing otherwise. */
struct outlook_wait outlook_ticket(
	const struct outlook *outlook, const struct queue_ticket *ticket);

/* What was learned as a text to be kept (for mem_free), by the ids of the services; and back: false
 * when the text is none of this. The pace of the day is not part of it. */
char *outlook_text(const struct outlook *outlook, const struct setup *setup);
bool outlook_read(struct outlook *outlook, const struct setup *setup, const char *text);

#endif
