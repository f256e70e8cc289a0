/*
 * json_text: JSON as compact text, for the answers and frames that many wait for.
 *
 * Most are small: they are written once, into one piece of the right size.
 */
#ifndef MOTCUA_JSON_TEXT_H
#define MOTCUA_JSON_TEXT_H

#include <jansson.h>

/* NUL-terminated, for mem_free. */
char *json_text(const json_t *json);

#endif
