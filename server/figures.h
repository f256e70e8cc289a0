/*
 * figures: what many durations come to: mean, median, 90 %, longest, share within a target.
 *
 * A sample is filled with seconds and then summed up. Median and 90 % are values that occur: the
 * smallest that at least half, at least nine of ten, do not exceed. The mean is rounded. Pure.
 * Owner: the caller (sample_clear); a zeroed sample is empty.
 */
#ifndef MOTCUA_FIGURES_H
#define MOTCUA_FIGURES_H

#include <stddef.h>

struct sample {
	int *seconds;
	size_t count, room;
	int within_target, of_target; /* of those that have a target */
};

struct figures {
	int count; /* 0: the seconds mean nothing */
	int mean_s, median_s, p90_s, max_s;
	int within_target, of_target;
};

/* `target_s` 0: none. */
void sample_add(struct sample *sample, int seconds, int target_s);
void sample_clear(struct sample *sample);

/* Sorts the sample. */
struct figures figures_of(struct sample *sample);

#endif
