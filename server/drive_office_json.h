/*
 * drive_office_json: the office of a drive or of a workload, as its line tells it, as a set-up.
 *
 * {"services":[{"id","name","mean_conf"}], "counters":[{"id","serves":[[service,handicap_s]],
 * "plan":[[from,to]]}], "classes":{name:head_start_s}, "miss_penalty", "appt_grace"}: seconds, of
 * the day in a plan, which is kept by the minute. Counters are numbered 1, 2, 3 … in the order of
 * the line; their name is the id. The hall is open round the clock every day; whatever the line
 * does not say is as an office file has it by default. The set-up is the caller's (setup_free).
 * Errors: NULL or false, and the place in `why`. Source: queueing.md 8.
 */
#ifndef MOTCUA_DRIVE_OFFICE_JSON_H
#define MOTCUA_DRIVE_OFFICE_JSON_H

#include "server/setup.h"

#include <jansson.h>

enum { DRIVE_DAY_S = 24 * 60 * 60 };

struct setup *drive_office_read(const json_t *line, char *why, size_t why_size);

/* The counters of another day: what they serve and their plans; one that is not named has neither.
 * No new ones. False with nothing changed when a counter or service is unknown. */
bool drive_office_counters(struct setup *setup, const json_t *list, char *why, size_t why_size);

/* A counter by its id in the line; 0: there is none. */
int drive_office_counter(const struct setup *setup, const char *id);

#endif
