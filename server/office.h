/*
 * office: the spine. Decide → apply → append → commit → publish → reply, and no other way.
 *
 * A command looks at office_queue (the day as decided), makes a change with a queue_decide
 * function, hands it to office_apply, and ends with office_commit: the gathered changes and the
 * answer go to the store's thread, and `done` comes once they are on the disk, or could not be put
 * there. Only then does the change reach the published side: office_shown, office_board and
 * `publish`. So readers are shown nothing that the disk does not have. When a commit fails, the
 * decided day is thrown away and read again from the disk; meanwhile office_ready is false and
 * commands are refused.
 *
 * One thread (the event loop's) uses an office. Main calls office_drain when office_fd is readable
 * and office_tick about once a second. The office owns the queues, the board, the waits, the keys
 * and every set-up that it is given later; the store, the first set-up and the catalogue are main's
 * and outlive it. Moments are Unix milliseconds.
 */
#ifndef MOTCUA_OFFICE_H
#define MOTCUA_OFFICE_H

#include "server/catalog.h"
#include "server/keys.h"
#include "server/outlook.h"
#include "server/queue.h"
#include "server/store.h"
#include "server/visit_pack.h"

struct office;

struct office_options {
	struct store *store;
	const struct setup *setup;
	const char *office_text; /* of the set-up; copied; NULL: not needed */
	struct catalog *catalog; /* NULL: none was imported */
	const struct store_day *day;
	int64_t (*now_ms)(void);  /* the machine's clock, which may jump */
	int64_t (*mono_ms)(void); /* the time that only grows */
	/* Called for each change on the disk, in order; and when the waits have changed. NULL:
	   nobody wants to know. */
	void (*publish)(const struct change *c, void *arg);
	void (*publish_waits)(const struct snapshot *board, void *arg);
	void *arg;
};

/* NULL, with one line in the log, when the day's changes do not fit together (a damaged store). */
struct office *office_new(const struct office_options *options);
void office_free(struct office *office);

/* False while the day is being read again after a failed commit. */
bool office_ready(const struct office *office);

const struct setup *office_setup(const struct office *office);
/* The text of the office file that is in use. */
const char *office_text(const struct office *office);
const struct catalog *office_catalog(const struct office *office);
/* Another catalogue (main's) is in force. */
void office_use_catalog(struct office *office, struct catalog *catalog);

/* The day as decided: for commands alone. */
const struct queue *office_queue(const struct office *office);
/* The day as it is on the disk, what everyone may see of it, and the waits: for readers. */
const struct queue *office_shown(const struct office *office);
const struct snapshot *office_board(struct office *office);
const struct outlook *office_outlook(const struct office *office);

/* The moment as the office counts it (server/timekeeper.h): it never goes back. */
int64_t office_now(const struct office *office);

/* How many seconds the machine's clock is ahead of it (> 0) or behind; 0: they agree. */
int64_t office_clock_off_s(const struct office *office);

/* An empty change of this moment and day by an actor ("kiosk:cua-1"). */
struct change office_change(const struct office *office, const char *by);

/* Applies a decided change and gathers it for the next office_commit; fills in its seq. */
void office_apply(struct office *office, struct change *c);

typedef void office_done(void *arg, enum store_result result);

/*
 * Sends off what was gathered, with an answer to be kept (NULL: none; its text is copied). `done`
 * is called when all that was decided so far is on the disk: at once if it already is.
 */
void office_commit(
	struct office *office, const struct store_answer *answer, office_done *done, void *arg);

/* What an Idempotency-Key was used for. */
enum key_use office_key_use(
	const struct office *office, const unsigned char *key, const unsigned char *body);

/* Fetches the answer that was kept with a key. */
typedef void office_answered(void *arg, enum store_result result, int status, const char *text);
void office_answer(
	struct office *office, const unsigned char *key, office_answered *done, void *arg);

/* Keeps a session on the disk, or forgets it. */
void office_keep_session(struct office *office, const struct store_session *session, bool remove);

/* Keeps a display's settings on the disk. */
void office_keep_device(struct office *office, const struct store_device *device);

/* Whether a number was ever issued: from then on the time zone stays as it is. */
bool office_numbered(const struct office *office);

/* The version that the next set-up will have. */
int64_t office_next_version(const struct office *office);

/* The change that an act of an administrator will be if it is done now. */
struct change office_act_change(
	const struct office *office, const struct store_act *act, const char *by);

/*
 * Does an act (taken over) as this change, with an answer (NULL: none; its text is copied), all or
 * nothing; while the office is not ready it cannot be done. With a set-up (taken over; made of the
 * act's text) the day goes on with that, and commands are refused meanwhile. `done` is called when
 * all is on the disk and in force, or could not be: whoever holds in memory what the act puts takes
 * it over there.
 */
typedef void office_acted(void *arg, enum store_result result, const struct store_act *act);
void office_act(struct office *office, struct change *c, struct store_act *act, struct setup *setup,
	const struct store_answer *answer, office_acted *done, void *arg);

/* Reads a day that was: its changes, empty when there was none. */
typedef void office_day_read(void *arg, enum store_result result, const struct store_day *day);
void office_read_day(struct office *office, int day, office_day_read *done, void *arg);

/* Reads changes of the days `from` to `to` after change `after`, a few at a time; `more`: there are
 * others. */
typedef void office_changes_read(
	void *arg, enum store_result result, const struct change *changes, size_t count, bool more);
void office_read_changes(struct office *office, int from, int to, int64_t after,
	office_changes_read *done, void *arg);

/* Gathers the visits of the days `from` to `to` on which anything happened, in order, today's as
 * they are now: at once where all are known, else later. `done` may share the packs. */
typedef void office_packs_read(
	void *arg, enum store_result result, struct visit_pack **packs, size_t count);
void office_read_packs(struct office *office, int from, int to, office_packs_read *done, void *arg);

/* Counts what the visits of the days from `from` to before `until` were for; `done` may take the
 * list over. */
typedef void office_visits_read(void *arg, enum store_result result, struct popular *popular);
void office_read_visits(
	struct office *office, int from, int until, office_visits_read *done, void *arg);

/* For who watches over the machine: calls since the start, jobs in the store's hands, and how long
 * the disk took. */
struct office_figures {
	uint64_t calls;
	size_t jobs;
	struct store_figures store;
};
struct office_figures office_figures(const struct office *office);

/* Reads acts; `done` may change them, and they are gone afterwards. */
typedef void office_acts_read(void *arg, enum store_result result, struct store_acts *acts);
void office_read_acts(
	struct office *office, const struct store_acts *wanted, office_acts_read *done, void *arg);

/* Copies all that is on the disk to a file, a slice at a time, between what else is to be done:
 * each call one slice; NULL: on with it. `left`: pages, 0: it is whole. One that fails is given up.
 */
typedef void office_copied(void *arg, enum store_result result, int64_t left);
void office_copy(struct office *office, const char *path, office_copied *done, void *arg);

/* Readable when office_drain has work. */
int office_fd(const struct office *office);
void office_drain(struct office *office);

/* Waits until the store has done all it was given, tells those who wait for it, and ends its
 * thread: the office is not ready any more. NULL is nothing. */
void office_stop(struct office *office);

/* What time brings: a new day, numbers that were never printed, old keys, reading the disk again,
 * a machine's clock that is wrong. */
void office_tick(struct office *office);

/* How many slips are due on a day, and how many of those are ready, as a list says that is right
 * today: of the running day it is kept, at most every ten minutes and once more when the day ends.
 */
void office_count_slips(struct office *office, int day, int due, int ready);

/* An appointment that was booked for today, so that the waits foresee it. */
void office_book(struct office *office, int service, int64_t slot_ms);

/* Computes the waits anew and publishes them if they changed. */
void office_look_ahead(struct office *office);

#endif
