/*
 * store: every column that there is, what it holds and of whom. Whoever adds one says it here, or
 * this fails; what is not in this list is kept nowhere.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

enum whose {
	OFFICE, /* nobody's: of the office and its days */
	VISIT,  /* of a visit, whose visitor nobody knows */
	STAFF,  /* of somebody who works here, by name */
	WORDS, /* whatever those who work here write: they are asked to write nothing of a person */
	CITIZEN, /* of a citizen, who can be known by it: there is none */
	SECRET,  /* opens something, or is the hash of what does */
};

struct column {
	const char *name;
	enum whose whose;
	const char *holds;
};

static const struct column columns[] = {
	{"meta.id", OFFICE, "1: there is one row"},
	{"meta.epoch", OFFICE, "which store this is"},
	{"meta.seq", OFFICE, "the last change"},
	{"meta.hash", OFFICE, "where the chain of changes ends"},
	{"meta.seal", OFFICE, "hash of the row"},
	{"change.seq", OFFICE, "which change it is"},
	{"change.at", OFFICE, "when"},
	{"change.day", OFFICE, "on which day"},
	{"change.kind", OFFICE, "what happened"},
	{"change.ticket", VISIT, "to which number, by the change that made it"},
	{"change.number", VISIT, "the number, as it is printed"},
	{"change.service", VISIT, "what is queued for"},
	{"change.counter", OFFICE, "where"},
	{"change.was", VISIT, "the number's state before"},
	{"change.state", VISIT, "and after"},
	{"change.reason", VISIT, "why it was called then"},
	{"change.by", STAFF, "role and name of the account or device that did it"},
	{"change.clerk_name", STAFF, "who sits at the counter, as the boards show it"},
	{"change.clerk_title", STAFF, "the same of the title"},
	{"change.back_at", OFFICE, "when somebody is back at the counter"},
	{"change.token", SECRET, "the address of the number's page; of no use the next day"},
	{"change.priority", VISIT, "the class that was claimed: age, disability …"},
	{"change.procedure", VISIT, "code of what the visit is for"},
	{"change.lang", VISIT, "vi or en"},
	{"change.how", VISIT, "paper or screen; the outcome; why void; a rating"},
	{"change.hash", OFFICE, "the chain's, with this change"},
	{"change.note", WORDS, "why it was held, chosen, released, void; reasons of a rating"},
	{"change.done", VISIT, "codes of what was handled, and how often"},
	{"change.from_service", VISIT, "where it was sent on from"},
	{"change.from_counter", OFFICE, "the same of the counter"},
	{"change.to_counter", OFFICE, "where to"},
	{"change.queue_time", VISIT, "its place in the queue"},
	{"change.rules", OFFICE, "the office file that decided"},
	{"change.slot", VISIT, "the time of its appointment"},
	{"change.told_low", VISIT, "the wait that was told"},
	{"change.told_mid", VISIT, "its middle"},
	{"change.told_high", VISIT, "its upper end"},
	{"change.lease", OFFICE, "the block that the number is of"},
	{"change.first", OFFICE, "the block's first number"},
	{"change.last", OFFICE, "and last"},
	{"change.taken_at", VISIT, "when a kiosk that was cut off gave it out"},
	{"change.holder", OFFICE, "which disk of the kiosk keeps the block"},
	{"change.digest", OFFICE, "hash of an act"},
	{"day.day", OFFICE, "a day"},
	{"day.opened_at", OFFICE, "when it began"},
	{"day.closed_at", OFFICE, "and ended"},
	{"series.day", OFFICE, "a day"},
	{"series.service", OFFICE, "a service"},
	{"series.last", OFFICE, "its last number"},
	{"answer.seq", OFFICE, "the last change it came with"},
	{"answer.key", SECRET, "hash of the key of a request, for a day"},
	{"answer.body", SECRET, "hash of its body, with the key in it"},
	{"answer.status", OFFICE, "what was answered"},
	{"answer.text", SECRET, "the answer: has a number's token, or a device's one-time code"},
	{"answer.at", OFFICE, "when"},
	{"answer.seal", OFFICE, "hash of the row"},
	{"setup.version", OFFICE, "which office file or catalogue"},
	{"setup.kind", OFFICE, "of the two"},
	{"setup.at", OFFICE, "since when"},
	{"setup.hash", OFFICE, "of its text"},
	{"setup.text", WORDS, "the file"},
	{"setup.seal", OFFICE, "hash of the row"},
	{"user.name", STAFF, "an account"},
	{"user.role", STAFF, "clerk, lead or admin"},
	{"user.clerk_name", STAFF, "as the boards show it"},
	{"user.clerk_title", STAFF, "the same of the title"},
	{"user.password", SECRET, "Argon2id hash"},
	{"user.ended_at", STAFF, "when the account ended"},
	{"user.seal", OFFICE, "hash of the row"},
	{"device.name", OFFICE, "a kiosk or display"},
	{"device.role", OFFICE, "which of the two"},
	{"device.secret", SECRET, "hash of its key"},
	{"device.code", SECRET, "hash of its one-time code"},
	{"device.code_until", OFFICE, "until when it is good"},
	{"device.ended_at", OFFICE, "when it was revoked"},
	{"device.view", OFFICE, "how a display is to be"},
	{"device.counter", OFFICE, "for which counter"},
	{"device.zone", OFFICE, "for which part of the hall"},
	{"device.volume", OFFICE, "how loud"},
	{"device.seal", OFFICE, "hash of the row"},
	{"session.secret", SECRET, "hash of the cookie"},
	{"session.user", STAFF, "who is signed in"},
	{"session.counter", STAFF, "where"},
	{"session.since", STAFF, "since when"},
	{"session.seen", STAFF, "and until when"},
	{"session.seal", OFFICE, "hash of the row"},
	{"learned.day", OFFICE, "a day"},
	{"learned.seq", OFFICE, "the change with which it begins"},
	{"learned.text", OFFICE, "how long visits take, by service and hour"},
	{"learned.seal", OFFICE, "hash of the row"},
	{"visits.day", OFFICE, "a day that is over"},
	{"visits.seal", OFFICE, "hash of what it was made of"},
	{"visits.packed", VISIT, "the times of its visits, without tokens and words"},
	{"act.seq", OFFICE, "the change that it is"},
	{"act.act", OFFICE, "put, add, end …"},
	{"act.object", OFFICE, "what was changed"},
	{"act.id", STAFF, "which: an account, a device, a procedure"},
	{"act.undoes", OFFICE, "the act that it took back"},
	{"act.changes", WORDS, "what was and what is, without secrets"},
	{"act.version", OFFICE, "the text that it put"},
	{"act.hash", OFFICE, "of that text"},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const char ALL[] = "SELECT m.name || '.' || c.name FROM sqlite_schema AS m"
			  " JOIN pragma_table_xinfo(m.name) AS c"
			  " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";

static int find(const char *name) {
	for (int i = 0; i < COLUMNS; i++)
		if (!strcmp(columns[i].name, name))
			return i;
	return -1;
}

static void every_column_is_known(void **state) {
	(void)state;
	int seen[COLUMNS] = {0}, of[SECRET + 1] = {0};
	char *dir = store_sample_dir();
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;
	store_close(store_sample_open(dir));
	assert_int_equal(sqlite3_open(store_sample_file(dir), &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, ALL, -1, &s, NULL), SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);
		int i = find(name);
		if (i < 0)
			fail_msg("%s: say here what it holds, and of whom", name);
		seen[i]++;
		of[columns[i].whose]++;
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
	for (int i = 0; i < COLUMNS; i++) {
		assert_true(*columns[i].holds);
		if (seen[i] != 1)
			fail_msg("%s is there %d times", columns[i].name, seen[i]);
	}
	printf("privacy: columns=%d citizens=%d visits=%d staff=%d words=%d secrets=%d\n", COLUMNS,
		of[CITIZEN], of[VISIT], of[STAFF], of[WORDS], of[SECRET]);
	assert_int_equal(of[CITIZEN], 0);
	store_sample_remove(dir);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_column_is_known)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
