/*
 * preview: the number whose turn is likely next at a counter, and when to ask for it again.
 *
 * The server is asked after each change, but not more often than every PREVIEW_PAUSE_MS and with
 * one question at a time. A number is shown only while it may still be right: not after it was
 * called or has left, not while the link is lost. Pure; a value that owns nothing. Times are the
 * server's, in Unix milliseconds.
 */
#ifndef MOTCUA_PREVIEW_H
#define MOTCUA_PREVIEW_H

#include "common/proto.h"

#include <stdbool.h>
#include <stdint.h>

enum { PREVIEW_PAUSE_MS = 1000 };

struct preview {
	bool wanted;              /* false: nothing is ever asked */
	char number[NUMBER_SIZE]; /* empty: nothing is known */
	bool due;                 /* something has changed since it was last asked */
	uint64_t request;         /* under way; 0: none */
	int64_t asked_ms;
};

/* Hears that something has changed; NULL: all may have, or the link is lost. */
void preview_change(struct preview *p, const struct change *c);

/* Whether to ask now; if so, preview_sent says with which request. */
bool preview_asks(const struct preview *p, int64_t now_ms);
void preview_sent(struct preview *p, uint64_t request, int64_t now_ms);
/* The answer to a request: a number, "" for nobody, NULL for none in time. */
void preview_answered(struct preview *p, uint64_t request, const char *number);

/* When it is to be asked again, INT64_MAX: not by time alone. */
int64_t preview_due(const struct preview *p);

#endif
