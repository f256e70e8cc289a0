/*
 * store_seal: rows that no change proves prove themselves.
 *
 * What is not in the chain of changes has a column `seal`: BLAKE2b-256 over the table's name and
 * the row's values, each with its kind and its size before it. It is written with the row, by the
 * SQL function `seal` that every connection of ours has. A row whose seal is another's is damaged.
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_SEAL_H
#define MOTCUA_STORE_SEAL_H

#include "server/store_db.h"

/* What the seal of a row is, in SQL. */
#define SEAL_META "seal('meta', epoch)"
#define SEAL_USER "seal('user', name, role, clerk_name, clerk_title, password, ended_at)"
#define SEAL_DEVICE                                                                           \
	"seal('device', name, role, secret, code, code_until, ended_at, view, counter, zone," \
	" volume)"
#define SEAL_SESSION "seal('session', secret, user, counter, since, seen)"
#define SEAL_ANSWER "seal('answer', seq, key, body, status, text, at)"
#define SEAL_SETUP "seal('setup', version, kind, at, hash)"
#define SEAL_LEARNED "seal('learned', day, seq, text)"

/* Gives a connection the function. */
bool seal_define(sqlite3 *db);

/* Verifies all rows that have a seal. */
enum store_result seal_verify(struct store *store);

#endif
