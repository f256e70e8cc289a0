/*
 * plain_file: a file on the disk, read or put in its place as a whole.
 *
 * Only plain files are opened for reading, never what a link, a pipe or a device stands for. A file
 * that is put is on the disk when that is done, and who reads meanwhile finds the old one or the
 * new one. All may wait for the disk. Errors: errno.
 */
#ifndef MOTCUA_PLAIN_FILE_H
#define MOTCUA_PLAIN_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of a file, with a NUL after them, the caller's to mem_free; NULL when it cannot be
 * read, is none (ENOTSUP) or has more than `max` bytes (EFBIG). */
char *plain_file_read(const char *path, size_t max, size_t *size);

/* Writes DIR/NAME anew, by way of a hidden file: each program one thing at a time in a folder. */
bool plain_file_put(const char *dir, const char *name, const void *bytes, size_t size);

/* Copies a file of any size to DIR/NAME, for this user's eyes alone, in the same way. */
bool plain_file_copy(const char *from, const char *dir, const char *name);

/* Makes a folder and those above it, where they are not there. */
bool plain_file_folder(const char *dir);

/* Whether what is at a path, a folder too, is on the disk now. */
bool plain_file_sync(const char *path);

/* Whether an error says that there is no space left: a limit that is reached is that, too. */
bool plain_file_full(int error);

/* Removes DIR/NAME for good. */
bool plain_file_remove(const char *dir, const char *name);

#endif
