/*
 * One wrong bit, many times: flips DIR ROUNDS SEED changes one random bit of the store in DIR,
 * which nobody has open, and asks the store's own code whether it holds. Where it says so, every
 * row of every table must be what it was; but for the visits kept, which say themselves whether
 * they hold and are made again where not.
 */
#include "common/mem.h"
#include "server/store.h"
#include "tests/crash/disk.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ALL(table) "SELECT * FROM " table " ORDER BY 1, 2"

static const char *const tables[] = {ALL("meta"), ALL("change"), ALL("day"), ALL("series"),
	ALL("act"), ALL("setup"), ALL("user"), ALL("device"), ALL("session"), ALL("answer"),
	ALL("learned")};

enum { TABLES = sizeof tables / sizeof *tables };

/* What is in a store's tables, hashed. */
struct facts {
	unsigned char hash[TABLES][STORE_HASH_SIZE];
};

/* To the store no value and 0 are one. */
static void add_row(crypto_generichash_state *state, sqlite3_stmt *s) {
	for (int i = 0; i < sqlite3_column_count(s); i++) {
		int head[] = {sqlite3_column_type(s, i), 0};
		if (head[0] == SQLITE_INTEGER && !sqlite3_column_int64(s, i))
			head[0] = SQLITE_NULL;
		const void *bytes = head[0] == SQLITE_NULL ? NULL : sqlite3_column_blob(s, i);
		head[1] = bytes ? sqlite3_column_bytes(s, i) : 0;
		crypto_generichash_update(state, (unsigned char *)head, sizeof head);
		if (bytes)
			crypto_generichash_update(state, bytes, (size_t)head[1]);
	}
}

static bool read_table(sqlite3 *db, const char *sql, unsigned char hash[STORE_HASH_SIZE]) {
	crypto_generichash_state state;
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
	crypto_generichash_init(&state, NULL, 0, STORE_HASH_SIZE);
	if (rc == SQLITE_OK)
		while ((rc = sqlite3_step(s)) == SQLITE_ROW)
			add_row(&state, s);
	crypto_generichash_final(&state, hash, STORE_HASH_SIZE);
	sqlite3_finalize(s);
	return rc == SQLITE_DONE;
}

static bool read_tables(const char *dir, struct facts *facts) {
	sqlite3 *db = NULL;
	char *path = mem_printf("%s/motcua.sqlite", dir);
	bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK;
	for (size_t i = 0; ok && i < TABLES; i++)
		ok = read_table(db, tables[i], facts->hash[i]);
	sqlite3_close(db);
	mem_free(path);
	return ok;
}

/* false: the store does not hold. */
static bool read_facts(const char *dir, struct facts *facts) {
	int64_t changes;
	enum store_result why;
	struct store *store = store_open(dir, &why);
	bool holds = store && store_check(store, &changes) == STORE_OK;
	store_close(store);
	return holds && read_tables(dir, facts);
}

/* How the first table is read that is not what it was; NULL: all are. */
static const char *other(const struct facts *a, const struct facts *b) {
	for (size_t i = 0; i < TABLES; i++)
		if (memcmp(a->hash[i], b->hash[i], STORE_HASH_SIZE) != 0)
			return tables[i];
	return NULL;
}

enum outcome { HARMLESS, NOTICED, SERVED };

static enum outcome look(const char *dir, const struct facts *right) {
	struct facts now;
	if (!read_facts(dir, &now))
		return NOTICED;
	const char *sql = other(&now, right);
	if (sql)
		printf("not noticed: %s\n", sql);
	return sql ? SERVED : HARMLESS;
}

static unsigned char *read_file(const char *path, size_t *size) {
	struct stat is;
	FILE *f = fopen(path, "r");
	if (!f || fstat(fileno(f), &is) != 0)
		exit(2);
	*size = (size_t)is.st_size;
	unsigned char *bytes = mem_alloc(*size, 1);
	if (fread(bytes, 1, *size, f) != *size)
		exit(2);
	fclose(f);
	return bytes;
}

static void write_file(const char *path, const unsigned char *bytes, size_t size) {
	FILE *f = fopen(path, "w");
	if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
		exit(2);
}

int main(int argc, char **argv) {
	struct facts right;
	size_t size;
	if (argc != 4 || !read_facts(argv[1], &right))
		return 2;
	uint64_t seed = strtoull(argv[3], NULL, 10);
	long rounds = strtol(argv[2], NULL, 10), noticed = 0, lost = 0;
	char *path = mem_printf("%s/motcua.sqlite", argv[1]);
	unsigned char *bytes = read_file(path, &size);
	for (long i = 0; i < rounds; i++) {
		size_t at = disk_chance(&seed, size);
		unsigned char bit = (unsigned char)(1 << disk_chance(&seed, 8));
		bytes[at] ^= bit;
		write_file(path, bytes, size);
		bytes[at] ^= bit;
		enum outcome outcome = look(argv[1], &right);
		noticed += outcome == NOTICED;
		lost += outcome == SERVED;
		if (outcome == SERVED)
			printf("  with the bits %d of byte %zu\n", bit, at);
	}
	write_file(path, bytes, size);
	printf("lost=%ld dup=0 missed=0 reorder=0 rounds=%ld seed=%s noticed=%ld\n", lost, rounds,
		argv[3], noticed);
	mem_free(bytes);
	mem_free(path);
	return lost != 0;
}
