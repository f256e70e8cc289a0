/* What a store leaves to the one that takes its place. */
#include "server/store_db.h"
#include "server/store_schema.h"

#include <limits.h>
#include <string.h>

static const char DAY[] = "SELECT coalesce(max(day), 0) FROM day";
static const char LAST[] = "SELECT coalesce(max(at), 0) FROM change";
static const char SERIES[] = "SELECT service, last FROM series WHERE day = ?1";
static const char BLOCKS[] = "SELECT first, last, \"by\" FROM change"
			     " WHERE day = ?1 AND kind = 'leased' ORDER BY seq";
static const char RENEW[] = "UPDATE meta SET epoch = ?1, seal = seal('meta', ?1)";
static const char SIGN_OUT[] = "DELETE FROM session";

static bool read_series(sqlite3_stmt *s, struct store_numbers *n) {
	struct store_series *to = &n->series[n->series_count];
	if (n->series_count == SERVICES_MAX || !db_read_text(s, 0, to->service, ID_SIZE))
		return false;
	to->last = sqlite3_column_int64(s, 1);
	n->series_count++;
	return true;
}

static bool read_block(sqlite3_stmt *s, struct store_numbers *n) {
	struct store_block *to = &n->blocks[n->block_count];
	if (n->block_count == STORE_BLOCKS_MAX || !db_read_int(s, 0, 1, INT_MAX, &to->first) ||
		!db_read_int(s, 1, to->first, INT_MAX, &to->last) ||
		!db_read_text(s, 2, to->by, sizeof to->by))
		return false;
	n->block_count++;
	return true;
}

static enum store_result read_rows(struct store *store, const char *sql, struct store_numbers *n,
	bool (*read)(sqlite3_stmt *s, struct store_numbers *n)) {
	bool ok = true, good = true;
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		return db_failed(store, "read the numbers");
	db_bind_int(s, 1, n->day);
	while (good && db_row(s, &ok))
		good = read(s, n);
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the numbers");
	return good ? STORE_OK : db_damaged(store, "numbers that cannot be read");
}

enum store_result store_numbers(struct store *store, struct store_numbers *numbers) {
	int64_t day;
	struct store_numbers read = {0};
	if (!db_number(store, DAY, &day) || !db_number(store, LAST, &read.last_ms))
		return db_failed(store, "read the numbers");
	read.day = (int)day;
	enum store_result result = read_rows(store, SERIES, &read, read_series);
	if (result == STORE_OK)
		result = read_rows(store, BLOCKS, &read, read_block);
	if (result == STORE_OK)
		*numbers = read;
	return result;
}

enum store_result store_renew(struct store *store) {
	sqlite3_stmt *s = db_statement(store, RENEW);
	if (!s)
		return db_failed(store, "begin a new epoch");
	schema_epoch(store->epoch);
	db_bind_text(s, 1, store->epoch);
	return db_step(s) && db_run(store, SIGN_OUT) ? STORE_OK
						     : db_failed(store, "begin a new epoch");
}
