#include "common/mem.h"
#include "server/store_change.h"
#include "server/store_setup.h"

#include <string.h>

static const char INTEGRITY[] = "PRAGMA integrity_check(1)";
static const char KEYS[] = "PRAGMA foreign_key_check";
static const char LAST[] = "SELECT last FROM series WHERE day = ?1 AND service = ?2";
static const char SERIES_COUNT[] = "SELECT count(*) FROM series";

struct series {
	char service[ID_SIZE];
	int64_t last;
};

/* The series of one day after the other as the changes tell them. */
struct check {
	int64_t changes, series_seen;
	int day;
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

static enum store_result compare(struct store *store, int day, const struct series *series) {
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
	enum store_result result = STORE_OK;
	for (size_t i = 0; i < check->count && result == STORE_OK; i++)
		result = compare(store, check->day, &check->series[i]);
	check->series_seen += (int64_t)check->count;
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
	if (c->kind == CHANGE_ISSUED)
		find_series(check, c->service)->last = change_number_value(c->number);
	return result;
}

static enum store_result check_changes(struct store *store, struct check *check) {
	int64_t series;
	enum store_result result = change_verify(store, 1, check_change, check);
	if (result == STORE_OK)
		result = end_day(store, check);
	if (result != STORE_OK)
		return result;
	if (!db_number(store, SERIES_COUNT, &series))
		return db_failed(store, "check the series");
	return series == check->series_seen ? STORE_OK
					    : db_damaged(store, "a series without a number");
}

enum store_result store_check(struct store *store, int64_t *changes) {
	struct check check = {0};
	enum store_result result = check_file(store);
	if (result == STORE_OK)
		result = check_keys(store);
	if (result == STORE_OK)
		result = check_changes(store, &check);
	if (result == STORE_OK)
		result = setup_verify(store);
	if (result == STORE_OK)
		*changes = check.changes;
	mem_free(check.series);
	return result;
}
