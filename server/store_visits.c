#include "server/store_db.h"

#include <limits.h>

/* The last word on a ticket that was chosen for, finished, or taken back from its end. */
static const char VISITS[] =
	"SELECT coalesce(done, chosen), count(*) FROM"
	" (SELECT max(seq), kind, done, group_concat(procedure) AS chosen"
	" FROM change INDEXED BY change_visit WHERE"
	" ((kind = 'issued' AND procedure IS NOT NULL) OR kind = 'finished' OR was = 'served')"
	" AND day >= ?1 AND day < ?2 GROUP BY day, ticket)"
	" WHERE kind = 'finished' AND coalesce(done, chosen) IS NOT NULL GROUP BY 1";

enum store_result store_visits(struct store *store, int from, int until, struct popular *popular) {
	char procedures[DONE_SIZE];
	bool ok = true, good = true;
	int visits;
	struct popular read = {0};
	sqlite3_stmt *s = db_statement(store, VISITS);
	if (!s)
		return db_failed(store, "count the visits");
	db_bind_int(s, 1, from);
	db_bind_int(s, 2, until);
	while (good && db_row(s, &ok)) {
		good = db_read_text(s, 0, procedures, sizeof procedures) &&
		       db_read_int(s, 1, 1, INT_MAX, &visits);
		if (good)
			popular_add(&read, procedures, visits);
	}
	db_reset(s);
	if (ok && good) {
		*popular = read;
		return STORE_OK;
	}
	popular_clear(&read);
	return ok ? db_damaged(store, "a visit that cannot be read")
		  : db_failed(store, "count the visits");
}
