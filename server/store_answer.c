#include "server/store_answer.h"

#include "common/mem.h"
#include "server/store_seal.h"

#include <limits.h>

static const char PUT[] =
	"INSERT INTO answer (seq, key, body, status, text, at, seal)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, seal('answer', ?1, ?2, ?3, ?4, ?5, ?6))";
static const char GET[] =
	"SELECT status, text, body, at, answer.seal IS " SEAL_ANSWER " FROM answer"
	" WHERE seq = ?1 AND key = ?2";
static const char PURGE[] = "DELETE FROM answer WHERE at < ?1";

enum store_result answer_put(struct store *store, const struct store_answer *answer) {
	if (!answer->seq)
		return STORE_OK;
	sqlite3_stmt *s = db_statement(store, PUT);
	if (!s)
		return db_failed(store, "keep an answer");
	db_bind_int(s, 1, answer->seq);
	db_bind_bytes(s, 2, answer->key, sizeof answer->key);
	db_bind_bytes(s, 3, answer->body, sizeof answer->body);
	db_bind_int(s, 4, answer->status);
	db_bind_text(s, 5, answer->text ? answer->text : "");
	db_bind_int(s, 6, answer->at_ms);
	return db_step(s) ? STORE_OK : db_failed(store, "keep an answer");
}

static bool read_answer(sqlite3_stmt *s, struct store_answer *answer) {
	const char *text = (const char *)sqlite3_column_text(s, 1);
	if (!text || !sqlite3_column_int(s, 4) || !db_read_int(s, 0, 1, INT_MAX, &answer->status) ||
		!db_read_bytes(s, 2, answer->body, sizeof answer->body))
		return false;
	answer->text = mem_strdup(text);
	answer->at_ms = sqlite3_column_int64(s, 3);
	return true;
}

enum store_result answer_get(struct store *store, struct store_answer *answer) {
	bool ok = true, good = true;
	sqlite3_stmt *s = db_statement(store, GET);
	if (!s)
		return db_failed(store, "read an answer");
	mem_free(answer->text);
	answer->text = NULL;
	answer->status = 0;
	db_bind_int(s, 1, answer->seq);
	db_bind_bytes(s, 2, answer->key, sizeof answer->key);
	if (db_row(s, &ok))
		good = read_answer(s, answer);
	db_reset(s);
	if (!ok)
		return db_failed(store, "read an answer");
	return good ? STORE_OK : db_damaged(store, "an answer that cannot be read");
}

enum store_result answer_purge(struct store *store, int64_t before_ms) {
	sqlite3_stmt *s = db_statement(store, PURGE);
	if (!s)
		return db_failed(store, "remove old answers");
	db_bind_int(s, 1, before_ms);
	return db_step(s) ? STORE_OK : db_failed(store, "remove old answers");
}
