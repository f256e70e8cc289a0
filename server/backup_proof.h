/*
 * backup_proof: whether a backup is a whole store that a day can be started from.
 *
 * The file is read where it lies and nothing is written: SQLite's own check, the whole chain of
 * changes, every text of the set-up, and the last day replayed. Waits for the disk; any thread.
 */
#ifndef MOTCUA_BACKUP_PROOF_H
#define MOTCUA_BACKUP_PROOF_H

#include "server/store.h"

struct backup_proof {
	struct store_anchor end; /* where its chain ends */
	int64_t changes, tickets;
};

/* STORE_OK: it is; else, logged, why not. */
enum store_result backup_prove(const char *path, struct backup_proof *proof);

#endif
