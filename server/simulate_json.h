/*
 * simulate_json: what came of days that were played, as JSON lines.
 *
 * One per citizen: {"play":"as_is"|"changed","day","id","number","service","t","told":{"low_s",
 * "mid_s","high_s"}|null,"wait_s"}: what was announced with the number, and the wait until the
 * first call (null: never). One per play:
 * {"play":"as_is"|"changed","days","citizens","called","left","mean_wait_s","p90_wait_s",
 * "max_wait_s","told","held","early","late","services":[{"id","name","called","mean_wait_s",
 * "max_wait_s"}],"counters":[{"id","open_s","busy_s"}]}; a mean of nobody is null.
 */
#ifndef MOTCUA_SIMULATE_JSON_H
#define MOTCUA_SIMULATE_JSON_H

#include "server/simulate.h"

#include <stdio.h>

/* `play`: the first or the second of them. */
void simulate_print_citizens(
	FILE *to, size_t play, const struct played *played, const struct queue *queue);
void simulate_print_json(FILE *to, const struct simulate_play *plays, size_t count);

#endif
