/*
 * restore: a backup becomes a store again, and its day goes on.
 *
 * A backup is never opened where it lies: it is copied into a scratch directory, brought up to date
 * and verified there. What is made there may take a store's place (store_replace) or, as a drill,
 * just show that it could. Errors: those of the store, logged. Every function waits for the disk.
 */
#ifndef MOTCUA_RESTORE_H
#define MOTCUA_RESTORE_H

#include "server/setup.h"
#include "server/store.h"

/* Makes a store in a scratch directory (emptied before) out of a backup, and verifies all of it;
 * NULL with *why. STORE_FAILED with errno where the file cannot be read. */
struct store *restore_make(const char *file, const char *scratch, enum store_result *why);

/* What a start made of a store's last day. */
struct restore_day {
	int day;         /* as it was in the store; 0: none was ever opened */
	size_t changes;  /* of it */
	size_t tickets;  /* of it */
	int continued;   /* series that go on behind numbers given out elsewhere */
	int set_aside;   /* blocks that kiosks may have given numbers of */
	bool incomplete; /* some of these numbers could not be kept apart */
};

/* Starts the day as a server does, and lets its numbers go on behind those that another store gave
 * out on it (NULL: there is none). The store must not have been started; its thread has ended then.
 * Needs the office's time zone (restore_use_zone). */
enum store_result restore_begin(
	struct store *store, const struct store_numbers *before, struct restore_day *day);

/* The store that is to give way, as far as it can be read. */
struct restore_old {
	bool there, known; /* known: it could be opened and read */
	int64_t seq;       /* its last change */
	struct store_numbers numbers;
};

/* Reads it. STORE_OK also where it is damaged. */
enum store_result restore_look(const char *data_dir, struct restore_old *old);

/* What came of a restore. */
struct restore_done {
	struct store_anchor end; /* of the backup */
	struct restore_day day;
	char kept[STORE_NAME_SIZE]; /* the store that was there; "": there was none */
};

/* Puts a backup in the place of the store in `data_dir`, which nobody has open: under a new epoch,
 * with everybody signed out, its numbers behind those that the old one gave out today, also where
 * just its bytes tell (salvage.h). What was there is kept as NAME.`word`-<time>. Anything but
 * STORE_OK: nothing was changed. Makes the office's time zone the process's. */
enum store_result restore_put(const char *data_dir, const char *file, const char *word,
	struct restore_old *old, struct restore_done *done);

/* The office of a store, for setup_free: the blank one that a server begins with where none was set
 * up; NULL, logged, when it cannot be used. */
struct setup *restore_setup(struct store *store);

/* Makes the time zone of the store's office the process's. */
bool restore_use_zone(struct store *store);

/* Removes a scratch directory; none is nothing. */
void restore_clear(const char *scratch);

#endif
