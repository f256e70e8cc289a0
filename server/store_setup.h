/*
 * store_setup: office files and catalogues as they were imported, with a hash of each.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_SETUP_H
#define MOTCUA_STORE_SETUP_H

#include "server/store_db.h"

/* Verifies that every text is what was imported. */
enum store_result setup_verify(struct store *store);

/* Keeps a new text of the office file with the change that says so and the answer to whoever put
 * it, all or nothing. */
enum store_result setup_put_office(struct store *store, const char *text, const struct change *c,
	const struct store_answer *answer);

#endif
