/*
 * wave_head: what a WAV file's beginning says of its sound.
 *
 * Pure. Source: Multimedia Programming Interface and Data Specifications 1.0 (RIFF, WAVE).
 */
#ifndef MOTCUA_WAVE_HEAD_H
#define MOTCUA_WAVE_HEAD_H

#include <stdbool.h>
#include <stddef.h>

enum { WAVE_HEAD_SIZE = 4096 }; /* in so many bytes the sound must have begun */

struct wave_head {
	int channels, rate_hz, bits;
	int length_ms; /* of the sound, as much of it as there is */
};

/* Reads the first `have` bytes of a file of `size`; false: it is no WAV file of samples (PCM). */
bool wave_head_read(const void *bytes, size_t have, size_t size, struct wave_head *head);

#endif
