#include "common/mem.h"
#include "server/store_change.h"

#include <sodium.h>
#include <string.h>

/* What was kept of days, and whether it is of the changes that are there now. */

enum { BYTES_MAX = 256 * 1024, DAYS_MAX = 64 };

static const char KEPT[] = "SELECT seal, packed FROM visits WHERE day = ?1";
static const char KEEP[] = "INSERT INTO visits (day, seal, packed) VALUES (?1, ?2, ?3)"
			   " ON CONFLICT (day) DO UPDATE SET seal = excluded.seal,"
			   " packed = excluded.packed";

static void add_number(crypto_generichash_state *state, int64_t number) {
	unsigned char bytes[8];
	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> 8 * i);
	crypto_generichash_update(state, bytes, sizeof bytes);
}

/* The end of a day's changes stands for all of them: each hash is over all before it. */
static void seal_of(int version, const struct store_anchor *end, const void *bytes, size_t size,
	unsigned char seal[CHAIN_HASH_SIZE]) {
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, CHAIN_HASH_SIZE);
	add_number(&state, version);
	add_number(&state, end->day);
	add_number(&state, end->seq);
	crypto_generichash_update(&state, end->hash, sizeof end->hash);
	crypto_generichash_update(&state, bytes, size);
	crypto_generichash_final(&state, seal, CHAIN_HASH_SIZE);
}

/* Where the changes of the first day from one on end; seq 0: there is none. */
static enum store_result read_end(struct store *store, int from, struct store_anchor *end) {
	int64_t first, after;
	*end = (struct store_anchor){0};
	enum store_result result = change_first(store, from, &first);
	if (result != STORE_OK || first > store->head.seq)
		return result;
	struct store_anchor begin = {.seq = first};
	result = store_anchor(store, &begin);
	if (result == STORE_OK)
		result = change_first(store, begin.day + 1, &after);
	end->seq = result == STORE_OK ? after - 1 : 0;
	return result == STORE_OK ? store_anchor(store, end) : result;
}

/* What was kept of the day, if it is of these changes. */
static enum store_result read_pack(
	struct store *store, int version, const struct store_anchor *end, struct store_pack *pack) {
	unsigned char kept[CHAIN_HASH_SIZE], seal[CHAIN_HASH_SIZE];
	bool ok = true;
	*pack = (struct store_pack){.day = end->day};
	sqlite3_stmt *s = db_statement(store, KEPT);
	if (!s)
		return db_failed(store, "read the visits of a day");
	db_bind_int(s, 1, end->day);
	if (db_row(s, &ok) && db_read_bytes(s, 0, kept, sizeof kept)) {
		const void *bytes = sqlite3_column_blob(s, 1);
		size_t size = bytes ? (size_t)sqlite3_column_bytes(s, 1) : 0;
		seal_of(version, end, bytes, size, seal);
		if (size && !memcmp(seal, kept, sizeof seal)) {
			pack->bytes = (unsigned char *)mem_copy(bytes, size);
			pack->size = size;
		}
	}
	db_reset(s);
	return ok ? STORE_OK : db_failed(store, "read the visits of a day");
}

void store_packs_clear(struct store_packs *packs) {
	for (size_t i = 0; i < packs->count; i++)
		mem_free(packs->at[i].bytes);
	mem_free(packs->at);
	*packs = (struct store_packs){0};
}

static enum store_result read_next(
	struct store *store, int version, int to, struct store_packs *packs) {
	struct store_anchor end;
	enum store_result result = read_end(store, packs->next, &end);
	if (result != STORE_OK)
		return result;
	packs->next = end.seq && end.day <= to ? end.day + 1 : to + 1;
	if (!end.seq || end.day > to)
		return STORE_OK;
	packs->at = mem_realloc(packs->at, packs->count + 1, sizeof *packs->at);
	return read_pack(store, version, &end, &packs->at[packs->count++]);
}

enum store_result store_packs(
	struct store *store, int version, int from, int to, struct store_packs *packs) {
	enum store_result result = STORE_OK;
	size_t bytes = 0;
	bool fit = true;
	*packs = (struct store_packs){.next = from};
	while (result == STORE_OK && fit && packs->next <= to && bytes < BYTES_MAX &&
		packs->count < DAYS_MAX) {
		size_t before = packs->count;
		result = read_next(store, version, to, packs);
		if (packs->count == before)
			continue;
		bytes += packs->at[before].size;
		fit = packs->at[before].bytes != NULL;
	}
	if (result != STORE_OK)
		store_packs_clear(packs);
	return result;
}

bool store_pack_put(struct store *store, int version, int day, int64_t seq,
	const unsigned char *bytes, size_t size) {
	unsigned char seal[CHAIN_HASH_SIZE];
	struct store_anchor end;
	if (read_end(store, day, &end) != STORE_OK || end.day != day || end.seq != seq)
		return false;
	seal_of(version, &end, bytes, size, seal);
	sqlite3_stmt *s = db_statement(store, KEEP);
	if (s) {
		db_bind_int(s, 1, day);
		db_bind_bytes(s, 2, seal, sizeof seal);
		db_bind_bytes(s, 3, bytes, size);
	}
	bool kept = s && db_step(s);
	if (!kept)
		db_failed(store, "keep the visits of a day");
	return kept;
}
