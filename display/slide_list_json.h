/*
 * slide_list_json: the server's list of slides, as GET /api/v1/slides answers.
 */
#ifndef MOTCUA_SLIDE_LIST_JSON_H
#define MOTCUA_SLIDE_LIST_JSON_H

#include "display/slide_list.h"

#include <jansson.h>

/* File and version of each are its hash. False, and nothing is filled in, when it is none. */
bool slide_list_from_json(const json_t *json, struct slide_list *list, int *seconds);

#endif
