/*
 * tries: who has failed to sign in lately and must slow down.
 *
 * Five failures in 15 minutes of one account from one address, or fifty from one address, and
 * further tries wait until the oldest of them is 15 minutes old; the IPv6 addresses of a /64 count
 * as one. Nobody is locked out for good. A try counts as failed from its begin, so that many at
 * once are not a way around; a success forgets those of its account and address. A value; remembers
 * the newest 4,096 tries. Time is an argument (Unix milliseconds). sodium_init must have been
 * called.
 */
#ifndef MOTCUA_TRIES_H
#define MOTCUA_TRIES_H

#include <stdint.h>

enum {
	TRIES_WINDOW_MS = 15 * 60 * 1000,
	TRIES_ACCOUNT_MAX = 5,
	TRIES_ADDRESS_MAX = 50,
	TRIES_KEPT = 4096,
};

struct tries_entry {
	uint64_t pair, address; /* keyed hashes; 0: none */
	int64_t at_ms;
};

struct tries {
	unsigned char key[16];
	unsigned int next;
	struct tries_entry entries[TRIES_KEPT]; /* a ring */
};

void tries_init(struct tries *tries);

/* Whole seconds that this account must wait at this address; 0: go on. */
int tries_wait_s(
	const struct tries *tries, const char *account, const char *address, int64_t now_ms);

/* A try begins. */
void tries_begin(struct tries *tries, const char *account, const char *address, int64_t now_ms);

/* A try was right. */
void tries_succeed(struct tries *tries, const char *account, const char *address);

#endif
