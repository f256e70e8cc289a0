/*
 * store_act: what an administrator did, as rows of the table `act`.
 *
 * The change of an act carries a digest of its row: BLAKE2b-256, in base64url, of act, object, id,
 * changes (each as 8 bytes of length, most significant first, and its bytes), 8 bytes of undoes,
 * and, where it puts a text, 32 bytes of BLAKE2b-256 of that. Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_ACT_H
#define MOTCUA_STORE_ACT_H

#include "server/store_db.h"

/* Does what an act does besides its change, which has been appended; fills in its version. */
enum store_result act_put(struct store *store, struct store_act *act, const struct change *c);

/* Verifies that every act is what its change says, and that there is one for each such change and
 * each text since the first. */
enum store_result act_verify(struct store *store);

#endif
