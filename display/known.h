/*
 * known: what a display knows of the office, from what its link brings.
 *
 * The hall, the office's names, which call is the newest, whether the server is there, and the
 * server's time; of a hall with zones, what the zone has of them. Pure: `mono_ms` is the caller's
 * monotonic clock, `there_ms` the server's time in Unix milliseconds. A value that owns nothing.
 */
#ifndef MOTCUA_KNOWN_H
#define MOTCUA_KNOWN_H

#include "common/link.h"
#include "display/announce.h"
#include "display/view.h"

#include <stdbool.h>
#include <stdint.h>

struct known {
	struct snapshot hall;
	struct office_view office;
	bool hall_known, office_known;
	struct announce announce;
	bool lost;
	int64_t silent_since_ms; /* the server's time */
	int64_t ahead_ms;        /* the server's time is the monotonic clock's plus this */
	char zone[ID_SIZE];      /* the id of the one that is shown; empty: the whole hall */
	bool zone_missing;       /* the office has no such zone */
	struct snapshot zone_hall;
	struct office_view zone_office;
};

/* Hears of a message of the link. */
void known_take(struct known *k, const struct link_message *m, int64_t mono_ms);

/* Shows one counter, or (0) the hall or a zone of it (NULL: all of it) from now on; what was heard
 * before is not heard again, what still waited for its turn is, if it is called there. */
void known_turn(struct known *k, int counter, const char *zone, int64_t mono_ms);

/* What is to be seen of it at a moment; holds pointers into it. */
struct view known_view(const struct known *k, int64_t there_ms);

/* The prefix of the series that the number is of; "" while that is not known. */
const char *known_prefix(const struct known *k, const char *number);

#endif
