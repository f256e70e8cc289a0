#include "server/store_seal.h"

#include <sodium.h>

#define BROKEN(table, seal) "SELECT count(*) FROM " table " WHERE " table ".seal IS NOT " seal

static const struct {
	const char *table, *sql;
} parts[] = {
	{"meta", BROKEN("meta", SEAL_META)},
	{"user", BROKEN("user", SEAL_USER)},
	{"device", BROKEN("device", SEAL_DEVICE)},
	{"session", BROKEN("session", SEAL_SESSION)},
	{"answer", BROKEN("answer", SEAL_ANSWER)},
	{"setup", BROKEN("setup", SEAL_SETUP)},
	{"learned", BROKEN("learned", SEAL_LEARNED)},
};

static void add_number(crypto_generichash_state *state, uint64_t number) {
	unsigned char bytes[8];
	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(number >> 8 * (7 - i));
	crypto_generichash_update(state, bytes, sizeof bytes);
}

static void add_value(crypto_generichash_state *state, sqlite3_value *value) {
	int type = sqlite3_value_type(value);
	add_number(state, (uint64_t)type);
	if (type == SQLITE_NULL)
		return;
	if (type == SQLITE_INTEGER) {
		add_number(state, (uint64_t)sqlite3_value_int64(value));
		return;
	}
	const void *bytes = sqlite3_value_blob(value);
	size_t size = (size_t)sqlite3_value_bytes(value);
	add_number(state, size);
	if (size)
		crypto_generichash_update(state, bytes, size);
}

static void seal(sqlite3_context *context, int count, sqlite3_value **values) {
	crypto_generichash_state state;
	unsigned char hash[CHAIN_HASH_SIZE];
	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	for (int i = 0; i < count; i++)
		add_value(&state, values[i]);
	crypto_generichash_final(&state, hash, sizeof hash);
	sqlite3_result_blob(context, hash, sizeof hash, SQLITE_TRANSIENT);
}

bool seal_define(sqlite3 *db) {
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
	return sqlite3_create_function(db, "seal", -1, flags, NULL, seal, NULL, NULL) == SQLITE_OK;
}

enum store_result seal_verify(struct store *store) {
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int64_t broken;
		if (!db_number(store, parts[i].sql, &broken))
			return db_failed(store, "check the seals");
		if (broken)
			return db_damaged(
				store, "a row of %s is not what was written", parts[i].table);
	}
	return STORE_OK;
}
