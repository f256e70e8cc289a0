/*
 * store_copy: a copy of the whole file, made in slices by the store's thread between its commits.
 *
 * What is committed meanwhile is in the copy, which is that of one moment: the one at which its
 * last slice ended. The copy is not synced. Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_COPY_H
#define MOTCUA_STORE_COPY_H

#include "server/store_db.h"

/* The work of a JOB_COPY. */
void copy_run(struct store *store, struct store_job *job);

/* Gives up a copy that is under way, and its file; none is nothing. */
void copy_end(struct store *store);

#endif
