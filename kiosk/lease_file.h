/*
 * lease_file: this kiosk's name as a holder of leases and the lease of the day, in lease.json.
 *
 * The file also says how far the office's clock is ahead of the machine's, for a start while the
 * server is away. The same name gets the same block again; who loses the file gets another name and
 * another block. A value that owns nothing; the state must outlive it.
 */
#ifndef MOTCUA_KIOSK_LEASE_FILE_H
#define MOTCUA_KIOSK_LEASE_FILE_H

#include "kiosk/journal.h"
#include "kiosk/lease.h"

struct lease_file {
	struct state *state;
	char holder[TOKEN_SIZE];
};

/* Reads it, or begins one; false: the disk does not take it, nothing may be lent. */
bool lease_file_open(
	struct lease_file *f, struct state *state, struct lease *lease, int64_t *ahead_ms);

/* Brings the lease to the disk; false when it is not there. */
bool lease_file_save(struct lease_file *f, const struct lease *lease, int64_t ahead_ms);

#endif
