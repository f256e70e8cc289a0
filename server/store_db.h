/*
 * store_db: the SQLite connection that all parts of the store share.
 *
 * Statements are prepared once and kept; who takes one binds, steps and gives it back with
 * db_reset. Numbers and texts that are 0 or empty are NULL in the file. Only store*.c includes
 * this. Errors: db_failed writes the one line in the log and says what the caller must be told.
 */
#ifndef MOTCUA_STORE_DB_H
#define MOTCUA_STORE_DB_H

#include "server/store.h"
#include "server/store_chain.h"
#include "server/worker.h"

#include <sqlite3.h>

enum { STATEMENTS_MAX = 128 };

/* Where the chain of changes ends. */
struct store_head {
	int64_t seq;
	int day; /* of that change */
	unsigned char hash[CHAIN_HASH_SIZE];
};

struct store_statement {
	const char *sql;
	sqlite3_stmt *prepared;
};

/* A copy under way; all NULL: none. */
struct store_copy {
	char *path;
	sqlite3 *to;
	sqlite3_backup *backup;
};

struct store {
	sqlite3 *db;
	char *path;
	char epoch[EPOCH_SIZE];
	struct store_head head, committed; /* with the open transaction, and without it */
	size_t statement_count;
	struct store_statement statements[STATEMENTS_MAX];
	struct store_copy copy;
	struct worker *worker;    /* NULL: not started */
	bool stuck;               /* the last checkpoint failed, which was logged */
	int told;                 /* the error last logged; SQLITE_OK: none since a commit */
	enum store_result broken; /* not STORE_OK: a commit failed and nobody has loaded since */
	_Atomic uint64_t commits[STORE_BOUNDS + 1], commit_us; /* store_figures */
};

/* Runs SQL text that gives no rows. */
bool db_run(struct store *store, const char *sql);

/* The kept statement of a text that lives as long as the program; NULL when it cannot be made. */
sqlite3_stmt *db_statement(struct store *store, const char *sql);

/* Steps a statement that gives no rows and resets it. */
bool db_step(sqlite3_stmt *s);

/* Whether there is one more row; false with *ok = false on an error. */
bool db_row(sqlite3_stmt *s, bool *ok);

/* Makes a statement ready for the next use; NULL is nothing. */
void db_reset(sqlite3_stmt *s);

/* The number that a text of SQL gives. */
bool db_number(struct store *store, const char *sql, int64_t *number);

/* Binds; the bytes must live until the reset. */
void db_bind_int(sqlite3_stmt *s, int at, int64_t number);
void db_bind_maybe_int(sqlite3_stmt *s, int at, int64_t number);
void db_bind_text(sqlite3_stmt *s, int at, const char *text);
void db_bind_maybe_text(sqlite3_stmt *s, int at, const char *text);
void db_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t size);

/* Reads a column; false when it does not fit what it is read into. */
bool db_read_int(sqlite3_stmt *s, int at, int min, int max, int *number);
bool db_read_text(sqlite3_stmt *s, int at, char *text, size_t size);
bool db_read_bytes(sqlite3_stmt *s, int at, void *bytes, size_t size);

/* All rows of a statement without parameters as an array of `size`-byte items, mem_alloc'd. */
enum store_result db_list(struct store *store, const char *sql, size_t size,
	bool (*read)(sqlite3_stmt *s, void *item), void **items, size_t *count);

bool db_begin(struct store *store);
bool db_commit(struct store *store);
void db_rollback(struct store *store);

/* What the caller must be told of a connection's last error; `error`: the system's where writing
 * failed. */
enum store_result db_result(sqlite3 *db, int error);

/* Logs what could not be done and why, by the connection's last error. */
enum store_result db_failed(struct store *store, const char *what);

/* Logs what in the file does not hold. */
enum store_result db_damaged(struct store *store, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
