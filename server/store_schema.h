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

/* Takes the steps that are missing. */
enum store_result schema_migrate(struct store *store);

#endif
