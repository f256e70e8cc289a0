/*
 * recordings: the office's recordings of the words of a call, for the boards in browsers.
 *
 * One folder, DIR/LANG/NAME.wav (see common/call_words). A thread of its own looks, reads and
 * writes, so that a slow disk makes nobody else wait; the rest belongs to the loop's thread. Only
 * names of clips are looked for, only regular files of at most RECORDING_MAX bytes are given out;
 * all else is not there. What is put must be short and simple enough for every board. What it
 * replaces is kept in DIR/.kept for a while. Owner: whoever called recordings_open.
 */
#ifndef MOTCUA_RECORDINGS_H
#define MOTCUA_RECORDINGS_H

#include "common/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	RECORDING_MAX = 1 << 20,
	RECORDING_TAG_SIZE = 64,
	RECORDING_HASH_SIZE = 44, /* BLAKE2b-256 in base64url */
	RECORDING_MAX_MS = 6000,
	RECORDING_MIN_MS = 50,
	RECORDING_RATE_MIN = 8000,
	RECORDING_RATE_MAX = 48000,
};

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

/* What there is of a clip. */
struct recording_facts {
	size_t size;                    /* bytes; 0: there is none */
	int64_t at_ms;                  /* when the file was written */
	int length_ms;                  /* -1: no WAV file of samples */
	char hash[RECORDING_HASH_SIZE]; /* of the bytes; "": none, or too many to be given out */
};

/* Looks at all clips of a language, in their order (call_clip). `done` is called from
 * recordings_drain. */
typedef void recordings_listed(void *arg, const struct recording_facts *facts, size_t count);
void recordings_list(struct recordings *r, enum lang lang, recordings_listed *done, void *arg);

/* What there was of a clip when it was last looked at or put: at the start, at the latest. NULL: no
 * clip, or it has not been looked at. */
const struct recording_facts *recordings_known(
	const struct recordings *r, enum lang lang, const char *name);

/* How long bytes are that can be put, in milliseconds; 0: they cannot: no WAV file, more than one
 * channel or other than 16 bit, too long, too short. */
int recordings_fit(const void *bytes, size_t size);

/* What is to become of a clip. The texts and bytes stay valid until it is done. */
struct recording_change {
	enum lang lang;
	const char *name;  /* of a clip */
	const void *bytes; /* to be put; NULL: what is kept, or none */
	size_t size;
	const char *kept; /* the hash of what is put back; NULL: none */
	const char
		*expected; /* the hash that there must be now, "": none; NULL: whatever there is */
};

/* Puts a recording in the place of the one that was, which is kept, or removes that. `done` is
 * called from recordings_drain, with an errno; 0: it is on the disk; EBUSY: another one is there
 * than expected; ENOENT: there is none to remove, or it is no longer kept. */
typedef void recordings_put_done(
	void *arg, int error, const struct recording_facts *was, const struct recording_facts *is);
void recordings_put(struct recordings *r, const struct recording_change *change,
	recordings_put_done *done, void *arg);

const char *recordings_folder(const struct recordings *r);

/* Readable when recordings_drain has something to hand over. */
int recordings_fd(const struct recordings *r);
void recordings_drain(struct recordings *r);

#endif
