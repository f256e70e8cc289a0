/*
 * store_schema: the tables, brought up to date step by step (schema/NNN.sql).
 *
 * Each step is one transaction that also writes its number as user_version; before each step a file
 * that is in use already is copied to <file>.before-<number>. Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_SCHEMA_H
#define MOTCUA_STORE_SCHEMA_H

#include "server/store_db.h"

/* Whether the file is this program's and not newer, without writing anything. */
enum store_result schema_recognise(struct store *store);

/* A new name for a store's sequence numbers, that tells them from those of any other. */
void schema_epoch(char epoch[static EPOCH_SIZE]);

/* Whether no step is missing. */
enum store_result schema_is_current(struct store *store);

/* Takes the steps that are missing. */
enum store_result schema_migrate(struct store *store);

#endif
