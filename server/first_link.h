/*
 * first_link: the one-time link with which the first administrator comes in.
 *
 * It is made at a start without accounts and told on the console alone; kept, in memory, is only
 * the hash of what it ends with. A value; time is an argument, milliseconds that only grow.
 * sodium_init must have been called.
 */
#ifndef MOTCUA_FIRST_LINK_H
#define MOTCUA_FIRST_LINK_H

#include "server/secret.h"

#include <stdint.h>

enum { FIRST_LINK_MS = 15 * 60 * 1000 };

struct first_link {
	unsigned char hash[SECRET_HASH_SIZE];
	int64_t until_ms; /* 0: there is none */
};

/* A new link, told once. */
void first_link_make(struct first_link *link, char token[static SECRET_TEXT_SIZE], int64_t now_ms);

/* How long it can still be used; 0: no more. */
int64_t first_link_left_ms(const struct first_link *link, int64_t now_ms);

/* Whether this is it, and in time. */
bool first_link_is(const struct first_link *link, const char *token, int64_t now_ms);

#endif
