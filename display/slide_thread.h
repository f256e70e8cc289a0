/*
 * slide_thread: the thread that knows which slides there are, and decodes the one asked for.
 *
 * It looks at the folder every 10 s and whenever it is asked or given something. What is no picture
 * is named once in the log and left out; a file that just came is taken a second later, when it is
 * whole. Owner: slides; all functions are for one thread, the window's, and none of them waits.
 */
#ifndef MOTCUA_SLIDE_THREAD_H
#define MOTCUA_SLIDE_THREAD_H

#include "common/ui/picture.h"
#include "display/slide_cache.h"
#include "display/slide_list.h"
#include "display/slide_turn.h"

struct slide_thread;

struct slide_thread_options {
	const char *dir;         /* copied */
	bool cache;              /* the folder is the server's slides, see slide_cache.h */
	uint32_t ground;         /* where one can see through a picture */
	void (*wake)(void *arg); /* there is something to take; from the thread */
	void *arg;
};

struct slide_answer {
	enum slide_found found;
	struct picture *picture; /* the taker's; of SLIDE_FOUND */
	struct slide slide;      /* what it is of */
};

/* NULL, logged, when the system gives none. */
struct slide_thread *slide_thread_new(const struct slide_thread_options *options);
void slide_thread_free(struct slide_thread *t);

/* Asks for the slide after this one (NULL: the first), as large as fits into the room. */
void slide_thread_ask(struct slide_thread *t, const struct slide *shown, SDL_Point room);

/* The answer, once it is there. */
bool slide_thread_answer(struct slide_thread *t, struct slide_answer *answer);

/* Of the cache: the server's list (copied), a picture that was wanted (taken over, mem_alloc'd;
 * NULL: it did not come), and the picture that is wanted now; asking takes it. */
void slide_thread_tell(struct slide_thread *t, const char *text);
void slide_thread_give(struct slide_thread *t, const char *hash, char *bytes, size_t size);
bool slide_thread_wants(struct slide_thread *t, struct slide_want *want);

/* How long each is to be shown, as the server said; 0: it did not. */
int slide_thread_seconds(struct slide_thread *t);

/* Whether the slides became others; then `there` is whether this one (or NULL) is still one. */
bool slide_thread_news(struct slide_thread *t, const struct slide *shown, bool *there);

#endif
