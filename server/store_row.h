/*
 * store_row: a change as the columns of the table `change`, both ways.
 *
 * ROW_COLUMNS names the columns in the order that both functions use; the hash is the last. Only
 * store*.c includes this.
 */
#ifndef MOTCUA_STORE_ROW_H
#define MOTCUA_STORE_ROW_H

#include "server/store_db.h"

#define ROW_COLUMNS                                                                         \
	"seq, at, day, kind, ticket, number, service, counter, was, state, reason, \"by\"," \
	" clerk_name, clerk_title, back_at, token, priority, procedure, lang, how, hash"

/* Binds a change to parameters 1–21; both must live until the reset. */
void row_bind(sqlite3_stmt *s, const struct change *c, const unsigned char hash[CHAIN_HASH_SIZE]);

/* Reads columns 0–20; false when one holds what no change can hold. */
bool row_read(sqlite3_stmt *s, struct change *c, unsigned char hash[CHAIN_HASH_SIZE]);

#endif
