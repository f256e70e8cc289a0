/*
 * desk: what a counter's screen asks those who stand there, and what it tells and asks the server
 * for it.
 *
 * Joins the link with rate.h and preview.h. A value that owns nothing. Times are the server's, in
 * Unix milliseconds.
 */
#ifndef MOTCUA_DESK_H
#define MOTCUA_DESK_H

#include "common/link.h"
#include "display/preview.h"
#include "display/rate.h"

enum { DESK_SENT_MAX = 8 };

struct desk {
	int counter; /* 0: no counter's screen */
	struct rate rate;
	struct preview preview;
	uint64_t sent[DESK_SENT_MAX]; /* requests with an answer that are under way; 0: none */
};

/* Asks for a rating, and shows who is next, where that is wanted. */
void desk_begin(struct desk *d, int counter, bool rating, bool next);

/* Hears of a message of the link, after the hall has (NULL: not known yet). */
void desk_hear(struct desk *d, const struct link_message *m, const struct snapshot *hall,
	int64_t there_ms);

/* The button of this id was pressed. */
void desk_tap(struct desk *d, struct link *link, const char *id, int64_t there_ms);

/* Does what is due and returns when to come again, INT64_MAX: not by time alone. */
int64_t desk_due(struct desk *d, struct link *link, const struct snapshot *hall, int64_t there_ms);

#endif
