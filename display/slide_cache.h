/*
 * slide_cache: the server's slides on this machine's disk, so that a start without it has them too.
 *
 * A folder of its own: list.json as the server told it, and each picture under its hash. What is
 * told is looked at with care: no name of the server's becomes a path here. Waits for the disk: for
 * the slides' thread alone.
 */
#ifndef MOTCUA_SLIDE_CACHE_H
#define MOTCUA_SLIDE_CACHE_H

#include "display/slide_list.h"

#include <stddef.h>

enum { SLIDE_HASH_SIZE = 33, SLIDE_FETCH_MAX = 4 << 20 };

/* A picture that is to be fetched; without a hash: none is. */
struct slide_want {
	char name[SLIDE_NAME_SIZE], hash[SLIDE_HASH_SIZE];
};

/* Keeps what the server told (JSON) in place of what it told before, and removes what is of no more
 * use; false when it is not to be understood, or kept. */
bool slide_cache_tell(const char *dir, const char *text);

/* Keeps a picture; false when its bytes are not those of the hash, or cannot be kept. */
bool slide_cache_put(const char *dir, const char *hash, const char *bytes, size_t size);

/* The slides whose picture is there, and the first whose is not; how long each is to be shown (0:
 * it was not told). */
void slide_cache_look(
	const char *dir, struct slide_list *list, struct slide_want *want, int *seconds);

#endif
