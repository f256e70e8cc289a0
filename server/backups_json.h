/*
 * backups_json: the backups, as an administrator is told of them.
 */
#ifndef MOTCUA_BACKUPS_JSON_H
#define MOTCUA_BACKUPS_JSON_H

#include "server/backups.h"

#include <jansson.h>

/* All that is known, for the caller to json_decref. */
json_t *backups_json(const struct backups *b);

#endif
