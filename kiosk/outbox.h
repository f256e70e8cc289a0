/*
 * outbox: which numbers are in citizens' hands but not yet known to be so by the server.
 *
 * One small file per ticket in the state directory, "printed-<id>", written whole with fsync, so
 * that a kiosk that ends in between tells it when it starts again. Without a directory nothing is
 * kept. Errors are logged and never stop a kiosk. A value that owns nothing.
 */
#ifndef MOTCUA_KIOSK_OUTBOX_H
#define MOTCUA_KIOSK_OUTBOX_H

#include <stdint.h>

enum { OUTBOX_MAX = 16, OUTBOX_HOW_SIZE = 16 };

struct outbox {
	char directory[256]; /* empty: none */
};

struct outbox_entry {
	int64_t ticket;
	char how[OUTBOX_HOW_SIZE]; /* "paper" or "screen" */
};

/* Makes the directory (NULL: none) where it is missing. */
void outbox_open(struct outbox *o, const char *directory);

/* Keeps that this ticket is in a citizen's hand; forgets it. */
void outbox_keep(const struct outbox *o, int64_t ticket, const char *how);
void outbox_drop(const struct outbox *o, int64_t ticket);

/* What is still kept; returns how many. */
int outbox_read(const struct outbox *o, struct outbox_entry entries[static OUTBOX_MAX]);

#endif
