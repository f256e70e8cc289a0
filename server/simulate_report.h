/*
 * simulate_report: what came of days that were played, as a table for people.
 *
 * A column per play: as it was and, where something was asked to be otherwise, with the change.
 */
#ifndef MOTCUA_SIMULATE_REPORT_H
#define MOTCUA_SIMULATE_REPORT_H

#include "common/words.h"
#include "server/simulate.h"

#include <stdio.h>

void simulate_print_table(
	FILE *to, enum lang lang, const struct simulate_play *plays, size_t count);

#endif
