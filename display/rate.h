/*
 * rate: whether a counter's screen asks whoever was just served there, and how far the answer is.
 *
 * It asks from when a number was finished at its counter, for RATE_ASK_MS, until an answer is
 * pressed or until there is somebody at the counter again: a call always wins; of an end that is
 * heard of later it does not ask. An answer that was pressed is
 * on its way whatever is shown; what became of it is shown only while nothing else is. Pure; a
 * value that owns nothing. Times are the server's, in Unix milliseconds.
 */
#ifndef MOTCUA_RATE_H
#define MOTCUA_RATE_H

#include "common/proto.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	RATE_BEST = 5,
	RATE_ASK_MS = 30000,
	RATE_WORD_MS = 1000,  /* an answer that is on its way for so long is said to be */
	RATE_SEND_MS = 20000, /* and for so long */
	RATE_THANK_MS = 5000,
	RATE_SORRY_MS = 8000,
	RATE_PATIENCE_MS = 85000 /* for how long it is sent again: the server takes it for two
				    minutes after the end */
};

enum rate_stage {
	RATE_NONE,
	RATE_ASKED,
	RATE_SENDING,
	RATE_THANKED,
	RATE_LOST, /* it could not be sent */
};

struct rate {
	int counter; /* 0: nothing is ever asked */
	enum rate_stage stage;
	char number[NUMBER_SIZE]; /* just served */
	int score;                /* that was pressed */
	uint64_t request;         /* that carries it */
	int64_t since_ms, until_ms;
};

/* Hears of a change, after the hall has; and of a hall told anew. */
void rate_change(
	struct rate *r, const struct snapshot *hall, const struct change *c, int64_t now_ms);
void rate_snapshot(struct rate *r, const struct snapshot *hall);

/* The button of this id was pressed; the score to be sent, 0: none. */
int rate_tap(struct rate *r, const char *id, int64_t now_ms);
/* Says which request carries it. */
void rate_sent(struct rate *r, uint64_t request);
/* What became of a request: a status of HTTP, 0: no answer in time. */
void rate_answered(struct rate *r, uint64_t request, int status, int64_t now_ms);

/* Whether it is to be said that the answer is still on its way. */
bool rate_slow(const struct rate *r, int64_t now_ms);

/* Time goes on; when it is to be asked again, INT64_MAX: not by time alone. */
int64_t rate_due(struct rate *r, int64_t now_ms);

/* The id of the button of a score. */
void rate_id(int score, char id[static 16]);

#endif
