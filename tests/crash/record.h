/*
 * record: what was done to the files of a folder, one record after the other in the order in which
 * it was done. The log is written by record.c, preloaded into a program, and by its clients: a mark
 * says what they were told. Each record is this head, the name, the bytes, and zeros up to
 * a multiple of 8.
 */
#ifndef MOTCUA_TESTS_RECORD_H
#define MOTCUA_TESTS_RECORD_H

#include <stddef.h>
#include <stdint.h>

enum record_kind {
	RECORD_MARK = 1, /* bytes: a client's words */
	RECORD_MADE,     /* file, name */
	RECORD_WROTE,    /* file, at, bytes */
	RECORD_CUT,      /* file, at: its new size */
	RECORD_SYNCED,   /* file: all that was written to it is on the disk */
	RECORD_MOVED,    /* name, and the bytes are the new one, with a NUL */
	RECORD_REMOVED,  /* name */
	RECORD_FAILED, /* file: a sync was refused; what was written to it since the last one may be
			  on the disk or not, and no later sync will bring it there */
	RECORD_SETTLED, /* name, of a folder: what was made, moved and removed in it is on the disk
			 */
};

struct record {
	uint32_t kind;
	uint32_t name_size; /* with its NUL; 0: none */
	uint64_t file;      /* as the system counts it: another one may get the number later */
	uint64_t at;
	uint64_t size; /* of the bytes */
};

static inline size_t record_padded(size_t size) {
	return (size + 7) & ~(size_t)7;
}

#endif
