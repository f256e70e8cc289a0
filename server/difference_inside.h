/*
 * difference_inside: how an item of a list is called; for server/difference*.c alone.
 */
#ifndef MOTCUA_DIFFERENCE_INSIDE_H
#define MOTCUA_DIFFERENCE_INSIDE_H

#include <jansson.h>
#include <stdbool.h>

enum { DIFFERENCE_NAME_SIZE = 256 };

/* The members that an item may be called by, the first that all have; ends with NULL. */
extern const char *const difference_keys[];

/* What an item is called by that member; false when it is called nothing. */
bool difference_name(json_t *item, const char *key, char name[static DIFFERENCE_NAME_SIZE]);

#endif
