/*
 * setup_visit_json: what a clerk may record of a visit, in an office file: its possible outcomes,
 * and whether each visit needs one.
 *
 * For server/setup_*.c alone. False when something was refused.
 */
#ifndef MOTCUA_SETUP_VISIT_JSON_H
#define MOTCUA_SETUP_VISIT_JSON_H

#include "server/setup.h"
#include "server/setup_read.h"

bool setup_visit(struct setup_read *r, struct setup *setup, json_t *root);

#endif
