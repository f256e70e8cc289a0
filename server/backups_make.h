/*
 * backups_make: a backup made, proven and tried out, in a folder on the disk.
 *
 * For backups and its threads: every function waits for the disk. Faults are logged.
 */
#ifndef MOTCUA_BACKUPS_MAKE_H
#define MOTCUA_BACKUPS_MAKE_H

#include "server/backups_folder.h"

/* Makes the folder, takes it for this server alone until `lock` is closed (-1: not taken), removes
 * what was left unfinished, and finds a name for a backup of this moment. */
enum backup_fault backups_make_prepare(const struct backups_place *place, int64_t at_ms, bool daily,
	char name[static BACKUP_NAME_SIZE], int *lock);

/* The file that is copied to; mem_alloc'd. */
char *backups_make_part(const char *folder, const char *name);

/* Proves what was copied, gives it its name, and removes what is too old; `made` has the name, the
 * moment and whether it is daily. One that fails is removed. */
enum backup_fault backups_make_finish(const struct backups_place *place, struct backup *made);

/* Starts a day from a copy of a backup, and fills in what came of it. */
enum backup_fault backups_make_drill(const struct backups_place *place, struct backup_run *run);

#endif
