/*
 * recordings_kept: recordings that were replaced or removed, so that they can be put back.
 *
 * DIR/.kept/HASH.wav, the newest RECORDINGS_KEPT of them. For recordings_files.c alone; errors:
 * errno.
 */
#ifndef MOTCUA_RECORDINGS_KEPT_H
#define MOTCUA_RECORDINGS_KEPT_H

#include <stdbool.h>
#include <stddef.h>

/* Keeps a recording under its hash, and forgets what has been kept for longest. */
bool recordings_kept_put(const char *dir, const char *hash, const void *bytes, size_t size);

/* The one of that hash, the caller's to mem_free; NULL: it is not kept (ENOENT), or cannot be read.
 */
char *recordings_kept_read(const char *dir, const char *hash, size_t *size);

#endif
