/*
 * keep: when what is under way is written into the journal, and what is made of it after an end.
 *
 * Each function does its step on the disk before it returns; what it speaks of happens after that.
 * Where the disk does not take it, a number of the server goes on and one of the lease is not
 * given.
 */
#ifndef MOTCUA_KIOSK_KEEP_H
#define MOTCUA_KIOSK_KEEP_H

#include "kiosk/flow.h"
#include "kiosk/journal.h"
#include "kiosk/lease_json.h"

/* A number is asked for; the key to ask with. */
const char *keep_asked(struct journal *j, const struct request *r, int64_t wall_ms);
/* The answer: the ticket's JSON, or NULL where there is none. */
void keep_answer(struct journal *j, uint32_t press, json_t *ticket);
/* The number of `r` is given from the lease: the ticket, false where the disk does not have it. */
bool keep_alone(struct journal *j, const struct request *r, const struct lease *lease,
	int64_t wall_ms, struct ticket *ticket);
/* The slip begins; the ticket is in somebody's hand; it is in nobody's. */
void keep_printing(struct journal *j, uint32_t press);
void keep_done(struct journal *j, uint32_t press, const char *how);
void keep_void(struct journal *j, uint32_t press, const char *why);
/* The server knows that it is in somebody's hand. */
void keep_told(struct journal *j, uint32_t press);

/* Numbers of leases whose fate is known here and not at the server. */
int keep_untold(const struct journal *j);
/* The next of them for one return, all of one block; returns how many. */
int keep_to_tell(const struct journal *j, struct kept *entries[static RETURN_MAX]);

/* After a start: the entry to go on with, or NULL; whatever else nobody can hold is over. */
struct kept *keep_under_way(struct journal *j);
/* Nobody goes on with it. */
void keep_over(struct journal *j, struct kept *e);

#endif
