/*
 * office_rig: the ward's office on a store of its own, with a clock that the test sets.
 *
 * Set-up and tear-down of a test: office_rig_make and office_rig_end. What is published is kept in
 * order. Commands decide, apply and commit, and do not wait for the disk; office_rig_settle does.
 * It is Wednesday, 2026-11-25, 08:00 in the office's zone.
 */
#ifndef MOTCUA_TESTS_OFFICE_RIG_H
#define MOTCUA_TESTS_OFFICE_RIG_H

#include "server/office.h"

enum { RIG_DAY = 20261125, RIG_PUBLISHED_MAX = 512 };

/* How a commit came back. */
struct office_rig_reply {
	int calls;
	enum store_result result;
	size_t published; /* how many changes had been published by then */
	struct office_rig *rig;
};

struct office_rig {
	char *dir;
	struct store *store;
	struct setup *setup;
	struct office *office;
	struct change published[RIG_PUBLISHED_MAX];
	size_t published_count;
	int waits_published;
	struct snapshot waits;        /* as last published */
	struct office_rig_reply last; /* of the last command */
	bool gathers;                 /* commands are sent off by the next settle, not one by one */
};

/* The fake clock; and how far the machine's clock is set off from it. */
extern int64_t office_rig_now_ms, office_rig_off_ms;

int office_rig_make(void **state);
int office_rig_end(void **state);

/* Ends the office and its store as a clean stop does, and starts them anew; the list of what was
 * published begins anew, too. */
void office_rig_restart(struct office_rig *rig);
/* The same, and something is done to the folder in between. */
void office_rig_restart_with(struct office_rig *rig,
	void (*meanwhile)(const char *dir, const void *arg), const void *arg);

/* Stops, verifies all that the store has, and starts; the number of changes there. */
int64_t office_rig_check(struct office_rig *rig);

/* Waits for the disk once and takes back what has come. */
void office_rig_drain(struct office_rig *rig);

/* Sends off what was applied. */
void office_rig_commit(struct office_rig *rig, struct office_rig_reply *reply);

/* Waits until all that was decided has come back, and until the office is ready. */
void office_rig_settle(struct office_rig *rig);

/* Ticks and settles. */
void office_rig_tick(struct office_rig *rig);

/* So many seconds with a tick in each. */
void office_rig_go_on(struct office_rig *rig, int seconds);

/* Sets the clock to a later local time, of a day: 7:30 is 730. */
void office_rig_clock(int day, int hhmm);

/* Commands; the id of the ticket. Each must be possible. */
int64_t office_rig_issue(struct office_rig *rig, const char *service);
void office_rig_printed(struct office_rig *rig, int64_t ticket);
/* Issued and printed. */
int64_t office_rig_take(struct office_rig *rig, const char *service);
void office_rig_open(struct office_rig *rig, int counter);
int64_t office_rig_next(struct office_rig *rig, int counter);
void office_rig_start(struct office_rig *rig, int counter);
void office_rig_finish(struct office_rig *rig, int counter);
void office_rig_absent(struct office_rig *rig, int counter);

/* A number whose answer is kept with a key; `key` and `body` are one byte of each digest. */
int64_t office_rig_issue_keyed(
	struct office_rig *rig, const char *service, unsigned char key, unsigned char body);
enum key_use office_rig_key(const struct office_rig *rig, unsigned char key, unsigned char body);

/* The answer kept with a key, to be freed with mem_free; NULL: none. */
char *office_rig_answer(struct office_rig *rig, unsigned char key);

/* How many changes of a kind were published; the last one of them, NULL: none. */
int office_rig_count(const struct office_rig *rig, enum change_kind kind);
const struct change *office_rig_last(const struct office_rig *rig, enum change_kind kind);

/* Each published change follows the one before, in number and in time. */
void office_rig_assert_in_order(const struct office_rig *rig);

#endif
