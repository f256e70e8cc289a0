#include "server/store_change.h"

#include "common/log.h"
#include "server/store_row.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char INSERT[] = "INSERT INTO change (" ROW_COLUMNS ") VALUES (" ROW_PARAMETERS ")";
static const char OPEN_DAY[] = "INSERT INTO day (day, opened_at) VALUES (?1, ?2)"
			       " ON CONFLICT (day) DO UPDATE SET closed_at = NULL";
static const char CLOSE_DAY[] = "UPDATE day SET closed_at = ?2 WHERE day = ?1";
static const char SERIES[] =
	"INSERT INTO series (day, last, service) VALUES (?1, ?2, ?3)"
	" ON CONFLICT (day, service) DO UPDATE SET last = excluded.last WHERE last < excluded.last";
static const char WRITE_HEAD[] = "UPDATE meta SET seq = ?1, hash = ?2";
static const char READ_HEAD[] = "SELECT meta.seq, meta.hash, ifnull(change.day, 0) FROM meta"
				" LEFT JOIN change USING (seq)";
static const char DAY_OF[] = "SELECT day FROM change WHERE seq = ?1";
static const char HASH_OF[] = "SELECT hash FROM change WHERE seq = ?1";
static const char FROM[] = "SELECT " ROW_COLUMNS " FROM change WHERE seq BETWEEN ?1 AND ?2"
			   " ORDER BY seq";

int64_t change_number_value(const char *number) {
	size_t start = strlen(number);
	while (start > 0 && number[start - 1] >= '0' && number[start - 1] <= '9')
		start--;
	return strtoll(number + start, NULL, 10);
}

static enum store_result refused(const struct change *c, const char *why) {
	log_error("store: change %lld (%s %s) refused: %s", (long long)c->seq,
		proto_change_kind(c->kind), c->number, why);
	return STORE_FAILED;
}

/* One row of `day` or `series` comes into being or moves on; none is a mistake. */
static enum store_result write_row(struct store *store, const struct change *c, const char *sql,
	int64_t number, const char *service, const char *mistake) {
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		return db_failed(store, "write a change");
	db_bind_int(s, 1, c->day);
	db_bind_int(s, 2, number);
	if (service)
		db_bind_text(s, 3, service);
	if (!db_step(s))
		return db_failed(store, "write a change");
	return sqlite3_changes(store->db) == 1 ? STORE_OK : refused(c, mistake);
}

/* The series goes on where it was when a number comes that was set aside. */
static enum store_result write_effect(struct store *store, const struct change *c) {
	if (c->kind == CHANGE_ISSUED && c->lease)
		return STORE_OK;
	switch (c->kind) {
	case CHANGE_DAY_OPENED:
		return write_row(store, c, OPEN_DAY, c->at_ms, NULL, "no day was opened");
	case CHANGE_DAY_CLOSED:
		return write_row(store, c, CLOSE_DAY, c->at_ms, NULL, "that day is not open");
	case CHANGE_ISSUED:
	case CHANGE_CONTINUED:
		return write_row(store, c, SERIES, change_number_value(c->number), c->service,
			"the number was passed already");
	default:
		return STORE_OK;
	}
}

enum store_result change_append(struct store *store, const struct change *c) {
	struct store_head next = store->head;
	if (c->seq != next.seq + 1)
		return refused(c, "it does not follow the last one");
	if (c->day < next.day)
		return refused(c, "the day goes back");
	next.seq = c->seq;
	next.day = c->day;
	chain_add(next.hash, c);
	sqlite3_stmt *s = db_statement(store, INSERT);
	if (!s)
		return db_failed(store, "write a change");
	row_bind(s, c, next.hash);
	if (!db_step(s))
		return db_failed(store, "write a change");
	store->head = next;
	return write_effect(store, c);
}

enum store_result change_write_head(struct store *store) {
	if (store->head.seq == store->committed.seq)
		return STORE_OK;
	sqlite3_stmt *s = db_statement(store, WRITE_HEAD);
	if (!s)
		return db_failed(store, "write the end of the chain");
	db_bind_int(s, 1, store->head.seq);
	db_bind_bytes(s, 2, store->head.hash, sizeof store->head.hash);
	return db_step(s) ? STORE_OK : db_failed(store, "write the end of the chain");
}

enum store_result change_read_head(struct store *store) {
	bool ok = true;
	struct store_head head = {0};
	sqlite3_stmt *s = db_statement(store, READ_HEAD);
	if (!s)
		return db_failed(store, "read the end of the chain");
	bool good = db_row(s, &ok) && db_read_bytes(s, 1, head.hash, sizeof head.hash) &&
		    db_read_int(s, 2, 0, INT_MAX, &head.day);
	head.seq = good ? sqlite3_column_int64(s, 0) : 0;
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the end of the chain");
	if (!good)
		return db_damaged(store, "the end of the chain is not there");
	store->head = store->committed = head;
	return STORE_OK;
}

/* The hash before change `from`. */
static enum store_result read_hash(
	struct store *store, int64_t from, unsigned char hash[CHAIN_HASH_SIZE]) {
	bool ok = true;
	memset(hash, 0, CHAIN_HASH_SIZE);
	if (from == 1)
		return STORE_OK;
	sqlite3_stmt *s = db_statement(store, HASH_OF);
	if (!s)
		return db_failed(store, "read the changes");
	db_bind_int(s, 1, from - 1);
	bool good = db_row(s, &ok) && db_read_bytes(s, 0, hash, CHAIN_HASH_SIZE);
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the changes");
	return good ? STORE_OK : db_damaged(store, "change %lld is missing", (long long)from - 1);
}

/* A change as it stands in the row must give the hash that stands next to it. */
static enum store_result verify_row(
	struct store *store, sqlite3_stmt *s, struct store_head *head, struct change *c) {
	unsigned char hash[CHAIN_HASH_SIZE];
	bool good = row_read(s, c, hash) && c->seq == head->seq + 1 && c->day >= head->day;
	if (good) {
		head->seq = c->seq;
		head->day = c->day;
		chain_add(head->hash, c);
		good = !memcmp(hash, head->hash, sizeof hash);
	}
	return good ? STORE_OK
		    : db_damaged(store, "the chain breaks at change %lld",
			      (long long)sqlite3_column_int64(s, 0));
}

enum store_result change_verify(struct store *store, int64_t from, int64_t to,
	enum store_result (*visit)(struct store *store, const struct change *c, void *arg),
	void *arg) {
	bool ok = true;
	struct change c;
	struct store_head head = {.seq = from - 1};
	sqlite3_stmt *s = db_statement(store, FROM);
	if (!s)
		return db_failed(store, "read the changes");
	enum store_result result = read_hash(store, from, head.hash);
	db_bind_int(s, 1, from > 1 ? from : INT64_MIN); /* nothing may stand before the first */
	db_bind_int(s, 2, to);
	while (result == STORE_OK && db_row(s, &ok)) {
		result = verify_row(store, s, &head, &c);
		if (result == STORE_OK)
			result = visit(store, &c, arg);
	}
	if (!ok)
		result = db_failed(store, "read the changes");
	db_reset(s);
	if (result == STORE_OK && to == CHANGE_HEAD &&
		(head.seq != store->head.seq ||
			memcmp(head.hash, store->head.hash, sizeof head.hash)))
		return db_damaged(store, "changes after %lld are missing", (long long)head.seq);
	return result;
}

static enum store_result read_day(struct store *store, int64_t seq, int *day) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, DAY_OF);
	if (!s)
		return db_failed(store, "read the changes");
	db_bind_int(s, 1, seq);
	bool good = db_row(s, &ok) && db_read_int(s, 0, 0, INT_MAX, day);
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the changes");
	return good ? STORE_OK : db_damaged(store, "change %lld is missing", (long long)seq);
}

enum store_result change_first(struct store *store, int day, int64_t *seq) {
	int64_t from = 1, to = store->head.seq + 1;
	while (from < to) {
		int64_t middle = from + (to - from) / 2;
		int its = 0;
		enum store_result result = read_day(store, middle, &its);
		if (result != STORE_OK)
			return result;
		if (its < day)
			from = middle + 1;
		else
			to = middle;
	}
	*seq = from;
	return STORE_OK;
}

static enum store_result pass(struct store *store, const struct change *c, void *arg) {
	(void)store;
	(void)c;
	(void)arg;
	return STORE_OK;
}

enum store_result change_span(struct store *store, int from, int to, struct change_span *span) {
	int64_t after;
	enum store_result result = change_first(store, from, &span->first);
	if (result == STORE_OK)
		result = change_first(store, to + 1, &after);
	if (result != STORE_OK)
		return result;
	span->last = after - 1;
	return span->first <= span->last
		       ? STORE_OK
		       : change_verify(store, after > 1 ? after - 1 : 1, span->first, pass, NULL);
}
