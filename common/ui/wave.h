/*
 * wave: a clip made ready to be played beside others: its rate, its length, its loudness.
 *
 * Clips are the caller's and hold 16 bit samples of one channel; all but wave_resample want them at
 * SOUND_RATE_HZ. Nothing here makes a sample louder than WAVE_PEAK.
 */
#ifndef MOTCUA_UI_WAVE_H
#define MOTCUA_UI_WAVE_H

#include "common/ui/clips.h"

enum { WAVE_PEAK = INT16_MAX * 8 / 10, WAVE_RECORDING_MAX_MS = 6000 };

/* Brings a clip to SOUND_RATE_HZ. */
void wave_resample(struct clip *clip);

/* Reads a recording: a WAV file of any rate, one or more channels, no longer than
 * WAVE_RECORDING_MAX_MS. NULL, or what is wrong with it (nothing held). */
const char *wave_load(const char *path, struct clip *clip);

/* Leaves out the silence before and behind the sound; a clip of silence alone becomes empty. */
void wave_trim(struct clip *clip);

/* Makes a clip as loud as all others are made, on the average, as far as its peaks let it. */
void wave_level(struct clip *clip);

/* Puts silence and another clip behind a clip (zeroed: an empty one). */
void wave_append(struct clip *to, int silence_ms, const struct clip *more);

#endif
