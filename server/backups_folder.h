/*
 * backups_folder: what backups there are on the disk.
 *
 * For backups and its threads: every function waits for the disk.
 */
#ifndef MOTCUA_BACKUPS_FOLDER_H
#define MOTCUA_BACKUPS_FOLDER_H

#include "server/backups.h"

/* Which folder, and where the store is. */
struct backups_place {
	const char *folder, *data_dir;
};

/* What is there, for backups_folder_clear; a folder that was not made yet is empty. */
void backups_folder_look(const struct backups_place *place, struct backup_folder *to);
void backups_folder_clear(struct backup_folder *folder);

/* Whether a name has this ending, and something before it. */
bool backups_folder_ends(const char *name, const char *ending);

/* The size of a file, 0 where there is none; the space that is left. */
int64_t backups_folder_size(const char *dir, const char *name);
int64_t backups_folder_free(const char *dir);

/* Up to `room` bytes from a place on; -1: it cannot be read. `size`: of the file. */
int64_t backups_folder_read(
	const char *folder, const char *name, int64_t at, char *to, size_t room, int64_t *size);

#endif
