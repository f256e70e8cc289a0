/*
 * import_file: an office file or a catalogue on its way into the store, read and checked.
 *
 * The value owns its text; import_file_clear gives it back. Errors: one line on stderr that names
 * the file, the place and the reason.
 */
#ifndef MOTCUA_IMPORT_FILE_H
#define MOTCUA_IMPORT_FILE_H

#include "common/proto.h"

enum { IMPORT_SIZE_MAX = 4 * 1024 * 1024 };

enum import_kind { IMPORT_OFFICE, IMPORT_CATALOGUE };

struct import_file {
	const char *path; /* the caller's */
	enum import_kind kind;
	char *text;
	char content[NAME_SIZE + 64]; /* for the person: what is in it */
};

/* Reads a file and tells by its content what it is; nothing is held when it is not in order. */
bool import_file_read(struct import_file *file, const char *path);
void import_file_clear(struct import_file *file);

/* What is other in the file than in the text before it (NULL: none), as acts tell it; for mem_free.
 */
char *import_file_changes(const struct import_file *file, const char *was);

/* The time zone that an office file names; untouched when it cannot be read. */
void import_file_zone(const char *text, char zone[static ID_SIZE]);

#endif
