/*
 * recordings_files: the files of the office's recordings, for recordings.c alone.
 *
 * DIR/LANG/NAME.wav is the one of a clip; DIR/.kept/HASH.wav what was replaced or removed, the
 * newest RECORDINGS_KEPT of them. All wait for the disk, on one thread.
 */
#ifndef MOTCUA_RECORDINGS_FILES_H
#define MOTCUA_RECORDINGS_FILES_H

#include "server/recordings.h"

enum { RECORDINGS_KEPT = 100 };

/* Reads the file of a clip; its data, unless `known` is its tag, is the caller's to mem_free. */
struct recording recordings_files_get(
	const char *dir, enum lang lang, const char *name, const char *known);

/* What there is of a clip. */
struct recording_facts recordings_files_look(const char *dir, enum lang lang, const char *name);

/* Does a change; 0 or an errno (recordings_put). */
int recordings_files_change(const char *dir, const struct recording_change *change,
	struct recording_facts *was, struct recording_facts *is);

#endif
