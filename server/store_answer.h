/*
 * store_answer: what was answered to a request with an Idempotency-Key.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_ANSWER_H
#define MOTCUA_STORE_ANSWER_H

#include "server/store_db.h"

/* Keeps an answer; one without a change is none. */
enum store_result answer_put(struct store *store, const struct store_answer *answer);

/* Fills in status and text of the key's answer at a change; status 0 when there is none. */
enum store_result answer_get(struct store *store, struct store_answer *answer);

/* Removes the answers from before a moment. */
enum store_result answer_purge(struct store *store, int64_t before_ms);

#endif
