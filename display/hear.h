/*
 * hear: lets the calls that are to be heard be heard, one after another.
 *
 * Joins what announce says with the voice, and keeps the quiet hours. Belongs to the window's
 * thread. Times in milliseconds: `mono_ms` the monotonic clock's, `there_ms` the server's.
 */
#ifndef MOTCUA_HEAR_H
#define MOTCUA_HEAR_H

#include "display/known.h"
#include "display/voice.h"

#include <stdint.h>

/* Lets the call on the panel be heard, and the next one after it; returns when to come again. */
int64_t hear_due(struct known *k, struct voice *voice, const struct quiet *quiet, int64_t mono_ms,
	int64_t there_ms);

#endif
