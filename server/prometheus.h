/*
 * prometheus: figures as a monitoring program reads them, text format 0.0.4.
 *
 * A family is one figure: its name, type and a line that says what it is, then its samples, told
 * apart by labels. Names follow Prometheus: units at the end (_seconds, _bytes), _total for what
 * only grows. Owner of the stream: the caller. Pure.
 */
#ifndef MOTCUA_PROMETHEUS_H
#define MOTCUA_PROMETHEUS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PROMETHEUS_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Names are letters, digits and '_'; a value is any text. */
struct prometheus_label {
	const char *name, *value;
};

/* Begins a family; `type` is "gauge", "counter" or "histogram". */
void prometheus_family(FILE *out, const char *name, const char *type, const char *help);

/* A sample of the family begun last. */
void prometheus_sample(FILE *out, const char *name, const struct prometheus_label *labels,
	size_t count, double value);

/* A family of one sample without labels. */
void prometheus_one(FILE *out, const char *name, const char *type, const char *help, double value);

/* A whole family: how often something took at most so long. `counts` has one more than `bounds`:
 * those that took longer than the last. */
void prometheus_histogram(FILE *out, const char *name, const char *help, const double *bounds_s,
	const uint64_t *counts, size_t count, double sum_s);

#endif
