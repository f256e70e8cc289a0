/*
 * difference: what is other in one JSON value than in another, as a list that can be kept, told and
 * taken back.
 *
 * Objects are compared member by member; lists of objects that all have an `id` (or a `code`) of
 * their own, item by item; everything else as a whole. The list has one object for each difference:
 * "path", a list of keys and ids from the top; "was" and "is", either of which is missing where
 * there was or is nothing; "after" and "before", the ids beside it, for an item of a list that came
 * or went. An item that is among others now gives one with "order": true, and the ids that were
 * there and still are as "was" and "is". Pure.
 */
#ifndef MOTCUA_DIFFERENCE_JSON_H
#define MOTCUA_DIFFERENCE_JSON_H

#include <jansson.h>
#include <stdbool.h>

/* The differences, for the caller to json_decref; NULL stands for nothing there. */
json_t *difference(json_t *was, json_t *is);

/* The same as text, for the caller to free. */
char *difference_text(json_t *was, json_t *is);

/* Takes differences back out of what is now. True with the value without them (NULL: nothing),
 * where every place is still as they made it; else false with a path that is not. Both are the
 * caller's to json_decref. */
bool difference_take_back(json_t *now, json_t *changes, json_t **to, json_t **in_the_way);

/* Whether one of the differences is at a place, or in it, or of something that it is in. */
bool difference_touches(json_t *changes, json_t *path);

#endif
