/*
 * store_setup: office files and catalogues as they were imported, with a hash of each.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_SETUP_H
#define MOTCUA_STORE_SETUP_H

#include "server/store_db.h"

/* Verifies that every text is what was imported. */
enum store_result setup_verify(struct store *store);

#endif
