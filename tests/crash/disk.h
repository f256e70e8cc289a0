/*
 * disk: files as a power loss leaves them. It is told record after record what was done; what was
 * synced is on the disk, of all else a loss leaves nothing, all, or any part: each write may have
 * come to the disk or not, whole or in pieces, in any order, and so may each file that was made,
 * moved or removed in a folder that was not synced since. Whole sectors are written or not: that is
 * all that SQLite asks of a disk, besides that a sync tells the truth. Where one was refused, what
 * it should have brought to the disk is there or not, sector by sector, from then on.
 *
 * The bytes of the records stay where they are: the disk refers to them.
 */
#ifndef MOTCUA_TESTS_DISK_H
#define MOTCUA_TESTS_DISK_H

#include "tests/crash/record.h"

#include <stdbool.h>
#include <stddef.h>

enum disk_loss {
	LOSS_ALL,     /* nothing of what was not synced is there */
	LOSS_NONE,    /* all of it is */
	LOSS_LATE,    /* what came first is, up to a write that is in pieces */
	LOSS_WRITES,  /* some writes are, whole */
	LOSS_PAGES,   /* some of the 4 KiB of each write */
	LOSS_SECTORS, /* some of the 512 bytes of each */
	LOSSES
};

struct disk;
struct disk *disk_new(uint64_t seed);
void disk_free(struct disk *disk);

/* false: a record that says what cannot be. */
bool disk_do(struct disk *disk, const struct record *r, const char *name, const void *bytes);

/* Writes what a loss leaves of the files `prefix`… into the folder `to`, under the names that they
 * have after the last '/'; `seed` goes on. */
void disk_leave(const struct disk *disk, enum disk_loss loss, uint64_t *seed, const char *prefix,
	const char *to);

/* A number below `limit`. */
uint64_t disk_chance(uint64_t *seed, uint64_t limit);

#endif
