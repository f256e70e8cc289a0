/*
 * call_sound: the clips of a call_words line made into one sound.
 *
 * A clip is the office's recording DIR/LANG/NAME.wav; where it is missing or cannot be used
 * (each is logged once), espeak-ng speaks it once and it is kept for the next start. Silence around
 * a clip is left out and all are made as loud as each other. A line is sounded whole or not at all:
 * half a number is a wrong one. Belongs to one thread; takes as long as espeak-ng does. Owner:
 * whoever called call_sound_new.
 */
#ifndef MOTCUA_CALL_SOUND_H
#define MOTCUA_CALL_SOUND_H

#include "common/ui/clips.h"
#include "common/words.h"

#include <stdbool.h>

struct call_sound;

/* `recordings`, `kept`: directories; NULL: there are none, nothing is kept. */
struct call_sound *call_sound_new(const char *recordings, const char *kept);
void call_sound_free(struct call_sound *s);

/* A speech_maker: `arg` is the call_sound, `line` is of call_words. */
bool call_sound_make(void *arg, enum lang lang, const char *line, int stop_fd, struct clip *clip);

#endif
