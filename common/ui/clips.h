/*
 * clips: sentences that were spoken once, kept on disk so that they need not be made again.
 *
 * One file per clip in a directory, named after what it says; a file is written whole or not at
 * all and carries a hash of itself, so that a damaged one is made anew. The directory stays below a
 * size: what was not asked for the longest goes first. Several programs may share one. Samples are
 * mono, 16 bit. Errors: a clip that cannot be kept is made again next time; logged once.
 */
#ifndef MOTCUA_UI_CLIPS_H
#define MOTCUA_UI_CLIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLIP_NAME_SIZE = 65, CLIP_RATE_MAX = 48000 };

struct clip {
	int rate_hz;
	size_t count;
	int16_t *samples;
};

void clip_clear(struct clip *clip);

struct clips;

/* Makes the directory where it is missing; `bytes_max` for all files together. */
struct clips *clips_open(const char *directory, size_t bytes_max);
void clips_close(struct clips *clips);

/* The name under which a text of a voice is kept. */
void clips_name(char name[static CLIP_NAME_SIZE], const char *voice, const char *text);

/* False (nothing held) when it is not there or damaged; NULL keeps nothing. */
bool clips_load(struct clips *clips, const char *name, struct clip *clip);
void clips_save(struct clips *clips, const char *name, const struct clip *clip);

#endif
