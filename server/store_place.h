/*
 * store_place: the file of a store in its directory, and another one that takes its place.
 *
 * Taking a place is decided by one rename to <file>.new; what is left to do after it can be done
 * again. Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_PLACE_H
#define MOTCUA_STORE_PLACE_H

#include "server/store.h"

/* The path of the store's file with something behind it, for mem_free. */
char *place_file(const char *dir, const char *ending);

/* Whether the file is empty and its journal is not: SQLite would take that for a new store, and
 * throw the journal away. */
bool place_is_cut(const char *dir);

/* Finishes a store_replace that the machine's failure has interrupted; false with errno. */
bool place_finish(const char *dir);

#endif
