/*
 * store_setup: office files and catalogues as they were put, with a hash of each.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_SETUP_H
#define MOTCUA_STORE_SETUP_H

#include "server/store_db.h"

/* The hash of a text. */
void setup_hash(const char *text, size_t size, unsigned char hash[CHAIN_HASH_SIZE]);

/* Keeps a new text of a kind ("office", "catalogue") in the open transaction, and tells its
 * version; of catalogues the newest alone stays. */
enum store_result setup_put(
	struct store *store, const char *kind, const char *text, int64_t at_ms, int64_t *version);

/* Verifies that every text is what was put. */
enum store_result setup_verify(struct store *store);

#endif
