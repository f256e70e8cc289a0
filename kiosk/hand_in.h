/*
 * hand_in: tells the server the numbers that were given while it was away.
 *
 * At most RETURN_MAX at a time, told again until they are answered; an entry leaves the journal
 * only then. What the server refuses is logged once.
 */
#ifndef MOTCUA_KIOSK_HAND_IN_H
#define MOTCUA_KIOSK_HAND_IN_H

#include "kiosk/journal.h"

#include <jansson.h>

/* The next return's body; NULL: there is nothing to tell. */
json_t *hand_in_body(const struct journal *j);

/* The answer; each refused number is passed to `refused`. */
void hand_in_answered(struct journal *j, int status, const json_t *body,
	void (*refused)(void *ctx, const char *number), void *ctx);

#endif
