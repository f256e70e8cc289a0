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

/* The office of a store, for setup_free: the blank one that a server begins with where none was set
 * up; NULL, logged, when it cannot be used. */
struct setup *restore_setup(struct store *store);

/* Makes the time zone of the store's office the process's. */
bool restore_use_zone(struct store *store);

/* Removes a scratch directory; none is nothing. */
void restore_clear(const char *scratch);

#endif
