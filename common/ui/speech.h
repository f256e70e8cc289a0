/*
 * speech: sentences made into sound, one after another, for the one queue of sound.h.
 *
 * A thread of its own takes each sentence from the clips on disk or has espeak-ng speak it (or asks
 * another maker), and brings it to SOUND_RATE_HZ; it is never more than two clips ahead of what is
 * heard, so memory stays small and a stop is a stop. All else belongs to one thread. A sentence
 * that cannot be spoken is left out, logged once. Owner: whoever called speech_new.
 */
#ifndef MOTCUA_UI_SPEECH_H
#define MOTCUA_UI_SPEECH_H

#include "common/ui/clips.h"
#include "common/ui/sound.h"
#include "common/words.h"

#include <stdbool.h>

struct speech;

/* Makes a sentence into sound, until `stop_fd` can be read; false (logged, nothing held): there is
 * none. Called from the thread. */
typedef bool speech_maker(
	void *arg, enum lang lang, const char *text, int stop_fd, struct clip *clip);

struct speech_options {
	const char *directory; /* where sentences are kept; NULL: nowhere */
	speech_maker *make;    /* NULL: espeak-ng speaks */
	void *make_arg;
	void (*wake)(void *arg); /* there is something for speech_feed; from the thread */
	void *arg;
};

/* NULL, logged, where espeak-ng is to speak and is not installed. */
struct speech *speech_new(const struct speech_options *options);
void speech_free(struct speech *s);

/* Speaks the sentence after those before it; `keep`: not a citizen's own words or number. */
void speech_say(struct speech *s, enum lang lang, const char *text, bool keep);

/* Forgets all that has not been heard yet; the caller stops the sound. */
void speech_stop(struct speech *s);

/* Gives the sound what is ready, when it has little left; whether that was something. */
bool speech_feed(struct speech *s, struct sound *sound);

/* Whether something is still to be made or fed. */
bool speech_busy(struct speech *s);

#endif
