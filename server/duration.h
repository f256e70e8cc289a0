/*
 * duration: the log-logistic model of how long a visit lasts. Pure; seconds.
 *
 * `median_s` is exp(mu), `b` the shape of the spread sigma, u in (0, 1) the quantile asked for.
 * Source: queueing.md 4.2.
 */
#ifndef MOTCUA_DURATION_H
#define MOTCUA_DURATION_H

/* b of a spread sigma. */
double duration_shape(double sigma);

/* (u/(1-u))^(1/b): the quantile as a multiple of the median. */
double duration_multiple(double b, double u);

/* What is still to come, at quantile u, of a visit that has already lasted `elapsed_s`. */
double duration_left(double median_s, double b, double u, double elapsed_s);

/* The quantile u of a logistic variable with mean 0 and variance 1. */
double duration_deviate(double u);

#endif
