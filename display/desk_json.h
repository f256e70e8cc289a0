/*
 * desk_json: what a counter's screen tells the server and hears of it, as JSON.
 */
#ifndef MOTCUA_DESK_JSON_H
#define MOTCUA_DESK_JSON_H

#include "common/proto.h"

#include <jansson.h>

/* The body of a rating; a new reference. */
json_t *desk_rating_json(const char *number, int score);

/* The first number of `GET …/next`, "" for nobody. */
void desk_next_from_json(const json_t *j, char number[static NUMBER_SIZE]);

#endif
