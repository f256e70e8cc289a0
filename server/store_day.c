#include "common/mem.h"
#include "server/store_change.h"

#include <limits.h>
#include <string.h>

/* Neither trusts an index or another table: of a change, only what the chain proves counts. */
static const char NEWEST[] = "SELECT day FROM change NOT INDEXED WHERE kind = 'day_opened'"
			     " ORDER BY seq DESC LIMIT 1";
static const char BEFORE[] = "SELECT seq FROM change NOT INDEXED WHERE day < ?1"
			     " ORDER BY seq DESC LIMIT 1";
static const char ANSWERS[] = "SELECT key, body, at FROM answer";

static enum store_result read_number(
	struct store *store, const char *sql, int day, int64_t *number) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		return db_failed(store, "read the day");
	if (day)
		db_bind_int(s, 1, day);
	if (db_row(s, &ok))
		*number = sqlite3_column_int64(s, 0);
	db_reset(s);
	return ok ? STORE_OK : db_failed(store, "read the day");
}

/* Doubles the room whenever it is full: at 0, 1, 2, 4 … things. */
static void *room_for_one(void *things, size_t count, size_t size) {
	return count & (count - 1) ? things : mem_realloc(things, count ? 2 * count : 1, size);
}

static enum store_result keep_change(struct store *store, const struct change *c, void *arg) {
	struct store_day *day = arg;
	(void)store;
	if (c->day != day->day)
		return STORE_OK;
	day->changes = room_for_one(day->changes, day->change_count, sizeof *day->changes);
	day->changes[day->change_count++] = *c;
	return STORE_OK;
}

/* Verifies from the last change of the day before on, so that no altered date can hide one. */
static enum store_result read_changes(struct store *store, struct store_day *day) {
	int64_t newest = 0, first = 1;
	enum store_result result = read_number(store, NEWEST, 0, &newest);
	if (result == STORE_OK && newest)
		result = read_number(store, BEFORE, (int)newest, &first);
	day->day = (int)newest;
	return result == STORE_OK ? change_verify(store, first, keep_change, day) : result;
}

static enum store_result read_answers(struct store *store, struct store_day *day) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, ANSWERS);
	if (!s)
		return db_failed(store, "read the answers");
	while (db_row(s, &ok)) {
		struct store_answer_key a = {.at_ms = sqlite3_column_int64(s, 2)};
		ok = db_read_bytes(s, 0, a.key, sizeof a.key) &&
		     db_read_bytes(s, 1, a.body, sizeof a.body);
		if (!ok)
			break;
		day->answers = room_for_one(day->answers, day->answer_count, sizeof a);
		day->answers[day->answer_count++] = a;
	}
	db_reset(s);
	return ok ? STORE_OK : db_failed(store, "read the answers");
}

enum store_result store_load(struct store *store, struct store_day *day) {
	struct store_day read = {0};
	memcpy(read.epoch, store->epoch, sizeof read.epoch);
	enum store_result result = change_read_head(store);
	read.seq = store->head.seq;
	if (result == STORE_OK)
		result = read_changes(store, &read);
	if (result == STORE_OK)
		result = read_answers(store, &read);
	if (result == STORE_OK)
		*day = read;
	else
		store_day_clear(&read);
	return result;
}

void store_day_clear(struct store_day *day) {
	mem_free(day->changes);
	mem_free(day->answers);
	*day = (struct store_day){0};
}
