/*
 * slides: the office's pictures beside the calls, one after another.
 *
 * A thread of its own looks at the folder every 10 s, reads and decodes, so that no call waits for
 * a disk or a large picture. In memory are the one that is shown and, just before its turn, the
 * next one, both as small as the place they are shown in. What is no picture is named once in the
 * log and left out. All functions belong to the window's thread; times are its monotonic
 * milliseconds. NULL stands for a screen without slides.
 */
#ifndef MOTCUA_SLIDES_H
#define MOTCUA_SLIDES_H

#include "common/link.h"
#include "common/ui/picture.h"

#include <stdint.h>

enum { SLIDES_SECONDS = 15 }; /* where nothing else is said */

struct slides;

struct slides_options {
	const char *dir;         /* copied */
	bool cache;              /* the folder is for the server's slides, kept up to date */
	int seconds;             /* each is shown so long; 0: as the server says */
	uint32_t ground;         /* where one can see through a picture */
	void (*wake)(void *arg); /* there is something for slides_due; from the thread */
	void *arg;
};

/* NULL, logged, when there is no thread to be had. */
struct slides *slides_open(const struct slides_options *options);
void slides_close(struct slides *s);

/* Hears of a message of the link, and asks the server for what is missing. */
void slides_take(struct slides *s, struct link_message *m);
void slides_ask(struct slides *s, struct link *link);

/* How much room there is for a slide, in pixels of the screen; none: no further one is decoded. */
void slides_room(struct slides *s, SDL_Point room);

/* Does what is due and returns when to come again; until `still_until_ms` the slide is left alone.
 */
int64_t slides_due(struct slides *s, int64_t now_ms, int64_t still_until_ms);

/* The slide to be shown until the next slides_due, NULL: none; and what people call it. */
struct picture *slides_picture(const struct slides *s);
const char *slides_name(const struct slides *s);

#endif
