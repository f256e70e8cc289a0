#include "server/store_setup.h"

#include "common/mem.h"
#include "server/store_seal.h"

#include <sodium.h>
#include <string.h>

static const char INSERT[] = "INSERT INTO setup (kind, at, hash, text) VALUES (?1, ?2, ?3, ?4)";
static const char SEAL[] = "UPDATE setup SET seal = " SEAL_SETUP " WHERE version = ?1";
static const char NEWEST[] = "SELECT version, hash, text FROM setup WHERE kind = ?1"
			     " ORDER BY version DESC LIMIT 1";
static const char VERSION[] = "SELECT version, hash, text FROM setup WHERE version = ?1"
			      " AND kind = 'office'";
static const char ALL[] = "SELECT version, hash, text FROM setup";
static const char FORGET[] = "DELETE FROM setup WHERE kind = 'catalogue' AND version < ?1";

void setup_hash(const char *text, size_t size, unsigned char hash[CHAIN_HASH_SIZE]) {
	crypto_generichash(hash, CHAIN_HASH_SIZE, (const unsigned char *)text, size, NULL, 0);
}

/* The text of a row (version, hash, text), or NULL where the hash is another's. */
static const char *row_text(sqlite3_stmt *s) {
	unsigned char kept[CHAIN_HASH_SIZE], hash[CHAIN_HASH_SIZE];
	const char *text = (const char *)sqlite3_column_text(s, 2);
	if (!text || !db_read_bytes(s, 1, kept, sizeof kept))
		return NULL;
	setup_hash(text, (size_t)sqlite3_column_bytes(s, 2), hash);
	return memcmp(hash, kept, sizeof hash) ? NULL : text;
}

static enum store_result broken(struct store *store, int64_t version) {
	return db_damaged(store, "the text of set-up %lld", (long long)version);
}

/* The one row of a statement, if there is one. */
static enum store_result read_row(
	struct store *store, sqlite3_stmt *s, char **text, int64_t *version) {
	bool ok = true;
	char *copy = NULL;
	int64_t found = 0;
	if (db_row(s, &ok)) {
		found = sqlite3_column_int64(s, 0);
		copy = mem_strdup(row_text(s));
	}
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the set-up");
	if (found && !copy)
		return broken(store, found);
	*text = copy;
	*version = found;
	return STORE_OK;
}

enum store_result store_setup(
	struct store *store, const char *kind, char **text, int64_t *version) {
	sqlite3_stmt *s = db_statement(store, NEWEST);
	if (!s)
		return db_failed(store, "read the set-up");
	db_bind_text(s, 1, kind);
	return read_row(store, s, text, version);
}

enum store_result store_setup_version(struct store *store, int64_t version, char **text) {
	sqlite3_stmt *s = db_statement(store, VERSION);
	int64_t found;
	if (!s)
		return db_failed(store, "read the set-up");
	db_bind_int(s, 1, version);
	return read_row(store, s, text, &found);
}

enum store_result setup_verify(struct store *store) {
	bool ok = true;
	enum store_result result = STORE_OK;
	sqlite3_stmt *s = db_statement(store, ALL);
	if (!s)
		return db_failed(store, "check the set-up");
	while (result == STORE_OK && db_row(s, &ok))
		if (!row_text(s))
			result = broken(store, sqlite3_column_int64(s, 0));
	db_reset(s);
	return ok ? result : db_failed(store, "check the set-up");
}

/* What an earlier catalogue said, the acts tell; the office file of a day is asked for later. */
static enum store_result forget_before(struct store *store, const char *kind, int64_t version) {
	if (strcmp(kind, "catalogue"))
		return STORE_OK;
	sqlite3_stmt *s = db_statement(store, FORGET);
	if (!s)
		return db_failed(store, "keep the set-up");
	db_bind_int(s, 1, version);
	return db_step(s) ? STORE_OK : db_failed(store, "keep the set-up");
}

enum store_result setup_put(
	struct store *store, const char *kind, const char *text, int64_t at_ms, int64_t *version) {
	unsigned char hash[CHAIN_HASH_SIZE];
	sqlite3_stmt *s = db_statement(store, INSERT);
	if (!s)
		return db_failed(store, "keep the set-up");
	setup_hash(text, strlen(text), hash);
	db_bind_text(s, 1, kind);
	db_bind_int(s, 2, at_ms);
	db_bind_bytes(s, 3, hash, sizeof hash);
	db_bind_text(s, 4, text);
	if (!db_step(s))
		return db_failed(store, "keep the set-up");
	*version = sqlite3_last_insert_rowid(store->db);
	s = db_statement(store, SEAL);
	if (!s)
		return db_failed(store, "keep the set-up");
	db_bind_int(s, 1, *version);
	return db_step(s) ? forget_before(store, kind, *version)
			  : db_failed(store, "keep the set-up");
}
