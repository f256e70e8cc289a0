/*
 * setup_indicators_json: what an office reports of each quarter, in an office file: what is
 * measured, its target, and the rule that asks for it, from when until when.
 *
 * For server/setup_*.c alone. False when something was refused.
 */
#ifndef MOTCUA_SETUP_INDICATORS_JSON_H
#define MOTCUA_SETUP_INDICATORS_JSON_H

#include "server/setup.h"
#include "server/setup_read.h"

bool setup_indicators(struct setup_read *r, struct setup *setup, json_t *root);

#endif
