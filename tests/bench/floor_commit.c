/*
 * The floor under each number that is given out: SQLite with the settings of the server's store,
 * one table, a row as large as a change's, and nothing else. floor_commit DIR SECONDS ROWS...
 * prints how many rows a second there are, and how long a commit takes, with so many in each.
 *
 * links: tests/bench/times.c common/mem.c
 */
#include "common/mem.h"
#include "tests/bench/times.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROW = 200, HASH = 32 };

static const char SETTINGS[] =
	"PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;"
	"PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
	"PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 33554432;"
	"PRAGMA wal_autocheckpoint = 6000;"
	"CREATE TABLE change (seq INTEGER PRIMARY KEY, text TEXT NOT NULL, hash BLOB NOT NULL) "
	"STRICT;";

static void must(sqlite3 *db, bool ok) {
	if (ok)
		return;
	fprintf(stderr, "floor_commit: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static void run(sqlite3 *db, const char *sql) {
	must(db, sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

static void insert(sqlite3 *db, sqlite3_stmt *s) {
	static char text[ROW + 1];
	static const unsigned char hash[HASH];
	memset(text, 'x', ROW);
	sqlite3_bind_text(s, 1, text, ROW, SQLITE_STATIC);
	sqlite3_bind_blob(s, 2, hash, HASH, SQLITE_STATIC);
	must(db, sqlite3_step(s) == SQLITE_DONE);
	sqlite3_reset(s);
}

static void measure(sqlite3 *db, sqlite3_stmt *s, int rows, double seconds) {
	char name[32];
	struct times times = {0};
	int64_t begun = times_now_ns(), end = times_end_ns(seconds), now = begun;
	while (now < end) {
		int64_t from = now;
		run(db, "BEGIN IMMEDIATE");
		for (int i = 0; i < rows; i++)
			insert(db, s);
		run(db, "COMMIT");
		now = times_now_ns();
		times_add(&times, now - from);
	}
	snprintf(name, sizeof name, "commit_%d", rows);
	times_say(name, "rate", (double)times.count * rows / ((double)(now - begun) / 1e9), "1/s");
	times_tell(name, &times);
	times_clear(&times);
}

static void measure_all(const char *path, double seconds, char **rows) {
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
	must(db, sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK);
	run(db, SETTINGS);
	must(db, sqlite3_prepare_v2(db, "INSERT INTO change (text, hash) VALUES (?, ?)", -1, &s,
			 NULL) == SQLITE_OK);
	for (; *rows; rows++)
		measure(db, s, atoi(*rows), seconds);
	sqlite3_finalize(s);
	sqlite3_close(db);
}

int main(int argc, char **argv) {
	if (argc < 4) {
		fputs("floor_commit DIR SECONDS ROWS...\n", stderr);
		return 2;
	}
	char *path = mem_printf("%s/floor.sqlite", argv[1]);
	unlink(path);
	measure_all(path, atof(argv[2]), argv + 3);
	unlink(path);
	mem_free(path);
	return 0;
}
