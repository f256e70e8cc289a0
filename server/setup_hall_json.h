/*
 * setup_hall_json: the services and the counters of an office file.
 *
 * For server/setup_json.c alone. Each fills its part of a set-up whose ticket numbers (services)
 * and services (counters) are already there; false when something was refused.
 */
#ifndef MOTCUA_SETUP_HALL_JSON_H
#define MOTCUA_SETUP_HALL_JSON_H

#include "server/setup.h"
#include "server/setup_read.h"

bool setup_hall_services(struct setup_read *r, struct setup *setup, json_t *root);

/* `handicaps` are the minutes that each preference stands for, checked. */
bool setup_hall_counters(
	struct setup_read *r, struct setup *setup, json_t *root, json_t *handicaps);

#endif
