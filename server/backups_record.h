/*
 * backups_record: what is known of the backups of a folder, in a file beside them.
 *
 * FOLDER/.motcua-backups, a line each. What is said holds of a file of that size and time alone.
 * Every function waits for the disk. Owner of a list: the caller (mem_free).
 */
#ifndef MOTCUA_BACKUPS_RECORD_H
#define MOTCUA_BACKUPS_RECORD_H

#include "server/backups.h"

#include <sys/stat.h>

struct backups_record {
	struct backup backup;
	int64_t mtime_ns;
};

/* When a file was written, in nanoseconds. */
int64_t backups_record_ns(const struct stat *s);

/* All that are kept; none where the file cannot be read. */
struct backups_record *backups_record_read(const char *folder, size_t *count);

/* Writes anew; false with errno. */
bool backups_record_write(const char *folder, const struct backups_record *all, size_t count);

/* Puts one in the place of what was known of a file of its name; false with errno. */
bool backups_record_put(const char *folder, const struct backups_record *one);

/* What is known of a file as it is now; NULL: nothing. */
const struct backups_record *backups_record_of(const struct backups_record *all, size_t count,
	const char *name, int64_t size, int64_t mtime_ns);

#endif
