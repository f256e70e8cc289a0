#include "common/mem.h"
#include "server/store_act.h"
#include "server/store_change.h"
#include "server/store_seal.h"
#include "server/store_setup.h"

#include <stdatomic.h>
#include <string.h>

/* How many steps of SQLite's may go by before it is asked whether to go on. */
enum { STEPS = 20000 };

static atomic_bool giving_up;

void store_give_up_checks(void) {
	giving_up = true;
}

static int is_giving_up(void *arg) {
	(void)arg;
	return giving_up;
}

static const char INTEGRITY[] = "PRAGMA integrity_check(1)";
static const char KEYS[] = "PRAGMA foreign_key_check";
static const char LAST[] = "SELECT last FROM series WHERE day = ?1 AND service = ?2";
static const char DAY[] = "SELECT 1 FROM day WHERE day = ?1 AND opened_at = ?2 AND closed_at IS ?3";
static const char SERIES_COUNT[] = "SELECT count(*) FROM series";
static const char DAY_COUNT[] = "SELECT count(*) FROM day";

struct series {
	char service[ID_SIZE];
	int64_t last;
};

/* One day after the other with its series, as the changes tell them. */
struct check {
	int64_t changes, series_seen, days_seen;
	int day;
	int64_t opened_ms, closed_ms; /* 0: not */
	size_t count;
	struct series *series;
};

static enum store_result check_file(struct store *store) {
	bool ok = true;
	char text[128];
	sqlite3_stmt *s = db_statement(store, INTEGRITY);
	if (!s)
		return db_failed(store, "check the file");
	if (!db_row(s, &ok) || !db_read_text(s, 0, text, sizeof text))
		strcpy(text, "the file cannot be read through");
	db_reset(s);
	if (giving_up)
		return STORE_FAILED;
	return strcmp(text, "ok") ? db_damaged(store, "%s", text) : STORE_OK;
}

static enum store_result check_keys(struct store *store) {
	bool ok = true;
	char table[32] = "";
	sqlite3_stmt *s = db_statement(store, KEYS);
	if (!s)
		return db_failed(store, "check the file");
	bool found = db_row(s, &ok) && db_read_text(s, 0, table, sizeof table);
	db_reset(s);
	if (!ok)
		return db_failed(store, "check the file");
	return found ? db_damaged(store, "a row of %s refers to nothing", table) : STORE_OK;
}

static enum store_result compare_day(struct store *store, const struct check *check) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, DAY);
	if (!s)
		return db_failed(store, "check the days");
	db_bind_int(s, 1, check->day);
	db_bind_int(s, 2, check->opened_ms);
	db_bind_maybe_int(s, 3, check->closed_ms);
	bool same = db_row(s, &ok);
	db_reset(s);
	if (!ok)
		return db_failed(store, "check the days");
	return same ? STORE_OK : db_damaged(store, "the day %d is another", check->day);
}

static enum store_result compare_series(struct store *store, int day, const struct series *series) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, LAST);
	if (!s)
		return db_failed(store, "check the series");
	db_bind_int(s, 1, day);
	db_bind_text(s, 2, series->service);
	bool same = db_row(s, &ok) && sqlite3_column_int64(s, 0) == series->last;
	db_reset(s);
	if (!ok)
		return db_failed(store, "check the series");
	return same ? STORE_OK
		    : db_damaged(store, "the series of %s on %d does not end at %lld",
			      series->service, day, (long long)series->last);
}

static enum store_result end_day(struct store *store, struct check *check) {
	enum store_result result = check->opened_ms ? compare_day(store, check) : STORE_OK;
	for (size_t i = 0; i < check->count && result == STORE_OK; i++)
		result = compare_series(store, check->day, &check->series[i]);
	check->series_seen += (int64_t)check->count;
	check->days_seen += check->opened_ms != 0;
	check->opened_ms = check->closed_ms = 0;
	check->count = 0;
	return result;
}

static struct series *find_series(struct check *check, const char *service) {
	for (size_t i = 0; i < check->count; i++)
		if (!strcmp(check->series[i].service, service))
			return &check->series[i];
	check->series = mem_realloc(check->series, check->count + 1, sizeof *check->series);
	struct series *series = &check->series[check->count++];
	*series = (struct series){0};
	strcpy(series->service, service);
	return series;
}

static enum store_result check_change(struct store *store, const struct change *c, void *arg) {
	struct check *check = arg;
	enum store_result result = c->day == check->day ? STORE_OK : end_day(store, check);
	check->day = c->day;
	check->changes++;
	if ((c->kind == CHANGE_ISSUED && !c->lease) || c->kind == CHANGE_CONTINUED)
		find_series(check, c->service)->last = change_number_value(c->number);
	if (c->kind == CHANGE_DAY_OPENED && !check->opened_ms)
		check->opened_ms = c->at_ms;
	if (c->kind == CHANGE_DAY_OPENED || c->kind == CHANGE_DAY_CLOSED)
		check->closed_ms = c->kind == CHANGE_DAY_CLOSED ? c->at_ms : 0;
	return result;
}

static enum store_result check_changes(struct store *store, struct check *check) {
	int64_t series, days;
	enum store_result result = change_verify(store, 1, CHANGE_HEAD, check_change, check);
	if (result == STORE_OK)
		result = end_day(store, check);
	if (result != STORE_OK)
		return result;
	if (!db_number(store, SERIES_COUNT, &series) || !db_number(store, DAY_COUNT, &days))
		return db_failed(store, "check the series");
	return series == check->series_seen && days == check->days_seen
		       ? STORE_OK
		       : db_damaged(store, "a day or a series that no change tells of");
}

static enum store_result check_all(struct store *store, struct check *check) {
	enum store_result result = check_file(store);
	if (result == STORE_OK)
		result = check_keys(store);
	if (result == STORE_OK)
		result = check_changes(store, check);
	if (result == STORE_OK)
		result = setup_verify(store);
	if (result == STORE_OK)
		result = seal_verify(store);
	return result == STORE_OK ? act_verify(store) : result;
}

enum store_result store_check(struct store *store, int64_t *changes) {
	struct check check = {0};
	sqlite3_progress_handler(store->db, STEPS, is_giving_up, NULL);
	enum store_result result = check_all(store, &check);
	sqlite3_progress_handler(store->db, 0, NULL, NULL);
	if (result == STORE_OK)
		*changes = check.changes;
	mem_free(check.series);
	return result;
}
