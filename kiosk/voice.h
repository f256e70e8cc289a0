/*
 * voice: says what guide wants to be heard, through the loudspeaker or the headphones.
 *
 * Joins guide, speech and sound; belongs to the window's thread. Without espeak-ng or sound there
 * is none. Owner: whoever called voice_open. Times in milliseconds.
 */
#ifndef MOTCUA_KIOSK_VOICE_H
#define MOTCUA_KIOSK_VOICE_H

#include "common/ui/scene.h"
#include "kiosk/flow.h"
#include "kiosk/options.h"

struct voice;

/* NULL where nothing can be said, or nothing is to be; `wake` is called from another thread. */
struct voice *voice_open(const struct options *options, void (*wake)(void *arg), void *arg);
void voice_close(struct voice *v);

/* A button was pressed. */
void voice_press(struct voice *v, const char *id);
/* Looks at what is shown now. */
void voice_look(struct voice *v, const struct scene *scene, struct flow *flow, int64_t now_ms);
/* Hands on what is ready; returns when to come again, INT64_MAX for when it is woken. */
int64_t voice_due(struct voice *v, struct flow *flow, int64_t now_ms);

#endif
