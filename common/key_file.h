/*
 * key_file: a device's key, alone on a line of a file that nobody else reads.
 *
 * A new key waits beside it, in FILE.new, until the server has taken it: one that was handed in
 * when the power went is handed in again, not lost. Errors: one line in the log.
 */
#ifndef MOTCUA_KEY_FILE_H
#define MOTCUA_KEY_FILE_H

#include <stdbool.h>

enum { KEY_FILE_SIZE = 44 }; /* 256 random bits in base64url, with the NUL */

/* The key of a file, the caller's to mem_free; NULL when it cannot be used. */
char *key_file_read(const char *path);

/* Whether there is a file, usable or not. */
bool key_file_there(const char *path);

/* A new key that waits beside the file, on the disk; the one that waits there already, if any. */
bool key_file_propose(const char *path, char key[static KEY_FILE_SIZE]);

/* The key that waits takes the file's place; it is thrown away. */
bool key_file_accept(const char *path);
void key_file_refuse(const char *path);

#endif
