#include "common/mem.h"
#include "server/store_db.h"

#include <string.h>

/* Acts of administrators, read for whoever asks what was done. */

static const char ACTS[] = "SELECT act.seq, change.at, change.\"by\", act, object, act.id, undoes,"
			   " (SELECT seq FROM act AS later WHERE later.undoes = act.seq),"
			   " CASE WHEN length(changes) <= ?5 THEN changes END"
			   " FROM act JOIN change ON change.seq = act.seq"
			   " WHERE act.seq >= ?1 AND act.seq < ?2 AND (?3 IS NULL OR object = ?3)"
			   " AND (?6 IS NULL OR change.\"by\" = ?6)"
			   " AND (?8 = 0 OR change.at >= ?7 AND change.at < ?8)"
			   " AND (?9 IS NULL OR act.id IS NULL OR act.id = ?9)"
			   " ORDER BY act.seq DESC LIMIT ?4";

void store_acts_clear(struct store_acts *acts) {
	for (size_t i = 0; i < acts->count; i++)
		store_act_clear(&acts->rows[i].act);
	mem_free(acts->rows);
	*acts = (struct store_acts){0};
}

static bool read_row(sqlite3_stmt *s, struct store_act_row *row) {
	struct store_act *act = &row->act;
	row->seq = sqlite3_column_int64(s, 0);
	row->at_ms = sqlite3_column_int64(s, 1);
	row->undone_by = sqlite3_column_int64(s, 7);
	act->undoes = sqlite3_column_int64(s, 6);
	act->changes = mem_strdup((const char *)sqlite3_column_text(s, 8));
	return db_read_text(s, 2, row->by, sizeof row->by) &&
	       db_read_text(s, 3, act->act, sizeof act->act) &&
	       db_read_text(s, 4, act->object, sizeof act->object) &&
	       db_read_text(s, 5, act->id, sizeof act->id);
}

static enum store_result read_rows(struct store *store, sqlite3_stmt *s, struct store_acts *acts) {
	bool ok = true, good = true;
	while (good && acts->count < acts->limit && db_row(s, &ok)) {
		acts->rows = mem_realloc(acts->rows, acts->count + 1, sizeof *acts->rows);
		acts->rows[acts->count] = (struct store_act_row){0};
		good = read_row(s, &acts->rows[acts->count++]);
	}
	acts->more = ok && good && acts->count == acts->limit && db_row(s, &ok);
	if (!ok)
		return db_failed(store, "read the acts");
	return good ? STORE_OK : db_damaged(store, "an act that cannot be read");
}

enum store_result store_acts(struct store *store, struct store_acts *acts) {
	sqlite3_stmt *s = db_statement(store, ACTS);
	if (!s)
		return db_failed(store, "read the acts");
	db_bind_int(s, 1, acts->from);
	db_bind_int(s, 2, acts->until);
	db_bind_maybe_text(s, 3, acts->object);
	db_bind_int(s, 4, (int64_t)acts->limit + 1);
	db_bind_int(s, 5, acts->changes_max);
	db_bind_maybe_text(s, 6, acts->by);
	db_bind_int(s, 7, acts->since_ms);
	db_bind_int(s, 8, acts->before_ms);
	db_bind_maybe_text(s, 9, acts->id);
	enum store_result result = read_rows(store, s, acts);
	db_reset(s);
	return result;
}
