/*
 * espeak: the program espeak-ng, run for one sentence at a time.
 *
 * It is a child process without a shell that gets the sentence on its input, so nothing in it is
 * an option or a command. It is killed when it takes longer than ESPEAK_PATIENCE_MS, gives more
 * than a minute of sound, or is not wanted any more. Errors: false, for the caller to log.
 */
#ifndef MOTCUA_UI_ESPEAK_H
#define MOTCUA_UI_ESPEAK_H

#include "common/ui/clips.h"
#include "common/words.h"

#include <limits.h>

enum { ESPEAK_PATIENCE_MS = 5000, ESPEAK_TEXT_MAX = 2000 };

enum espeak_result { ESPEAK_SPOKEN, ESPEAK_STOPPED, ESPEAK_FAILED };

struct espeak {
	char path[PATH_MAX];
	char build[64]; /* which one: its time and size */
};

/* Looks for it in PATH. */
bool espeak_find(struct espeak *e);

/* The voice, its speed and the program, as far as they change how a text sounds. */
void espeak_voice(const struct espeak *e, enum lang lang, char voice[static 128]);

/* Speaks into `clip`; ends early once `stop_fd` can be read. */
enum espeak_result espeak_speak(
	const struct espeak *e, enum lang lang, const char *text, int stop_fd, struct clip *clip);

/* The same, but what is kept among the clips is not spoken again, and what is spoken is kept there;
 * NULL: nothing is kept. */
enum espeak_result espeak_kept(const struct espeak *e, struct clips *clips, enum lang lang,
	const char *text, int stop_fd, struct clip *clip);

/* The sound of a WAV file (16 bit, one channel) as a program writes it into a pipe, whose length
 * in the head is a guess; false where it is none. */
bool espeak_read_wav(const uint8_t *bytes, size_t size, struct clip *clip);

#endif
