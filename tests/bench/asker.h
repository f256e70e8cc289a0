/*
 * asker: a connection that is kept and has one request at a time under way.
 *
 * The owner gives a loop (net.h), begins with asker_open and ends with asker_close. An answer has a
 * Content-Length. What is no HTTP, or an end before the answer, ends the program with status 1.
 */
#ifndef MOTCUA_ASKER_H
#define MOTCUA_ASKER_H

#include "tests/bench/net.h"

#include <stdint.h>

struct asker {
	struct net_end end; /* first */
	int loop;
	void (*answered)(struct asker *asker, void *arg); /* may ask again */
	void *arg;
	int64_t asked_ns, answered_ns;
	bool waits;       /* for an answer */
	int status;       /* of the last answer */
	const char *body; /* of the last answer, with a NUL after it; until the next is read */
	char *in;
	size_t in_len, in_room;
};

/* The n-th of them at that port. `answered` may be NULL for those who asker_wait. */
void asker_open(struct asker *a, int loop, int port, int n,
	void (*answered)(struct asker *asker, void *arg), void *arg);

/* Sends a whole request. */
void asker_ask(struct asker *a, const char *text, size_t size);

/* Runs the loop until the answer is there: its status. */
int asker_wait(struct asker *a);

void asker_close(struct asker *a);

#endif
