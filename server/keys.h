/*
 * keys: which Idempotency-Keys have been used in the last day, and with which body.
 *
 * Only digests are here; the answers themselves are in the store. A hash table of fixed-size
 * entries that grows; digests are uniformly distributed (BLAKE2b), so their first bytes are the
 * hash.
 */
#ifndef MOTCUA_KEYS_H
#define MOTCUA_KEYS_H

#include "server/store.h"

enum key_use {
	KEY_FRESH,
	KEY_KEPT,   /* used with the same body: its answer is in the store, or on the way there */
	KEY_REUSED, /* used with another body */
};

struct keys {
	struct store_answer_key *entries; /* at_ms 0: free */
	size_t count, room;
};

void keys_clear(struct keys *keys);

/* What a key was used for; `key` and `body` are digests of STORE_DIGEST_SIZE bytes. */
enum key_use keys_use(const struct keys *keys, const unsigned char *key, const unsigned char *body);

/* The change at which a key's answer is kept; 0: it has none. */
int64_t keys_seq(const struct keys *keys, const unsigned char *key);

/* Remembers a key; at_ms > 0. */
void keys_add(struct keys *keys, const struct store_answer_key *entry);

/* Forgets all that are older than a moment. */
void keys_purge(struct keys *keys, int64_t before_ms);

#endif
