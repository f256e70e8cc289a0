/*
 * store_row: a change as the columns of the table `change`, both ways.
 *
 * ROW_COLUMNS names the columns in the order that both functions use; the hash is the last. Only
 * store*.c includes this.
 */
#ifndef MOTCUA_STORE_ROW_H
#define MOTCUA_STORE_ROW_H

#include "server/store_db.h"

#define ROW_COLUMNS                                                                             \
	"seq, at, day, kind, ticket, number, service, counter, was, state, reason, \"by\","     \
	" clerk_name, clerk_title, back_at, token, priority, procedure, lang, how, note, done," \
	" from_service, from_counter, to_counter, queue_time, rules, slot, told_low, told_mid," \
	" told_high, lease, first, last, taken_at, holder, digest, hash"
#define ROW_PARAMETERS                                                                           \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"       \
	" ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, " \
	"?36, ?37, ?38"

/* Binds a change to ROW_PARAMETERS; both must live until the reset. */
void row_bind(sqlite3_stmt *s, const struct change *c, const unsigned char hash[CHAIN_HASH_SIZE]);

/* Reads ROW_COLUMNS, from column 0 on; false when one holds what no change can hold. */
bool row_read(sqlite3_stmt *s, struct change *c, unsigned char hash[CHAIN_HASH_SIZE]);

#endif
