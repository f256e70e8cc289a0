/*
 * store_session: who is signed in, so that a restart signs nobody out.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_SESSION_H
#define MOTCUA_STORE_SESSION_H

#include "server/store_db.h"

/* Keeps a session as it is now; nothing when its user was removed meanwhile. */
enum store_result session_put(struct store *store, const struct store_session *session);

/* Forgets a session; nothing when it is not there. */
enum store_result session_remove(struct store *store, const struct store_session *session);

#endif
