/*
 * zone: a hall narrowed to one of its zones, for a board that is to show no other.
 *
 * A zone is the counters that the office's set-up names; of the hall it has what concerns them:
 * their calls, the services that they serve, and the numbers of these services that were absent.
 * Pure; values that own nothing.
 */
#ifndef MOTCUA_ZONE_H
#define MOTCUA_ZONE_H

#include "common/proto.h"

#include <stdbool.h>

/* Letters without marks, digits, '-', '_' and '.', as the set-up takes them. */
bool zone_id_ok(const char *id);

/* The office's zone of that id, or NULL. */
const struct office_zone *zone_find(const struct office_view *office, const char *id);

bool zone_has(const struct office_zone *zone, int counter);

/* The service whose series the number is of, or NULL. */
const struct office_service *zone_service(const struct office_view *office, const char *number);

/* The office as the zone has it: its counters, and the services that these serve. */
void zone_office(
	const struct office_zone *zone, const struct office_view *office, struct office_view *own);

/* The hall as the zone has it. A hall tells its last calls alone, and those of one zone may be
 * older: what a counter's own number was called for counts as a call too. */
void zone_hall(const struct office_zone *zone, const struct office_view *office,
	const struct snapshot *hall, struct snapshot *own);

#endif
