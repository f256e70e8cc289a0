/*
 * setup_board_json: what the boards of a hall show besides its numbers, in an office file: the
 * zones that have boards of their own, and the notices.
 *
 * For server/setup_*.c alone, after the counters. False when something was refused.
 */
#ifndef MOTCUA_SETUP_BOARD_JSON_H
#define MOTCUA_SETUP_BOARD_JSON_H

#include "server/setup.h"
#include "server/setup_read.h"

bool setup_board(struct setup_read *r, struct setup *setup, json_t *root);

#endif
