/*
 * voice: a call is heard: the chime at once, then its words as soon as they are made.
 *
 * Joins call_words, call_sound, speech and sound; belongs to the window's thread. One call at a
 * time: voice_say comes when voice_busy is false, so nothing is cut off and nothing overlaps. What
 * cannot be spoken is the chime alone. Words whose first could only be heard when the call is older
 * than ANNOUNCE_OLD_MS are left out. Without a loudspeaker the next call waits for nobody, but
 * what nobody could hear is not noted as heard: started anew, the board says it while it is new.
 * Owner: whoever called voice_open; NULL is a voice that is
 * never heard. Times in milliseconds.
 */
#ifndef MOTCUA_DISPLAY_VOICE_H
#define MOTCUA_DISPLAY_VOICE_H

#include "common/proto.h"
#include "display/options.h"

#include <stdbool.h>
#include <stdint.h>

struct voice;

/* NULL where nothing is to be heard; `wake` is called from another thread. */
struct voice *voice_open(const struct options *options, void (*wake)(void *arg), void *arg);
void voice_close(struct voice *v);

/* Calls made up to then need not be heard again, also of before this start; the server's time; 0:
 * not known. */
int64_t voice_last_ms(const struct voice *v);

/* Begins with a call; `prefix` of its series, "" where it is not known; `once`: others wait. */
void voice_say(struct voice *v, const struct snapshot_call *call, const char *prefix, bool once,
	int64_t now_ms);

/* Hands on what is ready; returns when to come again, INT64_MAX for when it is woken. `there_ms` is
 * the server's time; `done_ms`: calls made up to then need not be heard again after this one. */
int64_t voice_due(struct voice *v, int64_t now_ms, int64_t there_ms, int64_t done_ms);

/* How loud it is from now on, as the options say; what is being heard goes on. */
void voice_volume(struct voice *v);

/* "ok", or "none" where there was no loudspeaker for the last call. */
const char *voice_sound(const struct voice *v);

/* A call is being heard, or made; voice_due finds its end. */
bool voice_busy(const struct voice *v);

#endif
