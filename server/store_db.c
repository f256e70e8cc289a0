#include "server/store_db.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool db_run(struct store *store, const char *sql) {
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

sqlite3_stmt *db_statement(struct store *store, const char *sql) {
	for (size_t i = 0; i < store->statement_count; i++)
		if (store->statements[i].sql == sql)
			return store->statements[i].prepared;
	assert(store->statement_count < STATEMENTS_MAX);
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) !=
		SQLITE_OK)
		return NULL;
	store->statements[store->statement_count++] = (struct store_statement){sql, s};
	return s;
}

bool db_step(sqlite3_stmt *s) {
	int rc = sqlite3_step(s);
	db_reset(s);
	return rc == SQLITE_DONE;
}

bool db_row(sqlite3_stmt *s, bool *ok) {
	int rc = sqlite3_step(s);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		*ok = false;
	return rc == SQLITE_ROW;
}

void db_reset(sqlite3_stmt *s) {
	if (!s)
		return;
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
}

bool db_number(struct store *store, const char *sql, int64_t *number) {
	sqlite3_stmt *s = NULL;
	bool ok = sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) == SQLITE_OK &&
		  sqlite3_step(s) == SQLITE_ROW;
	if (ok)
		*number = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return ok;
}

void db_bind_int(sqlite3_stmt *s, int at, int64_t number) {
	sqlite3_bind_int64(s, at, number);
}

void db_bind_maybe_int(sqlite3_stmt *s, int at, int64_t number) {
	if (number)
		sqlite3_bind_int64(s, at, number);
	else
		sqlite3_bind_null(s, at);
}

void db_bind_text(sqlite3_stmt *s, int at, const char *text) {
	sqlite3_bind_text(s, at, text, -1, SQLITE_STATIC);
}

void db_bind_maybe_text(sqlite3_stmt *s, int at, const char *text) {
	if (*text)
		db_bind_text(s, at, text);
	else
		sqlite3_bind_null(s, at);
}

void db_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t size) {
	sqlite3_bind_blob64(s, at, bytes, size, SQLITE_STATIC);
}

bool db_read_int(sqlite3_stmt *s, int at, int min, int max, int *number) {
	int64_t n = sqlite3_column_int64(s, at);
	if (n < min || n > max)
		return false;
	*number = (int)n;
	return true;
}

bool db_read_text(sqlite3_stmt *s, int at, char *text, size_t size) {
	const char *from = (const char *)sqlite3_column_text(s, at);
	size_t bytes = (size_t)sqlite3_column_bytes(s, at);
	if (bytes >= size || (from && strlen(from) != bytes))
		return false;
	memcpy(text, from ? from : "", bytes + 1);
	return true;
}

bool db_read_bytes(sqlite3_stmt *s, int at, void *bytes, size_t size) {
	const void *from = sqlite3_column_blob(s, at);
	if (!from || (size_t)sqlite3_column_bytes(s, at) != size)
		return false;
	memcpy(bytes, from, size);
	return true;
}

enum store_result db_list(struct store *store, const char *sql, size_t size,
	bool (*read)(sqlite3_stmt *s, void *item), void **items, size_t *count) {
	bool ok = true, good = true;
	size_t n = 0;
	char *all = mem_alloc(1, size);
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		ok = false;
	while (ok && good && db_row(s, &ok)) {
		all = mem_realloc(all, n + 1, size);
		memset(all + n * size, 0, size);
		good = read(s, all + n++ * size);
	}
	db_reset(s);
	if (ok && good) {
		*items = all;
		*count = n;
		return STORE_OK;
	}
	mem_free(all);
	return ok ? db_damaged(store, "a row that cannot be read")
		  : db_failed(store, "read the accounts");
}

static bool run_prepared(struct store *store, const char *sql) {
	sqlite3_stmt *s = db_statement(store, sql);
	return s && db_step(s);
}

bool db_begin(struct store *store) {
	static const char BEGIN[] = "BEGIN IMMEDIATE";
	return run_prepared(store, BEGIN);
}

bool db_commit(struct store *store) {
	static const char COMMIT[] = "COMMIT";
	if (!run_prepared(store, COMMIT))
		return false;
	store->committed = store->head;
	store->told = SQLITE_OK;
	return true;
}

/* An error may have ended the transaction already. */
void db_rollback(struct store *store) {
	for (size_t i = 0; i < store->statement_count; i++)
		db_reset(store->statements[i].prepared);
	if (!sqlite3_get_autocommit(store->db))
		db_run(store, "ROLLBACK");
	store->head = store->committed;
}

/* The system's error in the journal, where every commit is written. */
static int journal_errno(sqlite3 *db) {
	sqlite3_file *journal = NULL;
	int error = 0;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal) == SQLITE_OK &&
		journal && journal->pMethods)
		journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &error);
	return error;
}

/* Past a quota or a limit of the file's size is no space left, too. */
enum store_result db_result(sqlite3 *db, int error) {
	switch (sqlite3_extended_errcode(db) & 0xff) {
	case SQLITE_FULL:
		return STORE_FULL;
	case SQLITE_IOERR:
		return plain_file_full(error) ? STORE_FULL : STORE_FAILED;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return STORE_IN_USE;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return STORE_DAMAGED;
	default:
		return STORE_FAILED;
	}
}

enum store_result db_failed(struct store *store, const char *what) {
	if (!store->db) /* there was no memory for it */
		mem_end();
	enum store_result result = db_result(store->db, journal_errno(store->db));
	int code = sqlite3_extended_errcode(store->db);
	if (result == STORE_IN_USE)
		log_error("store: %s is in use by another process", store->path);
	else if (code != store->told)
		log_error("store: could not %s: %s (%s, code %d)", what, sqlite3_errmsg(store->db),
			store->path, code);
	store->told = code;
	return result;
}

enum store_result db_damaged(struct store *store, const char *format, ...) {
	char what[256];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	log_error("store: damaged: %s (%s)", what, store->path);
	return STORE_DAMAGED;
}
