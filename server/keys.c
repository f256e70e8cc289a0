#include "server/keys.h"

#include "common/mem.h"

#include <string.h>

void keys_clear(struct keys *keys) {
	mem_free(keys->entries);
	*keys = (struct keys){0};
}

static struct store_answer_key *slot(const struct keys *keys, const unsigned char *key) {
	size_t i;
	memcpy(&i, key, sizeof i);
	for (i &= keys->room - 1; keys->entries[i].at_ms; i = (i + 1) & (keys->room - 1))
		if (!memcmp(keys->entries[i].key, key, STORE_DIGEST_SIZE))
			break;
	return &keys->entries[i];
}

/* NULL: the key has not been used. */
static const struct store_answer_key *find(const struct keys *keys, const unsigned char *key) {
	const struct store_answer_key *e = keys->room ? slot(keys, key) : NULL;
	return e && e->at_ms ? e : NULL;
}

enum key_use keys_use(
	const struct keys *keys, const unsigned char *key, const unsigned char *body) {
	const struct store_answer_key *e = find(keys, key);
	if (!e)
		return KEY_FRESH;
	return memcmp(e->body, body, STORE_DIGEST_SIZE) ? KEY_REUSED : KEY_KEPT;
}

int64_t keys_seq(const struct keys *keys, const unsigned char *key) {
	const struct store_answer_key *e = find(keys, key);
	return e ? e->seq : 0;
}

/* Moves the entries that are still wanted to a new table. */
static void rebuild(struct keys *keys, size_t room, int64_t before_ms) {
	struct keys old = *keys;
	*keys = (struct keys){mem_alloc(room, sizeof *keys->entries), 0, room};
	for (size_t i = 0; i < old.room; i++) {
		const struct store_answer_key *e = &old.entries[i];
		if (!e->at_ms || e->at_ms < before_ms)
			continue;
		*slot(keys, e->key) = *e;
		keys->count++;
	}
	mem_free(old.entries);
}

void keys_add(struct keys *keys, const struct store_answer_key *entry) {
	if (2 * (keys->count + 1) > keys->room)
		rebuild(keys, keys->room ? keys->room * 2 : 64, 0);
	struct store_answer_key *e = slot(keys, entry->key);
	keys->count += e->at_ms == 0;
	*e = *entry;
}

void keys_purge(struct keys *keys, int64_t before_ms) {
	if (keys->room)
		rebuild(keys, keys->room, before_ms);
}
