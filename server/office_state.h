/*
 * office_state: the inside of an office, for server/office*.c alone.
 */
#ifndef MOTCUA_OFFICE_STATE_H
#define MOTCUA_OFFICE_STATE_H

#include "server/office.h"
#include "server/shelf.h"
#include "server/timekeeper.h"

struct office {
	struct office_options options;
	struct setup *adopted; /* the set-up that came after the first; NULL: none */
	char *text;            /* of the office file */
	struct queue *queue;   /* as decided */
	struct queue *shown;   /* as on the disk */
	struct snapshot board;
	struct outlook outlook;
	struct keys keys;
	int64_t seq;    /* of the last change decided */
	int64_t setups; /* the last version of an office file or catalogue */
	int day;
	int64_t last_ms; /* of the last change decided */
	struct timekeeper time;
	int64_t clock_said_ms; /* monotonic time of the last line about the machine's clock */
	bool ready;
	bool numbered;   /* a number was issued, today or ever */
	bool failing;    /* nothing has come to the disk since a failure; that has been logged */
	int64_t load_ms; /* monotonic time of the last failed attempt to read the day again; 0: none
			  */
	int64_t purged_ms, ahead_ms; /* when old keys were last thrown away, when the waits were
					last computed */
	int slips_day;               /* of what was told last of slips; 0: nothing */
	struct visit_slips slips;
	int64_t slips_ms;          /* when that was last kept, monotonic; 0: never */
	size_t outstanding;        /* jobs in the store's hands */
	struct visit_book *visits; /* of the day as on the disk; NULL: no day was ever opened */
	struct shelf shelf;        /* of days that are over */
	int64_t shelf_ms;          /* when it was last of use, monotonic */
	struct office_gathering *gathering; /* those who want days: the first is looking for them */
	uint64_t calls;                     /* since the start */
	struct change *gathered;
	size_t gathered_count, gathered_room;
};

/* Hands a job to the store. */
void office_submit(struct office *office, struct store_job *job);

/* The visits of a day as its changes make them; one more change of them; those of other days are
 * forgotten when nobody has asked for long. */
void office_open_visits(struct office *office, const struct store_day *day);
void office_add_visits(struct office *office, const struct change *c);
void office_forget_visits(struct office *office, int64_t mono_ms);

/* Keeps what was told last of the slips that were due on the running day, if that is new. */
void office_keep_slips(struct office *office);

/* Changes that are on the disk reach the readers. */
void office_publish(struct office *office, const struct change *changes, size_t count);

/* Changes came to the disk: the first after a failure is worth a line in the log. */
void office_written(struct office *office);

/* A commit failed: the day as decided is worth nothing until it has been read again. */
void office_fail(struct office *office);

/* The day as read again, and its replay (NULL: it did not fit). */
void office_reload(struct office *office, const struct store_day *day, struct queue *queue);

/* Compares the office's time with the machine's clock. */
void office_check_clock(struct office *office);

/* Where the day ends as it is on the disk: the last change, the last set-up, the answered keys. */
void office_end_at(struct office *office, const struct store_day *day);

/* Asks for the day to be read again; for answers older than a moment to be thrown away. */
void office_load(struct office *office);
void office_purge(struct office *office, int64_t before_ms);

/* The day's queue as its changes make it; NULL when they do not fit together. */
struct queue *office_replay(const struct office *office, const struct store_day *day);

/* The board as the day's changes make it. */
void office_open_board(struct office *office, const struct store_day *day);

/* What the visits up to now teach; the day's queue that is left when all have been gone through. */
struct queue *office_learn(struct office *office, const struct store_day *day);

/* Keeps what was learned before a day that was just opened. */
void office_keep_learned(struct office *office, const struct change *opened);

/* Another set-up (taken over) from now on, with the day as the store has it. */
void office_adopt(
	struct office *office, struct setup *setup, const char *text, const struct store_day *day);

#endif
