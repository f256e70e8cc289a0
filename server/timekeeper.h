/*
 * timekeeper: the office's time, which survives a machine clock that is wrong or jumps.
 *
 * The office's time begins with the wall clock's and goes on as the monotonic clock does. A wall
 * clock that differs by a minute or less is followed softly, by 50 ms in a second. One that is
 * further ahead is believed, and the time stepped forward, when it has been ahead by the same for a
 * minute, or at once in the first minute: a small computer without a battery for its clock hears
 * the time from the network after its start. One that is further behind is never followed. So the
 * time never goes back. A value; pure: both clocks are arguments, in milliseconds.
 */
#ifndef MOTCUA_TIMEKEEPER_H
#define MOTCUA_TIMEKEEPER_H

#include <stdbool.h>
#include <stdint.h>

enum { TIMEKEEPER_FAR_MS = 60000 };

/* What a check found. */
enum timekeeper_news {
	TIMEKEEPER_AGREES,  /* the clocks differ by a minute or less */
	TIMEKEEPER_BEGINS,  /* they begin to differ by more */
	TIMEKEEPER_DIFFERS, /* they still do */
	TIMEKEEPER_ENDS,    /* they do no more */
	TIMEKEEPER_STEPPED, /* the wall clock was believed: the time has been stepped forward */
};

struct timekeeper {
	int64_t time_ms, mono_ms; /* the office's time and the monotonic clock at the last check */
	int64_t lag_ms;           /* by how much the time shall still be moved softly */
	int64_t begun_ms;         /* monotonic */
	bool differs;
	int64_t off_ms;                 /* the wall clock less the time, at the last check */
	int64_t same_ms, same_since_ms; /* so far off it has been since (monotonic) */
	int64_t stepped_ms;             /* how far the last step went */
};

/* Begins with the wall clock's time, but never before `floor_ms`: something happened then. */
void timekeeper_init(struct timekeeper *t, int64_t wall_ms, int64_t mono_ms, int64_t floor_ms);

/* The office's time, Unix ms; it never goes back. */
int64_t timekeeper_now(const struct timekeeper *t, int64_t mono_ms);

/* Compares the clocks; to be called about once a second. */
enum timekeeper_news timekeeper_check(struct timekeeper *t, int64_t wall_ms, int64_t mono_ms);

/* How many seconds the wall clock was ahead (> 0) or behind at the last check; 0: a minute or
 * less. */
int64_t timekeeper_off_s(const struct timekeeper *t);

/* How many seconds the last step went. */
int64_t timekeeper_stepped_s(const struct timekeeper *t);

#endif
