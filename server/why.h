/*
 * why: who was waiting when a number was called, and which rule decided; for people.
 *
 * Replays a day up to each call of the number with the rules that were in force then and prints the
 * counter's line as it stood. Pure but for the FILE; texts in one language; clock times in the
 * process's zone. Source: queueing.md 3.
 */
#ifndef MOTCUA_WHY_H
#define MOTCUA_WHY_H

#include "common/words.h"
#include "server/queue.h"

#include <stdio.h>

/* The set-up of a version (0: of before versions were kept with calls); never NULL. */
typedef const struct setup *why_rules(int64_t version, void *arg);

/* Prints every call of a number on a day, and what a kiosk that was cut off had to do with it; how
 * many calls there were, -1: there is no such number. */
int why_print(FILE *out, enum lang lang, const char *number, const struct change *changes,
	size_t count, why_rules *rules, void *arg);

#endif
