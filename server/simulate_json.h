/*
 * simulate_json: what came of days that were played, as JSON, one line per play.
 *
 * {"play":"as_is"|"changed","days","citizens","called","left","mean_wait_s","p90_wait_s",
 * "max_wait_s","told","held","early","late","services":[{"id","name","called","mean_wait_s",
 * "max_wait_s"}],"counters":[{"id","open_s","busy_s"}]}; a mean of nobody is null.
 */
#ifndef MOTCUA_SIMULATE_JSON_H
#define MOTCUA_SIMULATE_JSON_H

#include "server/simulate.h"

void simulate_print_json(FILE *to, const struct simulate_play *plays, size_t count);

#endif
