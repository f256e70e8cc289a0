/*
 * sound: one queue of things to be heard; the chime before a call.
 *
 * The device is opened when there is something to play and closed when the queue has run dry, so
 * silence costs nothing. Sounds follow one another, never two at once. No device is no error, nor
 * is one that goes away: it is logged once, the sound is left out and the next one tries again.
 * Times in milliseconds.
 */
#ifndef MOTCUA_UI_SOUND_H
#define MOTCUA_UI_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOUND_RATE_HZ 48000

struct sound;

struct sound *sound_new(void);
void sound_free(struct sound *sound);

/* Appends samples (mono, SOUND_RATE_HZ) to the queue; false if they cannot be heard. */
bool sound_play(struct sound *sound, const int16_t *samples, size_t count);

/* Whether there was no device when something was last to be played, or it went away meanwhile. */
bool sound_failed(const struct sound *sound);

/* How loud, 0 to 100 (so it begins); for what is played from now on. */
void sound_volume(struct sound *sound, int percent);

/* Drops what has not been heard yet. */
void sound_stop(struct sound *sound);

/* How long what is queued will still sound. */
int sound_waiting_ms(const struct sound *sound);

/* Appends the two-tone chime. */
bool sound_chime(struct sound *sound);

/* Closes the device when all was played; returns when to look again, INT64_MAX for never. */
int64_t sound_due(struct sound *sound, int64_t now_ms);

/* The chime's samples (for tests); `count` is set; freed with mem_free. */
int16_t *sound_make_chime(size_t *count);

#endif
