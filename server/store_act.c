#include "server/store_act.h"

#include "common/mem.h"
#include "server/store_account.h"
#include "server/store_change.h"
#include "server/store_setup.h"

#include <sodium.h>
#include <string.h>

static const char INSERT[] =
	"INSERT INTO act (seq, act, object, id, undoes, changes, version, hash)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char ALL[] =
	"SELECT act, object, id, changes, undoes, act.hash, change.digest FROM act"
	" LEFT JOIN change ON change.seq = act.seq AND kind = 'setup' AND how = object"
	" AND note IS id ORDER BY act.seq";
static const char UNTOLD[] = "SELECT count(*) FROM change NOT INDEXED WHERE digest IS NOT NULL"
			     " AND seq NOT IN (SELECT seq FROM act)";
/* Of the catalogue the newest text alone is there. */
static const char OTHER_TEXTS[] =
	"SELECT count(*) FROM act LEFT JOIN setup ON setup.version = act.version"
	" WHERE act.version IS NOT NULL AND setup.hash IS NOT act.hash AND NOT"
	" (object = 'catalogue' AND setup.version IS NULL AND act.version <"
	" (SELECT max(version) FROM act WHERE object = 'catalogue'))";
/* The digest has the text that an act put, not its version: each that put one has a higher one. */
static const char NO_VERSION[] =
	"SELECT count(*) FROM (SELECT version, hash,"
	" max(version) OVER (ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
	" AS before FROM act) WHERE (version IS NULL) <> (hash IS NULL) OR version <= before";
static const char MORE_TEXTS[] =
	"SELECT count(*) FROM setup WHERE version > (SELECT min(version) FROM act)"
	" AND version NOT IN (SELECT version FROM act WHERE version IS NOT NULL)";

void store_act_clear(struct store_act *act) {
	mem_free(act->changes);
	mem_free(act->text);
	*act = (struct store_act){0};
}

static void add_number(crypto_generichash_state *state, uint64_t number) {
	unsigned char bytes[8];
	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(number >> 8 * (7 - i));
	crypto_generichash_update(state, bytes, sizeof bytes);
}

static void add_text(crypto_generichash_state *state, const char *text) {
	size_t size = strlen(text);
	add_number(state, size);
	crypto_generichash_update(state, (const unsigned char *)text, size);
}

/* `hash` is that of the text which the act puts; NULL: none. */
static void digest(
	const struct store_act *act, const unsigned char *hash, char to[static DIGEST_SIZE]) {
	crypto_generichash_state state;
	unsigned char bytes[CHAIN_HASH_SIZE];
	crypto_generichash_init(&state, NULL, 0, sizeof bytes);
	add_text(&state, act->act);
	add_text(&state, act->object);
	add_text(&state, act->id);
	add_text(&state, act->changes);
	add_number(&state, (uint64_t)act->undoes);
	if (hash)
		crypto_generichash_update(&state, hash, CHAIN_HASH_SIZE);
	crypto_generichash_final(&state, bytes, sizeof bytes);
	sodium_bin2base64(
		to, DIGEST_SIZE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void store_act_digest(const struct store_act *act, char to[static DIGEST_SIZE]) {
	unsigned char hash[CHAIN_HASH_SIZE];
	if (act->text)
		setup_hash(act->text, strlen(act->text), hash);
	digest(act, act->text ? hash : NULL, to);
}

/* What the act puts besides saying so. */
static enum store_result do_act(struct store *store, struct store_act *act, int64_t at_ms) {
	switch (act->puts) {
	case PUTS_OFFICE:
		return setup_put(store, "office", act->text, at_ms, &act->version);
	case PUTS_CATALOGUE:
		return setup_put(store, "catalogue", act->text, at_ms, &act->version);
	case PUTS_USER:
		return account_put_user(store, &act->user, act->stays);
	case PUTS_DEVICE:
		return account_put_device(store, &act->device);
	case PUTS_NOTHING:
		break;
	}
	return STORE_OK;
}

static enum store_result insert(
	struct store *store, const struct store_act *act, const struct change *c) {
	unsigned char hash[CHAIN_HASH_SIZE];
	sqlite3_stmt *s = db_statement(store, INSERT);
	if (!s)
		return db_failed(store, "keep an act");
	db_bind_int(s, 1, c->seq);
	db_bind_text(s, 2, act->act);
	db_bind_text(s, 3, act->object);
	db_bind_maybe_text(s, 4, act->id);
	db_bind_maybe_int(s, 5, act->undoes);
	db_bind_text(s, 6, act->changes);
	db_bind_maybe_int(s, 7, act->version);
	if (act->text) {
		setup_hash(act->text, strlen(act->text), hash);
		db_bind_bytes(s, 8, hash, sizeof hash);
	}
	return db_step(s) ? STORE_OK : db_failed(store, "keep an act");
}

enum store_result act_put(struct store *store, struct store_act *act, const struct change *c) {
	enum store_result result = do_act(store, act, c->at_ms);
	return result == STORE_OK ? insert(store, act, c) : result;
}

/* A clock that was set back must not stop a command: the change then belongs to the last day. */
static struct change command_change(
	const struct store *store, const struct store_act *act, int64_t at_ms, int day) {
	struct change c = {.seq = store->head.seq + 1,
		.at_ms = at_ms,
		.day = day < store->head.day ? store->head.day : day,
		.kind = CHANGE_SETUP,
		.by = "system"};
	strcpy(c.how, act->object);
	strcpy(c.note, act->id);
	store_act_digest(act, c.digest);
	return c;
}

static enum store_result act_all(
	struct store *store, struct store_act *acts, size_t count, int64_t at_ms, int day) {
	enum store_result result = STORE_OK;
	for (size_t i = 0; i < count && result == STORE_OK; i++) {
		struct change c = command_change(store, &acts[i], at_ms, day);
		result = change_append(store, &c);
		if (result == STORE_OK)
			result = act_put(store, &acts[i], &c);
	}
	return result == STORE_OK ? change_write_head(store) : result;
}

enum store_result store_act(
	struct store *store, struct store_act *acts, size_t count, int64_t at_ms, int day) {
	if (!db_begin(store))
		return db_failed(store, "keep an act");
	enum store_result result = act_all(store, acts, count, at_ms, day);
	if (result == STORE_OK && !db_commit(store))
		result = db_failed(store, "keep an act");
	if (result != STORE_OK)
		db_rollback(store);
	return result;
}

/* Whether a row of ALL has the digest that its change says. */
static bool row_holds(sqlite3_stmt *s) {
	char said[DIGEST_SIZE], is[DIGEST_SIZE];
	unsigned char hash[CHAIN_HASH_SIZE];
	struct store_act act = {.undoes = sqlite3_column_int64(s, 4)};
	bool puts = sqlite3_column_type(s, 5) != SQLITE_NULL;
	if (!db_read_text(s, 0, act.act, sizeof act.act) ||
		!db_read_text(s, 1, act.object, sizeof act.object) ||
		!db_read_text(s, 2, act.id, sizeof act.id) ||
		!db_read_text(s, 6, said, sizeof said) ||
		(puts && !db_read_bytes(s, 5, hash, sizeof hash)))
		return false;
	act.changes = (char *)sqlite3_column_text(s, 3);
	if (!act.changes || strlen(act.changes) != (size_t)sqlite3_column_bytes(s, 3))
		return false;
	digest(&act, puts ? hash : NULL, is);
	return !strcmp(said, is);
}

static enum store_result verify_rows(struct store *store) {
	bool ok = true, good = true;
	sqlite3_stmt *s = db_statement(store, ALL);
	if (!s)
		return db_failed(store, "check the acts");
	while (good && db_row(s, &ok))
		good = row_holds(s);
	db_reset(s);
	if (!ok)
		return db_failed(store, "check the acts");
	return good ? STORE_OK : db_damaged(store, "an act is not what its change says");
}

enum store_result act_verify(struct store *store) {
	int64_t untold, other, more, none;
	enum store_result result = verify_rows(store);
	if (result != STORE_OK)
		return result;
	if (!db_number(store, UNTOLD, &untold) || !db_number(store, OTHER_TEXTS, &other) ||
		!db_number(store, NO_VERSION, &none) || !db_number(store, MORE_TEXTS, &more))
		return db_failed(store, "check the acts");
	if (untold)
		return db_damaged(store, "an act is missing");
	return other || none || more ? db_damaged(store, "a text that no act tells of") : STORE_OK;
}
