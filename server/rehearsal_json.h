/*
 * rehearsal_json: what came of a rehearsal, as an administrator is told of it.
 */
#ifndef MOTCUA_REHEARSAL_JSON_H
#define MOTCUA_REHEARSAL_JSON_H

#include "server/rehearsal.h"

#include <jansson.h>

/* For the caller to json_decref; sorts the samples. */
json_t *rehearsal_json(struct rehearsal *r);

#endif
