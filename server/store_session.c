#include "server/store_session.h"

#include "common/mem.h"
#include "server/store_seal.h"

static const char PUT[] =
	"INSERT INTO session (secret, user, counter, since, seen, seal)"
	" SELECT ?1, ?2, ?3, ?4, ?5, seal('session', ?1, ?2, ?3, ?4, ?5)"
	" WHERE EXISTS (SELECT 1 FROM user WHERE name = ?2)"
	" ON CONFLICT (secret) DO UPDATE SET counter = excluded.counter, seen = excluded.seen,"
	" seal = seal('session', secret, user, excluded.counter, since, excluded.seen)";
static const char REMOVE[] = "DELETE FROM session WHERE secret = ?1";
/* One that is damaged is nobody's. */
static const char ALL[] = "SELECT secret, user, counter, since, seen FROM session"
			  " WHERE session.seal IS " SEAL_SESSION " ORDER BY since";

enum store_result session_put(struct store *store, const struct store_session *session) {
	sqlite3_stmt *s = db_statement(store, PUT);
	if (!s)
		return db_failed(store, "keep a session");
	db_bind_bytes(s, 1, session->secret, sizeof session->secret);
	db_bind_text(s, 2, session->user);
	db_bind_int(s, 3, session->counter);
	db_bind_int(s, 4, session->since_ms);
	db_bind_int(s, 5, session->seen_ms);
	return db_step(s) ? STORE_OK : db_failed(store, "keep a session");
}

enum store_result session_remove(struct store *store, const struct store_session *session) {
	sqlite3_stmt *s = db_statement(store, REMOVE);
	if (!s)
		return db_failed(store, "forget a session");
	db_bind_bytes(s, 1, session->secret, sizeof session->secret);
	return db_step(s) ? STORE_OK : db_failed(store, "forget a session");
}

static bool read_session(sqlite3_stmt *s, void *item) {
	struct store_session *session = item;
	session->since_ms = sqlite3_column_int64(s, 3);
	session->seen_ms = sqlite3_column_int64(s, 4);
	return db_read_bytes(s, 0, session->secret, sizeof session->secret) &&
	       db_read_text(s, 1, session->user, sizeof session->user) &&
	       db_read_int(s, 2, 0, 1000, &session->counter);
}

enum store_result store_sessions(
	struct store *store, struct store_session **sessions, size_t *count) {
	void *items;
	enum store_result result =
		db_list(store, ALL, sizeof(struct store_session), read_session, &items, count);
	if (result == STORE_OK)
		*sessions = items;
	return result;
}
