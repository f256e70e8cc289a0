/* What a copy is held against, and by. */
#include "common/mem.h"
#include "server/store_copy.h"

#include <limits.h>
#include <string.h>

static const char POINT[] = "SELECT hash, day FROM change WHERE seq = ?1";
static const char TICKETS[] = "SELECT count(*) FROM change WHERE kind = 'issued'";

enum store_result store_anchor(struct store *store, struct store_anchor *anchor) {
	bool ok = true;
	struct store_anchor read = {.seq = anchor->seq};
	sqlite3_stmt *s = db_statement(store, POINT);
	if (!s)
		return db_failed(store, "read the changes");
	db_bind_int(s, 1, anchor->seq);
	bool good = db_row(s, &ok) && db_read_bytes(s, 0, read.hash, sizeof read.hash) &&
		    db_read_int(s, 1, 0, INT_MAX, &read.day);
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the changes");
	if (!good)
		return db_damaged(store, "change %lld is missing", (long long)anchor->seq);
	*anchor = read;
	return STORE_OK;
}

struct store_anchor store_end(const struct store *store) {
	struct store_anchor end = {.seq = store->head.seq, .day = store->head.day};
	memcpy(end.hash, store->head.hash, sizeof end.hash);
	return end;
}

enum store_result store_tickets(struct store *store, int64_t *tickets) {
	return db_number(store, TICKETS, tickets) ? STORE_OK
						  : db_failed(store, "count the numbers");
}
