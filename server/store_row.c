#include "server/store_row.h"

#include <limits.h>

static const char *word(int value, const char *text) {
	return value ? text : "";
}

/* A window that was said may begin at 0: what was not said is NULL in all three. */
static void bind_told(sqlite3_stmt *s, const struct told *told) {
	const int values[] = {told->low_s, told->mid_s, told->high_s};
	for (int i = 0; i < 3; i++) {
		if (told->known)
			db_bind_int(s, 29 + i, values[i]);
		else
			db_bind_maybe_int(s, 29 + i, 0);
	}
}

void row_bind(sqlite3_stmt *s, const struct change *c, const unsigned char hash[CHAIN_HASH_SIZE]) {
	db_bind_int(s, 1, c->seq);
	db_bind_int(s, 2, c->at_ms);
	db_bind_int(s, 3, c->day);
	db_bind_maybe_text(s, 4, word(c->kind, proto_change_kind(c->kind)));
	db_bind_maybe_int(s, 5, c->ticket);
	db_bind_maybe_text(s, 6, c->number);
	db_bind_maybe_text(s, 7, c->service);
	db_bind_maybe_int(s, 8, c->counter);
	db_bind_maybe_text(s, 9, word(c->was, proto_ticket_state(c->was)));
	db_bind_maybe_text(s, 10, word(c->state, proto_ticket_state(c->state)));
	db_bind_maybe_text(s, 11, word(c->reason, proto_call_reason(c->reason)));
	db_bind_maybe_text(s, 12, c->by);
	db_bind_maybe_text(s, 13, c->clerk.name);
	db_bind_maybe_text(s, 14, c->clerk.title);
	db_bind_maybe_int(s, 15, c->back_at_ms);
	db_bind_maybe_text(s, 16, c->token);
	db_bind_maybe_text(s, 17, c->priority);
	db_bind_maybe_text(s, 18, c->procedure);
	db_bind_maybe_text(s, 19, c->lang);
	db_bind_maybe_text(s, 20, c->how);
	db_bind_maybe_text(s, 21, c->note);
	db_bind_maybe_text(s, 22, c->done);
	db_bind_maybe_text(s, 23, c->from_service);
	db_bind_maybe_int(s, 24, c->from_counter);
	db_bind_maybe_int(s, 25, c->to_counter);
	db_bind_maybe_int(s, 26, c->key_s);
	db_bind_maybe_int(s, 27, c->rules);
	db_bind_maybe_int(s, 28, c->slot_ms);
	bind_told(s, &c->told);
	db_bind_maybe_int(s, 32, c->lease);
	db_bind_maybe_int(s, 33, c->first);
	db_bind_maybe_int(s, 34, c->last);
	db_bind_maybe_int(s, 35, c->taken_at_ms);
	db_bind_maybe_text(s, 36, c->holder);
	db_bind_maybe_text(s, 37, c->digest);
	db_bind_bytes(s, 38, hash, CHAIN_HASH_SIZE);
}

static bool read_state(sqlite3_stmt *s, int at, enum ticket_state *state) {
	char text[ID_SIZE];
	return db_read_text(s, at, text, sizeof text) &&
	       (!*text || proto_parse_ticket_state(text, state));
}

static bool read_words(sqlite3_stmt *s, struct change *c) {
	char kind[ID_SIZE], reason[ID_SIZE];
	return db_read_text(s, 3, kind, sizeof kind) && proto_parse_change_kind(kind, &c->kind) &&
	       read_state(s, 8, &c->was) && read_state(s, 9, &c->state) &&
	       db_read_text(s, 10, reason, sizeof reason) &&
	       (!*reason || proto_parse_call_reason(reason, &c->reason));
}

static bool read_texts(sqlite3_stmt *s, struct change *c) {
	return db_read_text(s, 5, c->number, sizeof c->number) &&
	       db_read_text(s, 6, c->service, sizeof c->service) &&
	       db_read_text(s, 11, c->by, sizeof c->by) &&
	       db_read_text(s, 12, c->clerk.name, sizeof c->clerk.name) &&
	       db_read_text(s, 13, c->clerk.title, sizeof c->clerk.title) &&
	       db_read_text(s, 15, c->token, sizeof c->token) &&
	       db_read_text(s, 16, c->priority, sizeof c->priority) &&
	       db_read_text(s, 17, c->procedure, sizeof c->procedure) &&
	       db_read_text(s, 18, c->lang, sizeof c->lang) &&
	       db_read_text(s, 19, c->how, sizeof c->how) &&
	       db_read_text(s, 20, c->note, sizeof c->note) &&
	       db_read_text(s, 21, c->done, sizeof c->done) &&
	       db_read_text(s, 22, c->from_service, sizeof c->from_service) &&
	       db_read_text(s, 35, c->holder, sizeof c->holder) &&
	       db_read_text(s, 36, c->digest, sizeof c->digest);
}

static bool read_numbers(sqlite3_stmt *s, struct change *c) {
	c->told.known = sqlite3_column_type(s, 28) != SQLITE_NULL;
	return db_read_int(s, 2, 0, INT_MAX, &c->day) &&
	       db_read_int(s, 7, INT_MIN, INT_MAX, &c->counter) &&
	       db_read_int(s, 23, INT_MIN, INT_MAX, &c->from_counter) &&
	       db_read_int(s, 24, INT_MIN, INT_MAX, &c->to_counter) &&
	       db_read_int(s, 28, 0, INT_MAX, &c->told.low_s) &&
	       db_read_int(s, 29, 0, INT_MAX, &c->told.mid_s) &&
	       db_read_int(s, 30, 0, INT_MAX, &c->told.high_s) &&
	       db_read_int(s, 32, 0, INT_MAX, &c->first) &&
	       db_read_int(s, 33, 0, INT_MAX, &c->last);
}

bool row_read(sqlite3_stmt *s, struct change *c, unsigned char hash[CHAIN_HASH_SIZE]) {
	*c = (struct change){
		.seq = sqlite3_column_int64(s, 0),
		.at_ms = sqlite3_column_int64(s, 1),
		.ticket = sqlite3_column_int64(s, 4),
		.back_at_ms = sqlite3_column_int64(s, 14),
		.key_s = sqlite3_column_int64(s, 25),
		.rules = sqlite3_column_int64(s, 26),
		.slot_ms = sqlite3_column_int64(s, 27),
		.lease = sqlite3_column_int64(s, 31),
		.taken_at_ms = sqlite3_column_int64(s, 34),
	};
	return read_numbers(s, c) && read_words(s, c) && read_texts(s, c) &&
	       db_read_bytes(s, 37, hash, CHAIN_HASH_SIZE);
}
