/*
 * readers: screens that read the feed, and what each has read.
 *
 * They know frames by their "id: EPOCH-SEQ" alone. The owner gives a loop (net.h), begins with
 * readers_open and ends with readers_close.
 */
#ifndef MOTCUA_READERS_H
#define MOTCUA_READERS_H

#include "tests/bench/net.h"

#include <stdint.h>

struct reader {
	struct net_end end; /* first */
	struct readers *readers;
	int64_t seq; /* read last; -1: none yet */
	size_t head_len;
	char head[64]; /* of the line that is being read */
};

struct readers {
	int loop, port, count;
	struct reader *all;
	int64_t target;
	int reached; /* who has read a frame of `target` or a later one */
	int missed;  /* frames that came out of turn */
	int cut;     /* who was cut off */
};

/* Connects so many, who have read a first frame each when this returns. */
void readers_open(struct readers *r, int loop, int port, int count);

/* From now on it is counted who has reached that frame. */
void readers_aim(struct readers *r, int64_t seq);

/* Waits until all have; false when somebody was cut off or `seconds` are over. */
bool readers_wait(struct readers *r, double seconds);

/* The n-th leaves, and comes back as somebody new. */
void readers_renew(struct readers *r, int n);

void readers_close(struct readers *r);

#endif
