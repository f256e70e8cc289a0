/*
 * Somebody with SQL, many times: audit DIR ROUNDS SEED changes one thing in the store in DIR, which
 * nobody has open: a bit of a value, a value that is taken away, a row more or less, two values in
 * each other's place. Each time the store's own code is asked whether it holds; it must not. Of
 * accounts, devices, sessions, kept answers and what was learned only what a row says is proven,
 * not that it is there: none of those is taken away. The visits kept are made again where they do
 * not hold.
 */
#include "common/mem.h"
#include "server/store.h"
#include "tests/crash/disk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
	const char *name;
	bool whole; /* that no row is missing is proven too */
} tables[] = {{"change", true}, {"act", true}, {"setup", true}, {"day", true}, {"series", true},
	{"meta", true}, {"user", false}, {"device", false}, {"session", false}, {"answer", false},
	{"learned", false}};

enum {
	TABLES = sizeof tables / sizeof *tables,
	COLUMNS_MAX = 48,
	INTEGER_BITS = 40,
};

enum mutation { FLIP, ERASE, SWAP, ADD, REMOVE, MUTATIONS };
static const char *const words[MUTATIONS] = {"flip", "erase", "swap", "add", "remove"};

static void need(bool ok, const char *what) {
	if (ok)
		return;
	fprintf(stderr, "audit: could not %s\n", what);
	exit(2);
}

struct row {
	int count;
	sqlite3_value *values[COLUMNS_MAX];
	char names[COLUMNS_MAX][32];
	bool number[COLUMNS_MAX]; /* the column is of integers */
};

static void row_clear(struct row *row) {
	for (int i = 0; i < row->count; i++)
		sqlite3_value_free(row->values[i]);
	row->count = 0;
}

/* A row by chance; false: the table is empty. */
static bool pick(sqlite3 *db, const char *table, uint64_t *seed, struct row *row) {
	char *sql = mem_printf("SELECT * FROM %s ORDER BY 1, 2", table);
	sqlite3_stmt *s = NULL;
	int64_t seen = 0;
	row->count = 0;
	need(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK, "read a table");
	while (sqlite3_step(s) == SQLITE_ROW) {
		if (disk_chance(seed, (uint64_t)++seen))
			continue;
		row_clear(row);
		row->count = sqlite3_column_count(s);
		need(row->count <= COLUMNS_MAX, "read so many columns");
		for (int i = 0; i < row->count; i++) {
			row->values[i] = sqlite3_value_dup(sqlite3_column_value(s, i));
			snprintf(
				row->names[i], sizeof *row->names, "%s", sqlite3_column_name(s, i));
			row->number[i] = !strcmp(sqlite3_column_decltype(s, i), "INTEGER");
		}
	}
	sqlite3_finalize(s);
	mem_free(sql);
	return row->count > 0;
}

/* To the store no value, 0 and an empty text are one. */
static bool is_none(sqlite3_value *v) {
	return sqlite3_value_type(v) == SQLITE_NULL || !sqlite3_value_bytes(v) ||
	       (sqlite3_value_type(v) == SQLITE_INTEGER && !sqlite3_value_int64(v));
}

static bool same(sqlite3_value *a, sqlite3_value *b) {
	if (is_none(a) || is_none(b))
		return is_none(a) && is_none(b);
	int size = sqlite3_value_bytes(a);
	return size == sqlite3_value_bytes(b) &&
	       !memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), (size_t)size);
}

/* Binds a value with one bit that is another. */
static void bind_flipped(
	sqlite3_stmt *s, int at, const struct row *row, int column, uint64_t *seed) {
	sqlite3_value *v = row->values[column];
	int size = sqlite3_value_bytes(v);
	if (row->number[column]) {
		sqlite3_bind_int64(s, at,
			sqlite3_value_int64(v) ^
				(int64_t)(1ULL << disk_chance(seed, INTEGER_BITS)));
		return;
	}
	char *bytes = mem_alloc((size_t)size + 1, 1);
	if (size)
		memcpy(bytes, sqlite3_value_blob(v), (size_t)size);
	bytes[disk_chance(seed, (uint64_t)size + !size)] ^= (char)(1 << disk_chance(seed, 7));
	size += !size;
	if (sqlite3_value_type(v) == SQLITE_BLOB)
		sqlite3_bind_blob(s, at, bytes, size, SQLITE_TRANSIENT);
	else
		sqlite3_bind_text(s, at, bytes, size, SQLITE_TRANSIENT);
	mem_free(bytes);
}

/* A statement that is for this row alone; it ends with the row's values, from ?2 on. */
static sqlite3_stmt *prepare(
	sqlite3 *db, const char *begin, const char *table, const char *set, const struct row *row) {
	char sql[COLUMNS_MAX * 48];
	sqlite3_stmt *s = NULL;
	int used = snprintf(sql, sizeof sql, "%s %s", begin, table);
	if (set)
		used += snprintf(sql + used, sizeof sql - (size_t)used, " SET \"%s\" = ?1", set);
	for (int i = 0; i < row->count; i++)
		used += snprintf(sql + used, sizeof sql - (size_t)used, "%s \"%s\" IS ?%d",
			i ? " AND" : " WHERE", row->names[i], i + 2);
	need(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK, "prepare");
	for (int i = 0; i < row->count; i++)
		sqlite3_bind_value(s, i + 2, row->values[i]);
	return s;
}

/* false: the schema lets it not. */
static bool done(sqlite3 *db, sqlite3_stmt *s) {
	bool ok = sqlite3_step(s) == SQLITE_DONE && sqlite3_changes(db) == 1;
	sqlite3_finalize(s);
	return ok;
}

static bool flip(sqlite3 *db, const char *table, struct row *row, int column, uint64_t *seed) {
	sqlite3_stmt *s = prepare(db, "UPDATE", table, row->names[column], row);
	bind_flipped(s, 1, row, column, seed);
	return done(db, s);
}

static bool erase(sqlite3 *db, const char *table, struct row *row, int column) {
	return !is_none(row->values[column]) &&
	       done(db, prepare(db, "UPDATE", table, row->names[column], row));
}

/* Adds the row, with another value in one column; `seed`: one with a wrong bit in it. */
static bool add(sqlite3 *db, const char *table, const struct row *row, int column,
	sqlite3_value *value, uint64_t *seed) {
	char sql[COLUMNS_MAX * 8];
	sqlite3_stmt *s = NULL;
	int used = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", table);
	for (int i = 0; i < row->count; i++)
		used += snprintf(sql + used, sizeof sql - (size_t)used, "%s?", i ? ", " : "");
	snprintf(sql + used, sizeof sql - (size_t)used, ")");
	need(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK, "prepare");
	for (int i = 0; i < row->count; i++)
		sqlite3_bind_value(s, i + 1, row->values[i]);
	if (value)
		sqlite3_bind_value(s, column + 1, value);
	else
		bind_flipped(s, column + 1, row, column, seed);
	return done(db, s);
}

static bool take_away(sqlite3 *db, const char *table, const struct row *row) {
	return done(db, prepare(db, "DELETE FROM", table, NULL, row));
}

/* Two rows have a value of each other's. */
static bool swap(sqlite3 *db, const char *table, const struct row *a, int column, uint64_t *seed) {
	struct row b;
	bool ok = pick(db, table, seed, &b) && !same(a->values[column], b.values[column]) &&
		  take_away(db, table, a) && take_away(db, table, &b) &&
		  add(db, table, a, column, b.values[column], NULL) &&
		  add(db, table, &b, column, a->values[column], NULL);
	row_clear(&b);
	return ok;
}

static bool mutate(sqlite3 *db, enum mutation mutation, size_t table, uint64_t *seed) {
	struct row row;
	const char *name = tables[table].name;
	if (!pick(db, name, seed, &row))
		return false;
	int column = (int)disk_chance(seed, (uint64_t)row.count);
	bool ok = false;
	switch (mutation) {
	case FLIP:
		ok = flip(db, name, &row, column, seed);
		break;
	case ERASE:
		ok = erase(db, name, &row, column);
		break;
	case SWAP:
		ok = swap(db, name, &row, column, seed);
		break;
	case ADD:
		ok = add(db, name, &row, 0, NULL, seed);
		break;
	case REMOVE:
	case MUTATIONS:
		ok = tables[table].whole && take_away(db, name, &row);
		break;
	}
	row_clear(&row);
	return ok;
}

/* One thing is another; what the schema lets nobody do is not done. */
static void mutate_once(const char *path, uint64_t *seed, enum mutation *mutation, size_t *table) {
	sqlite3 *db = NULL;
	need(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK, "open it");
	need(sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL) == SQLITE_OK, "hurry");
	for (bool ok = false; !ok;) {
		*mutation = (enum mutation)disk_chance(seed, MUTATIONS);
		*table = disk_chance(seed, TABLES);
		need(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK, "begin");
		ok = mutate(db, *mutation, *table, seed);
		need(sqlite3_exec(db, ok ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK,
			"end");
	}
	sqlite3_close(db);
}

static bool holds(const char *dir) {
	int64_t changes;
	enum store_result why;
	struct store *store = store_open(dir, &why);
	bool ok = store && store_check(store, &changes) == STORE_OK;
	store_close(store);
	return ok;
}

static unsigned char *read_file(const char *path, size_t *size) {
	struct stat is;
	FILE *f = fopen(path, "r");
	need(f && fstat(fileno(f), &is) == 0, "read it");
	*size = (size_t)is.st_size;
	unsigned char *bytes = mem_alloc(*size, 1);
	need(fread(bytes, 1, *size, f) == *size, "read it");
	fclose(f);
	return bytes;
}

static void write_file(const char *path, const unsigned char *bytes, size_t size) {
	FILE *f = fopen(path, "w");
	need(f && fwrite(bytes, 1, size, f) == size && fclose(f) == 0, "write it");
}

int main(int argc, char **argv) {
	size_t size, table = 0;
	enum mutation mutation = FLIP;
	if (argc != 4 || !holds(argv[1]))
		return 2;
	uint64_t seed = strtoull(argv[3], NULL, 10);
	long rounds = strtol(argv[2], NULL, 10), missed = 0, of[MUTATIONS] = {0};
	char *path = mem_printf("%s/motcua.sqlite", argv[1]);
	unsigned char *bytes = read_file(path, &size);
	for (long i = 0; i < rounds; i++) {
		write_file(path, bytes, size);
		mutate_once(path, &seed, &mutation, &table);
		of[mutation]++;
		if (!holds(argv[1]))
			continue;
		missed++;
		printf("not noticed: %s in %s\n", words[mutation], tables[table].name);
	}
	write_file(path, bytes, size);
	printf("missed=%ld rounds=%ld seed=%s", missed, rounds, argv[3]);
	for (size_t i = 0; i < MUTATIONS; i++)
		printf(" %s=%ld", words[i], of[i]);
	printf("\n");
	mem_free(bytes);
	mem_free(path);
	return missed != 0;
}
