/*
 * recordings: the office's recordings of the words of a call, for the boards in browsers.
 *
 * One folder, DIR/LANG/NAME.wav (see common/call_words). A thread of its own looks and reads, so
 * that a slow disk makes nobody else wait; the rest belongs to the loop's thread. Only names of
 * clips are looked for, only regular files of at most RECORDING_MAX bytes are given out; all else
 * is not there. Owner: whoever called recordings_open.
 */
#ifndef MOTCUA_RECORDINGS_H
#define MOTCUA_RECORDINGS_H

#include "common/words.h"

enum { RECORDING_MAX = 1 << 20, RECORDING_TAG_SIZE = 64 };

struct recordings;

struct recording {
	bool found;
	bool same;                    /* as the one that is known: no data */
	char tag[RECORDING_TAG_SIZE]; /* another one with every change of the file */
	char *data;                   /* valid during the call */
	size_t size;
};

/* NULL when the system gives no thread (logged). The folder may come later. */
struct recordings *recordings_open(const char *dir);

/* What is still asked for is answered. */
void recordings_close(struct recordings *r);

/* Looks for a clip; `known`: the tag of one that who asks has, "" for none. `done` is called from
 * recordings_drain, or at once where there is no such clip. */
void recordings_get(struct recordings *r, enum lang lang, const char *name, const char *known,
	void (*done)(void *arg, const struct recording *recording), void *arg);

/* Readable when recordings_drain has something to hand over. */
int recordings_fd(const struct recordings *r);
void recordings_drain(struct recordings *r);

#endif
