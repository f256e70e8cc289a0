/*
 * learn: what the office learns from its own visits: how long a service takes, how widely durations
 * spread, how fast today goes, how many called people are away, how often the windows held.
 *
 * Two plain values, copied by '=' and stored as they are: struct learn, one per office, and struct
 * learn_service, one per service. The caller owns both and passes the time. A duration d is the
 * time from call to finish; the module learns x = ln d. Times are whole seconds from any fixed
 * origin, durations seconds. Visits that were absent, cancelled or corrected by hand must not be
 * learned.
 *
 * A zeroed learn_service is a service without visits; a struct learn begins with learn_init.
 * Source: queueing.md 4.1, 4.4 step 1, 4.5 (calibration).
 */
#ifndef MOTCUA_LEARN_H
#define MOTCUA_LEARN_H

#include <stdint.h>

/* One service: sum of the (clipped) log durations and their number; old visits fade by halving. */
struct learn_service {
	double sum;
	double n;
};

struct learn {
	double spread_ss; /* SS: sum of r², r = how far a log duration was from what was expected */
	double spread_n;  /* N */
	double pace_g;    /* G: sum of r, and V: their number, both fading with time; today's */
	double pace_v;
	int64_t pace_at_s; /* when G and V were last brought up to date */
	double calls;
	double misses;
	double absent_s;   /* sum of the seconds lost on absent people */
	double widen_low;  /* cl: factor on the lower half of every window */
	double widen_high; /* ch: factor on the upper half */
};

/* An office that has not learned anything yet. */
void learn_init(struct learn *learn);

/* A new day: forgets the pace of the day before and nothing else. */
void learn_new_day(struct learn *learn);

/* A visit to a service with configured mean `mean_s` (0: none configured) ended at `now_s`. */
void learn_finish(struct learn *learn, struct learn_service *service, double mean_s,
	double duration_s, int64_t now_s);

/* Somebody was called. */
void learn_call(struct learn *learn);

/* The called person was not there, which cost the counter `lost_s` seconds. */
void learn_absent(struct learn *learn, double lost_s);

/* A ticket was called for the first time, `wait_s` after it was printed with the point `mid_s` and
 * the window [from_s, to_s] as shown: moves the calibration of the windows. */
void learn_window(struct learn *learn, double wait_s, double mid_s, double from_s, double to_s);

/* mu: the expected log duration of a service. */
double learn_mu(const struct learn_service *service, double mean_s);

/* sigma: the office-wide spread of log durations. */
double learn_sigma(const struct learn *learn);

/* g: today's pace at `now_s` as a shift of the log duration, 0 = as usual, above = slower. */
double learn_pace(const struct learn *learn, int64_t now_s);

/* sh: how far all durations together may be off, on the log scale; wide on the first day. */
double learn_doubt(const struct learn *learn);

/* p: the chance that a called person is away. */
double learn_no_show(const struct learn *learn);

/* a: the seconds a counter loses on somebody who is away. */
double learn_absence(const struct learn *learn);

#endif
