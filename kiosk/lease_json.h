/*
 * lease_json: what the kiosk and the server tell each other about a lease, and a lease as its file
 * has it.
 *
 * The functions named *_json make a new json_t that the caller owns; the others answer false, their
 * target untouched, where the JSON is not of that shape. Source: the interface §3.
 */
#ifndef MOTCUA_KIOSK_LEASE_JSON_H
#define MOTCUA_KIOSK_LEASE_JSON_H

#include "kiosk/journal.h"
#include "kiosk/lease.h"

#include <jansson.h>

enum { RETURN_MAX = 50 }; /* tickets in one return */

/* {"holder"}: who asks for a lease. */
json_t *lease_ask_json(const char *holder);
/* The lease of an answer {"lease": L}, or of a file, which knows the next numbers too. */
bool lease_from_answer(const json_t *j, struct lease *lease);

/* The file: the holder's name, how far the office's clock is ahead of the machine's, the lease. */
json_t *lease_file_json(const char *holder, int64_t ahead_ms, const struct lease *lease);
/* Without a lease it is of id 0. */
bool lease_file_from_json(
	const json_t *j, char holder[static TOKEN_SIZE], int64_t *ahead_ms, struct lease *lease);

/* The ticket of a number of the block, in the form of the interface. */
json_t *lease_ticket_json(
	const struct lease *lease, const struct kept *e, const char *number, const char *token);

/* The tickets of one block, at most RETURN_MAX. */
json_t *lease_return_json(struct kept *const *entries, int count);

/* What became of a returned number. */
enum returned {
	RETURNED_NOT, /* the answer does not speak of it */
	RETURNED_TAKEN,
	RETURNED_REFUSED,
};
enum returned lease_returned(const json_t *answer, const char *number, const char **why);

#endif
