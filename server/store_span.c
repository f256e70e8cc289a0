#include "common/mem.h"
#include "server/store_change.h"

/* The changes of a span of days, some at a time. */

static const char FIRST[] = "SELECT seq FROM change WHERE day >= ?1 ORDER BY day, seq LIMIT 1";
static const char LAST[] =
	"SELECT seq FROM change WHERE day <= ?1 ORDER BY day DESC, seq DESC LIMIT 1";

struct slice {
	struct change *changes;
	size_t count, room;
};

static enum store_result read_seq(struct store *store, const char *sql, int day, int64_t *seq) {
	bool ok = true;
	*seq = 0;
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		return db_failed(store, "read the changes");
	db_bind_int(s, 1, day);
	if (db_row(s, &ok))
		*seq = sqlite3_column_int64(s, 0);
	db_reset(s);
	return ok ? STORE_OK : db_failed(store, "read the changes");
}

static enum store_result keep(struct store *store, const struct change *c, void *arg) {
	struct slice *slice = arg;
	(void)store;
	if (slice->count < slice->room)
		slice->changes[slice->count++] = *c;
	return STORE_OK;
}

/* A row that the index hides would leave a gap in the chain. */
enum store_result store_changes(struct store *store, int from, int to, int64_t after, size_t limit,
	struct change **changes, size_t *count, bool *more) {
	int64_t first, last;
	enum store_result result = read_seq(store, FIRST, from, &first);
	if (result == STORE_OK)
		result = read_seq(store, LAST, to, &last);
	if (result != STORE_OK)
		return result;
	bool any = first > 0;
	*more = false;
	*changes = NULL;
	*count = 0;
	if (after >= first)
		first = after + 1;
	if (!any || first > last)
		return STORE_OK;
	size_t left = (size_t)(last - first) + 1, room = left < limit ? left : limit;
	struct slice slice = {mem_alloc(room, sizeof *slice.changes), 0, room};
	result = change_verify(store, first, first + (int64_t)room - 1, keep, &slice);
	if (result != STORE_OK || slice.count < room) {
		mem_free(slice.changes);
		return result != STORE_OK ? result
					  : db_damaged(store, "changes after %lld are missing",
						    (long long)first);
	}
	*more = left > room;
	*changes = slice.changes;
	*count = slice.count;
	return STORE_OK;
}
