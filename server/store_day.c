#include "server/store_day.h"

#include "common/mem.h"
#include "server/store_change.h"
#include "server/store_seal.h"

#include <limits.h>
#include <string.h>

/* Neither trusts an index or another table: of a change, only what the chain proves counts. */
static const char NEWEST[] = "SELECT day FROM change NOT INDEXED WHERE kind = 'day_opened'"
			     " ORDER BY seq DESC LIMIT 1";
static const char BEFORE[] = "SELECT seq FROM change NOT INDEXED WHERE day < ?1"
			     " ORDER BY seq DESC LIMIT 1";
static const char SETUPS[] = "SELECT coalesce(max(version), 0) FROM setup";
static const char NUMBERED[] = "SELECT EXISTS (SELECT 1 FROM change WHERE kind = 'issued')";
/* One that is damaged was never learned: more days are replayed. */
static const char LEARNED[] = "SELECT seq, text FROM learned WHERE learned.seal IS " SEAL_LEARNED
			      " ORDER BY day DESC LIMIT 1";
static const char LEARN[] = "INSERT INTO learned (day, seq, text, seal)"
			    " VALUES (?1, ?2, ?3, seal('learned', ?1, ?2, ?3))"
			    " ON CONFLICT (day) DO UPDATE SET seq = excluded.seq,"
			    " text = excluded.text, seal = excluded.seal";
static const char ANSWERS[] = "SELECT key, body, at, seq FROM answer";

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
	if (c->day == day->day) {
		day->changes = room_for_one(day->changes, day->change_count, sizeof *day->changes);
		day->changes[day->change_count++] = *c;
	} else if (c->seq > day->learned_seq) {
		day->past = room_for_one(day->past, day->past_count, sizeof *day->past);
		day->past[day->past_count++] = *c;
	}
	return STORE_OK;
}

static enum store_result read_learned(struct store *store, struct store_day *day) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, LEARNED);
	if (!s)
		return db_failed(store, "read what was learned");
	if (db_row(s, &ok)) {
		day->learned_seq = sqlite3_column_int64(s, 0);
		day->learned = mem_strdup((const char *)sqlite3_column_text(s, 1));
	}
	db_reset(s);
	return ok ? STORE_OK : db_failed(store, "read what was learned");
}

enum store_result day_put_learned(struct store *store, int day, int64_t seq, const char *text) {
	sqlite3_stmt *s = db_statement(store, LEARN);
	if (!s)
		return db_failed(store, "keep what was learned");
	db_bind_int(s, 1, day);
	db_bind_int(s, 2, seq);
	db_bind_text(s, 3, text);
	return db_step(s) ? STORE_OK : db_failed(store, "keep what was learned");
}

/* Verifies from the last change of the day before on, so that no altered date can hide one; from
 * where the learning ended if that was earlier. */
static enum store_result read_changes(struct store *store, struct store_day *day) {
	int64_t newest = 0, first = 1;
	enum store_result result = read_number(store, NEWEST, 0, &newest);
	if (result == STORE_OK && newest)
		result = read_number(store, BEFORE, (int)newest, &first);
	day->day = (int)newest;
	if (day->learned_seq + 1 < first)
		first = day->learned_seq + 1;
	return result == STORE_OK ? change_verify(store, first, CHANGE_HEAD, keep_change, day)
				  : result;
}

static enum store_result read_answers(struct store *store, struct store_day *day) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, ANSWERS);
	if (!s)
		return db_failed(store, "read the answers");
	while (db_row(s, &ok)) {
		struct store_answer_key a = {
			.at_ms = sqlite3_column_int64(s, 2), .seq = sqlite3_column_int64(s, 3)};
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
	int64_t numbered = 0;
	memcpy(read.epoch, store->epoch, sizeof read.epoch);
	enum store_result result = change_read_head(store);
	read.seq = store->head.seq;
	if (result == STORE_OK)
		result = read_learned(store, &read);
	if (result == STORE_OK)
		result = read_changes(store, &read);
	if (result == STORE_OK)
		result = read_answers(store, &read);
	if (result == STORE_OK &&
		(!db_number(store, SETUPS, &read.setups) || !db_number(store, NUMBERED, &numbered)))
		result = db_failed(store, "read the set-up");
	read.numbered = numbered != 0;
	if (result == STORE_OK)
		*day = read;
	else
		store_day_clear(&read);
	return result;
}

static enum store_result keep_of_day(struct store *store, const struct change *c, void *arg) {
	const struct store_day *day = arg;
	return c->day == day->day ? keep_change(store, c, arg) : STORE_OK;
}

enum store_result store_load_day(struct store *store, int date, struct store_day *day) {
	struct store_day read = {.day = date};
	struct change_span span;
	enum store_result result = change_span(store, date, date, &span);
	if (result == STORE_OK && span.first <= span.last)
		result = change_verify(store, span.first > 1 ? span.first - 1 : 1, span.last + 1,
			keep_of_day, &read);
	if (result == STORE_OK && read.change_count != (size_t)(span.last + 1 - span.first))
		result = db_damaged(store, "changes of the day %d are missing", date);
	if (result == STORE_OK)
		*day = read;
	else
		store_day_clear(&read);
	return result;
}

void store_day_clear(struct store_day *day) {
	mem_free(day->changes);
	mem_free(day->past);
	mem_free(day->learned);
	mem_free(day->answers);
	*day = (struct store_day){0};
}
