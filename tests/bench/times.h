/*
 * times: how long each of many things took.
 *
 * In nanoseconds of the monotonic clock, which is the same in all processes of a machine. The owner
 * begins with zeros and ends with times_clear.
 */
#ifndef MOTCUA_TIMES_H
#define MOTCUA_TIMES_H

#include <stddef.h>
#include <stdint.h>

struct times {
	int64_t *ns;
	size_t count, room;
};

int64_t times_now_ns(void);

/* The moment that is so many seconds from now. */
int64_t times_end_ns(double seconds);

void times_add(struct times *t, int64_t ns);

/* What so great a part of them (0.5: half) took at most, in milliseconds; 0 when there are none. */
double times_at_ms(struct times *t, double part);

/* Prints a figure, "NAME_WHAT VALUE UNIT". */
void times_say(const char *name, const char *what, double value, const char *unit);

/* Prints as figures what half of them, 95 and 99 of 100 took at most. */
void times_tell(const char *name, struct times *t);

void times_clear(struct times *t);

#endif
