/*
 * A store as an earlier version of the program left it: aged DIR VERSION NUMBERS makes one with so
 * many numbers of a day, and tells of each as a mark says it (tests/crash/image.h).
 */
#include "common/embed.h"
#include "common/mem.h"
#include "server/setup.h"
#include "server/store_chain.h"
#include "server/store_seal.h"
#include "server/templates.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a store without seals had is put in; the step to this version seals it. */
enum { SEALED = 9, DAY = 20261126 };
#define AT_MS INT64_C(1795651200000)
#define SERVICE "chung-thuc"

static const char SAFELY[] = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
			     "PRAGMA synchronous = FULL;";
static const char ROWS[] =
	"INSERT INTO user (name, role, clerk_name, clerk_title, password)"
	" VALUES ('an', 'clerk', 'An', '', '$argon2id$x');"
	"INSERT INTO device (name, role, secret) VALUES ('sanh', 'display', zeroblob(32));"
	"INSERT INTO session VALUES (zeroblob(32), 'an', 2, 1, 1);"
	"INSERT INTO answer VALUES (zeroblob(16), zeroblob(16), 201, '{}', 1)";
static const char CHANGE[] =
	"INSERT INTO change (seq, at, day, kind, ticket, number, service, state, token, \"by\", "
	"hash)"
	" VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), nullif(?6, ''), nullif(?7, ''), ?8,"
	" nullif(?9, ''), ?10, ?11)";

struct aged {
	sqlite3 *db;
	unsigned char head[CHAIN_HASH_SIZE];
};

static void run(struct aged *a, const char *sql) {
	if (sqlite3_exec(a->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "aged: %s: %s\n", sql, sqlite3_errmsg(a->db));
	exit(2);
}

static sqlite3_stmt *prepare(struct aged *a, const char *sql) {
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(a->db, sql, -1, &s, NULL) != SQLITE_OK)
		exit(2);
	return s;
}

static void end(sqlite3_stmt *s) {
	if (sqlite3_step(s) != SQLITE_DONE || sqlite3_finalize(s) != SQLITE_OK)
		exit(2);
}

static void take_steps(struct aged *a, int from, int version) {
	char name[32], marks[96];
	for (int step = from; step <= version; step++) {
		snprintf(name, sizeof name, "server/schema/%03d.sql", step);
		const struct embed *sql = embed_find(embed_server, name);
		if (!sql)
			exit(2);
		run(a, sql->data);
	}
	snprintf(marks, sizeof marks,
		"PRAGMA application_id = 0x6d637561; PRAGMA user_version = %d", version);
	run(a, marks);
}

static void put_office(struct aged *a) {
	unsigned char hash[CHAIN_HASH_SIZE];
	const char *text = templates_text("ward");
	sqlite3_stmt *s =
		prepare(a, "INSERT INTO setup (kind, at, hash, text) VALUES ('office', 1, ?1, ?2)");
	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	sqlite3_bind_blob(s, 1, hash, sizeof hash, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, text, -1, SQLITE_STATIC);
	end(s);
}

static void put_change(struct aged *a, const struct change *c) {
	sqlite3_stmt *s = prepare(a, CHANGE);
	chain_add(a->head, c);
	sqlite3_bind_int64(s, 1, c->seq);
	sqlite3_bind_int64(s, 2, c->at_ms);
	sqlite3_bind_int(s, 3, c->day);
	sqlite3_bind_text(s, 4, proto_change_kind(c->kind), -1, SQLITE_STATIC);
	sqlite3_bind_int64(s, 5, c->ticket);
	sqlite3_bind_text(s, 6, c->number, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 7, c->service, -1, SQLITE_STATIC);
	if (c->state)
		sqlite3_bind_text(s, 8, proto_ticket_state(c->state), -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 9, c->token, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 10, c->by, -1, SQLITE_STATIC);
	sqlite3_bind_blob(s, 11, a->head, sizeof a->head, SQLITE_STATIC);
	end(s);
}

static void put_number(struct aged *a, int n) {
	struct change c = {.seq = n + 1,
		.at_ms = AT_MS + n,
		.day = DAY,
		.kind = CHANGE_ISSUED,
		.ticket = n + 1,
		.state = TICKET_ISSUING,
		.service = SERVICE,
		.by = "kiosk:cua"};
	snprintf(c.number, sizeof c.number, "A%03d", n);
	snprintf(c.token, sizeof c.token, "%022d", n);
	put_change(a, &c);
	printf("issued %lld %s %s\n", (long long)c.ticket, c.number, c.token);
}

static void put_head(struct aged *a, int numbers) {
	char sql[256];
	snprintf(sql, sizeof sql,
		"INSERT INTO day VALUES (%d, %lld, NULL); INSERT INTO series VALUES (%d, '" SERVICE
		"', %d)",
		DAY, (long long)AT_MS, DAY, numbers);
	run(a, sql);
	sqlite3_stmt *s = prepare(a, "INSERT INTO meta VALUES (1, '0123456789abcd', ?1, ?2)");
	sqlite3_bind_int(s, 1, numbers + 1);
	sqlite3_bind_blob(s, 2, a->head, sizeof a->head, SQLITE_STATIC);
	end(s);
}

static void put_all(struct aged *a, int numbers) {
	struct change opened = {
		.seq = 1, .at_ms = AT_MS, .day = DAY, .kind = CHANGE_DAY_OPENED, .by = "system"};
	put_office(a);
	run(a, ROWS);
	put_change(a, &opened);
	for (int n = 1; n <= numbers; n++)
		put_number(a, n);
	put_head(a, numbers);
}

int main(int argc, char **argv) {
	struct aged a = {0};
	if (argc != 4 || sodium_init() < 0)
		return 2;
	int version = atoi(argv[2]), unsealed = version < SEALED ? version : SEALED - 1;
	char *path = mem_printf("%s/motcua.sqlite", argv[1]);
	if (sqlite3_open(path, &a.db) != SQLITE_OK || !seal_define(a.db))
		return 2;
	run(&a, SAFELY);
	run(&a, "BEGIN IMMEDIATE");
	take_steps(&a, 1, unsealed);
	put_all(&a, atoi(argv[3]));
	take_steps(&a, unsealed + 1, version);
	run(&a, "COMMIT");
	mem_free(path);
	return sqlite3_close(a.db) == SQLITE_OK ? 0 : 2;
}
