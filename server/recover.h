/*
 * recover: a damaged store gives way to the newest backup that is proven.
 *
 * For a start that found the store damaged and has it open no more. What was there is kept beside
 * it (`….corrupt-<time>`). Waits for the disk. Errors: logged, at error level, in words for whoever
 * looks after the machine.
 */
#ifndef MOTCUA_RECOVER_H
#define MOTCUA_RECOVER_H

#include <stdbool.h>
#include <stdint.h>

struct recovery {
	int64_t at_ms; /* the moment of the backup, from which on what was done is lost */
};

/* Whether the store's file is empty though it once had something: there is a proven backup. */
bool recover_is_emptied(const char *data_dir, const char *folder);

/* Restores the newest proven backup of the folder that this server made; `opens`: the store can be
 * opened, what is in it does not hold. False: there is none, or it could not be; the store is as
 * it was. */
bool recover_store(const char *data_dir, const char *folder, bool opens, struct recovery *done);

#endif
