/*
 * workload_json: the lines of a workload, in and out.
 *
 * Reading: false when a line does not hold, with the place in `why`. Source: workload.h.
 */
#ifndef MOTCUA_WORKLOAD_JSON_H
#define MOTCUA_WORKLOAD_JSON_H

#include "server/workload.h"

#include <stdio.h>

bool workload_read_office(struct workload_day *day, const char *line, char *why, size_t why_size);

/* Adds an entry. */
bool workload_read_entry(struct workload_day *day, const char *line, char *why, size_t why_size);

void workload_write_office(const struct workload_day *day, FILE *to);
void workload_write_entry(
	const struct workload_day *day, const struct workload_entry *entry, FILE *to);

#endif
